package import TraceModel
import TraceText

extension FindingRules {
  /// Recorded scores that speak against the run, by their own verdict or where the name says which end of the scale is
  /// bad.
  ///
  /// Silent for what decided the outcome, for names that tell nothing, and for numbers of which no scale is known.
  static let poorScores: Rule = { context in
    let poor = context.trace.scores.indices.filter { index in
      index != context.outcome.score && !context.trace.scores[index].isOwnWord
        && ScoreScale.isPoor(context.trace.scores[index])
    }
    guard let first = poor.first, let root = context.tree.roots.first else { return [] }
    let names = poor.map { index in
      let score = context.trace.scores[index]
      return "“\(score.name.preview(40))” \(score.value?.words ?? "")"
    }
    // Who says most says why.
    let telling = poor.max { left, right in
      let lengths = [left, right].map { context.trace.scores[$0].explanation?.utf8.count ?? 0 }
      return (lengths[0], right) < (lengths[1], left)
    }
    let detail = scorerSays(context.trace.scores[telling ?? first]) ?? []
    let spans = poor.compactMap { index in
      context.spans.firstIndex { $0.id == context.trace.scores[index].spanID }
    }.uniqued()
    let isByName = poor.contains { context.trace.scores[$0].verdict == nil }
    return [
      Finding(
        .poorScore, .warning,
        "\(names.count == 1 ? "A recorded score speaks" : "Recorded scores speak") against the run: "
          + "\(Wording.list(Array(names.prefix(4)))).",
        detail, spans: spans.isEmpty ? [root] : spans,
        method: isByName ? "which end of the scale is bad, by the score's name" : nil)
    ]
  }
}

extension FindingRules {
  /// Why a score is what it is, where its judge says so.
  static func scorerSays(_ score: Score) -> [FindingText]? {
    guard let explanation = score.explanation?.trimmed, !explanation.isEmpty else { return nil }
    return [.plain("The scorer says: "), .code(explanation.gist(200))]
  }
}

/// Which end of a score's scale is bad, by the words that evaluation libraries use in names.
package enum ScoreScale {
  private static let low = [
    "correct", "accura", "faithful", "relevan", "ground", "helpful", "quality", "coheren", "complete",
    "exact_match",
    "success",
  ]

  /// Whether the score is in the bad half of its scale.
  package static func isPoor(_ score: Score) -> Bool {
    guard score.failure == nil else { return false }
    if let verdict = score.verdict { return verdict == .wrong }
    guard case .number(let number)? = score.value else { return false }
    if score.isWorseWhenHigher {
      // Monitors are asked for a number up to 10, of which 1 is the least.
      guard score.isSuspicion else { return (0.5...1).contains(number) }
      return (0.5..<1).contains(number) || (5...10).contains(number)
    }
    guard (0...1).contains(number) else { return false }
    let name = score.name.lowercased()
    return low.contains(where: name.contains) && number < 0.5
  }

  /// Whether the score judges if the work was done: by a yes or no, a known word, or a name that says so.
  package static func tellsSuccess(_ score: Score) -> Bool {
    if score.verdict != nil { return true }
    if case .flag? = score.value { return true }
    let name = score.name.lowercased()
    return ["correct", "accura", "exact_match", "success", "pass", "resolved"].contains(where: name.contains)
  }

  /// What a number says of the answer as a whole, where the score's name says that it judges that.
  package static func verdict(of score: Score) -> Score.Verdict? {
    if let verdict = score.verdict { return verdict }
    guard score.failure == nil, case .number(let number)? = score.value else { return nil }
    let name = score.name.lowercased()
    return ["correct", "accura", "exact_match"].contains(where: name.contains)
      ? Score.Verdict(share: number) : nil
  }
}
