/// A key that a sentence names behind it: `use 4fK9… as the weather API key`.
enum NameBehind {
  /// The most bytes between the key and its name.
  private static let sight = 48
  private static let shortest = 20
  private static let longest = 256

  /// The word at random before `as` and a few words that end with the name at `name`; `nil` for none.
  static func value(_ bytes: borrowing Span<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    var index = name.lowerBound
    let floor = max(0, index - sight)
    while index > floor, bytes[index - 1].isASCIILetter || bytes[index - 1] == 0x20 {
      if bytes.holds(" as ", at: index - 1) { return word(bytes, endingAt: index - 1, name) }
      index -= 1
    }
    return nil
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
