package import ChatReading
package import TraceModel
import TraceSource

/// Turns one span of an envelope into one of the model.
package enum SpanReader {
  /// What a span says of its whole trace.
  package struct TraceFacts {
    package var name: String?
    package var sessionID: String?
    package var userID: String?
  }

  /// The span with all that its dialects say.
  ///
  /// - Parameters:
  ///   - source: The span, with its log records among its events.
  ///   - isFromLog: Whether the span itself was concluded from log records, and its time with it.
  ///   - known: The kind, where the envelope tells it; `nil` to have it found out.
  ///   - histories: What the calls before were given, which this one may repeat.
  package static func span(
    _ source: OTelSpan, isFromLog: Bool = false, of known: (kind: SpanKind, origin: Origin)? = nil,
    histories: inout HistoryReader
  ) -> (span: Span, facts: TraceFacts) {
    let messages = EventMessages(source.events)
    var fields = SpanFields(source.attributes, details: messages.details + MonocleFacts(source).details)
    let (kind, origin) = known ?? KindResolver.kind(of: source, &fields, messages)
    fields.kind = kind
    var span = Span(
      id: source.spanID, parentID: source.parentSpanID, name: source.name, kind: kind, kindOrigin: origin,
      start: source.start, end: source.end, timeOrigin: isFromLog ? .inferred : source.timeOrigin)
    span.status = StatusReader.status(of: source, &fields)
    readFacets(of: &span, &fields, messages, &histories)
    readPayloads(of: &span, &fields)
    span.agentName = fields.text(.agentName)
    span.events = source.events
    span.links = source.links
    span.attributes = source.attributes
    // As readers of logs tell it that have words of their own for a refusal.
    if span.attributes["tool.outcome"]?.string == "refused" { span.tool?.outcome = .refused }
    Rail.complete(&span)
    span.isFrameworkInternal = FrameworkNoise.isNoise(source, kind: kind)
    span.resource = source.resource
    span.scope = source.scope
    let facts = TraceFacts(
      name: fields.text(.traceName), sessionID: fields.text(.sessionID), userID: fields.text(.userID))
    span.representedAttributes = fields.represented.subtracting(traceWide)
    return (span, facts)
  }

  /// Attributes that speak of the trace: the page shows them there once, so a span's own list keeps them.
  private static let traceWide: Set<String> = {
    var names: Set<String> = []
    for dialect in Dialects.all {
      for concept in [Concept.traceName, .sessionID, .userID] {
        names.formUnion((dialect.fields[concept] ?? []).map(\.attribute))
      }
    }
    return names
  }()

  private static func readFacets(
    of span: inout Span, _ fields: inout SpanFields, _ messages: EventMessages,
    _ histories: inout HistoryReader
  ) {
    switch span.kind {
    case .tool:
      span.tool = fields.toolExecution(
        spanName: span.name, status: span.status, events: messages)
    case .retrieval, .rerank: span.retrieval = fields.retrieval()
    default: break
    }
    if readsModel(span.kind) { span.llm = fields.llmCall(events: messages, histories: &histories) }
    span.prompt = fields.promptAssembly()
  }

  /// Kinds whose spans may speak for a model: its calls, and the agents and chains that sum them up.
  private static func readsModel(_ kind: SpanKind) -> Bool {
    switch kind {
    case .tool, .retrieval, .prompt, .input, .output: false
    default: true
    }
  }

  /// The general input and output, where no facet tells more.
  private static func readPayloads(of span: inout Span, _ fields: inout SpanFields) {
    let hasInput = span.llm.map { !$0.input.isEmpty } ?? false || span.tool?.arguments != nil
    let hasOutput = span.llm.map { !$0.output.isEmpty } ?? false || span.tool?.result != nil
    switch span.kind {
    case .embedding:
      span.input = fields.embeddedTexts() ?? fields.payload(.input, form: .inputForm)
    case .retrieval, .rerank:
      if span.retrieval?.query == nil { span.input = fields.payload(.input, form: .inputForm) }
      if span.retrieval?.documents.isEmpty == true {
        span.output = fields.payload(.output, form: .outputForm)
      }
    case .prompt:
      if span.prompt?.variables.isEmpty == true { span.input = fields.payload(.input, form: .inputForm) }
      if span.input?.text == span.prompt?.text { span.input = nil }
      if span.prompt?.text == nil { span.output = fields.payload(.output, form: .outputForm) }
    default:
      if !hasInput || span.kind != .llm && span.kind != .tool {
        span.input = fields.payload(.input, form: .inputForm)
      }
      if !hasOutput || span.kind != .llm && span.kind != .tool {
        span.output = fields.payload(.output, form: .outputForm)
      }
    }
  }
}

extension SpanFields {
  /// The general input or output, out of the wrapper a framework put around it.
  mutating func payload(_ concept: Concept, form: Concept) -> Payload? {
    guard let found = all(concept).first else { return nil }
    let content = Envelope.peel(found.value)
    var payload: Payload
    if let message = Envelope.message(content.value), message.parts.count == 1, !message.text.isEmpty {
      payload = Payload(message.text)
    } else {
      payload = content.payload
      if content.isWhole { represent(found) }
    }
    if payload.form == .json, first(form, \.string)?.hasPrefix("text/") == true { payload.form = .text }
    for other in all(concept) where other.value == found.value && represented.isSuperset(of: found.names) {
      represent(other)
    }
    return payload
  }

  /// The texts an embedding call embedded; its vectors stay attributes and never become text.
  mutating func embeddedTexts() -> Payload? {
    for found in all(.embeddedTexts) {
      let value = found.value.unwrapped
      let texts = (value.array ?? [value]).compactMap { element -> String? in
        (element["embedding"]?["text"] ?? element["text"] ?? element).unwrapped.string
      }
      guard !texts.isEmpty else { continue }
      return Payload(texts.joined(separator: "\n\n"))
    }
    return nil
  }
}
