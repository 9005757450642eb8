/// The page that several traces open on: what is not right, how they are distributed, and a row for each.
public struct TraceListView: Sendable {
  /// The evaluation's name, or the page's title.
  public var heading: String
  /// What it is and when it began.
  public var subtitle: String
  /// The totals.
  public var figures: [Figure]
  /// What is not right; `nil` where no trace failed and none has a score.
  public var verdict: VerdictView?
  /// How scores, durations, tokens and costs are distributed.
  public var distributions: [DistributionView]
  /// The outcomes that occur, the worst first, with how many traces each.
  public var outcomes: [OutcomeCount]
  /// The words of the scorer that alone tells the traces apart; empty where anything else does.
  public var labels: [LabelCount]
  /// The columns between question and finding that have something to show.
  public var columns: ListColumns
  /// How wide each column is, as classes: `x12` is 120 pixels, `p20` is 20%, and the empty one takes the rest.
  public var widths: [String]
  /// The rows, in groups.
  public var groups: [ListGroup]
  /// How many rows there are.
  public var rowCount: Int
  /// Whether its rows are so few that their texts need not be cut.
  public var isShort: Bool { rowCount <= DistributionsBuilder.fewRows }
  /// What the rows are: `traces`, or `samples` that ran several times each.
  public var noun: String
  /// What a row stands for where it is not one trace: "Each row is a sample that ran 3 times …".
  public var rowNote: String?
  /// What all questions begin with, which the rows leave out.
  public var questionNote: String?
}

/// Which columns a list has. Those without a value in any row are left out.
public struct ListColumns: Sendable {
  /// The heading of the first column after the number: a scorer, or "Status".
  public var score: String
  /// Whether it is a score.
  public var isScored: Bool
  /// "Question", or "Trace" where no question is recorded and the names stand there.
  public var question: String
  /// Whether traces have names of their own beside their questions.
  public var hasNames: Bool
  /// Whether it is known what would have been right.
  public var hasTargets: Bool
  /// Further scorers, three at most.
  public var scorers: [String]
  /// Whether any duration is known.
  public var hasDurations: Bool
  /// Whether any count of tokens is known.
  public var hasTokens: Bool
  /// Whether any cost is known.
  public var hasCosts: Bool
  /// Whether any row has a finding.
  public var hasFindings: Bool

  /// The further scorers' names, with where they may be broken.
  public var scorerNames: [BreakableName] { scorers.map(BreakableName.init) }

  /// How many columns there are.
  public var count: Int {
    4 + scorers.count
      + [hasNames, hasTargets, hasDurations, hasTokens, hasCosts, hasFindings].count { $0 }
  }
}

/// Rows of one outcome and one first finding.
public struct ListGroup: Sendable {
  /// The id of its rows: `g-wrong-answer-cut`.
  public var anchor: String
  /// What became of its traces.
  public var outcome: TraceClass
  /// The outcome's word; empty where it says nothing.
  public var word: String
  /// The finding's title; empty for rows that have each their own.
  public var finding: String
  /// The same, or what proves the outcome where no finding does; empty where rows have each their own.
  public var reason: String
  /// `of 11 with this finding`, where other rows have it too; else empty.
  public var standing: String
  /// What all rows say alike.
  public var shared: String
  /// The rows, the worst first.
  public var rows: [ListRow]

  /// How many there are.
  public var count: Int { rows.count }
}

/// One trace, or one sample that ran several times.
public struct ListRow: Sendable {
  /// The sample's id, or the trace's place.
  public var number: String
  /// Where the trace stands on the page.
  public var anchor: String
  /// What became of it.
  public var outcome: TraceClass
  /// The outcome's word.
  public var word: String
  /// The score, or the status in words; "–" without.
  public var score: TonedWord
  /// The runs of a sample that ran several times.
  public var epochs: [Epoch]
  /// What was asked, else the trace's name.
  public var question: String
  /// The trace's name, where names tell something.
  public var name: String
  /// What would have been right.
  public var target: String
  /// What was answered; empty where nothing was.
  public var answer: String
  /// What other scorers gave.
  public var scores: [String]
  /// How long it took; “–” is unknown, here and below.
  public var duration: String
  /// Its tokens.
  public var tokens: String
  /// Its cost.
  public var cost: String
  /// The step that shows the first finding.
  public var step: StepLink?
  /// The finding's title, where the group does not say it.
  public var finding: String
  /// Whether its group or itself has a finding.
  public var hasFinding: Bool
  /// What of the finding's evidence is not that of the whole group.
  public var difference: String
  /// Score, further scores, duration in seconds, tokens, cost in dollars, with spaces between; `-` is unknown.
  public var values: String

  /// One run of a sample.
  public struct Epoch: Sendable {
    /// Its words.
    public var label: String
    /// Where it leads.
    public var anchor: String
    /// Its outcome.
    public var outcome: TraceClass
    /// `epoch 2: wrong`.
    public var title: String
  }

  /// A link to a step of the trace.
  public struct StepLink: Sendable {
    /// Its words.
    public var label: String
    /// Where it leads.
    public var anchor: String
  }
}

/// How a figure is distributed over the traces.
public struct DistributionView: Sendable {
  /// A value on the axis.
  public struct Tick: Sendable {
    /// From 0 to 1.
    public var place: Double
    /// Its words.
    public var label: String
  }

  /// A bin with a trace in it or without.
  public struct Bin: Sendable {
    /// Its place on the axis, from 0.
    public var place: Int
    /// Its lower edge and its upper one, in words.
    public var from: String
    /// Its upper edge in words.
    public var below: String
    /// How many traces, in the order of `outcomes`.
    public var counts: [Int]

    /// How many traces in all.
    public var total: Int { counts.reduce(0, +) }
  }

  /// One trace of a short list.
  public struct Mark: Sendable {
    /// From 0 to 1.
    public var place: Double
    /// Its outcome.
    public var outcome: TraceClass
    /// `Where is my order?: 3.85 s, wrong`.
    public var title: String
    /// Where it leads.
    public var anchor: String
  }

  /// What the address calls it: `duration`.
  public var field: String
  /// Which of a row's values it shows, from 0.
  public var column: Int
  /// `Duration, log`.
  public var title: String
  /// `p50 3.85 s · p95 33.9 s`.
  public var summary: String
  /// The edges of the bins in the units of `ListRow.values`, with spaces between.
  public var edges: String
  /// The outcomes that the stacks are made of, from below.
  public var outcomes: [OutcomeCount]
  /// The bins, empty ones too.
  public var bins: [Bin]
  /// The traces one by one, in place of bins, where there are few.
  public var marks: [Mark]
  /// Round values on the axis.
  public var ticks: [Tick]
  /// Where the median lies, from 0 to 1.
  public var median: Double

  /// The bins with traces, for the table.
  public var filled: [Bin] { bins.filter { $0.total > 0 } }
}
