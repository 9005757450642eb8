import TraceModel
import TraceSource

/// Builds the trace of a session: an agent, its model requests, the tools they asked for, and sub-agents in threads.
struct ManagedAgentBuilder {
  /// What is known of a thread: the agent that runs in it and the conversation so far.
  struct Thread {
    /// The agent's span.
    var span: String
    /// What the next request sees.
    var conversation = Conversation()
    /// The model request that is under way, with what it wrote so far.
    var request: String?
    var written: [Part] = []
  }

  var draft: TraceDraft
  let root: String
  private let session: ManagedAgentSession
  var threads: [String: Thread] = [:]
  /// The tool spans, and the thread of each.
  var tools: [String: String] = [:]
  /// The last verdict on what the session was to bring about.
  var verdict: Score?
  /// The evaluation that is under way.
  var openEvaluation: String?
  /// Whether nothing is under way: what a user interrupts then is nothing.
  var isIdle = false
  /// The events of each span.
  private var notes: [String: [SpanEvent]] = [:]

  init(_ session: ManagedAgentSession, format: String, fallback: String) {
    self.session = session
    let object = session.object
    let id = object?["id"]?.string
    root = id ?? "session"
    draft = TraceDraft(id: id ?? fallback, format: format)
    draft.trace.sessionID = id
    draft.trace.name = object?["title"]?.tellingString
    draft.trace.attributes = (object?.map ?? []).map { Attribute("session." + $0.name, $0.value) }
    let name = object?["agent"]?["name"]?.string
    var span = Span(id: root, name: name ?? "agent", kind: .agent)
    span.agentName = name
    let times = session.events.compactMap(\.time)
    (span.start, span.end) = (times.min(), times.max())
    draft.add(span, at: session.events.first?.place ?? SourcePlace(file: fallback))
    threads[""] = Thread(span: root, conversation: instructions)
  }

  /// Takes the next event.
  mutating func read(_ event: ManagedAgentEvent) {
    let thread = thread(of: event)
    switch event.type {
    case "user.message": ask(event, in: thread)
    case "user.define_outcome": define(event)
    case "span.outcome_evaluation_start", "span.outcome_evaluation_ongoing", "span.outcome_evaluation_end":
      judge(event)
    case "span.model_request_start": begin(event, in: thread)
    case "span.model_request_end": end(event, in: thread)
    case "agent.message", "agent.thinking": write(event, in: thread)
    case "agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use": call(event, in: thread)
    case "agent.tool_result", "agent.mcp_tool_result", "user.custom_tool_result": answer(event)
    case "user.tool_confirmation": confirm(event)
    case "agent.thread_context_compacted": compact(event, in: thread)
    case "session.thread_created": create(event)
    case "agent.thread_message_sent", "agent.thread_message_received": pass(event)
    case "session.usage": total(event)
    case "session.error": fail(event)
    case "session.status_idle", "session.status_running", "session.status_terminated", "user.interrupt":
      rest(event)
    default: note(event, on: threads[thread]?.span ?? root)
    }
  }

  /// The trace, with what was sent and never came back as an event.
  mutating func finish(sent: [ManagedAgentEvent]) -> ImportResult {
    var rest = Dictionary(grouping: session.events, by: \.type)
    for (index, event) in sent.enumerated() {
      let match = rest[event.type]?.firstIndex { Self.repeats($0.value, event.value) }
      if let match {
        rest[event.type]?.remove(at: match)
      } else if event.type == "user.message" {
        ask(event, in: "", id: "sent-\(index + 1)")
      } else {
        note(event, on: root)
      }
    }
    for key in threads.keys.sorted() { close(thread: key) }
    if let verdict { draft.add(verdict, of: nil) }
    for (id, events) in notes { draft[id]?.events += events }
    return draft.finish()
  }

  /// Whether an event says all that was sent, in whatever order.
  private static func repeats(_ event: AttributeValue, _ sent: AttributeValue) -> Bool {
    switch (event, sent) {
    case (.map, .map(let members)):
      members.allSatisfy { member in event[member.name].map { repeats($0, member.value) } ?? false }
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { repeats($0, $1) }
    default: event == sent
    }
  }

  /// A thread that was told of; all others are the session's own.
  private func thread(of event: ManagedAgentEvent) -> String {
    guard let id = event.value["session_thread_id"]?.string, threads[id] != nil else { return "" }
    return id
  }

  var model: String? {
    let model = session.object?["agent"]?["model"]
    return model?["id"]?.string ?? model?.string
  }

  /// What the session's own conversation begins with; sub-agents' instructions are not recorded.
  var instructions: Conversation {
    guard let text = session.object?["agent"]?["system"]?.string, !text.isEmpty else { return [] }
    return [Message(role: .system, text: text)]
  }

  /// Keeps an event as one of a span.
  mutating func note(_ event: ManagedAgentEvent, as name: String? = nil, on id: String) {
    let attributes = (event.value.map ?? []).filter {
      !["type", "processed_at"].contains($0.name) && !$0.value.isVoid
    }
    notes[id, default: []].append(
      SpanEvent(name: name ?? event.type, time: event.time, attributes: attributes))
  }
}
