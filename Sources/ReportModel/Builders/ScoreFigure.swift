import TraceAnalysis
import TraceModel
import TraceText

extension AnalysedTrace {
  /// The score that decided the outcome, else one that would tell whether the work was done, be it not given; of equals
  /// one that was given, then one of the whole run, then the first.
  var decidingScore: Score? {
    if let place = outcome.score { return trace.scores[place] }
    func rank(_ place: Int) -> (Int, Int, Int, Int) {
      let score = trace.scores[place]
      return (
        ScoreScale.tellsSuccess(score) ? 0 : 1, score.isGiven ? 0 : 1, score.spanID == nil ? 0 : 1, place
      )
    }
    return trace.scores.indices.min { rank($0) < rank($1) }.map { trace.scores[$0] }
  }

  /// So many scores are all told in the header, as far as there is room.
  private static let fewScores = 6

  /// So many pixels a figure's words may ask for, so that none of them is cut.
  private static let labelWidth = 380.0

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
    // That the agent itself calls its work undone is the outcome then.
    guard let score = figureScore, !score.isOwnWord || outcome.kind != .unfinished else { return nil }
    let words = ScoreWords(score)
    let isDeciding = outcome.score != nil && score == decidingScore
    let value = isDeciding ? words.figure : score.failure == nil ? words.value : "not scored"
    let others = otherScores(than: score)
    // Those that say the same share the figure.
    let sharing = isDeciding ? [] : others.told.filter { $0.value == value && $0.isAlike(score) }
    let name =
      (isDeciding ? "" : "score ")
      + ([score.name.preview(40)] + sharing.map(\.name)).joined(separator: ", ")
    let rest = others.told.filter { other in !sharing.contains { $0.place == other.place } }
    let failed = score.isGiven ? rest.filter { !$0.isGiven } : []
    let label = Self.fitting(
      [name, score.target.map { "target \($0.preview(Self.targetLimit))" }, Self.words(failed: failed)]
        .compactMap(\.self),
      rest.filter { $0.isGiven || !score.isGiven }.map(\.words), others.untold)
    // Where it decided the outcome, that says the verdict in words; the sign is the tone's.
    return Figure(
      value: value, label: label,
      explanation: trace.scores.prefix(8).map { "\($0.name): \(ScoreWords($0).line)" }
        .joined(separator: "\n"), tone: words.tone, isWhole: true)
  }

  /// Those that their scorers could not give: one by its name, more by their number.
  private static func words(failed: [OtherScore]) -> String? {
    switch failed.count {
    case 0: nil
    case 1: failed[0].words
    default: "\(Formatting.count(failed.count)) not scored"
    }
  }

  /// As many of the others as there is room for, and how many are left.
  private static func fitting(_ first: [String], _ others: [String], _ untold: Int) -> String {
    for count in stride(from: others.count, through: 0, by: -1) {
      let left = others.count - count + untold
      let more = left > 0 ? ["+\(Formatting.count(left)) more"] : []
      let label = (first + others.prefix(count) + more).joined(separator: " · ")
      if count == 0 || TextMeasure.width(label, size: 11) <= labelWidth { return label }
    }
    return first.joined(separator: " · ")
  }

  /// The scores that neither the figure nor the outcome tells, each with its value; where they are many, only those that
  /// judge whether the work was done, and how many others there are. Such come first, then those that speak against the
  /// run; those of which the scorer failed come last.
  private func otherScores(than score: Score) -> (told: [OtherScore], untold: Int) {
    var others = trace.scores
    if let place = others.firstIndex(of: score) { others.remove(at: place) }
    if let place = outcome.score, trace.scores[place] != score,
      let told = others.firstIndex(of: trace.scores[place])
    {
      others.remove(at: told)
    }
    let isFew = trace.scores.count <= Self.fewScores
    let told = others.enumerated().filter { isFew || ScoreScale.tellsSuccess($0.element) }
      .sorted { Self.order($0) < Self.order($1) }
      .map { entry in
        let value = entry.element.failure == nil ? ScoreWords(entry.element).value : "not scored"
        return OtherScore(
          place: entry.offset, name: entry.element.name.preview(40), value: value.preview(28),
          isOfSuccess: ScoreScale.tellsSuccess(entry.element), isGiven: entry.element.isGiven)
      }
    return (told, others.count - told.count)
  }

  private static func order(_ entry: (offset: Int, element: Score)) -> (Int, Int, Int, Int) {
    let rank = rank(entry)
    return (
      entry.element.isGiven ? 0 : 1, ScoreScale.tellsSuccess(entry.element) ? 0 : 1, rank.0, rank.1
    )
  }

  private static func rank(_ entry: (offset: Int, element: Score)) -> (Int, Int) {
    let rank =
      switch entry.element.verdict {
      case .wrong?: 0
      case .partly?: 1
      case nil where entry.element.isGiven: 2
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
    guard let place = outcome.score, !isTargetFigure(trace.scores[place]) else {
      // What a scorer could not give says less than what another gave.
      if outcome.score == nil, decidingScore?.isGiven == false,
        let given = trace.scores.enumerated().filter(\.element.isGiven).min(by: {
          Self.rank($0) < Self.rank($1)
        })
      {
        return given.element
      }
      return decidingScore
    }
    let others = trace.scores.indices.filter { $0 != place }.map { trace.scores[$0] }
    return others.enumerated().min { Self.rank($0) < Self.rank($1) }?.element
  }
}

extension Score {
  /// Whether its judge gave anything.
  fileprivate var isGiven: Bool { failure == nil && value != nil }
}

/// A score that is told beside another.
private struct OtherScore {
  var place: Int
  var name: String
  var value: String
  /// Whether it judges if the work was done.
  var isOfSuccess: Bool
  var isGiven: Bool

  /// Whether it measures what the other does, as far as names tell: the work, or something of it.
  func isAlike(_ other: Score) -> Bool { isOfSuccess == ScoreScale.tellsSuccess(other) }

  var words: String { "\(name) \(value)" }
}
