/// What was judged of a span, or of the run whose root it is.
public struct ScoreView: Sendable {
  /// What is judged.
  public var name: String
  /// The value with its verdict.
  public var value: TonedWord
  /// Who judged.
  public var judge: String?
  /// Target, answer, explanation, why there is no score.
  public var texts: [LabelledText]
}
