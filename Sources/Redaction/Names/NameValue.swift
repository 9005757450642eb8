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
  /// Whether it fills a field that holds nothing else: then letters alone are a password too.
  var isField = false
  /// Whether it is alone on the line below its name.
  var isBelow = false
  /// Whether it is a part of an address's path, which the next part ends.
  var isInPath = false
  /// Whether it is typed into a field that has the name.
  var isTyped = false
}

/// Finds the value behind a name: `name: value`, `name=value`, `name := value`, `name: type = value`, `"name": "value"`,
/// `"name", "value"`, `name value`, `| name | value |`, `<name>value<`, `<td>name</td><td>value</td>`,
/// `name="…" value="…"`, `name: …` with `value: …` under it, `--name value`, `name 2: value`, `name (value)`,
/// `get("name") or "value"`, `name for the login:` with the value alone on a line below.
enum NameValue {
  /// Where the value of the name at `name` begins; `nil` if none follows.
  static func opening(_ bytes: borrowing Span<UInt8>, after name: Range<Int>) -> Opening? {
    if let typed = FilledField.opening(bytes, after: name) { return typed }
    var index = name.upperBound
    let isQuotedName = index < bytes.count && bytes[index].isQuote
    if isQuotedName { index += 1 }
    let afterName = index
    index = skipBlanks(bytes, index)
    if let other = fallback(bytes, from: index) { return other }
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index = skipBlanks(bytes, index + 1) }
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if byte == UInt8(ascii: "(") {
      return returned(bytes, from: index)
        ?? (index > afterName ? bracketed(bytes, from: index) : argument(bytes, from: index, of: name))
    }
    if byte == UInt8(ascii: "["), let array = array(bytes, from: index) { return array }
    if byte == UInt8(ascii: "<") { return cell(bytes, from: index, name) }
    if byte == UInt8(ascii: ">") {
      return isQuotedName ? tagged(bytes, from: index, name) : element(bytes, from: index, name)
    }
    if byte == UInt8(ascii: ",") {
      // `:name, "value"` of Elixir and Ruby.
      // `{name, "value"}` of Erlang.
      let isSymbol =
        name.lowerBound > 1 && bytes.holds(" :", at: name.lowerBound - 2)
        || name.lowerBound > 0 && bytes[name.lowerBound - 1] == UInt8(ascii: "{")
      if isQuotedName || isSymbol { return pair(bytes, from: index + 1, behind: name) }
      // `CURLOPT_PASSWORD, "value"`: a constant and a text among the arguments of a call.
      guard bytes[name.lowerBound].isUpper, bytes[name.upperBound - 1].isUpper else { return nil }
      let argument = value(bytes, from: index + 1, isLoose: true)
      return argument?.quote == nil ? nil : argument
    }
    if byte == UInt8(ascii: "/") { return index == name.upperBound ? segment(bytes, from: index, name) : nil }
    if isQuotedName, byte == 0x0A || byte == 0x0D, let field = field(bytes, from: index, name) {
      return field
    }
    if byte == 0x0A || byte == 0x0D { return onNextLine(bytes, from: index, name) }
    if byte == UInt8(ascii: "|"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "|") {
      return value(bytes, from: index + 1, isLoose: true)
    }
    if let joint = joint(bytes, from: index) { return assigned(bytes, from: joint, name) }
    if isQuotedName { return attribute(bytes, from: index, name) }
    if byte == UInt8(ascii: "{"), let property = property(bytes, from: index) { return property }
    guard index > afterName else { return nil }
    if let element = elementWithAttributes(bytes, from: index, name) { return element }
    if bytes.holds("--", at: name.lowerBound) || bytes.holds("--", at: name.lowerBound - 2)
      || bytes.holds(" -", at: name.lowerBound - 2) && bytes[name.lowerBound].isUpper
    {
      return value(bytes, from: index, isLoose: false)
    }
    if byte == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1].isBlank {
      return value(bytes, from: index + 1, isLoose: true)
    }
    if let stated = stated(bytes, from: index, name) { return stated }
    if let joint = jointBehindNumber(bytes, from: index) { return assigned(bytes, from: joint, name) }
    // `password 0 …`, `password 7 …`: how a router's configuration keeps it, as it is or hidden.
    if byte == UInt8(ascii: "0"), index + 2 < bytes.count, bytes[index + 1] == 0x20 {
      return value(bytes, from: index + 2, isLoose: false)
    }
    if "5789".utf8.contains(byte), index + 2 < bytes.count, bytes[index + 1] == 0x20 {
      return value(bytes, from: index + 2, isLoose: true)
    }
    return typed(bytes, from: index) ?? introduced(bytes, from: index) ?? reported(bytes, from: index)
      ?? value(bytes, from: index, isLoose: !isDeclared(bytes, name))
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
      // A colon as wide as a sign of Chinese.
      case 0xEF where !isJoint && bytes.holds("：", at: index) && index == start: return index + 3
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
    guard start < bytes.count, bytes[start].isASCIILetter || "*&".utf8.contains(bytes[start]) else {
      return nil
    }
    if bytes.holds("&'static ", at: start) { index += 9 }
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
