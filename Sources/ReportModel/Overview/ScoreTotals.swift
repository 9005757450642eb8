import TraceAnalysis
import TraceModel
import TraceText

/// What the scorers gave over all rows, in the order of their columns: means of numbers, counts of words.
struct ScoreTotals {
  let analyses: [AnalysedTrace]
  let facts: [ListFacts]
  /// The scorer whose word the outcomes are, which has a figure of its own; `nil` where there is none.
  let scorer: String?
  /// Those that have columns.
  let shown: [String]
  /// How many more there are.
  let hidden: Int

  func figures() -> [Figure] {
    var figures = shown.compactMap(figure)
    if hidden > 0, let last = figures.indices.last {
      figures[last].label += " · +\(Formatting.count(hidden, "more scorer"))"
    }
    return figures
  }

  /// `nil` for what was judged of one trace alone: its row says that.
  private func figure(_ name: String) -> Figure? {
    let scores = analyses.compactMap { $0.scoresByName[name] }
    guard scores.count > 1 else { return nil }
    let failed = scores.count { $0.failure != nil }
    let without = analyses.count - scores.count
    let rest = [
      failed > 0 ? "\(Formatting.count(failed)) gave no score" : nil,
      without > 0 ? "\(Formatting.count(without)) without" : nil,
    ].compactMap(\.self)
    func label(_ words: String) -> String { ([words] + rest).joined(separator: " · ") }
    if let labels = ScoreLabels(analyses, scorer: name) {
      return Figure(
        value: labels.words, label: label(name.preview(28)),
        explanation: "How often the scorer gave each value; nothing tells which of them is good.",
        tone: .plain)
    }
    let values = facts.compactMap { $0.scores[name] }
    let areNumbers = scores.allSatisfy { score in
      if case .label = score.value { false } else { true }
    }
    guard areNumbers, let mean = Statistics.mean(values) else { return nil }
    return Figure(
      value: Formatting.score(mean.mean),
      label: label("\(name.preview(28)), mean of \(Formatting.count(values.count))"),
      explanation: "The mean over what was scored.", tone: .plain)
  }
}
