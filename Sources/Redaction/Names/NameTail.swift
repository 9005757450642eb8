/// A value that a sign alone parts from the name it belongs to: `weather-secret-key-f47ac10b-58cc-…`.
enum NameTail {
  /// The shortest run of letters and digits that is a value and no word.
  private static let shortest = 20
  /// The longest.
  private static let longest = 128

  /// The UUID or the long run at random that ends the name; `nil` where something else does.
  ///
  /// - Parameter name: The whole name, which the value is a part of as far as names go.
  static func value(
    _ bytes: borrowing Span<UInt8>, in name: Range<Int>, behind candidate: Candidate
  ) -> Range<Int>? {
    let start = candidate.end + 1
    guard start + shortest <= bytes.count, "-.".utf8.contains(bytes[candidate.end]),
      bytes[start].isAlphanumeric,
      bytes[start + shortest - 1].isHexDigit || bytes[start + shortest - 1].isASCIILetter,
      let value = run(bytes, from: start), isTold(bytes.string(name.lowerBound..<candidate.end))
    else { return nil }
    return value
  }

  /// Whether a name says more than `key` or `token`, which ids begin with too.
  private static func isTold(_ name: String) -> Bool {
    guard let kind = SecretNames.kind(of: name) else { return false }
    return kind == .key || kind == .weak && !["key", "token"].contains(name.lowercased())
  }

  private static func run(_ bytes: borrowing Span<UInt8>, from start: Int) -> Range<Int>? {
    var end = start
    var digits = 0
    while end < bytes.count, end - start <= longest, bytes[end].isNamePart {
      digits += bytes[end].isDigit ? 1 : 0
      end += 1
    }
    guard end - start >= shortest, end - start <= longest, digits > 1, digits < end - start,
      end == bytes.count || !".@/%\\".utf8.contains(bytes[end])
    else { return nil }
    let value = Array(bytes.string(start..<end).utf8)
    let isWhole = value.allSatisfy(\.isAlphanumeric) || SecretValue.isUUID(value)
    return isWhole && SecretValue.isRandom(value) && !SecretValue.isStandIn(value) ? start..<end : nil
  }
}
