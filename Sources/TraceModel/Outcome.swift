/// What a step came to. Only `failed` is an error.
public enum StepOutcome: String, CaseIterable, Hashable, Sendable {
  case ok
  /// It ran and did not do what it was to do.
  case failed
  /// A person or a policy said no.
  case refused
  /// It never ran, or was stopped before its end.
  case cancelled
  /// Nobody wrote down how it ended.
  case unfinished
}

/// How a run ended, as the source itself states it.
public struct RecordedEnding: Hashable, Sendable {
  /// What kind of end it was.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// By itself: what was asked is done, as far as the run says.
    case finished
    /// What there was was handed in.
    case submitted
    /// A limit of steps, cost, time, tokens or context ended it.
    case limit
    /// A person, or the program around it, stopped it.
    case interrupted
    /// A failure ended it.
    case failed
    /// It did not end here: it goes on in what its words name.
    case continued
  }

  /// What kind of end it was.
  public var kind: Kind
  /// The source's own words, such as `exit_cost` or a message.
  public var words: String?
  /// The span that shows it; the run's root where it is `nil`.
  public var spanID: String?

  /// Creates an ending.
  public init(_ kind: Kind, words: String? = nil, spanID: String? = nil) {
    self.kind = kind
    self.words = words
    self.spanID = spanID
  }
}
