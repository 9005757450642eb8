import ChatReading
import OTelImport
import TraceModel
import TraceSource

/// Turns an observation into a span.
enum LangfuseSpanReader {
  /// The span with all that the observation says, and what it says of its trace.
  ///
  /// - Parameter known: The kind, where the rest of the trace tells it; `nil` to have it found out.
  static func span(
    _ observation: LangfuseObservation, _ record: SourceRecord,
    of known: (kind: SpanKind, origin: Origin)? = nil, histories: inout HistoryReader
  ) -> (span: Span, facts: SpanReader.TraceFacts) {
    let kind = known ?? LangfuseKind.kind(of: observation)
    var (span, facts) = SpanReader.span(observation.source, of: kind, histories: &histories)
    span.attributes = observation.attributes
    var own = own
    if addModel(observation.model, to: &span) { own.formUnion(["model", "providedModelName"]) }
    span.representedAttributes = observation.represented(own, span.representedAttributes)
    if span.kind == .llm {
      readOpenLIT(record, into: &span)
      addTools(from: record, to: &span)
    }
    addEvents(from: record, to: &span)
    let isTelemetry = observation.source.scope?.name == "crewai.telemetry" && span.kind == .generic
    if span.parentID != nil, isTelemetry || record["level"]?.string == "DEBUG" {
      span.isFrameworkInternal = true
    }
    return (span, facts)
  }

  /// Members whose whole content stands in the fields of every span.
  private static let own: Set<String> = [
    "id", "traceId", "parentObservationId", "name", "startTime", "endTime",
  ]

  /// Langfuse's `model` is the one that answered where it learned of it, else the one asked for.
  ///
  /// - Returns: Whether the span tells it.
  private static func addModel(_ model: String?, to span: inout Span) -> Bool {
    guard let model else { return false }
    if span.llm == nil, span.kind == .llm || span.kind == .embedding { span.llm = LLMCall() }
    guard var llm = span.llm else { return false }
    if llm.requestModel == nil && llm.responseModel == nil {
      llm.requestModel = model
    } else if llm.responseModel == nil && llm.requestModel != model {
      llm.responseModel = model
    }
    span.llm = llm
    return llm.requestModel == model || llm.responseModel == model
  }

  private static func readOpenLIT(_ record: SourceRecord, into span: inout Span) {
    guard var llm = span.llm, OpenLITText.isWriter(of: record["modelParameters"]) else { return }
    if let messages = record["input"]?.string.flatMap(OpenLITText.messages) {
      llm.input = Conversation(messages)
    }
    if let text = record["output"]?.string, OpenLITText.isNothing(text) { llm.output = [] }
    span.llm = llm
  }

  /// LangChain's integration sends the tools as messages of the role `tool`; newer servers list them apart.
  private static func addTools(from record: SourceRecord, to span: inout Span) {
    guard var llm = span.llm else { return }
    var definitions: [ToolDefinition] = []
    let messages = llm.input.filter { message in
      guard message.role == .tool, message.parts.count == 1,
        case .toolResult(let result)? = message.parts.first,
        result.callID == nil, let value = AttributeValue(jsonText: result.content),
        value["function"]?["name"]?.string != nil
      else { return true }
      definitions += ToolDefinitionReader.definitions(value)
      return false
    }
    if !definitions.isEmpty { llm.input = Conversation(messages) }
    if definitions.isEmpty, let listed = record["toolDefinitions"]?.unwrapped.map {
      definitions = listed.flatMap { tool in
        let members = tool.value.unwrapped.map ?? []
        return ToolDefinitionReader.definitions(.map([Attribute("name", .string(tool.name))] + members))
      }
    }
    if llm.tools.isEmpty { llm.tools = definitions }
    span.llm = llm
  }

  private static func addEvents(from record: SourceRecord, to span: inout Span) {
    if let time = NativeTime.iso(record["completionStartTime"]) {
      span.events.append(SpanEvent(name: "first token", time: time))
    }
    if record["level"]?.string == "WARNING" {
      let message = record["statusMessage"].flatMap { $0.isVoid ? nil : Attribute("message", $0) }
      span.events.append(SpanEvent(name: "warning", attributes: message.map { [$0] } ?? []))
    }
  }
}
