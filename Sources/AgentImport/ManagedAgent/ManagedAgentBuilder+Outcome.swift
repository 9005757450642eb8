import ChatReading
import TraceModel
import TraceSource

/// What a session was to bring about, and what the grader said of it
/// (platform.claude.com/docs/en/managed-agents/define-outcomes).
extension ManagedAgentBuilder {
  /// The description is the agent's task; the rubric is the grader's.
  mutating func define(_ event: ManagedAgentEvent) {
    guard let id = event.id, let text = event.value["description"]?.string else {
      return note(event, on: root)
    }
    var span = Span(id: id, parentID: root, name: "define outcome", kind: .input)
    (span.start, span.end) = (event.time, event.time)
    span.input = Payload(text)
    span.keep(event.value, represented: ["description", "processed_at", "id"])
    threads[""]?.conversation.append(Message(role: .user, text: text))
    draft.add(span, at: event.place)
  }

  /// An evaluation is a step of its own, and its last verdict is the session's.
  mutating func judge(_ event: ManagedAgentEvent) {
    let started = event.value["outcome_evaluation_start_id"]?.string ?? openEvaluation
    if event.type == "span.outcome_evaluation_start", let id = event.id {
      var span = Span(id: id, parentID: root, name: "outcome evaluation", kind: .evaluator)
      span.start = event.time
      span.keep(event.value, represented: ["processed_at", "id"])
      draft.add(span, at: event.place)
      openEvaluation = id
      return
    }
    guard let id = started, var span = draft[id] else { return note(event, on: root) }
    guard event.type == "span.outcome_evaluation_end" else { return note(event, on: id) }
    openEvaluation = nil
    span.end = event.time
    span.output = event.value["explanation"]?.string.map { Payload($0) }
    // The grader's calls are not told, and what they took together is.
    if let usage = event.value["usage"].flatMap(UsageReader.usage) {
      span.llm = LLMCall(provider: "anthropic", usage: usage)
    }
    span.keep(event.value, represented: ["processed_at", "explanation"], prefix: "end.")
    draft[id] = span
    guard let result = event.value["result"]?.string else { return }
    verdict = Score(
      name: "outcome", value: .label(result), verdict: Self.verdict(of: result),
      explanation: event.value["explanation"]?.string, judge: .model)
  }

  /// What the session took so far; a list cost is in US cents (platform.claude.com/docs/en/managed-agents/budgets).
  mutating func total(_ event: ManagedAgentEvent) {
    note(event, on: root)
    let usage = event.value["usage"]
    var call = LLMCall(provider: "anthropic", usage: usage.flatMap(UsageReader.usage))
    let cost = usage?["list_cost"]
    if cost?["currency"]?.string == "USD", let cents = cost?["amount"]?.double, cents >= 0 {
      call.reportedCost = ReportedCost(total: cents / 100)
    }
    draft[root]?.llm = call
  }

  private static func verdict(of result: String) -> Score.Verdict? {
    switch result {
    case "satisfied": .right
    case "needs_revision", "max_iterations_reached", "failed": .wrong
    default: nil
    }
  }
}
