import TraceModel

/// What other programs look for on a span and what the model says otherwise or nowhere.
///
/// Nothing of it is read again: `tracepage.added` names it.
struct Courtesies {
  let trace: Trace
  private let ids: Set<String>

  init(_ trace: Trace) {
    self.trace = trace
    ids = Set(trace.spans.map(\.id))
  }

  /// The attributes for a span, in a fixed order.
  func attributes(of span: Span) -> [Attribute] {
    var attributes: [Attribute] = []
    func add(_ name: String, _ text: String?) {
      if let text { attributes.append(Attribute(name, .string(text))) }
    }
    add("gen_ai.operation.name", Self.operation(of: span.kind))
    if [.llm, .embedding, .agent].contains(span.kind) { add("gen_ai.conversation.id", trace.sessionID) }
    if !(span.parentID.map(ids.contains) ?? false) {
      add("session.id", trace.sessionID)
      add("user.id", trace.userID)
    }
    for parameter in span.llm?.parameters ?? [] {
      guard let known = Self.parameters[parameter.name], let value = known.type.value(parameter.value) else {
        continue
      }
      attributes.append(Attribute("gen_ai.request." + known.name, value))
    }
    if span.kind == .llm, let count = span.llm?.usage?.cacheWrite {
      attributes.append(Attribute("gen_ai.usage.cache_creation.input_tokens", .int(Int64(count))))
    }
    add("error.type", Self.errorType(of: span))
    return attributes
  }

  /// An exception for a failure that the source tells in its status alone.
  func exception(of span: Span) -> SpanEvent? {
    guard case .error(let message?) = span.status, !message.isEmpty,
      !span.events.contains(where: { $0.name == "exception" })
    else { return nil }
    var attributes = [Attribute("exception.message", .string(message))]
    if let type = Self.errorType(of: span) { attributes.append(Attribute("exception.type", .string(type))) }
    return SpanEvent(name: "exception", time: span.end ?? span.start, attributes: attributes)
  }

  /// The conventions' operation, or one of our own where they have none; `nil` where no model has a part in it.
  private static func operation(of kind: SpanKind) -> String? {
    switch kind {
    case .llm: "chat"
    case .embedding: "embeddings"
    case .retrieval: "retrieval"
    case .tool: "execute_tool"
    case .agent: "invoke_agent"
    case .chain: "invoke_workflow"
    case .rerank: "rerank"
    case .guardrail: "guardrail"
    case .evaluator: "evaluate"
    case .input, .output, .prompt, .generic: nil
    }
  }

  /// `tool_error` and `_OTHER` are the conventions' own stand-ins.
  private static func errorType(of span: Span) -> String? {
    guard span.status.isError else { return span.tool?.isError == true ? "tool_error" : nil }
    let exception = span.events.last { $0.name == "exception" }
    return exception?.attributes["exception.type"]?.string ?? (span.kind == .tool ? "tool_error" : "_OTHER")
  }

  private enum ParameterType {
    case double, int, bool, texts

    func value(_ value: AttributeValue) -> AttributeValue? {
      switch self {
      case .double: value.double.map(AttributeValue.double)
      case .int: value.int.map { .int(Int64($0)) }
      case .bool: value.bool.map(AttributeValue.bool)
      case .texts:
        value.string.map { .array([.string($0)]) }
          ?? value.array.map { .array($0.compactMap(\.string).map(AttributeValue.string)) }
      }
    }
  }

  /// The conventions' names and types of request parameters, by what providers call them.
  private static let parameters: [String: (name: String, type: ParameterType)] = [
    "temperature": ("temperature", .double), "top_p": ("top_p", .double), "topP": ("top_p", .double),
    "top_k": ("top_k", .int), "topK": ("top_k", .int),
    "frequency_penalty": ("frequency_penalty", .double), "presence_penalty": ("presence_penalty", .double),
    "max_tokens": ("max_tokens", .int), "max_completion_tokens": ("max_tokens", .int),
    "max_output_tokens": ("max_tokens", .int), "maxTokens": ("max_tokens", .int),
    "maxOutputTokens": ("max_tokens", .int), "seed": ("seed", .int), "n": ("choice.count", .int),
    "stop": ("stop_sequences", .texts), "stop_sequences": ("stop_sequences", .texts),
    "stream": ("stream", .bool),
  ]
}
