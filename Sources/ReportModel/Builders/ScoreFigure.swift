import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The score that decided the outcome, else the first of the whole run, else the first.
  var decidingScore: Score? {
    outcome.score.map { trace.scores[$0] } ?? trace.scores.first { $0.spanID == nil } ?? trace.scores.first
  }

  /// So much of a target is told beside a score.
  private static let targetLimit = 24

  /// The answer that would have been right, of the deciding score first: a text, not what a score had to reach.
  var expectedAnswer: String? {
    let scores = (decidingScore.map { [$0] } ?? []) + trace.scores
    return scores.first { $0.target != nil && !$0.isTargetThreshold }?.target
  }

  /// That answer, where the figure does not tell it whole and the run did not give it.
  var untoldExpectedAnswer: String? {
    guard let expected = expectedAnswer?.trimmed, !expected.isEmpty,
      expected != conversation.answer?.trimmed ?? "",
      expected.hasMoreCharacters(than: Self.targetLimit) || figureScore?.target?.trimmed != expected
    else { return nil }
    return expected
  }

  /// That score with what was judged and what would have been right; on hover the others too.
  ///
  /// Where it decided the outcome, that says it already: then the worst of the others, and nothing where there are none
  /// and no target is to be told.
  var scoreFigure: Figure? {
    guard let score = figureScore else { return nil }
    let words = ScoreWords(score)
    let isDeciding = outcome.score != nil && score == decidingScore
    let others = trace.scores.count - (outcome.score == nil || isDeciding ? 1 : 2)
    let name = isDeciding ? score.name : "score \(score.name)"
    let label = [
      name.preview(28), score.target.map { "target \($0.preview(Self.targetLimit))" },
      others > 0 ? "and \(Formatting.count(others)) more" : nil,
    ]
    // Where it decided the outcome, that says the verdict in words; the sign is the tone's.
    return Figure(
      value: isDeciding ? words.figure : words.value,
      label: label.compactMap(\.self).joined(separator: " · "),
      explanation: trace.scores.prefix(8).map { "\($0.name): \(ScoreWords($0).line)" }
        .joined(separator: "\n"), tone: words.tone)
  }

  /// Whether a score has a target that is told beside it: a long one stands under the answer.
  private func isTargetFigure(_ score: Score) -> Bool {
    guard let target = score.target else { return false }
    return score.isTargetThreshold || conversation.answer == nil
      || !target.hasMoreCharacters(than: Self.targetLimit)
  }

  private var figureScore: Score? {
    guard let place = outcome.score, !isTargetFigure(trace.scores[place]) else { return decidingScore }
    let others = trace.scores.indices.filter { $0 != place }.map { trace.scores[$0] }
    return [Score.Verdict.wrong, .partly].lazy.compactMap { verdict in others.first { $0.verdict == verdict }
    }
    .first ?? others.first
  }
}
