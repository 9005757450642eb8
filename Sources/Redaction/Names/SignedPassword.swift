/// Passwords whose signs end a word elsewhere, or that have no digit: `Df34D<345>gf`, `Kq&7vL2`, `Dsfgh%$d`.
enum SignedPassword {
  /// More bytes are no password that somebody types.
  private static let longest = 64

  /// The word at an opening without a quote, as far as letters, digits and signs are mixed in it as in a password. O(1).
  static func match(_ bytes: borrowing Span<UInt8>, behind name: Range<Int>, _ opening: Opening) -> Range<
    Int
  >? {
    guard opening.quote == nil, !opening.isLoose, !opening.isElement, !opening.isInPath, !opening.isBelow,
      // A parameter ends where the next one begins.
      name.lowerBound == 0 || !"?&".utf8.contains(bytes[name.lowerBound - 1])
    else { return nil }
    var end = opening.start
    while end < bytes.count, end - opening.start <= longest, !endsWord(bytes[end]) { end += 1 }
    while end > opening.start, ".:?".utf8.contains(bytes[end - 1]) { end -= 1 }
    let range = opening.start..<end
    guard (6...longest).contains(range.count), !"$%<>&*@|#".utf8.contains(bytes[range.lowerBound]) else {
      return nil
    }
    return isMixed(bytes, range) ? range : nil
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte.isQuote || "\\,;".utf8.contains(byte)
  }

  private static func isMixed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Bool {
    var signs: Set<UInt8> = []
    var (digits, capitals, smalls) = (0, 0, 0)
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"): smalls += 1
      case UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
        UInt8(ascii: "^"), UInt8(ascii: "*"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "~"),
        UInt8(ascii: "+"):
        signs.insert(bytes[index])
      // Of generics, tags and comparisons too.
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        break
      // Brackets, paths, what is assigned.
      default: return false
      }
      // A tag's end, and an operator of two signs.
      if index > range.lowerBound, bytes[index] == bytes[index - 1], "&|<>".utf8.contains(bytes[index]) {
        return false
      }
    }
    guard digits > 0 else { return signs.count > 1 && capitals > 0 && smalls > 0 }
    return (!signs.isEmpty || bytes.first("<", in: range) != nil)
      && SecretValue.isScrambled(Array(bytes.string(range).utf8)[...])
  }
}
