/// Looks whether the words of a text fill cells of a table. Remembers the last that fills none, since many candidates
/// stand in one long word.
struct CellWords {
  /// At no place here stands a word that fills a cell.
  private var outside = 0..<0

  /// The most bytes of a cell's name before or behind a place.
  private static let longest = 64

  /// How many words of a cell may stand before the one around a place: `secret access key`.
  private static let mostBefore = 2

  /// What parts the cells of the line, if the word around `place` fills one, also with words before it. Places ascend.
  mutating func separator(_ bytes: borrowing Span<UInt8>, around place: Int) -> HeaderTable.Separator? {
    if outside.contains(place) { return nil }
    var end = place
    while end < bytes.count, bytes[end].isNamePart { end += 1 }
    if end - place > Self.longest {
      outside = place..<end - Self.longest
      return nil
    }
    var start = place
    while start > 0, place - start <= Self.longest, bytes[start - 1].isNamePart { start -= 1 }
    guard place - start <= Self.longest else { return nil }
    if let separator = HeaderTable.separator(bytes, around: start..<end) { return separator }
    if Self.endsCell(bytes, end) {
      var first = start
      for _ in 0..<Self.mostBefore {
        guard let before = Self.word(bytes, before: first), place - before <= Self.longest else { break }
        first = before
        if let separator = HeaderTable.separator(bytes, around: first..<end) { return separator }
      }
    }
    outside = start..<end
    return nil
  }

  /// Whether a cell may end behind a word, which within a sentence it may not.
  private static func endsCell(_ bytes: borrowing Span<UInt8>, _ end: Int) -> Bool {
    guard end + 1 < bytes.count, bytes[end] == 0x20 || bytes[end].isQuote else { return true }
    return !bytes[end + 1].isAlphanumeric && bytes[end + 1] != UInt8(ascii: ":")
  }

  /// Where the word begins that one blank parts from what stands at a place.
  private static func word(_ bytes: borrowing Span<UInt8>, before place: Int) -> Int? {
    guard place > 1, bytes[place - 1] == 0x20 else { return nil }
    var start = place - 1
    while start > 0, place - start <= longest, bytes[start - 1].isNamePart { start -= 1 }
    return start < place - 1 ? start : nil
  }
}
