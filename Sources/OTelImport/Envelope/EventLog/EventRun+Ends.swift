import JSONReader
import TraceModel
import TraceSource

extension EventRun {
  /// What a run was given: the task of its first agent, be it the first of several that did a task each; or, where
  /// requests are logged with their newest message alone, the instructions with which it began.
  var givenFirst: AttributeValue? {
    if let first = steps.first, first.span.inferred == .agent { return Self.task(of: first) }
    guard let first = steps.first(where: { $0.topic == "llm" })?.span.span,
      first.attributes["messages_count"]?.int == 1, let messages = first.attributes["messages"]?.array,
      messages.count == 1, messages[0]["role"]?.string == "system"
    else { return nil }
    return messages[0]["content"]
  }

  private static func task(of step: EventStep) -> AttributeValue? {
    ["input", "task"].lazy.compactMap { step.span.span.attributes[$0] }.first
  }

  /// Names a run of which nothing is told but the tasks of its agents by these, where it would have a file's name.
  func nameByTasks(_ root: inout SpanLogSpan) {
    let agents = steps.map(\.span.span.name).uniqued()
    guard steps.count > 1, !agents.isEmpty, root.span.name == EventNames.run(id) else { return }
    root.span.name = "\(steps.count) tasks: \(agents.prefix(4).joined(separator: ", "))"
  }

  /// What the agent that ended last gave back, in a run that says when it ended and not what came of it.
  func lastOutput(of spans: [SpanLogSpan]) -> AttributeValue? {
    let last = spans.last { $0.inferred == .agent && $0.span.end != nil }
    let isTold = spans.contains { $0.inferred == .output || $0.inferred == .llm }
    return isTold ? nil : last?.span.attributes["output"]
  }

  /// Whether an event says why the step failed that was told just before it, and tells no step of its own.
  func isReason(_ event: EventRecord) -> Bool {
    guard NameHeuristics.words(event.text) == ["error"], let last = steps.last,
      case .error(nil) = last.span.span.status,
      let told = last.span.span.end ?? last.moment, let moment = event.moment
    else { return false }
    return (0...1_000_000_000).contains(moment.nanoseconds(since: told))
  }

  /// Gives that step the reason.
  mutating func giveReason(_ span: SpanLogSpan, _ event: EventRecord) {
    var span = span
    EventFacts.place(&span, event)
    changeLast { step in
      step.span.span.status = span.span.status
      step.span.span.attributes += span.span.attributes.map { Attribute("error.\($0.name)", $0.value) }
    }
  }
}

extension EventRecord {
  /// Whether a model answered and says that it asks for no tool: an agent's run is over then.
  var endsLoop: Bool {
    guard word.topic == "llm", word.phase?.closes == true else { return false }
    let facts = record.facts.map { (name: SpanLogNames.plain($0.name), value: $0.value) }
    return facts.contains { $0.name == "tool_calls" && $0.value.kind == .array && $0.value.count == 0 }
      && facts.contains {
        ["response", "content", "text", "output"].contains($0.name) && $0.value.string?.isEmpty == false
      }
  }

  /// When the step began whose end the event tells, by how long it took.
  var start: Timestamp? {
    guard let moment, let length else { return nil }
    return moment.advanced(by: -length)
  }
}

extension EventStep {
  /// Places a step in time by its first event.
  ///
  /// A length is known when a step is over: its event is written then, and the step began so long before.
  mutating func place(_ event: EventRecord) {
    if event.record.fields[.start] != nil || event.record.fields[.end] != nil { return }
    span.span.timeOrigin = .inferred
    guard let moment = event.moment else { return }
    if phase == .begin || phase == .ask {
      (span.span.start, span.span.end) = (moment, nil)
      span.span.timeOrigin = .recorded
    } else {
      (span.span.start, span.span.end) = (moment.advanced(by: event.length.map { -$0 }) ?? moment, moment)
    }
  }
}
