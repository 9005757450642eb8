import TraceAnalysis
public import TraceModel
import TraceText

/// A score in words: the same in header, list, detail and summaries.
public struct ScoreWords: Sendable {
  let score: Score

  /// The words of a score.
  public init(_ score: Score) { self.score = score }

  /// What was given: `wrong (I)`, `partly (0.5)`, `0.8`, `not scored`, `the scorer failed`.
  public var value: String {
    if score.failure != nil { return "the scorer failed" }
    guard let given else { return verdict ?? "not scored" }
    // What an agent says of its own work is its word, and no verdict on it.
    guard let verdict, !score.isOwnWord else { return given }
    return given.lowercased() == verdict ? verdict : "\(verdict) (\(given))"
  }

  /// The value after a sign, for those who see no colours.
  public var signed: TonedWord {
    let sign: String? =
      switch score.verdict {
      case .right?: "✓"
      case .partly?: "◐"
      case .wrong?: "✗"
      case nil: score.failure == nil ? nil : "!"
      }
    return TonedWord(text: [sign, value].compactMap(\.self).joined(separator: " "), tone: tone)
  }

  /// What was given, for where the verdict stands beside it in words: `I`.
  var figure: String { score.failure == nil ? given ?? value : value }

  /// Only what is right is green.
  public var tone: Tone {
    switch score.verdict {
    case .right?: .ok
    case .partly?: .warning
    case .wrong?: .error
    case nil: score.failure == nil ? .plain : .warning
    }
  }

  /// Who judged: `by the model gpt-4o`, `by a person`; `nil` where nobody says.
  public var judge: String? {
    switch (score.judge, score.judgeName?.preview(60)) {
    case (.person?, let name?): "by \(name), a person"
    case (.model?, let name?): "by the model \(name)"
    case (.program?, let name?): "by the program \(name)"
    case (nil, let name?): "by \(name)"
    case (.person?, nil): "by a person"
    case (.model?, nil): "by a model"
    case (.program?, nil): "by a program"
    case (nil, nil): nil
    }
  }

  /// Value, target, answer and explanation in one line.
  public var line: String {
    let isWorse = score.verdict == nil && score.failure == nil && score.isWorseWhenHigher
    let parts = [
      value, isWorse ? "higher is worse" : nil, score.target.map { "target \($0.preview(120))" },
      score.answer.map { "answer \($0.preview(120))" },
      judge, score.failure.map { $0.preview(200) }, score.explanation.map { $0.preview(200) },
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private var verdict: String? {
    switch score.verdict {
    case .right?: "right"
    case .partly?: "partly"
    case .wrong?: "wrong"
    case nil: nil
    }
  }

  private var given: String? { score.value?.words.preview(60) }
}
