/// Values that were found as secrets, to be found wherever they stand.
struct KnownValues: Sendable {
  /// The values, and data that is passed over.
  private(set) var index: LiteralIndex
  /// Of each value its longest row of letters and digits, which stands in the text however the rest is escaped, and the
  /// beginnings of colours, which may part a row.
  private var marks: LiteralIndex?
  /// For each mark how much of its value stands before it and behind it.
  private var around: [(before: Int, behind: Int)] = []
  /// How far from such a mark its value may begin or end, each byte in an escape within escapes.
  private(set) var reach = 0
  /// Whether some value has no row that is long enough.
  private var hasOthers = false

  private static let shortestRow = 6
  private static let longestEscape = 12

  /// - Parameter rules: Those that say what is passed over.
  init(_ rules: [RedactionRule]) {
    index = LiteralIndex(rules) { if case .encodedText = $0 { true } else { false } }
  }

  mutating func insert(_ value: [UInt8], rule: Int) {
    index.insert(value: value, rule: rule)
    reach = max(reach, value.count * Self.longestEscape)
    let row = Self.row(of: value)
    if row.count < Self.shortestRow {
      hasOthers = true
    } else {
      // In most texts nothing is found, and the index is large.
      if marks == nil { addColours() }
      marks?.insert(value: Array(row), rule: rule)
      around.append((row.startIndex, value.count - row.startIndex))
    }
  }

  /// What colours begin with (ECMA-48, 5.4), as it stands and as JSON writes it.
  private mutating func addColours() {
    var index = LiteralIndex([])
    for mark in ["u001b", "u001B"] { index.insert(value: Array(mark.utf8), rule: 0) }
    for next in UInt8(0x20)..<0x7F { index.insert(value: [0x1B, UInt8(ascii: "["), next], rule: 0) }
    around = index.entries.map { _ in (0, 0) }
    marks = index
  }

  /// The longest row of letters and digits that begins with a letter: numbers are looked at where they begin alone.
  private static func row(of value: [UInt8]) -> ArraySlice<UInt8> {
    let rows = value.split { !$0.isAlphanumeric }.map { $0.drop { $0.isDigit } }
    return rows.max { $0.count < $1.count } ?? []
  }

  /// Where one of the values may stand that was not found yet, in order and apart. Linear.
  func stretches(of text: borrowing Span<UInt8>, besides found: [Detection]) -> [Range<Int>] {
    guard let marks, !hasOthers else { return [0..<text.count] }
    var stretches: [Range<Int>] = []
    var rest = found[...]
    var start = 0
    while let here = marks.nextCandidate(text, in: start..<max(start, text.count)) {
      let place = here.place
      start = place + 1
      while let first = rest.first, first.range.upperBound <= place { rest.removeFirst() }
      guard isNew(here, marks, of: text, besides: rest.first) else { continue }
      let range = max(0, place - reach)..<min(text.count, place + reach)
      if let last = stretches.last, last.upperBound >= range.lowerBound {
        stretches[stretches.count - 1] = last.lowerBound..<range.upperBound
      } else {
        stretches.append(range)
      }
    }
    return stretches
  }

  /// Whether a mark stands at a place, and its value may reach beyond what was found there, or was learned by another
  /// rule: one value has one placeholder.
  private func isNew(
    _ here: LiteralIndex.Place, _ marks: LiteralIndex, of text: borrowing Span<UInt8>,
    besides found: Detection?
  ) -> Bool {
    let place = here.place
    var here = here
    while let next = marks.nextEntry(&here) {
      let (entry, around) = (marks.entries[next], around[next])
      guard marks.stands(entry, at: place, of: text) else { continue }
      guard let found, found.rule == Int(entry.rule), found.range.lowerBound <= place - around.before,
        place + around.behind <= found.range.upperBound
      else { return true }
    }
    return false
  }
}
