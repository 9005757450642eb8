public import TraceModel

/// A run split by who did it: the main agent, and each run of a sub-agent.
public struct AgentLanes: Hashable, Sendable {
  /// What one agent did in one run of it.
  public struct Lane: Hashable, Sendable {
    /// The agent's span; `nil` for what runs outside of agents.
    public let agent: Int?
    /// The lane of the agent that it works for, as an index of `lanes`; `nil` for the first.
    public let parent: Int?
    /// The agent's own model calls, searches and tools, by number: those of its sub-agents are theirs.
    public let steps: [Int]
    /// The tool run or model call of the parent lane that set it off; `nil` where the source does not tell.
    public let caller: Int?
    /// The first model call of the parent lane that began when the agent was done; `nil` where there is none.
    public let reader: Int?
    /// When its first step began, in nanoseconds from the start of the run; `nil` where it is unknown.
    public let start: Int64?
    /// When its last step ended, in nanoseconds from the start of the run; `nil` where it is unknown.
    public let end: Int64?
  }

  /// The main agent first, then each sub-agent below the one that it works for, by start.
  public let lanes: [Lane]
  /// The lane of each span, as an index of `lanes`.
  public let ofSpan: [Int]

  /// Splits a run. An agent without steps of its own is none, and the only agent of a run is the main one. O(n log n).
  public init(_ spans: [Span], tree: SpanTree, timing: Timing, numbers: StepNumbers) {
    let around = Surroundings(spans, tree: tree)
    var own = [Bool](repeating: false, count: spans.count)
    var outerOwn: Set<Int> = []
    for step in numbers.steps {
      // A sub-agent's run is a step of the agent that asked for it.
      if let agent = around.agent[step] { own[agent] = true } else { outerOwn.insert(step) }
    }
    // The nearest agent with steps of its own, the span itself included.
    var owner = [Int?](repeating: nil, count: spans.count)
    var agents: [Int] = []
    for span in tree.preorder {
      if spans[span].kind == .agent, own[span] {
        owner[span] = span
        agents.append(span)
      } else {
        owner[span] = tree.parent[span].flatMap { owner[$0] }
      }
    }
    let outer = agents.filter { agent in tree.parent[agent].flatMap { owner[$0] } == nil }
    // An agent that is recorded as a call too is the only one all the same.
    let main = outer.count == 1 && outerOwn.isSubset(of: [outer[0]]) ? outer[0] : nil

    var place: [Int?: Int] = [main: 0]
    if main != nil { place[nil] = 0 }
    var drafts = [Draft(agent: main, parent: nil)]
    for agent in agents where agent != main {
      let parent = tree.parent[agent].flatMap { owner[$0] }
      place[agent] = drafts.count
      drafts.append(Draft(agent: agent, parent: place[parent] ?? 0))
    }
    ofSpan = spans.indices.map { place[owner[$0]] ?? 0 }
    for step in numbers.steps {
      let isRun = spans[step].kind == .agent && owner[step] == step && step != main
      let lane = isRun ? drafts[ofSpan[step]].parent ?? 0 : ofSpan[step]
      drafts[lane].steps.append(step)
    }
    lanes = Self.lanes(drafts, spans: spans, tree: tree, timing: timing, numbers: numbers)
  }

  private struct Draft {
    var agent: Int?
    var parent: Int?
    var steps: [Int] = []
  }

  private static func lanes(
    _ drafts: [Draft], spans: [Span], tree: SpanTree, timing: Timing, numbers: StepNumbers
  ) -> [Lane] {
    let calls = drafts.map { draft in
      draft.steps.filter { spans[$0].kind == .llm }.compactMap { call in
        timing.offset[call].map { (start: $0, call: call) }
      }.sorted { ($0.start, $0.call) < ($1.start, $1.call) }
    }
    return drafts.map { draft in
      let start =
        draft.steps.compactMap { timing.offset[$0] }.min() ?? draft.agent.flatMap { timing.offset[$0] }
      let steps = draft.steps.compactMap { timing.finish[$0] }.max()
      let finish = [steps, draft.agent.flatMap { Self.finish(of: $0, spans, tree, timing) }]
        .compactMap(\.self).max()
      var caller: Int?
      var reader: Int?
      if let parent = draft.parent, let agent = draft.agent {
        caller = Self.caller(of: agent, in: drafts[parent], spans, tree, numbers)
        if caller == nil, let start { caller = calls[parent].last { $0.start <= start }?.call }
        // A sub-agent that runs as a tool is done when the tool is.
        if let done = spans[agent].isToolRun ? timing.finish[agent] ?? finish : finish {
          reader = calls[parent].first(where: { $0.start >= done })?.call
        }
      }
      return Lane(
        agent: draft.agent, parent: draft.parent, steps: draft.steps, caller: caller, reader: reader,
        start: start, end: finish)
    }
  }

  /// When an agent was done: with the tool that ran it, where its own span stays open until the whole run ends.
  private static func finish(of agent: Int, _ spans: [Span], _ tree: SpanTree, _ timing: Timing) -> Int64? {
    let finish = timing.finish[agent]
    guard let tool = tree.parent[agent], spans[tool].isToolRun, let done = timing.finish[tool] else {
      return finish
    }
    return finish.map { min($0, done) } ?? done
  }

  /// The agent's own run as a tool, else the nearest tool run above it, else the call that asked for it.
  private static func caller(
    of agent: Int, in parent: Draft, _ spans: [Span], _ tree: SpanTree, _ numbers: StepNumbers
  ) -> Int? {
    if numbers.ofSpan[agent] != nil { return agent }
    var above = tree.parent[agent]
    while let span = above, span != parent.agent {
      if numbers.ofSpan[span] != nil { return span }
      above = tree.parent[span]
    }
    return nil
  }
}
