/// Private keys of which each line stands behind the same words: in a log, a build's output, a numbered listing.
extension PrivateKey {
  /// The most bytes before a line of the key.
  private static let longestLead = 160

  /// The most bytes of a line's base64: PEM has 64, some programs write 76.
  private static let longestLine = 128

  /// The end of a key whose lines all begin as the line of its beginning does, but for numbers and blanks:
  /// `#6 0.245 -----BEGIN …`, `key.pem:1:-----BEGIN …`, `2024-05-01T10:00:00Z app | -----BEGIN …`.
  ///
  /// Linear in the key: the first line that begins otherwise ends it.
  ///
  /// - Parameter body: Behind the line that opens the key, which begins at `start`.
  static func endInLines(_ bytes: borrowing Span<UInt8>, from start: Int, body: Int) -> Int? {
    var lead = start
    while lead > 0, start - lead <= longestLead, bytes[lead - 1] != 0x0A { lead -= 1 }
    guard lead < start, start - lead <= longestLead, !bytes[start - 1].isAlphanumeric else { return nil }
    var end: Int?
    var line = body
    while let next = nextLine(bytes, behind: line),
      let content = contentStart(bytes, line: next, lead: lead..<start)
    {
      if let close = close(bytes, at: content) { return close }
      line = content
      while line < bytes.count, line - content <= longestLine,
        bytes[line].isAlphanumeric || "+/=".utf8.contains(bytes[line])
      {
        line += 1
      }
      guard line > content, line - content <= longestLine, isLineEnd(bytes, line) else { break }
      end = line
    }
    return end.flatMap { $0 - body >= 64 ? $0 : nil }
  }

  /// Where the next line begins if nothing but blanks stands before it.
  private static func nextLine(_ bytes: borrowing Span<UInt8>, behind place: Int) -> Int? {
    var index = place
    while index < bytes.count, bytes[index].isBlank || bytes[index] == 0x0D { index += 1 }
    return index < bytes.count && bytes[index] == 0x0A ? index + 1 : nil
  }

  private static func isLineEnd(_ bytes: borrowing Span<UInt8>, _ place: Int) -> Bool {
    place == bytes.count || bytes[place].isSpace
  }

  /// Where the line goes on behind what stands before the key in its first line; numbers and blanks may differ.
  private static func contentStart(
    _ bytes: borrowing Span<UInt8>, line: Int, lead: Range<Int>
  ) -> Int? {
    var (index, expected) = (line, lead.lowerBound)
    while expected < lead.upperBound {
      guard index < bytes.count else { return nil }
      let byte = bytes[expected]
      if byte.isDigit {
        guard bytes[index].isDigit else { return nil }
        while expected < lead.upperBound, bytes[expected].isDigit { expected += 1 }
        while index < bytes.count, bytes[index].isDigit { index += 1 }
      } else if byte.isBlank {
        // A number that has grown takes a blank's place at a line's beginning.
        guard bytes[index].isBlank || index == line else { return nil }
        while expected < lead.upperBound, bytes[expected].isBlank { expected += 1 }
        while index < bytes.count, bytes[index].isBlank { index += 1 }
      } else {
        guard bytes[index] == byte else { return nil }
        expected += 1
        index += 1
      }
    }
    return index
  }
}
