import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The score that decided the outcome, else the first of the whole run, else the first; before a score of which the
  /// scorer failed any other.
  var decidingScore: Score? {
    if let place = outcome.score { return trace.scores[place] }
    let given = trace.scores.filter { $0.failure == nil && $0.value != nil }
    let scores = given.isEmpty ? trace.scores : given
    return scores.first { $0.spanID == nil } ?? scores.first
  }

  /// So many scores all stand in the header.
  private static let fewScores = 6

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
    let name = isDeciding ? score.name : "score \(score.name)"
    let label =
      [name.preview(28), score.target.map { "target \($0.preview(Self.targetLimit))" }]
      + otherScores(than: score)
    // Where it decided the outcome, that says the verdict in words; the sign is the tone's.
    return Figure(
      value: isDeciding ? words.figure : words.value,
      label: label.compactMap(\.self).joined(separator: " · "),
      explanation: trace.scores.prefix(8).map { "\($0.name): \(ScoreWords($0).line)" }
        .joined(separator: "\n"), tone: words.tone)
  }

  /// The scores that neither the figure nor the outcome tells: each with its value where they are few, else how many
  /// they are. Those that speak against the run come first, those of which the scorer failed last.
  private func otherScores(than score: Score) -> [String] {
    var others = trace.scores
    if let place = others.firstIndex(of: score) { others.remove(at: place) }
    if let place = outcome.score, trace.scores[place] != score,
      let told = others.firstIndex(of: trace.scores[place])
    {
      others.remove(at: told)
    }
    guard trace.scores.count <= Self.fewScores else { return ["and \(Formatting.count(others.count)) more"] }
    return others.enumerated().sorted { Self.rank($0) < Self.rank($1) }
      .map { entry in
        let value = entry.element.failure == nil ? ScoreWords(entry.element).value : "not scored"
        return "\(entry.element.name.preview(28)) \(value.preview(28))"
      }
  }

  private static func rank(_ entry: (offset: Int, element: Score)) -> (Int, Int) {
    let rank =
      switch entry.element.verdict {
      case .wrong?: 0
      case .partly?: 1
      case nil where entry.element.failure == nil && entry.element.value != nil: 2
      case .right?: 3
      case nil: 4
      }
    return (rank, entry.offset)
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
    return others.enumerated().min { Self.rank($0) < Self.rank($1) }?.element
  }
}
