import OTelImport
import TraceModel
import TraceSource

/// Turns one `trace.span` record into a span.
struct AgentsSpanReader {
  /// The names of the record's times that cannot be read.
  private(set) var unreadTimes: [String] = []

  let data: AttributeValue
  let record: AttributeValue
  /// What a program's own processor took from a span's data and put beside it: `export()` leaves out most of a
  /// response.
  func added(_ name: String) -> AttributeValue? {
    for member in ["span_data_\(name)", name] {
      guard let value = record[member]?.telling else { continue }
      guard let text = value.string else { return value }
      // The library's own objects are printed as Python does.
      return ScriptText.json(ofPythonObject: text).flatMap { AttributeValue(jsonText: $0) }
    }
    return nil
  }

  /// Members of `span_data` whose whole content stands in the span's fields.
  var represented: Set<String> = ["type", "name"]

  init(_ record: SourceRecord) {
    self.record = record.value
    data = record["span_data"] ?? .null
  }

  mutating func span(id: String) -> Span {
    let type = data["type"]?.string ?? ""
    var span = Span(id: id, parentID: record["parent_id"]?.string, name: data["name"]?.string ?? type)
    span.start = time("started_at")
    span.end = time("ended_at")
    span.status = status
    read(type, into: &span)
    keepMembers(in: &span)
    return span
  }

  private mutating func time(_ name: String) -> Timestamp? {
    guard let value = record[name], !value.isVoid else { return nil }
    let moment = NativeTime.iso(value)
    if moment == nil { unreadTimes.append(name) }
    return moment
  }

  /// `message` says what kind of failure it was, `data.error` what went wrong.
  private var status: SpanStatus {
    guard let error = record["error"], !error.isVoid else { return .unset }
    let message = error["message"]?.string ?? error.plainText
    guard let cause = error["data"]?["error"], !cause.isVoid else { return .error(message: message) }
    return .error(message: "\(message): \(cause.plainText)")
  }

  private mutating func read(_ type: String, into span: inout Span) {
    switch type {
    case "agent":
      span.kind = .agent
      span.agentName = span.name
    case "generation", "response":
      span.kind = .llm
      span.llm = call(type)
    case "function": readTool(into: &span)
    case "handoff": readHandoff(into: &span)
    case "guardrail": readGuardrail(into: &span)
    case "mcp_tools": readToolList(into: &span)
    case "transcription", "speech": readVoice(type, into: &span)
    case "speech_group":
      span.kind = .chain
      span.input = take("input")
    case "custom": readCustom(into: &span)
    default: break
    }
  }

  /// A member as a payload, which then stands for the whole member.
  private mutating func take(_ name: String) -> Payload? {
    guard let value = data[name], !value.isVoid else { return nil }
    represented.insert(name)
    return value.payload
  }

  private mutating func readTool(into span: inout Span) {
    span.kind = .tool
    span.tool = ToolExecution(
      name: span.name, arguments: take("input"), result: take("output"), isError: span.status.isError)
  }

  /// The model hands over by calling a tool; which agent takes over is told by a link.
  private mutating func readHandoff(into span: inout Span) {
    span.kind = .tool
    if let target = data["to_agent"]?.string { span.name = "handoff to \(target)" }
    let agents = (data.map ?? []).filter { ["from_agent", "to_agent"].contains($0.name) }
    span.tool = ToolExecution(
      name: span.name, arguments: agents.isEmpty ? nil : AttributeValue.map(agents).payload,
      isError: span.status.isError)
    span.agentName = data["from_agent"]?.string
    represented.formUnion(["from_agent", "to_agent"])
  }

  private mutating func readGuardrail(into span: inout Span) {
    span.kind = .guardrail
    guard let triggered = data["triggered"]?.bool else { return }
    span.output = Payload(triggered ? "triggered" : "not triggered")
    if triggered { span.events.append(SpanEvent(name: SpanEvent.guardrailIntervention, time: span.end)) }
    represented.insert("triggered")
  }

  private mutating func readToolList(into span: inout Span) {
    if let server = data["server"]?.string { span.name = "list tools of \(server)" }
    span.output = take("result")
    represented.insert("server")
  }

  /// The SDK's own steps, a run and each of its turns, come as custom spans too; their tokens sum up calls below.
  private mutating func readCustom(into span: inout Span) {
    let details = data["data"]
    switch details?["sdk_span_type"]?.string {
    case "task", "turn":
      span.kind = .chain
      span.agentName = details?["agent_name"]?.string
      span.isFrameworkInternal = true
    default:
      guard let kind = NameHeuristics.exact(span.name), kind != .llm else { return }
      span.kind = kind
      span.kindOrigin = .inferred
    }
  }

  private mutating func keepMembers(in span: inout Span) {
    let others = (record.map ?? []).filter { $0.name != "span_data" }
    var known: Set<String> = ["object", "id", "trace_id", "parent_id", "started_at", "ended_at"]
    known.subtract(unreadTimes)
    if record["error"]?["data"]?.isVoid ?? true { known.insert("error") }
    span.keep(.map(others), represented: known)
    if data.map == nil {
      span.keep(.map([Attribute("span_data", data)]))
    } else {
      span.keep(data, represented: represented, prefix: "span_data.")
    }
  }
}
