import ChatReading
import TraceModel
import TraceSource

/// Turns a run into a span.
struct LangSmithSpanReader {
  /// The names of the run's times that cannot be read.
  private(set) var unreadTimes: [String] = []

  let run: LangSmithFields
  let children: [LangSmithFields]
  /// The run's members whose whole content stands in the span's fields.
  var represented: Set<String> = ["id", "trace_id", "parent_run_id", "name", "run_type"]

  init(_ run: LangSmithFields, children: [LangSmithFields]) {
    (self.run, self.children) = (run, children)
  }

  mutating func span() -> Span {
    let (kind, origin) = LangSmithKinds.kind(of: run, children: children)
    var span = Span(id: run.id, parentID: run.parentID, name: run.name, kind: kind, kindOrigin: origin)
    span.start = time("start_time") ?? run.orderedStart
    span.end = time("end_time")
    readOutcome(into: &span)
    span.isFrameworkInternal = LangSmithKinds.isInternal(run, kind: kind, children: children)
    span.agentName = run.metadata["lc_agent_name"]?.string ?? (kind == .agent ? run.name : nil)
    switch kind {
    case .llm: readCall(into: &span)
    case .embedding: readEmbedding(into: &span)
    case .tool: readTool(into: &span)
    case .retrieval, .rerank: readRetrieval(into: &span)
    case .prompt: readPrompt(into: &span)
    default: readChain(into: &span)
    }
    span.keep(run.value, represented: represented.subtracting(unreadTimes))
    return span
  }

  private mutating func time(_ name: String) -> Timestamp? {
    guard let value = run.value[name], !value.isVoid else { return nil }
    let moment = run.time(name)
    if moment == nil { unreadTimes.append(name) } else { represented.insert(name) }
    return moment
  }

  /// The status, the exception with its stack, and what happened on the way.
  private mutating func readOutcome(into span: inout Span) {
    if run.value["status"]?.string == "success" { span.status = .ok }
    if run.value["status"]?.string == "error" { span.status = .error(message: nil) }
    let (events, isWhole) = LangSmithEvents.events(of: run, start: span.start, end: span.end)
    span.events = events
    if isWhole { represented.insert("events") }
    guard let text = run.value["error"], !text.isVoid else { return }
    let error = LangSmithError(text.plainText)
    span.status = .error(message: error.message)
    represented.insert("error")
    if error.stack != nil || error.type != nil { span.events.append(error.event(at: span.end)) }
  }

  /// The general input and output, where no field tells more.
  mutating func readInput(into span: inout Span) { span.input = payload("inputs", of: run.inputs) }
  mutating func readOutput(into span: inout Span) { span.output = payload("outputs", of: run.outputs) }

  /// A payload out of its wrapper: LangChain puts what is no map into `{"input": …}` and `{"output": …}`.
  private mutating func payload(_ name: String, of value: AttributeValue) -> Payload? {
    guard !value.isVoid else { return nil }
    let content = Envelope.peel(value)
    if content.isWhole { represented.insert(name) }
    return content.value.isVoid ? nil : content.payload
  }
}
