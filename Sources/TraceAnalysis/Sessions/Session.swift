public import TraceModel

/// What the users of a coding agent ask of a run: its turns, tools, files, agents, compactions and failures.
///
/// Spans are named by their index in `trace.spans`.
public struct Session: Hashable, Sendable {
  /// The turns in order; what ran before the first prompt, if anything, is one without a prompt.
  public let turns: [SessionTurn]
  /// The turn of each span, as an index of `turns`; `nil` for spans around the turns.
  public let turnOfSpan: [Int?]
  /// The nearest agent of each span, itself included; `nil` outside of agents.
  public let agentOfSpan: [Int?]
  /// The tools, the most used first.
  public let tools: [ToolUse]
  /// The files, the most changed first, then the most read.
  public let files: [FileUse]
  /// The agents, the main one first, then by cost.
  public let agents: [AgentUse]
  /// The compactions by time.
  public let compactions: [CompactionPoint]
  /// When only old results of tools were taken out of the context, by time.
  public let clearings: [CompactionPoint]
  /// What failed and what became of it, by the first failure.
  public let failures: [FailedWork]
  /// What people refused and stopped, and what they wrote then, in order of time.
  public let story: [StoryMark]

  /// Reads a run as a session; `nil` for runs that show none of what makes one: commands, files, compactions
  /// or several prompts.
  init?(_ trace: Trace, tree: SpanTree, timing: Timing, figures: Figures, work: WorkTimes) {
    let spans = SessionSpans(spans: trace.spans, tree: tree, timing: timing, figures: figures)
    guard spans.prompts.count > 1 || trace.spans.contains(where: \.isOfSession) else { return nil }
    let split = TurnSplit(spans)
    turns = split.turns
    turnOfSpan = split.turnOfSpan
    agentOfSpan = spans.agent
    tools = ToolUse.all(of: spans, work: work)
    files = FileUse.all(of: spans)
    agents = AgentUse.all(of: spans)
    let points = CompactionPoint.all(of: spans)
    compactions = points.filter { !$0.compaction.isClearing }
    clearings = points.filter(\.compaction.isClearing)
    failures = FailedWork.all(of: spans)
    story = StoryMark.all(in: trace.spans, figures: figures, prompts: spans.prompts)
  }

  /// How many turns people began: what ran before the first prompt is none.
  public var turnCount: Int { turns.count - (hasOpening ? 1 : 0) }

  /// The number of a turn as people count, from 1; 0 for what ran before the first prompt.
  ///
  /// - Parameter turn: an index of `turns`.
  public func number(ofTurn turn: Int) -> Int { turn + (hasOpening ? 0 : 1) }

  private var hasOpening: Bool { turns.first.map { $0.prompt == nil } ?? false }
}

extension Span {
  /// Whether it does what only agents that work on files do.
  fileprivate var isOfSession: Bool {
    tool?.command != nil || tool?.files.isEmpty == false || compaction != nil
  }
}

/// The spans of a run, with what all parts of a session ask of them.
struct SessionSpans {
  let spans: [Span]
  let tree: SpanTree
  let timing: Timing
  let figures: Figures
  /// The nearest agent of each span, itself included; `nil` outside of agents.
  let agent: [Int?]
  /// The spans that hold what a user said to the main agent, in the order of the tree.
  let prompts: [Int]

  init(spans: [Span], tree: SpanTree, timing: Timing, figures: Figures) {
    self.spans = spans
    self.tree = tree
    self.timing = timing
    self.figures = figures
    var agent = [Int?](repeating: nil, count: spans.count)
    // Whether the span works for another span's purpose: what an agent tells its sub-agent is no user's prompt.
    var isInner = [Bool](repeating: false, count: spans.count)
    var prompts: [Int] = []
    for span in tree.preorder {
      let parent = tree.parent[span]
      let outer = parent.flatMap { agent[$0] }
      agent[span] = spans[span].kind == .agent ? span : outer
      if let parent {
        let worker: Set<SpanKind> = [.llm, .tool]
        isInner[span] =
          isInner[parent] || worker.contains(spans[parent].kind)
          || (spans[span].kind == .agent && outer != nil)
      }
      if spans[span].kind == .input, !isInner[span] { prompts.append(span) }
    }
    self.agent = agent
    self.prompts = prompts
  }

  /// Whether an agent works for no other one.
  func isMain(_ agent: Int) -> Bool {
    tree.parent[agent].flatMap { self.agent[$0] } == nil
  }

  /// The tool runs in order of time.
  var toolRuns: [Int] { spans.indices.filter { spans[$0].kind == .tool } }

  /// The known durations of spans added up; `nil` where none is known.
  func time(of members: [Int]) -> Int64? {
    let known = members.compactMap { spans[$0].duration }
    return known.isEmpty ? nil : known.reduce(0) { $0 &+ max(0, $1) }
  }
}

/// The figures of several model calls together.
public struct CallSum: Hashable, Sendable {
  /// How many calls.
  public let calls: Int
  /// Their tokens; `nil` where none is known.
  public let usage: TokenUsage?
  /// Their cost in US dollars; `nil` where none is priced. Incomplete if `unpricedCalls` is above zero.
  public let cost: Double?
  /// Calls with tokens but no price.
  public let unpricedCalls: Int

  init(_ calls: [CallFigures]) {
    self.calls = calls.count
    usage = TokenUsage.sum(calls.lazy.compactMap(\.usage))
    let costs = calls.compactMap { $0.cost?.amount }
    cost = costs.isEmpty ? nil : costs.reduce(0, +)
    unpricedCalls = calls.count { $0.cost == nil && $0.usage?.isEmpty == false }
  }
}
