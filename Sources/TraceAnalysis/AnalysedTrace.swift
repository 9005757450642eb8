public import TraceModel
import TraceText

/// What is to be known of a trace beyond what it says: figures, structure, attribution and findings.
///
/// Spans are named by their index in `trace.spans` everywhere. The same trace gives the same analysis.
///
/// Nothing of it changes, so it is a value; a reference to it, since a copy would take a kilobyte, and since of many
/// traces each can be let go of when it is written.
public final class AnalysedTrace: Sendable {
  /// The trace.
  public let trace: Trace
  /// Its spans as a forest.
  public let tree: SpanTree
  /// When things happened.
  public let timing: Timing
  /// Tokens, costs, calls and errors.
  public let figures: Figures
  /// The number of each step.
  public let numbers: StepNumbers
  /// The run split by agents.
  public let agents: AgentLanes
  /// The record that tells most, by each other record of the same call.
  private let tellingRecords: [Int: Int]
  /// When it worked and when it waited.
  public let activeTime: ActiveTime
  /// How long each step worked.
  public let work: WorkTimes
  /// The run's question and answer.
  public let conversation: Exchange
  /// Which documents the answer follows; `nil` where there is no retrieved document or no answer.
  public let attribution: Attribution?
  /// The run as a session of an agent that works on files; `nil` for other runs.
  public let session: Session?
  /// What the run came to, with what proves it.
  public let outcome: RunOutcome
  /// What is worth a look, the most telling first.
  public let findings: [Finding]

  /// Analyses a trace. O(n log n) in its spans; attribution reads a bounded amount of text.
  ///
  /// - Parameter suspects: The spans that may hold a secret, in order.
  public init(_ trace: Trace, prices: PriceTable = .builtIn, suspects: [Int] = []) {
    self.trace = trace
    tree = SpanTree(trace.spans)
    timing = Timing(trace.spans, tree: tree)
    figures = Figures(trace, tree: tree, prices: prices)
    numbers = StepNumbers(trace.spans, tree: tree, figures: figures)
    agents = AgentLanes(trace.spans, tree: tree, timing: timing, numbers: numbers)
    tellingRecords = TellingRecords(trace.spans, tree: tree, figures: figures).ofSpan
    let pieces = WorkPieces(trace.spans, tree: tree, timing: timing, figures: figures)
    activeTime = ActiveTime(pieces, timing: timing)
    work = WorkTimes(
      trace.spans, tree: tree, timing: timing, figures: figures, numbers: numbers, pieces: pieces
    )
    conversation = Exchange(trace, tree: tree, figures: figures, records: tellingRecords)
    attribution = Attribution(trace, tree: tree, figures: figures, exchange: conversation)
    session = Session(trace, tree: tree, timing: timing, figures: figures, work: work)
    let failures = Failures(trace.spans, tree: tree, figures: figures)
    outcome = OutcomeRules(
      trace: trace, tree: tree, figures: figures, exchange: conversation, session: session, failures: failures
    ).outcome()
    findings = FindingRules.findings(
      FindingContext(
        trace: trace, tree: tree, timing: timing, activeTime: activeTime, figures: figures,
        conversation: conversation,
        attribution: attribution, session: session, outcome: outcome, failures: failures,
        suspects: suspects))
  }

  /// How long the critical path is without the idle time in it, in nanoseconds.
  public var criticalLength: Int64 {
    timing.criticalPath.reduce(0) { $0.saturatingAdd(activeTime.worked($1)) }
  }

  /// The span that shows what a span did: of a model call that is recorded by several nested spans, the one that tells
  /// most, and else the span itself.
  public func record(of span: Int) -> Int { tellingRecords[span] ?? span }
}
