import TraceModel

/// All that a rule may look at.
struct FindingContext: Sendable {
  let trace: Trace
  let tree: SpanTree
  let timing: Timing
  let figures: Figures
  let conversation: Exchange
  let attribution: Attribution?
  /// Failures and what became of them.
  let failures: Failures

  init(
    trace: Trace, tree: SpanTree, timing: Timing, figures: Figures, conversation: Exchange,
    attribution: Attribution?
  ) {
    self.trace = trace
    self.tree = tree
    self.timing = timing
    self.figures = figures
    self.conversation = conversation
    self.attribution = attribution
    failures = Failures(trace.spans, tree: tree, figures: figures)
  }

  var spans: [Span] { trace.spans }

  /// How a sentence names a step: `the tool “search”`, `the call of gpt-4o`, `the step “load”`.
  func name(_ span: Int) -> String {
    let step = spans[span]
    switch step.kind {
    case .tool: return "the tool “\(Wording.excerpt(step.tool?.name ?? step.name, limit: 60))”"
    case .llm:
      return step.llm?.modelName.map { "the call of \(Wording.excerpt($0, limit: 60))" }
        ?? "the LLM call “\(Wording.excerpt(step.name, limit: 60))”"
    default: return "the step “\(Wording.excerpt(step.name, limit: 60))”"
    }
  }
}

/// The rules. Their order is the ranking of findings: the most telling first.
enum FindingRules {
  typealias Rule = @Sendable (FindingContext) -> [Finding]

  static let all: [Rule] = [
    errors,
    rateLimits,
    answerFollowsOtherDocument,
    contentFilters,
    cutAnswers,
    emptyRetrievals,
    repeatedToolCalls,
    nearlyFullContext,
    buriedDocument,
    unusedDocuments,
    lowScores,
    retries,
    sharedResponses,
    slowestStep,
    costHotSpot,
    cacheNeverHit,
    missingContent,
    unpricedModels,
  ]

  static func findings(_ context: FindingContext) -> [Finding] {
    all.flatMap { $0(context) }
  }
}
