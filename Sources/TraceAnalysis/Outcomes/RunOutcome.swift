/// What a run came to, with the step that proves it.
public struct RunOutcome: Hashable, Sendable {
  /// What kind of end it was; the raw values are stable, for gates and other programs.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// It gave an answer that nobody judged.
    case answered
    /// A recorded score says that it is right.
    case right
    case partly
    case wrong
    /// The last test run after the last edit passed.
    case testsPassed = "tests-passed"
    case testsFailed = "tests-failed"
    /// It ended by itself; nothing tells whether well.
    case finished
    case submitted
    /// The last thing was a no of a person or a policy.
    case refused
    case limit
    case interrupted
    /// Its last answer was cut.
    case cut
    /// Its last answer was held back, or a guardrail stopped it.
    case blocked
    /// A failure ended it.
    case error
    /// The record ends in the middle, or the agent itself says that its work is not done.
    case unfinished
    case unknown
  }

  /// What kind of end it was.
  public let kind: Kind
  /// The outcome in a few words, such as `ended on a refused plan`.
  public let title: String
  /// What proves it, in words; `nil` where there is nothing to add.
  public let evidence: String?
  /// The span that proves it.
  public let span: Int?
  /// The place in `Trace.scores` of the score that decided.
  public let score: Int?

  init(_ kind: Kind, _ title: String, evidence: String? = nil, span: Int? = nil, score: Int? = nil) {
    self.kind = kind
    self.title = title
    self.evidence = evidence
    self.span = span
    self.score = score
  }
}
