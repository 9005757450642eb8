import TraceModel
import TraceText

/// The same call of a tool over and over, with which an agent's run ended.
struct EndingLoop {
  /// In order, three or more.
  let runs: [Int]
  private let tool: String

  /// - Parameter tools: The tool runs of one agent, in order.
  init?(_ tools: [Int], spans: [Span], figures: Figures) {
    guard let last = tools.last, let row = SameCalls.all(in: tools, spans: spans, figures: figures).last,
      row.runs.last == last
    else { return nil }
    runs = row.runs
    tool = spans[last].toolName
  }

  /// How the run ended: `it ended in 17 same calls of think`.
  var words: String { "it ended in \(Formatting.count(runs.count)) same calls of \(tool.preview(40))" }
}
