/// Where the value of a name begins, in whatever notation the two stand.
struct Opening {
  var start: Int
  /// The quote that the value stands in.
  var quote: UInt8?
  /// Whether little but order joins name and value: a blank, a comma, the cells of a table.
  var isLoose = false
  /// Whether the value is what a tag encloses, which may hold blanks.
  var isElement = false
  /// Whether a text says what the name's value is: `the password is "…"`.
  var isStated = false
  /// Whether a sentence before it ends in a colon: only a password is told by that.
  var isIntroduced = false
}

/// Finds the value behind a name: `name: value`, `name=value`, `name := value`, `name: type = value`, `"name": "value"`,
/// `"name", "value"`, `name value`, `| name | value |`, `<name>value<`, `<td>name</td><td>value</td>`,
/// `name="…" value="…"`, `name: …` with `value: …` under it, `--name value`, `name 2: value`, `name for the login:` with
/// the value alone on a line below.
enum NameValue {
  /// Where the value of the name at `name` begins; `nil` if none follows.
  static func opening(_ bytes: borrowing Span<UInt8>, after name: Range<Int>) -> Opening? {
    var index = name.upperBound
    let isQuotedName = index < bytes.count && bytes[index].isQuote
    if isQuotedName { index += 1 }
    let afterName = index
    index = skipBlanks(bytes, index)
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index = skipBlanks(bytes, index + 1) }
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if byte == UInt8(ascii: "(") { return returned(bytes, from: index) }
    if byte == UInt8(ascii: "<") { return cell(bytes, from: index, name) }
    if byte == UInt8(ascii: ">") { return element(bytes, from: index, name) }
    if byte == UInt8(ascii: ",") { return isQuotedName ? pair(bytes, from: index + 1) : nil }
    if byte == UInt8(ascii: "|"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "|") {
      return value(bytes, from: index + 1, isLoose: true)
    }
    if let joint = joint(bytes, from: index) { return assigned(bytes, from: joint, name) }
    if isQuotedName { return attribute(bytes, from: index) }
    guard index > afterName else { return nil }
    if bytes.holds("--", at: name.lowerBound) || bytes.holds("--", at: name.lowerBound - 2) {
      return value(bytes, from: index, isLoose: false)
    }
    if byte == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1].isBlank {
      return value(bytes, from: index + 1, isLoose: true)
    }
    if bytes.holds("is ", at: index) {
      var stated = value(bytes, from: index + 3, isLoose: true)
      stated?.isStated = true
      return stated
    }
    if let joint = jointBehindNumber(bytes, from: index) { return assigned(bytes, from: joint, name) }
    return typed(bytes, from: index) ?? introduced(bytes, from: index)
      ?? value(bytes, from: index, isLoose: true)
  }

  // MARK: Notations

  /// The end of `=`, `:`, `:=`, `::=`, `?=`, `+=`, `.=`, `??=`, `||=`, `==`, `!=`, `=>`, `->`; `nil` for none.
  private static func joint(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var isJoint = false
    while index < bytes.count, index - start < 4 {
      switch bytes[index] {
      case UInt8(ascii: "="), UInt8(ascii: ":"): isJoint = true
      case UInt8(ascii: ">") where index > start && "=-".utf8.contains(bytes[index - 1]): isJoint = true
      case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "|"), UInt8(ascii: "!"),
        UInt8(ascii: "~"):
        if isJoint { return index }
      case UInt8(ascii: "-") where !isJoint: break
      default: return isJoint ? index : nil
      }
      index += 1
    }
    return isJoint ? index : nil
  }

  /// The end of the joint in `name 2: value`.
  private static func jointBehindNumber(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count, index - start < 2, bytes[index].isDigit { index += 1 }
    return index > start && index < bytes.count && ":=".utf8.contains(bytes[index])
      ? joint(bytes, from: index) : nil
  }

  /// Behind `:` or `=`: the value, or a type and then `=` and the value.
  private static func assigned(_ bytes: borrowing Span<UInt8>, from joint: Int, _ name: Range<Int>)
    -> Opening?
  {
    let index = skipBlanks(bytes, joint)
    guard index < bytes.count else { return nil }
    if bytes[joint - 1] == UInt8(ascii: ":"), let typed = typed(bytes, from: index) { return typed }
    if bytes[index].isSpace || "|>".utf8.contains(bytes[index]) { return below(bytes, from: index) }
    if closes(bytes, index, name) { return nil }
    return value(bytes, from: index, isLoose: false)
  }

  /// Whether a quote closes the text that began right before the name: `"Password:", "Remember me:"`.
  private static func closes(_ bytes: borrowing Span<UInt8>, _ index: Int, _ name: Range<Int>) -> Bool {
    guard bytes[index].isQuote, name.lowerBound > 0, bytes[name.lowerBound - 1] == bytes[index],
      name.upperBound < bytes.count, !bytes[name.upperBound].isQuote
    else { return false }
    return index + 1 == bytes.count || bytes[index + 1].isSpace
      || ",;:)]}+".utf8.contains(bytes[index + 1])
  }

  /// Behind a type such as `string`, `str | None`, `Optional[str]`: `= value`.
  private static func typed(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start
    guard start < bytes.count, bytes[start].isASCIILetter || bytes[start] == UInt8(ascii: "*") else {
      return nil
    }
    while index < bytes.count, index - start < 40, isTypePart(bytes[index]) { index += 1 }
    guard index > start + 2, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "="),
      bytes[index + 1] != UInt8(ascii: "="), bytes[index - 1] == 0x20
    else { return nil }
    let found = value(bytes, from: index + 1, isLoose: false)
    return found?.quote == nil ? nil : found
  }

  private static func isTypePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"),
      UInt8(ascii: "?"), UInt8(ascii: "."), UInt8(ascii: "*"), UInt8(ascii: "&"), 0x20:
      true
    default: byte.isNamePart
    }
  }

  /// What a function of the name gives back: `getToken() string { return "…" }`, `def api_key(): return "…"`.
  private static func returned(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    let sight = start..<min(bytes.count, start + 120)
    guard let close = bytes.first(")", in: sight) else { return nil }
    var index = close + 1
    while index < sight.upperBound, !bytes[index].isQuote, !"();=".utf8.contains(bytes[index]) {
      if bytes.holds("return ", at: index) {
        let found = value(bytes, from: index + 7, isLoose: false)
        return found?.quote == nil ? nil : found
      }
      index += 1
    }
    return nil
  }

  /// `"name": "key", "value": "…"`, `("key", "…")`, `["key", "…"]`.
  private static func pair(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    guard index < bytes.count, bytes[index].isQuote || bytes[index].isASCIILetter else { return nil }
    let word = bytes[index].isQuote ? index + 1 : index
    for label in ["value", "Value", "stringValue", "content"] as [StaticString]
    where bytes.holds(label, at: word) {
      var end = word + label.utf8CodeUnitCount
      if end < bytes.count, bytes[end].isQuote { end += 1 }
      end = skipBlanks(bytes, end)
      guard end < bytes.count, ":=".utf8.contains(bytes[end]) else { continue }
      var inner = skipBlanks(bytes, end + 1)
      // OTLP: {"stringValue": "…"}
      if inner < bytes.count, bytes[inner] == UInt8(ascii: "{"),
        let quote = bytes.first("\"", in: inner..<min(bytes.count, inner + 4)),
        bytes.holds("stringValue\"", at: quote + 1)
      {
        inner = skipBlanks(bytes, quote + 13)
        inner += inner < bytes.count && bytes[inner] == UInt8(ascii: ":") ? 1 : 0
      }
      return value(bytes, from: inner, isLoose: false)
    }
    guard bytes[index].isQuote else { return nil }
    return value(bytes, from: index, isLoose: true)
  }

  /// `name="key" value="…"` in a tag, `name: key` with `value: …` below it in YAML.
  private static func attribute(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    for label in ["value=", "Value=", "content="] as [StaticString] where bytes.holds(label, at: start) {
      let found = value(bytes, from: start + label.utf8CodeUnitCount, isLoose: false)
      return found?.quote == nil ? nil : found
    }
    return nil
  }

  /// `<name>value<`, also with the value on a line of its own.
  private static func element(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening?
  {
    guard name.lowerBound > 0, "<:".utf8.contains(bytes[name.lowerBound - 1]) else { return nil }
    var index = start + 1
    while index < bytes.count, bytes[index].isSpace, index - start < 80 { index += 1 }
    return index < bytes.count ? Opening(start: index, quote: nil, isElement: true) : nil
  }

  /// `name</td><td>value<`: the text behind the next tags.
  private static func cell(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
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
        return tags > 0 ? Opening(start: index, quote: nil, isLoose: true, isElement: true) : nil
      }
    }
    return nil
  }

  // MARK: The beginning of a value

  /// Passes over blanks, `[`, the letters before a string and calls around it; the quote, if there is one.
  static func value(_ bytes: borrowing Span<UInt8>, from start: Int, isLoose: Bool) -> Opening? {
    var index = skipBlanks(bytes, start)
    while !isLoose, index < bytes.count, "[(".utf8.contains(bytes[index]), index - start < 8 {
      index = skipBlanks(bytes, index + 1)
    }
    guard index < bytes.count else { return nil }
    if !bytes[index].isQuote { index = wrapped(bytes, from: index) ?? index }
    guard bytes[index].isQuote else { return Opening(start: index, quote: nil, isLoose: isLoose) }
    let quote = bytes[index]
    index += 1
    while index + 1 < bytes.count, bytes[index] == quote, bytes[index + 1] == quote { index += 2 }
    return Opening(start: index, quote: quote, isLoose: isLoose)
  }

  /// The quote behind `b`, `rb`, `@`, `SecretStr(`, `String::from(`, `Buffer.from(`, `ConvertTo-SecureString `.
  private static func wrapped(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count, index - start < 28,
      bytes[index].isNamePart || ".:@$&".utf8.contains(bytes[index])
    {
      index += 1
    }
    guard index > start, index < bytes.count else { return nil }
    let prefix = bytes.string(start..<index).lowercased()
    if bytes[index].isQuote, index - start < 3, !prefix.contains(where: { $0.isNumber }) { return index }
    let isCall = bytes[index] == UInt8(ascii: "(") || bytes[index] == 0x20
    let next = index + 1
    guard isCall, next < bytes.count, bytes[next].isQuote else { return nil }
    return wrappers.contains { prefix.hasSuffix($0) } ? next : nil
  }

  private static let wrappers = [
    "secret", "secretstr", "secretvalue", "str", "string", "from", "bytes", "some", "ok", "securestring",
  ]

  /// Passes over blanks and the codes that colour a terminal's text.
  static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index
  }
}
