import TraceText

/// How wide a list's columns are, by what stands in them.
///
/// What is not to be cut has its own width; questions, answers and what else is told share the rest by what they need.
struct ListWidths {
  /// The list's narrowest width in pixels: what is wider goes to the column that needs most.
  private static let narrowest = 1_130.0
  private static let padding = 13.0
  /// So many rows are measured.
  private static let sample = 400

  /// The class of each column: `x12` is 120 pixels, `p20` is 20% of the list, and the empty one takes the rest.
  static func classes(_ columns: ListColumns, rows: [ListRow]) -> [String] {
    let rows = rows.prefix(sample)
    func most(_ heading: String, _ words: (ListRow) -> String) -> Double {
      rows.reduce(measure(heading)) { max($0, measure(words($1))) }
    }
    var widths: [Width] = [
      .own(max(42, most("#", \.number))),
      .own(status(columns, rows)),
      .shared(need(rows, least: columns.question, \.question)),
    ]
    if columns.hasNames { widths.append(.shared(need(rows, least: "Trace", \.name))) }
    if columns.hasTargets { widths.append(.shared(need(rows, least: "Target", \.target))) }
    widths.append(.shared(need(rows, least: "Answer", \.answer)))
    for (place, name) in columns.scorerNames.enumerated() {
      let heading = (name.leading + [name.last]).max { $0.count < $1.count } ?? ""
      widths.append(.own(min(110, most(heading) { place < $0.scores.count ? $0.scores[place] : "" })))
    }
    if columns.hasDurations { widths.append(.own(most("Duration", \.duration))) }
    if columns.hasTokens { widths.append(.own(most("Tokens", \.tokens))) }
    if columns.hasCosts { widths.append(.own(most("Cost", \.cost))) }
    if columns.hasFindings { widths.append(.shared(8 + need(rows, least: "First finding:", told))) }
    if case .own(let width)? = widths.last { widths[widths.count - 1] = .own(width + padding) }
    return classes(of: widths)
  }

  /// What a column asks for, in pixels.
  private enum Width {
    case own(Double)
    case shared(Double)
  }

  private static func measure(_ text: String) -> Double {
    padding + TextMeasure.width(text, size: 12.5)
  }

  /// What nine of ten rows have room in.
  private static func need(_ rows: ArraySlice<ListRow>, least: String, _ words: (ListRow) -> String) -> Double
  {
    let widths = rows.map { measure(words($0).preview(120)) }.sorted()
    let most = widths.isEmpty ? 0 : widths[(widths.count * 9 + 9) / 10 - 1]
    return max(most, measure(least), 76)
  }

  private static func told(_ row: ListRow) -> String {
    [row.finding, row.step?.label ?? "", row.difference].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The score's column: a sign, then a number, words, or a sign for each time that a sample ran.
  private static func status(_ columns: ListColumns, _ rows: ArraySlice<ListRow>) -> Double {
    let words = rows.reduce(0) {
      max($0, measure($1.score.text) + Double($1.epochs.count) * 17)
    }
    return min(230, max(72, words + 18, measure(columns.score)))
  }

  /// Gives each column that needs less than its part what it needs, and the others an equal part of what is left; the
  /// one that needs most takes what no other does.
  private static func classes(of widths: [Width]) -> [String] {
    var room = narrowest
    var needs: [(place: Int, need: Double)] = []
    var classes: [String] = widths.enumerated().map { place, width in
      switch width {
      case .own(let width):
        let tens = min(24, max(4, Int((width / 10).rounded(.up))))
        room -= Double(tens * 10)
        return "x\(tens)"
      case .shared(let need):
        needs.append((place, need))
        return ""
      }
    }
    needs.sort { ($0.need, $0.place) < ($1.need, $1.place) }
    for (index, column) in needs.enumerated().dropLast() {
      let width = min(column.need, max(80, room / Double(needs.count - index)))
      let pairs = min(20, max(3, Int((width / narrowest * 50).rounded(.up))))
      room -= Double(pairs) * 2 / 100 * narrowest
      classes[column.place] = "p\(pairs * 2)"
    }
    return classes
  }
}
