import TraceModel
import TraceSource

/// The calls of the `Task` tool, for finding the one that started a sub-agent.
struct TaskIndex {
  private struct Task {
    var spanID: String
    var prompt: String?
    var agentID: String?
    var isOpened = false
    var hasResult: Bool
  }

  private var tasks: [Task] = []

  /// Notes a call: the id of its span is the id of the tool call.
  mutating func add(spanID: String, prompt: String?, agentID: String?, hasResult: Bool) {
    tasks.append(Task(spanID: spanID, prompt: prompt, agentID: agentID, hasResult: hasResult))
  }

  mutating func add(_ other: TaskIndex) { tasks += other.tasks }

  /// The spans of finished calls whose sub-agents have no record of their own.
  var unopened: [String] { tasks.filter { !$0.isOpened && $0.hasResult }.map(\.spanID) }

  /// The span of the call that started the sub-agent: by the call's id, the agent's id, or the prompt.
  ///
  /// Where there is none, the sub-agent is given a span of its own under the session's.
  mutating func take(_ agent: ThreadSorter.Agent, into draft: inout TraceDraft, under root: String) -> String
  {
    let prompt = agent.lines.first { $0.type == "user" }?.text
    let place =
      tasks.firstIndex { $0.spanID == agent.taskID }
      ?? tasks.firstIndex { $0.agentID != nil && $0.agentID == agent.agentID }
      ?? tasks.firstIndex { !$0.isOpened && $0.prompt != nil && $0.prompt == prompt }
    if let place {
      tasks[place].isOpened = true
      return tasks[place].spanID
    }
    let name = agent.agentID ?? agent.taskID ?? agent.lines.first?.uuid ?? "?"
    var span = Span(id: "sub-agent " + name, parentID: root, name: "sub-agent", kind: .agent)
    span.agentName = "sub-agent " + name
    span.timeOrigin = .inferred
    span.input = prompt.map { Payload($0) }
    let times = agent.lines.compactMap(\.time)
    (span.start, span.end) = (times.min(), times.max())
    let at = agent.lines.first?.place ?? SourcePlace(file: "-")
    draft.add(span, at: at)
    draft.note(
      "no call in the session started the sub-agent “\(name)”", at: at,
      action: "it is shown under the session's own agent")
    return span.id
  }
}
