/// Many runs over time, ready to be written.
public struct IndexView: Sendable {
  /// What the runs are.
  public var title: String
  /// How many runs, from when to when.
  public var subtitle: String
  /// The last run, the last good one, totals.
  public var figures: [Figure]
  /// How long pages are kept; `nil` where they are not removed.
  public var kept: String?
  /// What moved: the heading, and where it did.
  public var verdict: Verdict
  /// The figures over time, by what the runs are.
  public var series: [Series]
  /// The last good run beside the first bad one.
  public var change: Change?
  /// What the tables have.
  public var columns: Columns
  /// The newest rows.
  public var latest: [Row]
  /// All rows that the page holds, by month, the newest first.
  public var months: [Month]
  /// How many runs have no row; `nil` where all have one.
  public var omitted: String?

  /// What moved.
  public struct Verdict: Sendable {
    public var title: String
    public var tone: Tone
    public var lines: [Line]
    /// What else is to say.
    public var note: String?

    /// One shift.
    public struct Line: Sendable {
      /// The run with which it began.
      public var anchor: String
      public var title: String
      public var detail: String
      public var isOpenAndWorse: Bool
    }
  }

  /// The figures of runs of one kind.
  public struct Series: Sendable {
    /// What they are; `nil` where all runs of the index are of one kind.
    public var name: String?
    public var strips: [Strip]
    /// Times below the strips.
    public var ticks: [Tick]
    /// Runs with which something moved.
    public var flags: [Flag]
    /// How points are made of runs.
    public var note: String
    public var hasGates: Bool
    public var hasShifts: Bool
    public var hasGaps: Bool
  }

  /// A place on the axis of time, from 0 to 1, with words.
  public struct Tick: Sendable {
    public var place: Double
    public var label: String
  }

  /// A run that is named above the strips.
  public struct Flag: Sendable {
    public var place: Double
    public var label: String
    public var isBad: Bool
    /// Whether there is room for its words.
    public var isNamed: Bool
  }

  /// A figure over time.
  public struct Strip: Sendable {
    public var name: String
    /// What is allowed; `no gate`.
    public var gate: String
    /// `0–40 s`: what the height stands for.
    public var range: String
    /// Stretches without a gap.
    public var lines: [[Point]]
    /// Where the gate lies, from 0 at the bottom to 1; `nil` without one.
    public var limit: Double?
    public var marks: [Mark]
    /// The newest value, and whether it breaks the gate.
    public var last: String
    public var isBad: Bool
    /// How it differs from the usual one.
    public var change: String
    /// All of it in one sentence, for who does not see it.
    public var label: String
  }

  /// A point of a line: shares of width and height, the least and the most of what it stands for.
  public struct Point: Sendable {
    public var x: Double
    public var y: Double
    public var low: Double
    public var high: Double
  }

  /// A point that is marked.
  public struct Mark: Sendable {
    /// What it says: the gate is broken, or the level moved.
    public enum Kind: Sendable { case broken, shift }

    public var kind: Kind
    public var x: Double
    public var y: Double
    public var label: String
    /// Words beside it; empty for none.
    public var words: String
    public var isBad: Bool
  }

  /// Which columns the tables have.
  public struct Columns: Sendable {
    /// Whether the short table has names and outcomes, as the long one has.
    public var hasNames: Bool
    public var hasSeries: Bool
    public var hasLabels: Bool
    public var hasGates: Bool
    /// The names of the figures.
    public var figures: [String]
  }

  /// A run.
  public struct Row: Sendable {
    public var anchor: String
    public var number: Int
    /// Its page: a path within the folder of the index; `nil` where there is none.
    public var page: String?
    public var date: String
    public var name: String
    public var series: String
    public var labels: String
    /// `first bad`, `last good`.
    public var mark: String?
    public var outcome: TraceClass
    /// What it came to: one trace in words, several as counts.
    public var outcomeWords: String
    public var gates: String
    public var isBad: Bool
    public var cells: [Cell]

    /// A figure of it.
    public struct Cell: Sendable {
      public var text: String
      public var isBad: Bool
    }
  }

  /// The runs of a month.
  public struct Month: Sendable {
    public var title: String
    public var rows: [Row]
  }

  /// What the first bad run has otherwise than the last good one.
  public struct Change: Sendable {
    public var title: String
    public var subtitle: String
    /// Names of the two runs.
    public var before: String
    public var after: String
    public var facts: [Fact]
    /// What is the same in both; empty for nothing.
    public var same: String
    /// Outcomes of the traces that both have.
    public var matrix: Matrix?
    /// The traces that got worse, by their first finding.
    public var worseTitle: String
    public var worse: [Worse]

    /// Something that differs.
    public struct Fact: Sendable {
      public var name: String
      public var before: String
      public var after: String
    }

    /// Outcomes before, by outcomes after.
    public struct Matrix: Sendable {
      public var classes: [TraceClass]
      public var rows: [Line]
      public var sums: [Int]

      /// The traces of one outcome before.
      public struct Line: Sendable {
        public var outcome: TraceClass
        public var cells: [Cell]
        public var sum: Int
      }

      /// How many of them came to what.
      public struct Cell: Sendable {
        /// `same`, `worse`, `better` or `none`.
        public var kind: String
        public var count: Int
      }
    }

    /// Traces with one first finding.
    public struct Worse: Sendable {
      public var count: Int
      public var finding: String
      public var way: String
      public var traces: [TraceLink]
      /// How many more there are; `nil` for none.
      public var more: String?
    }

    /// A trace on its page.
    public struct TraceLink: Sendable {
      public var name: String
      /// The page of the run; `nil` where there is none.
      public var page: String?
      /// The trace's section on it.
      public var anchor: String
    }
  }
}
