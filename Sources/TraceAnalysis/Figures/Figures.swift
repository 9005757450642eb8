public import TraceModel

/// What a call or a run cost, in US dollars.
public struct Cost: Hashable, Sendable {
  /// Where the amount comes from.
  public enum Origin: Hashable, Sendable {
    /// The source says so.
    case reported
    /// Computed from a price table.
    case computed(Bill)
  }

  /// US dollars.
  public let amount: Double
  /// Where the amount comes from.
  public let origin: Origin
}

/// What the figures of a span stand for.
public enum CallScope: Hashable, Sendable {
  /// One model call.
  case call
  /// The calls of a step, such as an agent, below which none is recorded: it counts as the call.
  case unrecordedCalls
  /// The calls recorded below a step that state no tokens themselves: its tokens count, and it is no call.
  case recordedCalls
}

/// One counted model call, or a step that states what its calls used.
public struct CallFigures: Hashable, Sendable {
  /// The call's span.
  public let span: Int
  /// What the figures stand for.
  public let scope: CallScope
  /// The provider as recorded.
  public let provider: String?
  /// The model that answered, else the one asked for.
  public let model: String?
  /// The agent the call was made for: the span's own, else the nearest one above.
  public let agent: String?
  /// The tokens as recorded.
  public let usage: TokenUsage?
  /// What the source says the call cost.
  public let reported: ReportedCost?
  /// What the price table makes of the tokens, be a cost reported or not.
  public let bill: Bill?
  /// Why there is no bill; `nil` where there is one.
  public let unpriced: Unpriced?

  /// Whether the call cost what is computed or more, since the source's counts are unfinished or fees are not known.
  public var isLowerBound: Bool {
    guard charged == nil, let bill else { return false }
    return usage?.isLowerBound == true || !bill.missingFees.isEmpty
  }

  /// The call's cost in US dollars without where it comes from.
  var amount: Double? { charged?.total ?? bill?.amount }
  /// The reported cost, but for a zero where the table has a price: programs write it for a model of which they know none.
  public var charged: ReportedCost? { reported?.total == 0 && bill != nil ? nil : reported }

  /// What the call cost: what the source reports, else what the table gives; `nil` where it is unpriced.
  public var cost: Cost? {
    if let charged { return Cost(amount: charged.total, origin: .reported) }
    return bill.map { Cost(amount: $0.amount, origin: .computed($0)) }
  }
}

/// Why the table gives no cost for a call.
public enum Unpriced: Error, Hashable, Sendable {
  /// The source counts no tokens.
  case noTokens
  /// Only input or only output is known.
  case oneSided
  /// The table has no price for the model.
  case unknownModel
  /// The model ran on a machine of the user's own, which has no price list.
  case local
  /// The calls that the step sums up report what they cost.
  case reportedByCalls
  /// Some tokens stand for sound, which vendors bill at rates that the table does not hold.
  case audio

  /// Whether no call of the model can be priced, whatever is recorded of it.
  var isOfModel: Bool { self == .unknownModel || self == .local }
}

/// A span that records a call which another span counts.
public struct DuplicateCall: Hashable, Sendable {
  /// Why the span is not counted.
  public enum Reason: Hashable, Sendable {
    /// Both carry one response id.
    case sameResponse
    /// It stands around or beneath the counted call.
    case sameCallNested
    /// Another instrumentation recorded the call beside it.
    case sameCallBeside
  }

  /// The span that is not counted.
  public let span: Int
  /// The span that is.
  public let of: Int
  /// Why.
  public let reason: Reason
}

/// The cost of the whole run, embeddings included.
public struct CostTotal: Hashable, Sendable {
  /// The run's cost in US dollars: the reported total of the run where calls report none, else the sum of
  /// the calls' costs; `nil` where nothing is priced. Incomplete if `unpricedCalls` is above zero.
  public let amount: Double?
  /// What the source reports, in US dollars.
  public let reported: Double?
  /// What the price table gave, in US dollars, for calls without a reported cost.
  public let computed: Double?
  /// Whether the source states the cost of the whole run, and of no call.
  public let isOfRun: Bool
  /// Calls with tokens but no price.
  public let unpricedCalls: Int
  /// Models of those calls, by name.
  public let unpricedModels: [String]
  /// The days of the prices used, earliest first.
  public let priceDates: [String]
}

/// Calls that share a model or an agent.
public struct FiguresGroup: Hashable, Sendable {
  /// The model or agent; `nil` where it is unknown.
  public let name: String?
  /// How many calls.
  public let calls: Int
  /// Their tokens; `nil` where none is known.
  public let usage: TokenUsage?
  /// Their cost in US dollars; `nil` where none is priced.
  public let cost: Double?
}

/// How full the context was at one call.
public struct ContextPoint: Hashable, Sendable {
  /// The call's span.
  public let span: Int
  /// All input tokens, cached ones included.
  public let tokens: Int
  /// The model's context window in tokens: recorded, else the price table's where nothing in the run contradicts it.
  public let window: Int?
  /// Whether the source states the window.
  public let isWindowRecorded: Bool

  /// The filled part of the window, from 0; above 1 where the source contradicts itself.
  public var share: Double? { window.flatMap { $0 > 0 ? Double(tokens) / Double($0) : nil } }
}

/// The counts of a run.
///
/// Tokens are summed over LLM leaves only, de-duplicated by response id (rule 1 of truth) where nothing shows that calls
/// of their own share it.
public struct Figures: Hashable, Sendable {
  /// The counted LLM calls, in order of time, and the steps that stand for calls nobody recorded.
  public let calls: [CallFigures]
  /// Steps that state tokens for calls among `calls` that state none themselves, in order of the tree. Their tokens
  /// and costs are in all sums.
  public let rollUps: [CallFigures]
  /// LLM spans that record a call which another span counts, by span.
  public let duplicates: [DuplicateCall]
  /// Calls that ran at different times and yet carry one response id.
  public let sharedResponses: [SharedResponse]
  /// The embedding calls, in order of time; their tokens are no part of `usage`.
  public let embeddings: [CallFigures]
  /// The tokens of `calls`; `nil` where none is known. A lower bound where a call states only a total.
  public let usage: TokenUsage?
  /// Whether `usage` is what the run states of itself, since the counts of its calls are unfinished.
  public let isUsageOfRun: Bool
  /// The tokens of `embeddings`; `nil` where none is known.
  public let embeddingUsage: TokenUsage?
  /// The cost of calls and embeddings.
  public let cost: CostTotal
  /// What is reported beside what is computed, by model and for the whole run.
  public let reconciliation: Reconciliation
  /// How many LLM calls were counted.
  public let llmCalls: Int
  /// How many of them failed, be it that they were made again.
  public let failedLLMCalls: Int
  /// How many tool spans there are.
  public let toolCalls: Int
  /// How many spans failed of themselves.
  public let errors: Int
  /// The models of `calls`, by number of calls, then by name.
  public let models: [String]
  private let spellings: ModelSpellings
  /// The number of spans of each kind; kinds without a span are absent.
  public let spansByKind: [SpanKind: Int]
  /// Calls and embeddings by model: most tokens first, then by name. What the run states of its models, where `usage`
  /// and the cost are those that it states of itself.
  public let byModel: [FiguresGroup]
  /// Calls by agent: most tokens first, then by name.
  public let byAgent: [FiguresGroup]
  /// One point for each call with known input tokens, in order of time.
  public let contextFill: [ContextPoint]
  /// Sub-agents that a model started as a tool and whose model calls the source does not hold: what they used
  /// and cost is unknown.
  public let unrecordedAgents: [Int]
  /// Per span: what it came to.
  public let outcomes: [StepOutcome]
  /// How spans ended of which there is more to say than that they are done: refusals with their words, exit codes
  /// that are no failure.
  public let endings: [Int: StepEnding]
  /// Per span: it failed.
  public let isError: [Bool]
  /// Per span: its error only repeats one below it. True only where `isError` is.
  public let repeatsError: [Bool]
  /// Per span: a descendant has an error.
  public let hasErrorBelow: [Bool]

  /// Whether a span failed of itself: with an error that repeats none below it.
  public func failedOfItself(_ span: Int) -> Bool { isError[span] && !repeatsError[span] }

  /// Counts a trace. O(n log n).
  public init(_ trace: Trace, tree: SpanTree, prices: PriceTable) {
    let selection = CallSelection(trace.spans, tree: tree)
    let pricing = CallPricing(spans: trace.spans, tree: tree, prices: prices)
    spellings = pricing.spellings
    calls = selection.counted.map {
      pricing.figures(of: $0, scope: selection.standIns.contains($0) ? .unrecordedCalls : .call)
    }
    rollUps = selection.rollUps.map {
      pricing.figures(of: $0.span, scope: .recordedCalls, hasCostBelow: $0.hasCostBelow)
    }
    duplicates = selection.duplicates
    sharedResponses = SharedResponse.find(
      counted: selection.counted, selection.duplicates, in: trace.spans)
    embeddings = selection.embeddings.map { pricing.figures(of: $0) }
    var usage = TokenUsage.sum((calls + rollUps).lazy.compactMap(\.usage))
    let isSumShort = selection.isShort && usage?.isLowerBound == false
    if selection.isShort { usage?.isUnfinished = true }
    let stated = Self.stated(
      by: tree.roots, trace.spans, besides: calls + rollUps, of: usage, isSumShort: isSumShort)
    self.usage = stated ?? usage
    isUsageOfRun = stated != nil
    embeddingUsage = TokenUsage.sum(embeddings.lazy.compactMap(\.usage))
    let all = calls + rollUps + embeddings
    cost = pricing.total(of: all, roots: tree.roots)
    reconciliation = Reconciliation(all, spans: trace.spans, tree: tree, pricing: pricing)
    llmCalls = calls.count
    toolCalls = trace.spans.lazy.filter { $0.kind == .tool }.count
    spansByKind = trace.spans.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    let models = Self.groups(all, by: \.model)
    let statedModels = stated == nil || !cost.isOfRun ? [] : trace.spans[tree.roots[0]].llm?.models ?? []
    byModel = statedModels.isEmpty ? models : Self.groups(models, stated: statedModels)
    byAgent = Self.groups(calls + rollUps, by: \.agent)
    self.models = Self.byUse(calls)
    let fill = ContextFill(calls, spans: trace.spans, pricing: pricing)
    contextFill = calls.compactMap { fill.point(of: $0) }

    let marks = ErrorMarks(trace.spans, tree: tree)
    outcomes = marks.outcomes
    endings = marks.endings
    failedLLMCalls = calls.count { marks.isError[$0.span] }
    isError = marks.isError
    repeatsError = marks.repeatsError
    hasErrorBelow = marks.hasErrorBelow
    unrecordedAgents = UnrecordedAgents.find(trace.spans, tree: tree, marks: marks)
    errors = trace.spans.indices.lazy.filter { marks.isError[$0] && !marks.repeatsError[$0] }.count
  }

  /// What the run's root states of all its calls, where their own counts are unfinished and it reaches each of them:
  /// a stream may count what a message was before the model wrote it. Or where calls are missing from their sum: twice as
  /// much and more may be a total that counts calls again.
  private static func stated(
    by roots: [Int], _ spans: [Span], besides calls: [CallFigures], of sum: TokenUsage?, isSumShort: Bool
  ) -> TokenUsage? {
    guard let root = roots.first, roots.count == 1, let sum, sum.isLowerBound,
      !calls.contains(where: { $0.span == root }), let stated = spans[root].llm?.usage, !stated.isLowerBound
    else { return nil }
    if isSumShort, let whole = stated.total, let known = sum.total, whole / 2 >= known { return nil }
    func reaches(_ count: KeyPath<TokenUsage, Int?>) -> Bool {
      guard let known = sum[keyPath: count] else { return true }
      return stated[keyPath: count].map { $0 >= known } ?? false
    }
    return [\.input, \.output, \.cacheRead, \.cacheWrite].allSatisfy(reaches) ? stated : nil
  }

  private static func byUse(_ calls: [CallFigures]) -> [String] {
    var uses: [String: Int] = [:]
    for call in calls { if let model = call.model { uses[model, default: 0] += 1 } }
    return uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func groups(_ calls: [CallFigures], by name: (CallFigures) -> String?) -> [FiguresGroup] {
    grouped(calls, by: name).map { name, calls in
      let costs = calls.compactMap(\.amount)
      return FiguresGroup(
        name: name, calls: calls.count { $0.scope != .recordedCalls },
        usage: TokenUsage.sum(calls.lazy.compactMap(\.usage)),
        cost: costs.isEmpty ? nil : costs.reduce(0, +))
    }
  }

  /// The groups with the tokens and costs that the run states of models, and those of which it states none.
  private static func groups(_ groups: [FiguresGroup], stated models: [ModelUse]) -> [FiguresGroup] {
    // A name may end in the size of the context that was asked for: `claude-x[1m]`.
    func plain(_ name: String?) -> String? { name.map { String($0.prefix { $0 != "[" }) } }
    let names = Set(models.map { plain($0.name) })
    let told = models.map { model in
      FiguresGroup(
        name: model.name, calls: groups.first { plain($0.name) == plain(model.name) }?.calls ?? 0,
        usage: model.usage, cost: model.cost)
    }
    return (told + groups.filter { !names.contains(plain($0.name)) })
      .sorted { ($1.usage?.total ?? 0, $0.name ?? "") < ($0.usage?.total ?? 0, $1.name ?? "") }
  }

  /// Calls that share a name, the group with most tokens first, then by name.
  static func grouped(_ calls: [CallFigures], by name: (CallFigures) -> String?) -> [(
    name: String?, calls: [CallFigures]
  )] {
    Dictionary(grouping: calls, by: name)
      .map { (name: $0, calls: $1, tokens: TokenUsage.sum($1.lazy.compactMap(\.usage))?.total ?? 0) }
      .sorted { ($1.tokens, $0.name ?? "") < ($0.tokens, $1.name ?? "") }
      .map { ($0.name, $0.calls) }
  }
}

extension Figures {
  /// The name for people of the model that a span called, the same for all spellings of one model in the run.
  public func modelName(of span: Span) -> String? { span.llm.flatMap { spellings.label(of: $0) } }

  /// Whether some of what the run cost is not known.
  public var isCostPartial: Bool {
    !cost.isOfRun
      && (!cost.unpricedModels.isEmpty || !unrecordedAgents.isEmpty
        || (calls + rollUps).contains(where: \.isLowerBound))
  }
}
