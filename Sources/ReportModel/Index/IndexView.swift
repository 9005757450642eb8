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
  /// How many runs there are.
  public var count: String
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
    /// How many shifts, and whether the newest run broke a gate.
    public var title: String
    /// How bad it is.
    public var tone: Tone
    /// The open and worse first, five at most.
    public var lines: [Line]
    /// What else is to say.
    public var note: String?

    /// One shift.
    public struct Line: Sendable {
      /// The run with which it began.
      public var anchor: String?
      /// The run and its main figure before and after.
      public var title: String
      /// When, what else moved, and whether it still is so.
      public var detail: String
      /// Whether it still is so and is for the worse.
      public var isOpenAndWorse: Bool
    }
  }

  /// The figures of runs of one kind.
  public struct Series: Sendable {
    /// What they are; `nil` where all runs of the index are of one kind.
    public var name: String?
    /// One a figure.
    public var strips: [Strip]
    /// Times below the strips.
    public var ticks: [Tick]
    /// Runs with which something moved.
    public var flags: [Flag]
    /// How points are made of runs.
    public var note: String
    /// Whether there are gates.
    public var hasGates: Bool
    /// Whether anything moved.
    public var hasShifts: Bool
    /// Whether a line has gaps.
    public var hasGaps: Bool
  }

  /// A place on the axis of time, from 0 to 1, with words.
  public struct Tick: Sendable {
    /// From 0 to 1.
    public var place: Double
    /// The words.
    public var label: String
  }

  /// A run that is named above the strips.
  public struct Flag: Sendable {
    /// From 0 to 1.
    public var place: Double
    /// The words.
    public var label: String
    /// Whether it is for the worse, or breaks a gate.
    public var isBad: Bool
    /// Whether there is room for its words.
    public var isNamed: Bool
  }

  /// A figure over time.
  public struct Strip: Sendable {
    /// What it is called.
    public var name: String
    /// What is allowed; `no gate`.
    public var gate: String
    /// `0–40 s`: what the height stands for.
    public var range: String
    /// Stretches without a gap.
    public var lines: [[Point]]
    /// Where the gate lies, from 0 at the bottom to 1; `nil` without one.
    public var limit: Double?
    /// Points that are marked.
    public var marks: [Mark]
    /// The newest value, and whether it breaks the gate.
    public var last: String
    /// Whether it is for the worse, or breaks a gate.
    public var isBad: Bool
    /// How it differs from the usual one.
    public var change: String
    /// All of it in one sentence, for who does not see it.
    public var label: String
  }

  /// A point of a line: shares of width and height, the least and the most of what it stands for.
  public struct Point: Sendable {
    /// From 0 at the left to 1.
    public var x: Double
    /// From 0 at the bottom to 1.
    public var y: Double
    /// The least, on the same scale.
    public var low: Double
    /// The most.
    public var high: Double
  }

  /// A point that is marked.
  public struct Mark: Sendable {
    /// What it says: the gate is broken, or the level moved.
    public enum Kind: Sendable { case broken, shift }

    /// What it says.
    public var kind: Kind
    /// From 0 at the left to 1.
    public var x: Double
    /// From 0 at the bottom to 1.
    public var y: Double
    /// The words.
    public var label: String
    /// Words beside it; empty for none.
    public var words: String
    /// Whether it is for the worse, or breaks a gate.
    public var isBad: Bool
  }

  /// Which columns the tables have.
  public struct Columns: Sendable {
    /// Whether the short table has names and outcomes, as the long one has.
    public var hasNames: Bool
    /// Whether there are several kinds of runs.
    public var hasSeries: Bool
    /// Whether any run has labels.
    public var hasLabels: Bool
    /// Whether there are gates.
    public var hasGates: Bool
    /// The names of the figures.
    public var figures: [String]
  }

  /// A run.
  public struct Row: Sendable {
    /// Its id on the page.
    public var anchor: String
    /// Its place in time, from 1.
    public var number: Int
    /// Its page: a path within the folder of the index; `nil` where there is none.
    public var page: String?
    /// When it began.
    public var date: String
    /// What it is called.
    public var name: String
    /// What kind of run it is.
    public var series: String
    /// What people said of it.
    public var labels: String
    /// `first bad`, `last good`.
    public var mark: String?
    /// The worst outcome of its traces.
    public var outcome: TraceClass
    /// What it came to: one trace in words, several as counts.
    public var outcomeWords: String
    /// `passed`, `3 failed`.
    public var gates: String
    /// Whether it is for the worse, or breaks a gate.
    public var isBad: Bool
    /// Its figures.
    public var cells: [Cell]

    /// A figure of it.
    public struct Cell: Sendable {
      /// The value in words.
      public var text: String
      /// Whether it is for the worse, or breaks a gate.
      public var isBad: Bool
    }
  }

  /// The runs of a month.
  public struct Month: Sendable {
    /// Its name and how many runs.
    public var title: String
    /// The newest first.
    public var rows: [Row]
  }

  /// What the first bad run has otherwise than the last good one.
  public struct Change: Sendable {
    /// Which two runs.
    public var title: String
    /// Why these two.
    public var subtitle: String
    /// The page that compares the two runs: a path within the folder of the index; `nil` where none is named.
    public var comparison: String?
    /// Names of the two runs.
    public var before: String
    /// The second.
    public var after: String
    /// What both state otherwise.
    public var facts: [Fact]
    /// What is the same in both; empty for nothing.
    public var same: String
    /// Outcomes of the traces that both have.
    public var matrix: OutcomeMatrix?
    /// The traces that got worse, by their first finding.
    public var worseTitle: String
    /// The largest group first.
    public var worse: [Worse]

    /// Something that differs.
    public struct Fact: Sendable {
      /// What it is called.
      public var name: String
      /// In the first.
      public var before: String
      /// The second.
      public var after: String
    }

    /// Traces with one first finding.
    public struct Worse: Sendable {
      /// How many.
      public var count: Int
      /// The finding in one sentence.
      public var finding: String
      /// `5 right and 1 partly → wrong`.
      public var way: String
      /// The first of them.
      public var traces: [TraceLink]
      /// How many more there are; `nil` for none.
      public var more: String?
    }

    /// A trace on its page.
    public struct TraceLink: Sendable {
      /// What it is called.
      public var name: String
      /// The page of the run; `nil` where there is none.
      public var page: String?
      /// The trace's section on it.
      public var anchor: String
    }
  }
}
