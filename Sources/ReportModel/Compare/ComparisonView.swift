/// Two runs beside each other, in words.
public struct ComparisonView: Sendable {
  /// One of the runs.
  public struct Side: Sendable {
    /// What it is called: the file's name.
    public var name: String
    /// What it came to, with its tone.
    public var outcome: TonedWord
    /// What it answered.
    public var answer: String?
    /// The same by words, of which those that the other answer has not are struck in A and set in B; empty where the
    /// answers are the same, one is missing or they are long.
    public var answerWords: [DifferenceView.Run] = []
    /// How many steps are compared.
    public var steps: Int
  }

  /// A figure of both.
  public struct Figure: Sendable {
    /// What is counted.
    public var name: String
    /// What A has; `–` is unknown.
    public var a: String
    /// What B has.
    public var b: String
    /// `+12%`, `=`; `–` where one is unknown.
    public var change: String
    /// Whether it is too little to mean anything.
    public var isSmall: Bool
    /// Whether a score fell or errors rose.
    public var isWorse: Bool
  }

  /// A step of A, of B or of both, or several that are the same.
  public struct Row: Sendable {
    /// A step of one run.
    public struct Cell: Sendable {
      /// `#3`, where it has a number.
      public var number: String?
      /// What kind of step it is.
      public var kind: KindLabel
      /// What it is called: the tool, the model.
      public var name: String
      /// `1.68 s`.
      public var facts: String
    }

    /// The step of A.
    public var a: Cell?
    /// The step of B.
    public var b: Cell?
    /// The stable name of what became of it: `same`, `differs`, `follows`, `only-a`, `only-b`.
    public var relation: String
    /// The same in words, with what differs: `follows; max_tokens`.
    public var note: String
    /// Whether the runs first differ here.
    public var isFirst: Bool
    /// For several steps that are the same: how many, and what they are.
    public var fold: String?
  }

  /// A document of a search in both runs.
  public struct Document: Sendable {
    /// Its title, else how it begins.
    public var title: String
    /// Its rank in A, from 1; `nil` where it is not in the list.
    public var rankA: Int?
    /// Its rank in B.
    public var rankB: Int?
    /// Its score in A, `–` without.
    public var scoreA: String
    /// Its score in B.
    public var scoreB: String
    /// `up 1, +0.05`, `down 1, other text`, `gone`, `new`, `=`.
    public var change: String
    /// Whether it stands at another rank, came or went.
    public var hasOtherRank: Bool { rankA != rankB }
  }

  /// What differs at one step.
  public struct Change: Sendable {
    /// The step in both runs: `#3 vector_search`.
    public var step: String
    /// The documents of a search, where they changed.
    public var documents: [Document]
    /// Parameters that are not the same: name, value in A, value in B.
    public var parameters: [(name: String, a: String, b: String)]
    /// Those that are.
    public var sameParameters: [String]
    /// What it was given, by lines and words.
    public var input: DifferenceView?
    /// What it gave.
    public var output: DifferenceView?

    /// Documents by their rank in A.
    public var ranksA: [Document] { documents.filter { $0.rankA != nil } }
    /// Documents by their rank in B.
    public var ranksB: [Document] {
      documents.filter { $0.rankB != nil }.sorted { ($0.rankB ?? 0) < ($1.rankB ?? 0) }
    }

    /// Whether it is more than that the input differed.
    public var tellsSomething: Bool {
      !documents.isEmpty || !parameters.isEmpty || input != nil || output != nil
    }
  }

  /// The runs' name.
  public var title: String
  /// What became of B, and where the runs first differ.
  public var sentence: String
  /// What else there is to say of it.
  public var notes: [String]
  /// Whether nothing differs but times, ids and figures.
  public var isSame: Bool
  /// The question; that of A and that of B where they are not the same.
  public var questions: [String]
  /// The run that is compared with.
  public var a: Side
  /// The other run.
  public var b: Side
  /// Figures of both.
  public var figures: [Figure]
  /// The steps in the order of both.
  public var rows: [Row]
  /// From the first difference on.
  public var changes: [Change]
  /// What was left out of them.
  public var more: String?
}
