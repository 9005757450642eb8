public import ReportModel
import TraceText

/// A comparison for a terminal: the sentence, figures, steps, and what differs.
public enum ComparisonText {
  private static let lines = 12

  /// The comparison with a newline at its end.
  public static func write(_ view: ComparisonView) -> String {
    var blocks = [
      PlainText.lines(view.sentence, width: 100).joined(separator: "\n"),
      sides(view), figures(view),
    ]
    if !view.notes.isEmpty {
      blocks.insert(view.notes.flatMap { PlainText.lines($0, width: 100) }.joined(separator: "\n"), at: 1)
    }
    if !view.isSame { blocks.append(rows(view)) }
    blocks += view.changes.filter(\.tellsSomething).map(change)
    if let more = view.more { blocks.append(more) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func sides(_ view: ComparisonView) -> String {
    let questions = view.questions.enumerated().map { index, text in
      "question\(view.questions.count > 1 ? " of \(["A", "B"][min(index, 1)])" : "")  "
        + PlainText.clean(text.preview(160))
    }
    let sides = [("A", view.a), ("B", view.b)].map { letter, side in
      "\(letter)  \(PlainText.clean(side.name)): \(PlainText.clean(side.outcome.text)), \(Formatting.count(side.steps, "step"))"
        + (side.answer.map { "\n   " + PlainText.clean($0.preview(300)) } ?? "")
    }
    return (questions + sides).joined(separator: "\n")
  }

  private static func figures(_ view: ComparisonView) -> String {
    table(view.figures.map { ($0.name, $0.a, $0.b, $0.change + ($0.isWorse ? "  worse" : "")) })
  }

  /// Figures of both sides in columns: name, A, B, and what became of it.
  static func table(_ figures: [(name: String, a: String, b: String, change: String)]) -> String {
    let rows = figures.map { (name: PlainText.clean($0.name), a: $0.a, b: $0.b, change: $0.change) }
    let widths = (
      name: max(8, rows.map(\.name.count).max() ?? 0), a: rows.map(\.a.count).max() ?? 0,
      b: rows.map(\.b.count).max() ?? 0
    )
    return rows.map { row in
      PlainText.padded(row.name, to: widths.name + 2) + PlainText.padded(row.a, to: widths.a + 2)
        + PlainText.padded(row.b, to: widths.b + 2) + row.change
    }.joined(separator: "\n")
  }

  private static func rows(_ view: ComparisonView) -> String {
    func words(_ cell: ComparisonView.Row.Cell?) -> String {
      guard let cell else { return "–" }
      let facts = cell.facts.isEmpty ? "" : " (\(cell.facts))"
      return PlainText.clean([cell.number, cell.name].compactMap(\.self).joined(separator: " ") + facts)
    }
    let width = min(48, view.rows.map { words($0.a).count }.max() ?? 0)
    return view.rows.map { row in
      if let fold = row.fold { return "=  " + PlainText.clean(fold) }
      let mark = row.isFirst ? "≠> " : row.relation == "same" ? "=  " : "≠  "
      return mark + PlainText.padded(words(row.a), to: width + 2)
        + PlainText.padded(words(row.b), to: width + 2)
        + PlainText.clean(row.note)
    }.joined(separator: "\n")
  }

  private static func change(_ change: ComparisonView.Change) -> String {
    var lines = [PlainText.clean(change.step)]
    for document in change.documents {
      let ranks = [document.rankA, document.rankB].map { $0.map { "\($0)" } ?? "–" }
      lines.append(
        "  \(PlainText.padded(ranks[0], to: 3, isRight: true)) → \(PlainText.padded(ranks[1], to: 3))"
          + PlainText.padded("\(document.scoreA) → \(document.scoreB)", to: 14)
          + "\(PlainText.clean(document.title)): \(document.change)")
    }
    for parameter in change.parameters {
      lines.append(
        "  \(PlainText.clean("\(parameter.name): \(parameter.a.preview(120)) → \(parameter.b.preview(120))"))"
      )
    }
    lines += difference("input", change.input) + difference("output", change.output)
    return lines.joined(separator: "\n")
  }

  private static func difference(_ name: String, _ view: DifferenceView?) -> [String] {
    guard let view else { return [] }
    let shown = view.lines.prefix(lines).map { line in
      if let skipped = line.skipped { return "    … \(skipped)" }
      let words = line.runs.map { run in
        switch run.fate {
        case .same: run.text
        case .struck: "[-\(run.text)-]"
        case .set: "{+\(run.text)+}"
        }
      }
      return "    " + PlainText.clean(words.joined().preview(400))
    }
    let more = view.lines.count - lines
    return ["  \(name): \(view.summary)"] + shown
      + (more > 0 ? ["    … \(Formatting.count(more, "more line", plural: "more lines"))"] : [])
  }
}
