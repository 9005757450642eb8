/// How many traces came to an outcome.
public struct OutcomeCount: Hashable, Sendable {
  /// The outcome.
  public var outcome: TraceClass
  /// Its word: that of a scorer, or "did not fail" where there is none.
  public var word: String
  /// How many traces.
  public var count: Int
  /// Of all, from 0 to 1.
  public var share: Double
}

/// How many traces a scorer gave one word.
public struct LabelCount: Hashable, Sendable {
  /// What the address calls their group.
  public var key: String
  /// The scorer's word.
  public var word: String
  /// How many traces.
  public var count: Int
}

/// The card that says what is not right.
public struct VerdictView: Sendable {
  /// One line: traces of one outcome with one first finding.
  public struct Line: Sendable {
    /// The outcome with its count, on its first line.
    public var outcome: OutcomeCount?
    /// The outcome's word, for all lines.
    public var word: String
    /// How many traces.
    public var count: Int
    /// The finding, else what proves the outcome.
    public var finding: String
    /// Where the group stands.
    public var anchor: String
    /// `7 of 8`: of all traces with the finding, how many came to this outcome; empty without a finding.
    public var standing: String
    /// The word after it, such as `wrong`.
    public var standingWord: String
  }

  /// `22 of 50 traces are not right`.
  public var title: String
  /// Its tone.
  public var tone: Tone
  /// All outcomes, for the bar.
  public var bar: [OutcomeCount]
  /// The groups of what is not right, eight at most.
  public var lines: [Line]
  /// `5 more groups`.
  public var more: String?
  /// The commonest finding that tells nothing.
  public var silent: String?
}
