/// A key that is named behind it: in a sentence, `use 4fK9… as the weather API key`, or in JSON,
/// `"value": "…", "name": "DB_PASSWORD"`.
enum NameBehind {
  /// The most bytes between the key and its name.
  private static let sight = 48
  private static let shortest = 20
  private static let longest = 256

  /// The word at random before `as` and a few words that end with the name at `name`; `nil` for none.
  static func value(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    if let member = member(bytes, name) { return member }
    var index = name.lowerBound
    let floor = max(0, index - sight)
    while index > floor, bytes[index - 1].isASCIILetter || bytes[index - 1] == 0x20 {
      if bytes.holds(" as ", at: index - 1) { return word(bytes, endingAt: index - 1, name) }
      index -= 1
    }
    return nil
  }

  /// The text of the member `"value"` right before the one that has the name.
  private static func member(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    guard name.lowerBound > 10, bytes[name.lowerBound - 1] == UInt8(ascii: "\""),
      let label = before(bytes, name.lowerBound - 1, ":"),
      ["\"name\"", "\"Name\"", "\"key\"", "\"Key\""].contains(where: {
        bytes.holds($0, at: label - $0.utf8CodeUnitCount)
      }),
      let start = before(bytes, bytes[label - 2] == UInt8(ascii: "y") ? label - 5 : label - 6, ","),
      start > 1, bytes[start - 1] == UInt8(ascii: "\"")
    else { return nil }
    let end = start - 1
    var first = end
    while first > 0, end - first <= longest, bytes[first - 1] != UInt8(ascii: "\""), bytes[first - 1] != 0x0A
    { first -= 1 }
    guard first > 1, bytes[first - 1] == UInt8(ascii: "\""), let colon = before(bytes, first - 1, ":"),
      bytes.holds("alue\"", at: colon - 5), let kind = SecretNames.kind(of: bytes.string(name)),
      SecretValue.isSecret(bytes.string(first..<end), under: kind, isQuoted: true),
      kind != .weak || !SecretValue.isHash(Array(bytes.string(first..<end).utf8))
    else { return nil }
    return first..<end
  }

  /// The place before a sign, and blanks around it, that stand before a place; `nil` where others do.
  private static func before(_ bytes: borrowing Span<UInt8>, _ place: Int, _ sign: Unicode.Scalar) -> Int? {
    var index = place
    while index > 0, bytes[index - 1].isSpace, place - index < 40 { index -= 1 }
    guard index > 0, bytes[index - 1] == UInt8(ascii: sign) else { return nil }
    index -= 1
    while index > 0, bytes[index - 1].isSpace, place - index < 80 { index -= 1 }
    return index
  }

  private static func word(_ bytes: borrowing Span<UInt8>, endingAt place: Int, _ name: Range<Int>) -> Range<
    Int
  >? {
    var end = place
    if end > 0, bytes[end - 1].isQuote { end -= 1 }
    var start = end
    while start > 0, end - start <= longest,
      bytes[start - 1].isNamePart || "+/.=".utf8.contains(bytes[start - 1])
    {
      start -= 1
    }
    guard end - start >= shortest, end - start <= longest, let kind = SecretNames.kind(of: bytes.string(name))
    else {
      return nil
    }
    let value = Array(bytes.string(start..<end).utf8)
    return SecretValue.isRandom(value) && !SecretValue.isStandIn(value)
      && (kind == .key || !SecretValue.isHash(value)) ? start..<end : nil
  }
}
