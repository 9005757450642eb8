import TraceModel
import TraceSource

/// A step of a run in the making: what one or several events tell of it.
struct EventStep {
  var span: SpanLogSpan
  let topic: String
  let phase: EventWord.Phase?
  let ids: [String: String]
  let agent: String?
  let tool: String?
  let stage: [String]?
  /// When its first event was written.
  let moment: Timestamp?
  /// The search that its event tells of besides.
  var search: SpanLogSpan?
  /// The step that was open around it.
  var around: String?
  /// What closed it; `nil` while nothing did.
  private(set) var closed: EventWord.Phase?

  init(_ event: EventRecord, _ span: SpanLogSpan) {
    self.span = span
    topic = event.word.topic
    (phase, ids, agent, tool) = (event.word.phase, event.ids, event.agent, event.tool)
    (stage, moment) = (event.stage, event.moment)
  }

  /// Whether it waits for an event that ends it.
  var isOpen: Bool { closed == nil && (phase?.opens ?? false) }

  /// Whether an event can be the end of this step: nothing that both name differs.
  func fits(_ event: EventRecord) -> Bool {
    guard topic == event.word.topic, stage == event.stage || stage == nil || event.stage == nil
    else { return false }
    for (name, id) in ids { if let other = event.ids[name], other != id { return false } }
    if let tool, let other = event.tool, tool != other { return false }
    if let agent, let other = event.agent, agent != other { return false }
    return true
  }

  /// Whether both name the same call.
  func shares(idWith event: EventRecord) -> Bool { ids.contains { event.ids[$0.key] == $0.value } }

  /// Takes over what an event says of the end.
  mutating func close(with end: SpanLogSpan, of event: EventRecord) {
    let start = span.span.start
    let known = span.span.status
    span.close(with: end)
    if end.span.status == .unset { span.span.status = known }
    span.span.start = start
    span.span.end = event.moment ?? start.flatMap { $0.advanced(by: event.length) }
    span.span.timeOrigin = event.moment == nil ? .inferred : .recorded
    closed = event.word.phase
  }
}
