import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the records of a session into spans.
///
/// What is shown stands in messages; how long calls and tools took, in telemetry beside them. Telemetry also tells of
/// calls that became no message.
struct QwenReader {
  private let session: String
  private var root: Span
  private var spans: [Span] = []
  private var log = Conversation()
  private var chat = ChatReader()
  /// Responses that no message was matched with yet.
  private var responses: [QwenResponse] = []
  /// What telemetry tells of tool calls, by the call's id.
  private var toolEvents: [String: AttributeValue] = [:]
  /// The call that asked for each tool, and what it asked for.
  private var requests: [String: (spanID: String, arguments: AttributeValue)] = [:]
  /// When the latest thing came that the next call will see.
  private var inputTime: Timestamp?

  init(session: String) {
    self.session = session
    root = Span(id: session, name: "Qwen Code", kind: .agent)
    root.agentName = "Qwen Code"
  }

  mutating func read(_ records: [SourceRecord]) -> [Span] {
    for record in records {
      let event = record["systemPayload"]?["uiEvent"]
      if event?["event.name"]?.string == "qwen-code.tool_call", let id = event?["call_id"]?.string {
        toolEvents[id] = event
      }
    }
    for record in records {
      let count = spans.count
      defer { spans.tellSource(record.place, from: count) }
      let time = NativeTime.iso(record["timestamp"])
      switch record["type"]?.string {
      case "user": user(record, at: time)
      case "assistant": assistant(record, at: time)
      case "tool_result": results(record, at: time)
      case let type?: system(record, type, at: time)
      case nil: break
      }
      if let time {
        root.start = min(root.start ?? time, time)
        root.end = max(root.end ?? time, time)
      }
    }
    for response in responses { addUnseen(response) }
    for name in ["cwd", "version", "gitBranch"] {
      if let value = records.lazy.compactMap({ $0[name] }).first(where: { $0.string?.isEmpty == false }) {
        root.attributes.append(Attribute(name, value))
      }
    }
    return [root] + spans
  }

  private func spanID(_ record: SourceRecord) -> String {
    "\(session)/\(record["uuid"]?.string ?? "record-\(spans.count + 1)")"
  }

  // MARK: Messages

  private mutating func user(_ record: SourceRecord, at time: Timestamp?) {
    let message = Message(role: .user, parts: chat.parts(record["message"]?["parts"] ?? .null))
    guard !message.parts.isEmpty else { return }
    log.append(message)
    inputTime = time ?? inputTime
    var span = Span(
      id: spanID(record), parentID: session, name: "user prompt", kind: .input, start: time, end: time)
    span.input = Payload(message.text)
    span.isFrameworkInternal = record["provenance"]?.string.map { $0 != "real_user" } ?? false
    if HarnessContext.isWhole(message.text) { span.markAsContext() }
    span.keep(
      record.value.rest(without: ["message"]), represented: ["uuid", "type", "timestamp", "sessionId"])
    spans.append(span)
  }

  private mutating func assistant(_ record: SourceRecord, at time: Timestamp?) {
    let parts = chat.parts(record["message"]?["parts"] ?? .null)
    let usage = QwenResponse.usage(
      record["usageMetadata"],
      [
        "promptTokenCount", "cachedContentTokenCount", "candidatesTokenCount", "thoughtsTokenCount",
        "totalTokenCount",
      ])
    let model = record["model"]?.string
    var span = Span(
      id: spanID(record), parentID: session, name: model ?? "model call", kind: .llm, start: inputTime,
      end: time,
      timeOrigin: .inferred)
    var call = LLMCall(
      requestModel: model, input: log,
      output: parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)], usage: usage)
    if let response = take(usage) {
      span.start = response.start
      span.end = response.end
      span.timeOrigin = .recorded
      call.responseID = response.id
      span.attributes.append(Attribute("uiEvent", response.event))
    }
    if let start = span.start, let end = span.end, end < start { span.start = end }
    span.llm = call
    span.keep(
      record.value.rest(without: ["message"]),
      represented: ["uuid", "type", "timestamp", "sessionId", "model", "usageMetadata"])
    spans.append(span)
    for part in record["message"]?["parts"]?.array ?? [] {
      guard let request = part["functionCall"], let id = request["id"]?.string else { continue }
      requests[id] = (span.id, request["args"] ?? .null)
    }
    log.append(Message(role: .assistant, parts: parts))
    inputTime = span.end ?? inputTime
  }

  /// The last response with these counts that no message has; those before it became no message.
  private mutating func take(_ usage: TokenUsage?) -> QwenResponse? {
    guard let place = responses.lastIndex(where: { usage == nil || $0.usage == usage }) else { return nil }
    for response in responses[..<place] { addUnseen(response) }
    let response = responses[place]
    responses.removeSubrange(...place)
    return response
  }

  /// A call whose answer is no message of the session, such as one that names it.
  private mutating func addUnseen(_ response: QwenResponse) {
    var span = Span(
      id: "\(session)/\(response.id ?? "response-\(spans.count + 1)")", parentID: session,
      name: response.model ?? "model call", kind: .llm, start: response.start, end: response.end)
    let text = response.event["response_text"]?.string ?? ""
    span.llm = LLMCall(
      requestModel: response.model, output: text.isEmpty ? [] : [Message(role: .assistant, text: text)],
      usage: response.usage)
    span.llm?.responseID = response.id
    // The program's own matter, such as a title for the session.
    span.isFrameworkInternal = true
    if let status = response.event["status_code"]?.int, status >= 400 {
      span.fail(response.event["error_message"]?.string ?? response.event["error"]?.string)
    }
    span.attributes.append(Attribute("uiEvent", response.event))
    spans.append(span)
  }

  // MARK: Tools

  private mutating func results(_ record: SourceRecord, at time: Timestamp?) {
    for part in record["message"]?["parts"]?.array ?? [] {
      guard let response = part["functionResponse"] else { continue }
      let id = response["id"]?.string ?? record["toolCallResult"]?["callId"]?.string
      let request = id.flatMap { requests[$0] }
      let event = id.flatMap { toolEvents[$0] }
      // The parts of a call are Gemini CLI's own, which its reader knows.
      let tool = GeminiToolCall(
        .map([
          Attribute("id", id.map(AttributeValue.string) ?? .null),
          Attribute("name", response["name"] ?? .null),
          Attribute("args", request?.arguments ?? event?["function_args"] ?? .null),
          Attribute("status", record["toolCallResult"]?["status"] ?? event?["status"] ?? .null),
          Attribute("resultDisplay", record["toolCallResult"]?["resultDisplay"] ?? .null),
          Attribute("result", .array([part])), Attribute("timestamp", record["timestamp"] ?? .null),
        ]))
      var span = tool.span(
        id: spanID(record), parentID: request?.spanID ?? session, after: inputTime)
      if let event, let end = NativeTime.iso(event["event.timestamp"]),
        let length = NativeTime.length(milliseconds: event["duration_ms"])
      {
        span.start = end.advanced(by: -length)
        span.end = end
        span.timeOrigin = .recorded
        span.attributes.append(Attribute("uiEvent", event))
      }
      if event?["decision"]?.string == "reject" { span.refuse() }
      spans.append(span)
      if let answer = tool.answer { log.append(Message(role: .tool, parts: [.toolResult(answer)])) }
    }
    inputTime = time ?? inputTime
  }

  // MARK: What the program notes

  private mutating func system(_ record: SourceRecord, _ type: String, at time: Timestamp?) {
    let payload = record["systemPayload"]
    let event = payload?["uiEvent"]
    if record["subtype"]?.string == "chat_compression", let payload {
      return compact(record, payload, at: time)
    }
    switch event?["event.name"]?.string {
    case "qwen-code.api_response"?, "qwen-code.api_error"?:
      if let event { responses.append(QwenResponse(event)) }
    case "qwen-code.tool_call"?: break
    default:
      let name = record["subtype"]?.string ?? type
      let rest = record.value.rest(without: [
        "uuid", "parentUuid", "sessionId", "timestamp", "type", "cwd", "version",
      ])
      root.events.append(SpanEvent(name: name, time: time, attributes: rest.map ?? []))
    }
  }

  /// From a compression on, the model is given the history that the record holds.
  private mutating func compact(_ record: SourceRecord, _ payload: AttributeValue, at time: Timestamp?) {
    let messages = chat.conversation(payload["compressedHistory"] ?? .null, role: .user)
    let info = payload["info"]
    var span = Span(
      id: spanID(record), parentID: session, name: "context compaction", start: time, end: time)
    span.compaction = Compaction(
      trigger: info?["trigger"]?.tellingString, tokensBefore: info?["originalTokenCount"]?.tokenCount,
      tokensAfter: info?["newTokenCount"]?.tokenCount)
    // Its first message is the summary; the recent ones stay behind it.
    span.output = messages.first.map { Payload($0.text) }
    span.keep(
      payload.rest(without: ["compressedHistory"]),
      represented: ["info.trigger", "info.originalTokenCount", "info.newTokenCount"])
    spans.append(span)
    log = Conversation(messages)
  }
}
