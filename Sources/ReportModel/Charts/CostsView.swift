/// What the source reports beside what the price table gives, by class of tokens.
public struct CostsView: Sendable {
  /// Tokens of a class, and what the table gives for them.
  public struct Cell: Sendable {
    /// The tokens in words.
    public var count: String
    /// The amount in words; `nil` where the table gives none.
    public var amount: String?
  }

  /// The calls of a model, or of the whole run.
  public struct Row: Sendable {
    /// The model, or `Whole run`.
    public var label: String
    /// How many calls.
    public var calls: String
    /// Fresh input, cache reads, cache writes, output.
    public var cells: [Cell]
    /// What the source reports.
    public var reported: String
    /// What the table gives.
    public var computed: String
    /// The former less the latter.
    public var difference: String
    /// What explains it, a sentence each.
    public var notes: [String]

  }

  /// How the amount of a model was computed.
  public struct Formula: Sendable {
    /// The model.
    public var label: String
    /// The sum in words.
    public var words: String
    /// What it gives.
    public var amount: String
  }

  /// The table's title.
  public var title: String
  /// What the columns mean.
  public var note: String
  /// Whether the source reports anything.
  public var hasReport: Bool
  /// The rows by model, then the whole run where it adds to them.
  public var rows: [Row]
  /// One for each set of rates.
  public var formulas: [Formula]

}
