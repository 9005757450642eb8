import TraceText
import ChatReading
import TraceModel
import TraceSource

/// Turns a session into spans.
struct GeminiReader {
  /// A tool that ran a sub-agent.
  struct AgentCall {
    let agentID: String
    let spanID: String
    let name: String
  }

  private let session: GeminiSession
  private var root: Span
  private var spans: [Span] = []
  private var agents: [AgentCall] = []
  private var log = Conversation()
  /// The messages in the conversation, each with what it adds to what the model sees.
  private var seen: [(id: String, messages: [Message])] = []
  /// Where each of them stands in `seen`.
  private var places: [String: Int] = [:]
  private var shown: Set<String> = []
  /// When the latest thing came that the next call will see.
  private var inputTime: Timestamp?
  private var lastCall: (spanID: String, end: Timestamp?)?
  /// Whether the model was asked and has not answered: an error that comes then is the request's.
  private var isAsked = false
  /// Whether anything was said yet.
  private var hasBegun = false
  /// How the session ended, where its last record tells that it was stopped or failed.
  private(set) var ending: RecordedEnding?
  private var chat = ChatReader()

  init(_ session: GeminiSession, name: String, parentID: String?) {
    self.session = session
    root = Span(id: session.id, parentID: parentID, name: name, kind: .agent)
    root.agentName = name
    root.start = NativeTime.iso(session.fact("startTime"))
    root.end = session.lastUpdated
    for fact in session.metadata { root.attributes.append(fact) }
    root.representedAttributes = ["sessionId", "startTime", "lastUpdated"]
    inputTime = root.start
  }

  mutating func read() -> (spans: [Span], agents: [AgentCall]) {
    for step in session.steps {
      switch step {
      case .message(let id): message(id)
      case .rewind(let id): rewind(to: id)
      case .checkpoint(let ids): checkpoint(ids)
      }
    }
    return ([root] + spans, agents)
  }

  // MARK: The conversation

  private mutating func message(_ id: String) {
    // Later lines of a message only complete it.
    guard let record = session.messages[id], places[id] == nil else { return }
    let count = spans.count
    see(id, show(record))
    spans.tellSource(record.place, from: count)
  }

  private mutating func see(_ id: String, _ messages: [Message]) {
    places[id] = seen.count
    seen.append((id, messages))
    log.append(contentsOf: messages.filter { !$0.parts.isEmpty })
  }

  private mutating func rewind(to id: String) {
    // Gemini CLI takes back everything where it does not know the message.
    let gone = seen[(places[id] ?? 0)...]
    for message in gone { places[message.id] = nil }
    log = log.prefix(log.count - gone.reduce(0) { $0 + $1.messages.count })
    seen.removeLast(gone.count)
    root.events.append(SpanEvent(name: "rewind", attributes: [Attribute("$rewindTo", .string(id))]))
  }

  private mutating func checkpoint(_ ids: [String]) {
    let known = Dictionary(seen.map { ($0.id, $0.messages) }) { first, _ in first }
    (seen, places) = ([], [:])
    log = []
    for id in ids {
      guard let record = session.messages[id], places[id] == nil else { continue }
      see(id, known[id] ?? show(record))
    }
  }

  /// Makes the spans of a message, once; gives what it adds to what the model sees.
  private mutating func show(_ record: SourceRecord) -> [Message] {
    let isNew = shown.insert(record["id"]?.string ?? "").inserted
    let time = NativeTime.iso(record["timestamp"])
    let isCommands = isOfCommand(record)
    if isNew, !isCommands { ending = ending(of: record) }
    defer { note(record) }
    switch record["type"]?.string {
    case "user": return user(record, at: time, isNew: isNew)
    case "gemini": return gemini(record, at: time, isNew: isNew)
    case "error" where !isCommands:
      if isNew { error(record, at: time) }
    case let type?:
      if isNew { root.events.append(SpanEvent(name: type, time: time, attributes: record.value.map ?? [])) }
    case nil: break
    }
    return []
  }

  /// Whether an error is what a command that the user gave Gemini CLI itself came to, such as `/export`: nothing asks the
  /// model for something then.
  private func isOfCommand(_ record: SourceRecord) -> Bool {
    record["type"]?.string == "error" && hasBegun && !isAsked && !Self.isOfAPI(record)
  }

  private static func isOfAPI(_ record: SourceRecord) -> Bool {
    record["content"]?.joinedText?.hasPrefix("[API Error") == true
  }

  /// Remembers whether the model has the word after a record.
  private mutating func note(_ record: SourceRecord) {
    switch record["type"]?.string {
    case "user" where record["content"]?.joinedText.map(HarnessContext.isWhole) == true: break
    case "user": (isAsked, hasBegun) = (true, true)
    case "gemini": (isAsked, hasBegun) = (!(record["toolCalls"]?.isVoid ?? true), true)
    case "error": isAsked = false
    default: break
    }
  }

  /// What the record says of the session's end, should it be the last; other notes change nothing.
  private func ending(of record: SourceRecord) -> RecordedEnding? {
    let text = record["content"]?.joinedText ?? ""
    switch record["type"]?.string {
    case "error": return RecordedEnding(.failed, words: FailureText.line(of: text), spanID: spanID(record))
    case "info", "warning":
      return text.hasPrefix("Request cancelled") ? RecordedEnding(.interrupted, words: text) : ending
    default: return nil
    }
  }

  // MARK: Messages

  private mutating func user(_ record: SourceRecord, at time: Timestamp?, isNew: Bool) -> [Message] {
    let parts = chat.parts(record["content"] ?? .null)
    inputTime = time ?? inputTime
    lastCall = nil
    let isResult = !parts.isEmpty && parts.allSatisfy(\.isToolResult)
    let message = Message(role: isResult ? .tool : .user, parts: parts)
    guard isNew, !isResult else { return [message] }
    var span = Span(
      id: spanID(record), parentID: session.id, name: "user prompt", kind: .input, start: time, end: time)
    span.input = Payload(message.text)
    if HarnessContext.isWhole(message.text) { span.markAsContext() }
    // What Gemini CLI itself says when the model stopped although it has the word.
    if message.text == "System: Please continue." { span.isFrameworkInternal = true }
    span.keep(record.value, represented: ["id", "type", "timestamp", "content"])
    spans.append(span)
    return [message]
  }

  private mutating func error(_ record: SourceRecord, at time: Timestamp?) {
    let text = record["content"]?.joinedText ?? ""
    var span = Span(
      id: spanID(record), parentID: session.id, name: Self.isOfAPI(record) ? "API error" : "error",
      start: time, end: time,
      status: .error(message: FailureText.line(of: text)))
    span.output = Payload(text)
    span.keep(record.value, represented: ["id", "type", "timestamp", "content"])
    spans.append(span)
  }

  private mutating func gemini(_ record: SourceRecord, at time: Timestamp?, isNew: Bool) -> [Message] {
    let calls = record.records(in: "toolCalls").map { GeminiToolCall($0.value) }
    var parts = (record["thoughts"]?.array ?? []).map(Self.thought) + chat.parts(record["content"] ?? .null)
    parts += calls.map { .toolCall($0.call) }
    let results = calls.compactMap(\.answer).map { Message(role: .tool, parts: [.toolResult($0)]) }
    let said = Message(role: .assistant, parts: parts)
    if isNew {
      let owner = owner(of: record)
      if let owner, !parts.isEmpty, let place = spans.lastIndex(where: { $0.id == owner.spanID }) {
        spans[place].llm?.output.append(said)
      }
      let call = owner ?? addCall(record, parts, calls, at: time)
      for tool in calls { add(tool, call) }
    }
    inputTime = (calls.compactMap(\.end) + [time].compactMap { $0 }).max() ?? inputTime
    return [said] + results
  }

  /// The call that asked for a record's tools, where the record is none itself.
  ///
  /// Tools that end after some other message get a record of their own, without text, thoughts or tokens.
  private func owner(of record: SourceRecord) -> (spanID: String, end: Timestamp?)? {
    let isEmpty = record["content"]?.isVoid ?? true && record["thoughts"]?.isVoid ?? true
    return isEmpty && GeminiUsage.usage(record["tokens"]) == nil ? lastCall : nil
  }

  private mutating func addCall(
    _ record: SourceRecord, _ parts: [Part], _ tools: [GeminiToolCall], at time: Timestamp?
  ) -> (spanID: String, end: Timestamp?) {
    let model = record["model"]?.string
    var span = Span(
      id: spanID(record), parentID: session.id, name: model ?? "model call", kind: .llm, start: inputTime,
      end: time, timeOrigin: .inferred)
    let thoughts = record["thoughts"]?.array ?? []
    if let firstTool = tools.compactMap(\.end).min(), let time, firstTool <= time {
      // The record was written when its tools had ended: the call ended before.
      span.end = thoughts.compactMap { NativeTime.iso($0["timestamp"]) }.max() ?? firstTool
    }
    if let start = span.start, let end = span.end, end < start { span.start = end }
    span.llm = LLMCall(
      provider: "google", requestModel: model, input: log,
      output: parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)],
      usage: GeminiUsage.usage(record["tokens"]))
    span.keep(
      record.value.rest(without: ["toolCalls", "thoughts"]),
      represented: ["id", "type", "timestamp", "content", "model", "tokens"])
    let times = thoughts.map { $0["timestamp"] ?? .null }
    if !times.isEmpty { span.attributes.append(Attribute("thoughts.timestamp", .array(times))) }
    spans.append(span)
    lastCall = (span.id, span.end)
    return (span.id, span.end)
  }

  private mutating func add(_ tool: GeminiToolCall, _ call: (spanID: String, end: Timestamp?)) {
    let id = "\(session.id)/\(tool.call.id ?? "tool-\(spans.count + 1)")"
    spans.append(tool.span(id: id, parentID: call.spanID, after: call.end))
    if let agentID = tool.agentID {
      agents.append(AgentCall(agentID: agentID, spanID: id, name: tool.call.name))
    }
  }

  private func spanID(_ record: SourceRecord) -> String {
    "\(session.id)/\(record["id"]?.string ?? "message-\(spans.count + 1)")"
  }

  private static func thought(_ value: AttributeValue) -> Part {
    let subject = value["subject"]?.string.map { "**\($0)**" }
    let texts = [subject, value["description"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
    return .reasoning(Reasoning(text: texts.joined(separator: "\n\n")))
  }
}

/// Gemini CLI's token counts: `cached` lies inside `input` unless the total says otherwise; `thoughts` lie outside of
/// `output`, and `tool`, the tokens of tools that the provider ran, outside of `input`, as the API's own total says.
enum GeminiUsage {
  /// The usage; `nil` where none was counted, which is written as zeros throughout.
  static func usage(_ tokens: AttributeValue?) -> TokenUsage? {
    guard let tokens, tokens.map != nil else { return nil }
    func count(_ name: String) -> Int? { tokens[name]?.tokenCount }
    let names = ["input", "output", "cached", "thoughts", "tool", "total"]
    guard names.contains(where: { count($0) ?? 0 > 0 }) else { return nil }
    var usage = TokenUsage(
      input: count("input").map { $0.saturatingAdd(count("tool") ?? 0) }, cacheRead: count("cached"),
      output: count("output"), reasoning: count("thoughts"), reportedTotal: count("total"))
    usage.settle(.insideInput, isReasoningOutside: true)
    return usage
  }
}
