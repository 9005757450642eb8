/// Values in tags and what tags enclose.
extension NameValue {
  /// `name="key" value="…"` in a tag, `name: key` with `value: …` below it in YAML.
  static func attribute(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    for label in ["value=", "Value=", "content=", "android:value="] as [StaticString]
    where bytes.holds(label, at: start) {
      let found = value(bytes, from: start + label.utf8CodeUnitCount, isLoose: false)
      return found?.quote == nil ? nil : found
    }
    return field(bytes, from: start, name) ?? tagged(bytes, from: start, name)
      ?? defaulted(bytes, from: start)
  }

  /// `<name kind="…">value<`.
  static func elementWithAttributes(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>)
    -> Opening?
  {
    guard name.lowerBound > 0, bytes[name.lowerBound - 1] == UInt8(ascii: "<"), start < bytes.count,
      bytes[start].isASCIILetter,
      let close = bytes.first(">", in: start..<min(bytes.count, start + 80)), bytes[close - 1].isQuote,
      bytes.first("<", in: start..<close) == nil
    else { return nil }
    return element(bytes, from: close, name)
  }

  /// `type="password" … value="…"` of a field of a form, and the part of a form that a request sends under its name:
  /// `name="password"`, an empty line, the value.
  static func field(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    if bytes.holds(" type=", at: name.lowerBound - 7) {
      let limit = min(bytes.count, start + 160)
      guard let label = bytes.first(" value=", in: start - 1..<limit),
        bytes.first(">", in: start..<label) == nil
      else {
        return nil
      }
      let found = value(bytes, from: label + 7, isLoose: false)
      return found?.quote == nil ? nil : found
    }
    guard bytes.holds(" name=", at: name.lowerBound - 7) else { return nil }
    for gap in ["\r\n\r\n", "\n\n"] as [StaticString] where bytes.holds(gap, at: start) {
      return Opening(start: start + gap.utf8CodeUnitCount, quote: nil, isField: true)
    }
    return nil
  }

  /// `<name>value<`, also with the value on a line of its own.
  static func element(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    guard name.lowerBound > 0, "<:".utf8.contains(bytes[name.lowerBound - 1]) else { return nil }
    var index = start + 1
    while index < bytes.count, bytes[index].isSpace, index - start < 80 { index += 1 }
    if bytes.holds("<Value>", at: index) { index += 7 }
    return index < bytes.count ? Opening(start: index, quote: nil, isElement: true, isField: true) : nil
  }

  /// `<entry key="name">value<`, `<setting name="name" …><value>value<`; of programs' words for
  /// people, `<string name="name">`, only what looks made at random.
  static func tagged(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    var first = name.lowerBound
    while first > 0, name.lowerBound - first < 80,
      bytes[first - 1].isNamePart || bytes[first - 1] == UInt8(ascii: ".")
    {
      first -= 1
    }
    let attribute = first - 2
    guard bytes.holds(" name=", at: attribute - 5) || bytes.holds(" key=", at: attribute - 4),
      let close = bytes.first(">", in: start..<min(bytes.count, start + 80)),
      bytes[close - 1] != UInt8(ascii: "/"),
      bytes.first("<", in: start..<close) == nil
    else { return nil }
    var index = close + 1
    while index < bytes.count, bytes[index].isSpace, index - close < 80 { index += 1 }
    if bytes.holds("<value>", at: index) { index += 7 }
    guard index < bytes.count, bytes[index] != UInt8(ascii: "<") else { return nil }
    let isForPeople = bytes.holds("<string name=", at: attribute - 12)
    return Opening(start: index, quote: nil, isLoose: isForPeople, isElement: true, isField: !isForPeople)
  }

  /// `name</td><td>value<`: the text behind the next tags.
  static func cell(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    guard bytes.holds("</", at: start) else { return nil }
    var index = start
    var tags = 0
    while index < bytes.count, index - start < 200, tags < 8 {
      if bytes[index] == UInt8(ascii: "<") {
        guard let close = bytes.first(">", in: index..<min(bytes.count, index + 80)) else { return nil }
        index = close + 1
        tags += 1
      } else if bytes[index].isSpace || bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=")
      {
        index += 1
      } else {
        // `<key>name</key>` of a property list says as much as a name in JSON.
        return tags > 0
          ? Opening(start: index, quote: nil, isLoose: !bytes.holds("</key>", at: start), isElement: true)
          : nil
      }
    }
    return nil
  }
}
