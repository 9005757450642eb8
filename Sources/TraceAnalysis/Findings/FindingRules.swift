import TraceModel
import TraceText

/// All that a rule may look at.
struct FindingContext: Sendable {
  let trace: Trace
  let tree: SpanTree
  let timing: Timing
  let figures: Figures
  let conversation: Exchange
  let attribution: Attribution?
  /// The run as a session, where it is one.
  let session: Session?
  /// What the run came to.
  let outcome: RunOutcome
  /// Failures and what became of them.
  let failures: Failures

  var spans: [Span] { trace.spans }

  /// The agent of a session that a span belongs to.
  func agent(of span: Int) -> Int? { session?.agentOfSpan[span] }

  /// `Turns 2 and 3` for the spans of a session of several turns, else `nil`.
  func turns(of members: [Int]) -> String? {
    guard let session, session.turns.count > 1 else { return nil }
    let opening = session.turns.first?.prompt == nil ? 0 : 1
    let turns = Set(members.compactMap { session.turnOfSpan[$0] }).sorted().map { $0 + opening }.filter {
      $0 > 0
    }
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

/// The rules, in the order of what they explain: what decided the outcome, what cost most, remarks.
enum FindingRules {
  typealias Rule = @Sendable (FindingContext) -> [Finding]

  static let all: [Rule] = [
    wrongScores,
    endingErrors,
    limits,
    refusedEnds,
    contentFilters,
    cutAnswers,
    answerFollowsOtherDocument,
    emptyRetrievals,
    rateLimits,
    errors,
    untestedChanges,
    loops,
    compactions,
    refusals,
    repeatedCommands,
    failingTools,
    interruptions,
    contextRereads,
    repeatedToolCalls,
    nearlyFullContext,
    promptChanges,
    agentCost,
    repeatedReads,
    buriedDocument,
    unusedDocuments,
    lowScores,
    retries,
    retriedCalls,
    unreadFiles,
    failedToolRuns,
    poorScores,
    failedScorers,
    slowestStep,
    costHotSpot,
    cacheNeverHit,
    missingContent,
    unpricedModels,
  ]

  /// The findings by gravity, in each the rules' order.
  static func findings(_ context: FindingContext) -> [Finding] {
    let found = all.flatMap { $0(context) }
    let order: [Finding.Severity] = [.error, .warning, .info]
    return order.flatMap { severity in found.filter { $0.severity == severity } }
  }
}
