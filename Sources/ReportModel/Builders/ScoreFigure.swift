import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The score that decided the outcome, else the first of the whole run, else the first.
  var decidingScore: Score? {
    outcome.score.map { trace.scores[$0] } ?? trace.scores.first { $0.spanID == nil } ?? trace.scores.first
  }

  /// That score with what was judged and what would have been right; on hover the others too.
  var scoreFigure: Figure? {
    guard let score = decidingScore else { return nil }
    let words = ScoreWords(score)
    let others = trace.scores.count - 1
    let label = [
      score.name.preview(28), score.target.map { "target \($0.preview(24))" },
      others > 0 ? "and \(Formatting.count(others)) more" : nil,
    ]
    // Where it decided the outcome, that says the verdict in words; the sign is the tone's.
    return Figure(
      value: outcome.score == nil ? words.value : words.figure,
      label: label.compactMap(\.self).joined(separator: " · "),
      explanation: trace.scores.prefix(8).map { "\($0.name): \(ScoreWords($0).line)" }
        .joined(separator: "\n"), tone: words.tone)
  }
}
