package import TraceModel

/// Decides what a span does: by what the source states, then by what it holds, then by its name.
package enum KindResolver {
  /// The kind of a span by its attributes and name, and whether the source states it.
  package static func kind(of span: OTelSpan) -> (kind: SpanKind, origin: Origin) {
    var fields = SpanFields(span.attributes)
    return kind(of: span, &fields)
  }

  /// The kind of a span, and whether the source states it.
  static func kind(of span: OTelSpan, _ fields: inout SpanFields, _ messages: EventMessages = .none)
    -> (kind: SpanKind, origin: Origin)
  {
    let isTransport = Transport.isTransport(span)
    if let kind = DialectIndex.shared.statedKind(span.attributes, inCommonWords: !isTransport) {
      return (kind, .recorded)
    }
    if isTransport { return evidence(&fields, messages).map { ($0, .inferred) } ?? (.generic, .recorded) }
    let words = NameHeuristics.words(span.name)
    if let kind = NameHeuristics.exact(words) { return (kind, .inferred) }
    if let kind = evidence(&fields, messages) { return (kind, .inferred) }
    if let kind = NameHeuristics.loose(words) { return (kind, .inferred) }
    return (.generic, .recorded)
  }

  /// The kind that follows from what only such spans hold.
  private static func evidence(_ fields: inout SpanFields, _ messages: EventMessages) -> SpanKind? {
    let hasModel = fields.has(.requestModel) || fields.has(.responseModel)
    let hasTokens = fields.has(.inputTokens) || fields.has(.outputTokens) || fields.has(.usage)
    if hasModel && (fields.has(.inputMessages) || fields.has(.outputMessages) || fields.has(.outputTokens)) {
      return .llm
    }
    if messages.tellModelCall { return .llm }
    if messages.toolResult != nil { return .tool }
    if fields.has(.responseID) && hasTokens { return .llm }
    if fields.has(.toolName) && (fields.has(.toolArguments) || fields.has(.toolResult)) { return .tool }
    if fields.has(.inputDocuments) { return .rerank }
    if fields.has(.documents) || fields.has(.documentScores) { return .retrieval }
    if fields.has(.promptTemplate) { return .prompt }
    return nil
  }
}

/// Spans of the network and of databases, whose names say nothing of LLM work.
enum Transport {
  private static let marks = [
    "http.request.method", "http.method", "rpc.system", "rpc.system.name", "db.system", "db.system.name",
    "messaging.system",
  ]

  /// Whether the span is a request over HTTP, RPC, a database or a queue.
  static func isTransport(_ span: OTelSpan) -> Bool {
    span.attributes.contains { marks.contains($0.name) }
  }
}
