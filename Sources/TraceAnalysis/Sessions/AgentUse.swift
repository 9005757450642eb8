import TraceModel

/// All runs of the agents of one name, without what their own sub-agents did.
public struct AgentUse: Hashable, Sendable {
  /// The agent's name; `nil` for what runs outside of agents.
  public let name: String?
  /// Whether it works for no other agent.
  public let isMain: Bool
  /// The agents' spans in order of time; empty for what runs outside of agents.
  public let spans: [Int]
  /// Their own model calls.
  public let calls: CallSum
  /// Those of `spans` whose model calls are not in the source.
  public let unrecorded: [Int]
  /// How many tools they ran.
  public let toolRuns: Int
  /// How many of their spans failed of themselves.
  public let failed: Int
  /// Their durations added up, in nanoseconds; `nil` where none is known.
  public let time: Int64?
  /// Their part of the cost of all calls, from 0 to 1; `nil` where any call is unpriced or not in the source, or
  /// where nothing cost anything.
  public let costShare: Double?

  static func all(of spans: SessionSpans) -> [AgentUse] {
    let members = members(of: spans)
    let callsByAgent = Dictionary(grouping: spans.figures.calls) { Key(spans.agent[$0.span], spans) }
    let whole = CallSum(spans.figures.calls)
    let unrecorded = Set(spans.figures.unrecordedAgents)
    let isWhole = whole.unpricedCalls == 0 && unrecorded.isEmpty
    return members.map { key, members in
      let sum = CallSum(callsByAgent[key] ?? [])
      let agents = members.filter { spans.spans[$0].kind == .agent }
      let share = whole.cost.flatMap { isWhole && $0 > 0 ? (sum.cost ?? 0) / $0 : nil }
      return AgentUse(
        name: key.name, isMain: key.isMain, spans: agents, calls: sum,
        unrecorded: agents.filter(unrecorded.contains),
        toolRuns: members.count { spans.spans[$0].kind == .tool },
        failed: members.count(where: spans.figures.failedOfItself),
        time: spans.time(of: agents), costShare: share)
    }
    .sorted { left, right in
      if left.isMain != right.isMain { return left.isMain }
      let (a, b) = (left.calls.cost ?? 0, right.calls.cost ?? 0)
      return a == b ? (left.spans.first ?? -1) < (right.spans.first ?? -1) : a > b
    }
  }

  private struct Key: Hashable {
    var name: String?
    var isMain: Bool

    init(_ agent: Int?, _ spans: SessionSpans) {
      name = agent.map { spans.spans[$0].agentName ?? spans.spans[$0].name }
      isMain = agent.map(spans.isMain) ?? true
    }
  }

  private static func members(of spans: SessionSpans) -> [Key: [Int]] {
    var result: [Key: [Int]] = [:]
    for span in spans.spans.indices { result[Key(spans.agent[span], spans), default: []].append(span) }
    // Spans around the agents are no agent unless they call a model or a tool.
    let isEmpty = { (members: [Int]) in
      !members.contains { [.llm, .tool, .agent].contains(spans.spans[$0].kind) }
    }
    return result.filter { !isEmpty($0.value) }
  }
}
