/// The secret beside the id of its key, which no name stands before: `AKIA…:wJalr…`, an id with the secret on the line below.
enum PairedSecret {
  /// How an id begins, how long the secret beside it is.
  private static let pairs: [(id: StaticString, length: Int)] = [
    ("AKIA", 40), ("ASIA", 40), ("GOOG", 40), ("LTAI", 30), ("AKID", 32),
  ]

  /// The most bytes between the two.
  private static let longestGap = 24

  /// The secret behind an id that was found; `nil` for none.
  static func match(_ bytes: borrowing Span<UInt8>, behind id: Range<Int>) -> Range<Int>? {
    guard let pair = pairs.first(where: { bytes.holds($0.id, at: id.lowerBound) }) else { return nil }
    var start = id.upperBound
    while start < bytes.count, start - id.upperBound <= longestGap, isJoint(bytes[start]) { start += 1 }
    let end = start + pair.length
    guard start > id.upperBound, end <= bytes.count, end == bytes.count || !isPart(bytes[end]) else {
      return nil
    }
    for index in start..<end where !isPart(bytes[index]) { return nil }
    let value = Array(bytes.string(start..<end).utf8)
    return SecretValue.isScrambled(value[...]) && value.contains(where: \.isDigit)
      && !SecretValue.isStandIn(value) ? start..<end : nil
  }

  /// Blanks, ends of lines, quotes and the signs between the cells of a list.
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte.isSpace || byte.isQuote || ":,;|()".utf8.contains(byte)
  }

  /// A character of base64.
  private static func isPart(_ byte: UInt8) -> Bool { byte.isAlphanumeric || "+/".utf8.contains(byte) }
}
