import ChatReading
import TraceModel
import TraceSource

/// A call of the model with the tools that it asked for, while its events come in.
struct KimiStep {
  let id: String
  let start: Timestamp?
  var parts: [Part] = []
  /// When each tool was begun.
  var begun: [String: Timestamp] = [:]
  /// The results of tools, which come before the step's own end.
  var results: [SourceRecord] = []
  /// Each request to the provider: further ones follow failures.
  var requests: [SourceRecord] = []
  /// The event that ends it.
  var end: AttributeValue?
  var endTime: Timestamp?
  /// When the latest piece of the answer came.
  var lastPiece: Timestamp?
  var usage: AttributeValue?
  var model: String?

  init(id: String, start: Timestamp?) { (self.id, self.start) = (id, start) }

  /// Whether nothing came back.
  var isVoid: Bool { parts.isEmpty && end == nil }

  /// When the answer was whole: tools run before the step's end.
  var answered: Timestamp? {
    let begin = NativeTime.milliseconds(requests.last?["time"]) ?? start
    if let wait = NativeTime.length(milliseconds: end?["llmFirstTokenLatencyMs"]),
      let stream = NativeTime.length(milliseconds: end?["llmStreamDurationMs"]),
      let end = begin?.advanced(by: wait)?.advanced(by: stream), end <= endTime ?? end
    {
      return end
    }
    return results.isEmpty && begun.isEmpty ? endTime : begun.values.max() ?? lastPiece ?? endTime
  }

  /// The message that the model wrote, thoughts in pieces as one.
  var message: Message {
    Message(
      role: .assistant, parts: parts.joiningThoughts(),
      finishReason: (end?["rawFinishReason"] ?? end?["finishReason"])?.tellingString)
  }

  /// Adds to its span what is known of the request, its tokens and its times.
  func describe(_ span: inout Span, tools: [ToolDefinition], fallback: String?) {
    let request = requests.last
    span.llm?.provider = request?["provider"]?.tellingString
    span.llm?.requestModel = request?["model"]?.tellingString ?? fallback
    span.llm?.responseModel = model
    span.llm?.responseID = end?["messageId"]?.tellingString
    span.llm?.tools = tools
    span.llm?.parameters = ["temperature", "topP", "maxTokens", "thinkingEffort"].compactMap { name in
      request?[name]?.telling.map { Attribute(name, $0) }
    }
    span.llm?.usage = Self.usage(usage ?? end?["usage"])
    for request in requests.dropFirst() {
      let number = request["attempt"]?.tellingString.map { " \($0)" } ?? ""
      span.events.append(SpanEvent(name: "attempt\(number)", time: NativeTime.milliseconds(request["time"])))
    }
    let begin = NativeTime.milliseconds(request?["time"]) ?? start
    if let wait = NativeTime.length(milliseconds: end?["llmFirstTokenLatencyMs"]) {
      span.events.append(SpanEvent(name: "first token", time: begin?.advanced(by: wait)))
    }
    if let end { span.keep(end, represented: ["type", "uuid", "usage", "finishReason", "messageId"]) }
    if let request {
      span.keep(
        request.value.rest(without: ["type"]), represented: ["provider", "model", "maxTokens", "time"],
        prefix: "request.")
    }
  }

  /// What was read from or written to the cache is not within `inputOther`.
  static func usage(_ value: AttributeValue?) -> TokenUsage? {
    guard let value else { return nil }
    var usage = TokenUsage(
      input: value["inputOther"]?.tokenCount, cacheRead: value["inputCacheRead"]?.tokenCount,
      cacheWrite: value["inputCacheCreation"]?.tokenCount, output: value["output"]?.tokenCount)
    usage.settle(.outsideInput)
    return usage.total ?? 0 > 0 ? usage : nil
  }
}
