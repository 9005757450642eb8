import ChatReading
import TraceModel
import TraceSource

/// Follows the events of one agent.
struct KimiThread {
  var transcript: Transcript
  /// How the latest turn ended, where the log says so.
  private(set) var ending: RecordedEnding?
  private var chat = ChatReader()
  private var step: KimiStep?
  /// What came while tools ran, and is given to the model behind their results.
  private var waiting: [SourceRecord] = []
  private var tools: [String: [ToolDefinition]] = [:]
  private var model: String?
  private var systemPrompt: String?
  private var approvals: [String: AttributeValue] = [:]
  /// Whether the model answered since the latest prompt.
  private var isAnswered = false
  /// The compaction that is under way.
  private var compaction: KimiStep?
  private var count = 0

  init(root: Span) { transcript = Transcript(root: root) }

  mutating func read(_ records: [SourceRecord]) {
    for record in records where record["type"]?.string == "permission.record_approval_result" {
      if let id = record["toolCallId"]?.tellingString { approvals[id] = record["result"] }
    }
    for record in records {
      transcript.place = record.place
      read(record)
    }
    close()
  }

  private mutating func read(_ record: SourceRecord) {
    let time = NativeTime.milliseconds(record["time"])
    switch record["type"]?.string {
    case "metadata": transcript.root.keep(record.value, represented: ["type"])
    case "config.update", "profile.bind": configure(record)
    case "llm.tools_snapshot":
      if let hash = record["hash"]?.tellingString {
        tools[hash] = ToolDefinitionReader.definitions(record["tools"] ?? .null)
      }
    case "llm.request":
      if record["kind"]?.string == "compaction" {
        compaction?.requests.append(record)
      } else {
        step?.requests.append(record)
      }
    case "context.append_loop_event": event(record["event"] ?? .null, record, at: time)
    case "usage.record": spend(record)
    case "context.append_message":
      if step == nil || step?.end != nil { message(record, at: time) } else { waiting.append(record) }
    case "turn.prompt":
      close()
      (ending, isAnswered) = (nil, false)
    case "turn.cancel":
      close(at: time)
      ending = RecordedEnding(.interrupted, words: record["reason"]?.tellingString ?? "cancelled by the user")
    case "turn.ended": end(record, at: time)
    case "full_compaction.begin":
      close()
      count += 1
      compaction = KimiStep(id: "compaction-\(count)", start: time)
      compaction?.end = record.value
    case "full_compaction.cancel": compaction = nil
    case "context.apply_compaction": compact(record, at: time)
    case "context.clear": restart(behind: [])
    case "context.undo":
      let left = transcript.log.count - max(0, record["count"]?.int ?? 0)
      transcript.restart(with: transcript.log.prefix(max(0, left)))
    default: break
    }
  }

  private mutating func configure(_ record: SourceRecord) {
    if let alias = record["modelAlias"]?.tellingString {
      model = alias.split(separator: "/").last.map(String.init)
    }
    guard let text = record["systemPrompt"]?.tellingString, text != systemPrompt else { return }
    close()
    systemPrompt = text
    transcript.restart(
      with: Conversation(
        [Message(role: .system, text: text)] + transcript.log.filter { $0.role != .system }))
  }

  // MARK: Steps

  private mutating func event(_ event: AttributeValue, _ record: SourceRecord, at time: Timestamp?) {
    switch event["type"]?.string {
    case "step.begin":
      close(at: time)
      count += 1
      step = KimiStep(id: event["uuid"]?.tellingString ?? "step-\(count)", start: time)
    case "step.end":
      step?.end = event
      step?.endTime = time
    case "content.part":
      let part = event["part"] ?? .null
      if part["type"]?.string == "think" {
        step?.parts.append(.reasoning(Reasoning(text: part["think"]?.string ?? "")))
      } else {
        step?.parts += chat.part(part)
      }
      step?.lastPiece = time
    case "tool.call":
      let id = event["toolCallId"]?.tellingString
      let arguments = event["args"].map { $0.string ?? $0.jsonText } ?? ""
      step?.parts.append(
        .toolCall(ToolCall(id: id, name: event["name"]?.tellingString ?? "tool", arguments: arguments)))
      if let id, let time { step?.begun[id] = time }
    case "tool.result":
      if step == nil { answer(record, begun: [:]) } else { step?.results.append(record) }
    default: break
    }
  }

  /// Ends the step that is open: its message, the results of its tools, and what came meanwhile.
  private mutating func close(at time: Timestamp? = nil) {
    guard let step else { return }
    self.step = nil
    let offered = step.requests.last?["toolsHash"]?.tellingString.flatMap { tools[$0] } ?? []
    if step.isVoid {
      var span = Span(
        id: "\(transcript.root.id)/\(step.id)", parentID: transcript.root.id, name: "model call", kind: .llm,
        start: step.start, end: time)
      span.llm = LLMCall(input: transcript.log)
      step.describe(&span, tools: offered, fallback: model)
      span.name = span.llm?.model ?? span.name
      // A request is sent again when the one before it failed.
      if step.requests.count > 1 { span.fail(saying: "no answer after \(step.requests.count) requests") }
      transcript.add(span)
    } else {
      isAnswered = true
      transcript.add(step.message, id: step.id, at: step.answered, start: step.start) { span in
        step.describe(&span, tools: offered, fallback: model)
      }
    }
    for result in step.results { answer(result, begun: step.begun) }
    let late = waiting
    waiting = []
    for record in late { message(record, at: NativeTime.milliseconds(record["time"])) }
  }

  private mutating func spend(_ record: SourceRecord) {
    if compaction != nil, step == nil {
      compaction?.usage = record["usage"]
      compaction?.model = record["model"]?.tellingString
    } else {
      if step?.end?["usage"] == nil { step?.usage = record["usage"] }
      step?.model = record["model"]?.tellingString
    }
  }

  private mutating func answer(_ record: SourceRecord, begun: [String: Timestamp]) {
    let event = record["event"] ?? .null
    let output = event["result"]?["output"] ?? event["result"] ?? .null
    let id = event["toolCallId"]?.tellingString
    let approval = id.flatMap { approvals[$0] }
    let result = ToolResult(
      callID: id, content: output.joinedText ?? output.plainText,
      isError: event["result"]?["isError"]?.bool == true)
    transcript.add(
      Message(role: .tool, parts: [.toolResult(result)]), id: id.map { "tool-\($0)" },
      at: NativeTime.milliseconds(record["time"]), start: id.flatMap { begun[$0] }
    ) { span in
      switch approval?["decision"]?.string {
      case "rejected": span.refuse()
      case "cancelled": span.tool?.outcome = .cancelled
      default: break
      }
      if let approval { span.keep(approval, prefix: "approval.") }
      span.keep((event["result"] ?? .null).rest(without: ["output", "isError"]), prefix: "result.")
    }
  }

  // MARK: Messages and turns

  private mutating func message(_ record: SourceRecord, at time: Timestamp?) {
    close()
    let value = record["message"] ?? .null
    let role = Role(value["role"]?.string ?? "user")
    var parts = chat.parts(value["content"] ?? .null)
    for call in value["toolCalls"]?.array ?? [] { parts += chat.toolCall(call).map { [.toolCall($0)] } ?? [] }
    if role == .tool {
      parts = [
        .toolResult(
          ToolResult(
            callID: value["toolCallId"]?.tellingString, content: Message(role: .tool, parts: parts).text,
            isError: value["isError"]?.bool == true))
      ]
    }
    let origin = value["origin"]?["kind"]?.string ?? ""
    // What the program says for itself is given to the model and is nobody's prompt.
    if role == .system
      || role == .user && ["injection", "hook_result", "compaction_summary"].contains(origin)
    {
      return transcript.instruct(Message(role: role, parts: parts), at: time)
    }
    count += 1
    transcript.add(
      Message(role: role, parts: parts), id: value["id"]?.tellingString ?? "message-\(count)", at: time
    ) { span in
      span.keep(value.rest(without: ["content"]), represented: ["role", "id", "toolCalls"])
    }
  }

  private mutating func end(_ record: SourceRecord, at time: Timestamp?) {
    close(at: time)
    switch record["reason"]?.string {
    case "completed": if isAnswered { ending = nil }
    case "cancelled": ending = RecordedEnding(.interrupted, words: "cancelled")
    case "failed":
      let words = record["error"]?["message"]?.tellingString
      ending = RecordedEnding(.failed, words: words)
      transcript.root.status = .error(message: words)
    case let reason?: ending = RecordedEnding(.interrupted, words: reason)
    case nil: break
    }
  }

  // MARK: What the model no longer sees

  private mutating func compact(_ record: SourceRecord, at time: Timestamp?) {
    close()
    let summary = record["contextSummary"] ?? record["summary"] ?? .null
    let text = summary.string ?? Message(role: .user, parts: chat.parts(summary["content"] ?? summary)).text
    count += 1
    let id = "\(transcript.root.id)/compacted-\(count)"
    if let call = compaction {
      var span = Span(
        id: "\(transcript.root.id)/\(call.id)", parentID: transcript.root.id, name: "compaction", kind: .llm,
        start: call.start, end: time)
      span.llm = LLMCall(input: transcript.log, output: [Message(role: .assistant, text: text)])
      call.describe(&span, tools: [], fallback: model)
      transcript.add(span)
    }
    var span = Span(id: id, parentID: transcript.root.id, name: "context compaction", start: time, end: time)
    span.compaction = Compaction(
      trigger: compaction?.end?["source"]?.tellingString, tokensBefore: record["tokensBefore"]?.int,
      tokensAfter: record["tokensAfter"]?.int)
    span.output = Payload(text)
    span.keep(record.value, represented: ["type", "time", "summary", "contextSummary"])
    transcript.add(span)
    compaction = nil
    let gone = max(0, record["compactedCount"]?.int ?? .max)
    let kept = transcript.log.filter { $0.role != .system }.dropFirst(gone)
    restart(behind: [Message(role: .user, text: text)] + kept)
  }

  private mutating func restart(behind messages: [Message]) {
    close()
    let lead = systemPrompt.map { [Message(role: .system, text: $0)] } ?? []
    transcript.restart(with: Conversation(lead + messages))
  }
}
