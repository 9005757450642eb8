import TraceModel
import TraceText

/// All that a rule may look at.
struct FindingContext: Sendable {
  let trace: Trace
  let tree: SpanTree
  let timing: Timing
  let activeTime: ActiveTime
  let figures: Figures
  let conversation: Exchange
  let attribution: Attribution?
  /// The run as a session, where it is one.
  let session: Session?
  /// What the run came to.
  let outcome: RunOutcome
  /// Failures and what became of them.
  let failures: Failures
  /// Spans that may hold a secret.
  let suspects: [Int]
  /// The searches, each once.
  let searches: Searches
  /// The last test run of a session whose result is known.
  let lastTestRun: (span: Int, passed: Bool, isByExitCode: Bool)?
  /// The failing tools of a session by cause; empty for other runs.
  private(set) var toolCauses: [FailureCause] = []
  /// Steps that came back in a cycle.
  private(set) var cycles: [ToolCycle] = []
  /// Commands that were run again without a change in between.
  private(set) var commandRepeats: [[Int]] = []

  /// Works out what several rules ask for, once. O(n log n).
  init(
    trace: Trace, tree: SpanTree, timing: Timing, activeTime: ActiveTime, figures: Figures,
    conversation: Exchange, attribution: Attribution?, session: Session?, outcome: RunOutcome,
    failures: Failures, suspects: [Int] = []
  ) {
    self.trace = trace
    self.tree = tree
    self.timing = timing
    self.activeTime = activeTime
    self.figures = figures
    self.conversation = conversation
    self.attribution = attribution
    self.session = session
    self.outcome = outcome
    self.failures = failures
    self.suspects = suspects
    searches = Searches(trace.spans, tree: tree)
    lastTestRun = TestRun.last(in: trace.spans, figures: figures)
    toolCauses = FailureCause.groups(toolFailuresOfSession, in: self)
    cycles = ToolCycle.worst(in: self)
    commandRepeats = CommandRepeats(self).runs
  }

  var spans: [Span] { trace.spans }

  /// Whether a step changed a file.
  func changesFiles(_ span: Int) -> Bool {
    figures.outcomes[span] == .ok && spans[span].tool?.changesFiles == true
  }

  /// The tools of a session that failed of themselves, sub-agents that were started as tools among them, in order
  /// of time; empty for other runs.
  var toolFailuresOfSession: [Int] {
    guard session != nil else { return [] }
    return spans.indices.filter {
      spans[$0].isToolRun && figures.failedOfItself($0)
    }
  }

  /// The agent of a session that a span belongs to.
  func agent(of span: Int) -> Int? { session?.agentOfSpan[span] }

  /// `Turns 2 and 3` for the spans of a session of several turns, else `nil`.
  func turns(of members: [Int]) -> String? {
    guard let session, session.turns.count > 1 else { return nil }
    let turns = Set(members.compactMap { session.turnOfSpan[$0] }).sorted().map(session.number)
      .filter { $0 > 0 }
    guard !turns.isEmpty else { return nil }
    return "Turn\(turns.count == 1 ? "" : "s") \(Wording.ranges(turns))"
  }

  /// A sentence about some spans of a session, with the turns before it: `Turn 2: the first said …`.
  func told(_ members: [Int], _ sentence: String) -> FindingText {
    .plain(turns(of: members).map { "\($0): \(sentence)" } ?? Wording.capitalised(sentence))
  }

  /// How a sentence names a step: `the tool “search”`, `the call of gpt-4o`, `the step “load”`.
  func name(_ span: Int) -> String {
    let step = spans[span]
    switch step.kind {
    case .tool: return "the tool “\((step.tool?.name ?? step.name).preview(60))”"
    case .agent where step.tool != nil:
      return "the sub-agent “\((step.agentName ?? step.name).preview(60))”"
    case .llm:
      return step.llm?.modelName.map { "the call of \($0.preview(60))" }
        ?? "the LLM call “\(step.name.preview(60))”"
    default: return "the step “\(step.name.preview(60))”"
    }
  }
}
