import TraceAnalysis
import TraceModel
import TraceText

/// What a page shows: the frame as display-ready values, and the traces from which `build` makes the rest.
public struct ReportPage: Sendable {
  /// The page's title.
  public var title: String
  /// The page's colours.
  public var theme: PageTheme
  /// The program and version that made the page.
  public var generator: String
  /// The name of the file it was made from.
  public var sourceName: String
  /// The list of the traces; `nil` where there is only one.
  public var list: TraceListView?
  /// What was taken out before the page was made.
  public var redaction: RedactionNotice
  /// What in the input was not as it should be.
  public var dataQuality: DataQuality?
  /// Whether the traces lie in the page, for programs to read again.
  public var holdsTrace: Bool
  /// Longer texts are cut in their middle to this many bytes; `nil` for no limit.
  let textLimit: Int?
  /// How many traces the page shows.
  public let traceCount: Int
  /// How many spans they have.
  public let spanCount: Int
  /// The traces, until they are taken.
  private(set) var traces: PageTraces

  /// Creates the page's frame around its traces.
  init(
    title: String, theme: PageTheme, generator: String, sourceName: String, redaction: RedactionNotice,
    dataQuality: DataQuality?, holdsTrace: Bool, traces: PageTraces
  ) {
    self.title = title
    self.theme = theme
    self.generator = generator
    self.sourceName = sourceName
    self.redaction = redaction
    self.dataQuality = dataQuality
    self.holdsTrace = holdsTrace
    textLimit = traces.textLimit
    traceCount = traces.analyses.count
    spanCount = traces.analyses.reduce(0) { $0 + $1.trace.spans.count }
    self.traces = traces
  }

  /// What is to say of texts that are cut.
  public var cutNote: String? {
    textLimit.map {
      "Texts of more than about \(Formatting.bytes($0)) are cut in their middle, where a line tells how much: --max-size asked for a small page."
    }
  }

  /// Leaves the frame alone, so that what is built of the traces can be the last to hold them.
  public mutating func takeTraces() -> PageTraces {
    defer { traces = PageTraces(analyses: [], anchors: [], textLimit: textLimit) }
    return traces
  }
}

/// The traces of a page, of which it makes what it shows.
public struct PageTraces: Sendable {
  /// What is known of each.
  let analyses: [AnalysedTrace]
  /// The id of each one's section.
  let anchors: [String]
  let textLimit: Int?
}

/// One trace with all that the page shows of it besides the details of its spans.
public struct TraceReport: Sendable {
  /// The id of the trace's section on the page.
  public var anchor: String
  /// What stands at the top.
  public var header: HeaderView
  /// Question and answer, where there are any.
  public var exchange: ExchangeView?
  /// What the analysis noticed.
  public var findings: FindingsView
  /// Where time, tokens and cost went, in one line.
  public var shares: [ShareBar]
  /// The run by turns, which opens first; `nil` for runs of fewer than two turns.
  public var runMap: RunMapView?
  /// The run in lanes over time, folded to fit its panel.
  public var graph: RunGraphView
  /// Every step, where the graph folds some.
  public var everyStep: RunGraphView?
  /// The run folded to a state machine; `nil` where nothing repeats.
  public var folded: MachineView?
  /// The tables of a session; `nil` for runs that are none.
  public var session: SessionView?
  /// All spans over time.
  public var waterfall: WaterfallView
  /// The run as a chat.
  public var conversation: ConversationView
  /// The charts under the first screen and in their own view.
  public var charts: ChartsView
  /// How many spans it has.
  public var spanCount: Int
  /// Whether no model took part, so that the time over all spans tells more than a graph.
  public var opensOnWaterfall: Bool

  /// Whether the conversation stands beside the graph.
  public var isSession: Bool { session != nil }
  /// The heading of the list of details.
  public var spansTitle: String { Formatting.count(spanCount, "step") }
}

/// The "Data quality" panel.
public struct DataQuality: Sendable {
  /// One thing that was not as it should be.
  public struct Row: Sendable {
    /// File, line and place within it.
    public var place: String
    /// What was found and expected.
    public var message: String
    /// What was done about it.
    public var action: String
    /// Whether something is missing from the page because of it.
    public var isLoss: Bool
  }

  /// The panel's heading.
  public var title: String
  /// Whether something of the source is missing from the page.
  public var hasLosses: Bool
  /// The rows, losses first.
  public var rows: [Row]
  /// How many more there are than the panel shows.
  public var more: String?
}
