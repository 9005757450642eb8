/// Looks whether the words of a text fill cells of a table. Remembers the last that fills none, since many candidates
/// stand in one long word.
struct CellWords {
  /// At no place here stands a word that fills a cell.
  private var outside = 0..<0

  /// The most bytes of a cell's name before or behind a place.
  private static let longest = 64

  /// What parts the cells of the line, if the word around `place` fills one. Places ascend.
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
    guard let separator = HeaderTable.separator(bytes, around: start..<end) else {
      outside = start..<end
      return nil
    }
    return separator
  }
}
