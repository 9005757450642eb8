/// Values that are secret because of the name before them: `name: value`, `name=value`, `"name": "value"`,
/// `<name>value<`, `--name value`, `"name": …, "value": …`.
enum KeyedValue {
  /// The value of a key that `SecretKeys` knows.
  static func secret(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.end < bytes.count, bytes[candidate.end].isNamePart { return nil }
    let start = nameStart(bytes, candidate)
    guard SecretKeys.isSecret(bytes.string(start..<candidate.end)),
      let opening = value(bytes, after: candidate.end, nameStart: start)
    else { return nil }
    let range = extent(bytes, opening, allowsBlanks: false)
    guard let range, range.count <= (opening.quote == nil ? 512 : 4096) else { return nil }
    return SecretKeys.isStandIn(bytes.string(range), isQuoted: opening.quote != nil) ? nil : range
  }

  /// The credentials behind `Authorization:` and its scheme, or behind the word Bearer alone.
  static func authorization(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if bytes[candidate.end - 1] == 0x20 { return bearer(bytes, candidate) }
    guard let opening = value(bytes, after: candidate.end, nameStart: candidate.start) else { return nil }
    var start = opening.start
    var word = start
    while word < bytes.count, bytes[word].isNamePart { word += 1 }
    let hasScheme = word < bytes.count - 1 && bytes[word] == 0x20 && word > start && word - start < 24
    if hasScheme {
      guard schemes.contains(bytes.string(start..<word).lowercased()) else { return nil }
      start = word + 1
    }
    let range = start..<end(bytes, from: start)
    guard range.count >= 8,
      !SecretKeys.isStandIn(bytes.string(range), isQuoted: hasScheme || opening.quote != nil)
    else { return nil }
    return range
  }

  private static let schemes: Set<String> = [
    "bearer", "basic", "token", "apikey", "api-key", "digest", "negotiate", "key", "bot",
  ]

  private static func bearer(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.start > 0, bytes[candidate.start - 1].isNamePart { return nil }
    var end = candidate.end
    while end < bytes.count, bytes[end].isNamePart || "._~+/=".utf8.contains(bytes[end]) { end += 1 }
    while end > candidate.end, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    let range = candidate.end..<end
    guard range.count >= 20, !SecretKeys.isStandIn(bytes.string(range), isQuoted: false) else { return nil }
    return range
  }

  /// The value of a Cookie or Set-Cookie header: pairs to the line's end.
  static func cookie(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Range<Int>? {
    if candidate.end < bytes.count, bytes[candidate.end].isNamePart { return nil }
    let start = nameStart(bytes, candidate)
    let name = bytes.string(start..<candidate.end).lowercased()
    guard name == "cookie" || name == "set-cookie",
      let opening = value(bytes, after: candidate.end, nameStart: start),
      let range = extent(bytes, opening, allowsBlanks: true), range.count >= 8
    else { return nil }
    guard bytes.first("=", in: range) != nil, bytes.entropy(range) >= 2.2 else { return nil }
    return range
  }

  // MARK: Names and openings

  private struct Opening {
    var start: Int
    /// The quote the value stands in.
    var quote: UInt8?
  }

  private static func nameStart(_ bytes: borrowing Span<UInt8>, _ candidate: Candidate) -> Int {
    var start = candidate.start
    while start > candidate.floor, candidate.start - start < 64, bytes[start - 1].isNamePart { start -= 1 }
    return start
  }

  /// Where the value of the name that ends at `end` begins.
  private static func value(_ bytes: borrowing Span<UInt8>, after end: Int, nameStart: Int) -> Opening? {
    var index = end
    let isQuotedName = index < bytes.count && bytes[index].isQuote
    if isQuotedName { index += 1 }
    let afterName = index
    index = skipBlanks(bytes, index)
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: ":"), UInt8(ascii: "="):
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "=") || bytes[index] == UInt8(ascii: ">") {
        index += 1
      }
    case UInt8(ascii: ">") where nameStart > 0 && bytes[nameStart - 1] == UInt8(ascii: "<"): index += 1
    case UInt8(ascii: ",") where isQuotedName:
      guard let pair = pairedValue(bytes, from: index + 1) else { return nil }
      index = pair
    default:
      guard index > afterName, bytes.holds("--", at: nameStart) else { return nil }
    }
    index = skipBlanks(bytes, index)
    if index < bytes.count, bytes[index] == UInt8(ascii: "[") { index = skipBlanks(bytes, index + 1) }
    guard index < bytes.count else { return nil }
    return bytes[index].isQuote
      ? Opening(start: index + 1, quote: bytes[index]) : Opening(start: index, quote: nil)
  }

  /// The place behind `"value":`, as in lists of names and values, or of `,` in lists of two.
  private static func pairedValue(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    let index = skipBlanks(bytes, start)
    guard index < bytes.count, bytes[index].isQuote else { return nil }
    guard bytes.holds("value", at: index + 1), index + 6 < bytes.count, bytes[index + 6].isQuote else {
      return nil
    }
    let colon = skipBlanks(bytes, index + 7)
    return colon < bytes.count && bytes[colon] == UInt8(ascii: ":") ? colon + 1 : nil
  }

  private static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    return index
  }

  // MARK: Values

  /// The bytes of a value: to its closing quote, or to where an unquoted one ends.
  private static func extent(_ bytes: borrowing Span<UInt8>, _ opening: Opening, allowsBlanks: Bool) -> Range<
    Int
  >? {
    guard let quote = opening.quote else {
      // Short, since each of many names in a row may look this far.
      let limit = allowsBlanks ? 4097 : 513
      var index = opening.start
      while index < bytes.count, index - opening.start < limit,
        allowsBlanks ? !endsLine(bytes[index]) : !endsWord(bytes[index])
      {
        index += 1
      }
      return opening.start..<index
    }
    var index = opening.start
    while index < bytes.count, index - opening.start < 4097, bytes[index] != 0x0A {
      if bytes[index] == quote { return opening.start..<index }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  private static func end(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, index - start < 8192, !endsWord(bytes[index]) { index += 1 }
    return index
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"),
      UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: byte.isQuote
    }
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x5C || byte.isQuote || byte == UInt8(ascii: "<")
  }
}
