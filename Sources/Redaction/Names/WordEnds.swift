/// Where unquoted values end. Remembers the last stretch without an end, since each of many names in a row would look
/// over it anew.
struct WordEnds {
  private var unbroken = 0..<0

  /// The first place from `start` on where a word ends, at most `limit` further.
  mutating func end(_ bytes: borrowing Span<UInt8>, from start: Int, within limit: Int) -> Int {
    var end = start >= unbroken.lowerBound ? max(start, unbroken.upperBound) : start
    let last = min(bytes.count, start + limit)
    while end < last, !Self.endsWord(bytes[end]) { end += 1 }
    unbroken = start..<end
    return min(end, last)
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
}
