import TraceText

/// Text in base64 (RFC 4648), such as a dump of an environment that a tool encoded.
enum EncodedText {
  /// Shorter runs of such characters are words, names and ids.
  private static let shortest = 40

  /// The long runs of base64 characters, padding with them. Linear: a run as long has one of its characters at each
  /// place looked at.
  static func runs(in text: borrowing Span<UInt8>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    let step = shortest / 2
    var place = step
    while place < text.count {
      guard isWhole(text, upTo: place), isDigit(text[place]), isDigit(text[place - step / 2]) else {
        place += step
        continue
      }
      var start = place
      while start > 0, isDigit(text[start - 1]), place - start < 2 * step { start -= 1 }
      var end = place
      while end < text.count, isDigit(text[end]) { end += 1 }
      if end - start >= shortest, start == 0 || !isDigit(text[start - 1]) {
        while end < text.count, text[end] == UInt8(ascii: "="), end - start < 1 << 24 { end += 1 }
        runs.append(start..<end)
      }
      place = end + step
    }
    return runs
  }

  /// Whether neither blanks nor quotes stand in the 16 bytes up to a place: in words they do nearly everywhere.
  @inline(__always)
  private static func isWhole(_ text: borrowing Span<UInt8>, upTo place: Int) -> Bool {
    text.withUnsafeBytes { bytes in
      let words = (
        bytes.loadUnaligned(fromByteOffset: place - 15, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: place - 7, as: UInt64.self)
      )
      let ones: UInt64 = 0x0101_0101_0101_0101
      // The high bit of each byte that is below `+`, the first of the digits (and of none before it).
      let below = { (word: UInt64) in (word &- ones &* 0x2B) & ~word & (ones << 7) }
      return below(words.0) | below(words.1) == 0
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte.isNamePart || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  /// Whether the first 16 characters stand for printable ASCII: eight decoded bytes and more tell nearly all else apart.
  static func startsText(_ text: borrowing Span<UInt8>, _ start: Int) -> Bool {
    guard let bytes = Base64.decode(text.extracting(start..<start + 16), .loose) else { return false }
    return bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0.isSpace }
  }
}
