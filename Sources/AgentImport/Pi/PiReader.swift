import ChatReading
import TraceModel
import TraceSource

/// Turns a session of pi into a trace.
struct PiReader {
  private let entries: [SourceRecord]
  private let header: SourceRecord?
  private let id: String
  private var tree: PiTree
  private var draft: TraceDraft
  private var root: Span
  private var spans: [Span] = []
  /// The tool calls that the model asked for and that are still to be answered.
  private var asked: [String: PiToolCall] = [:]
  /// When the tool that ran last ended, in the call that asked for it: pi runs them one after another.
  private var lastEnd: (callID: String, time: Timestamp)?
  /// When the message before came.
  private var lastMessage: Timestamp?
  private var thinkingLevel: String?
  private var chat = ChatReader()

  init(_ records: [SourceRecord], name: String, format: String) {
    entries = records
    header = records.first.flatMap { $0["type"]?.string == "session" ? $0 : nil }
    id = header?["id"]?.string ?? name
    tree = PiTree(records)
    draft = TraceDraft(id: id, format: format)
    draft.trace.sessionID = id
    let harness = header?["harness"]?.tellingString ?? "pi"
    root = Span(id: id, name: harness, kind: .agent, timeOrigin: .inferred)
    root.agentName = harness
    if let header { root.keep(header.value, represented: ["type", "id"]) }
    thinkingLevel = header?["thinkingLevel"]?.string
  }

  mutating func read() -> ImportResult {
    for index in entries.indices { entry(index) }
    for call in asked.values.sorted(by: { $0.order < $1.order }) where !call.isDropped {
      spans.append(call.span(id: "\(id)/tool-\(call.order)"))
    }
    // What programs note beside the run may bear any time: it ends with its last message. The header of a copy bears
    // the time at which it was made.
    func times(of type: String) -> [Timestamp] {
      entries.filter { $0["type"]?.string == type }.compactMap { NativeTime.iso($0["timestamp"]) }
    }
    let told = times(of: "message") + spans.flatMap { [$0.start, $0.end].compactMap(\.self) }
    let opened = times(of: "session")
    (root.start, root.end) = ((opened + told).min(), told.max() ?? opened.max())
    let place = entries.first?.place ?? SourcePlace(file: id)
    for span in [root] + spans { draft.add(span, at: place) }
    tree.rebuilding.note(in: &draft, at: place)
    return draft.finish()
  }

  // MARK: Entries

  private mutating func entry(_ index: Int) {
    let entry = entries[index]
    let time = NativeTime.iso(entry["timestamp"])
    let count = spans.count
    defer { spans.tellSource(entry.place, from: count) }
    tree.advance()
    switch entry["type"]?.string {
    case "session": break
    case "message":
      message(index, at: time)
      lastMessage = time ?? lastMessage
    case "compaction": compaction(index, at: time)
    case "branch_summary": branchSummary(index, at: time)
    case "custom_message":
      tree.add(Message(role: .user, parts: parts(entry["content"])))
      happen(entry, at: time)
    default:
      if entry["type"]?.string == "thinking_level_change" { thinkingLevel = entry["thinkingLevel"]?.string }
      if entry["type"]?.string == "session_info" { draft.trace.name = entry["name"]?.string }
      happen(entry, at: time)
    }
  }

  private mutating func happen(_ entry: SourceRecord, at time: Timestamp?) {
    let name = entry["type"]?.string ?? "entry"
    root.events.append(
      SpanEvent(
        name: name, time: time, attributes: entry.value.rest(without: ["type", "timestamp"]).map ?? []))
  }

  private func spanID(_ index: Int, _ kind: String) -> String {
    "\(id)/\(entries[index]["id"]?.string ?? "\(kind)-\(index + 1)")"
  }

  // MARK: Messages

  private mutating func message(_ index: Int, at time: Timestamp?) {
    guard let value = entries[index]["message"], value.map != nil else {
      draft.loss("expected an entry with a “message”", at: entries[index].place, action: "it was left out")
      return
    }
    switch value["role"]?.string {
    case "user": user(value, index, at: time)
    case "assistant": assistant(value, index, at: time)
    case "toolResult": toolResult(value, index, at: time)
    case "bashExecution": bashExecution(value, index, at: time)
    default:
      // What extensions say to the model.
      tree.add(Message(role: .user, parts: parts(value["content"] ?? value["summary"])))
      happen(entries[index], at: time)
    }
  }

  private mutating func user(_ value: AttributeValue, _ index: Int, at time: Timestamp?) {
    draft.trace.ending = nil
    let message = Message(role: .user, parts: parts(value["content"]))
    tree.add(message)
    let time = NativeTime.milliseconds(value["timestamp"]) ?? time
    var span = Span(
      id: spanID(index, "prompt"), parentID: id, name: "user prompt", kind: .input, start: time, end: time)
    span.input = Payload(message.text)
    span.keep(value, represented: ["role", "content", "timestamp"], prefix: "message.")
    spans.append(span)
  }

  private mutating func assistant(_ value: AttributeValue, _ index: Int, at time: Timestamp?) {
    let parts = parts(value["content"])
    let stop = value["stopReason"]?.string
    var span = Span(
      id: spanID(index, "call"), parentID: id, name: value["model"]?.string ?? "model call", kind: .llm,
      start: NativeTime.milliseconds(value["timestamp"]), end: time)
    if span.start == nil, let lastMessage { (span.start, span.timeOrigin) = (lastMessage, .inferred) }
    if let start = span.start, let time, time < start { span.end = nil }
    let isCut = stop == "error" || stop == "aborted"
    draft.trace.ending = isCut ? ending(stop, value["errorMessage"]?.tellingString, span.id) : nil
    var call = LLMCall(provider: value["provider"]?.string, requestModel: value["model"]?.string)
    if let thinkingLevel { call.parameters = [Attribute("thinking_level", .string(thinkingLevel))] }
    call.input = tree.conversation
    call.output = parts.isEmpty ? [] : [Message(role: .assistant, parts: parts, finishReason: stop)]
    call.finishReasons = stop.map { [$0] } ?? []
    call.usage = PiUsage.usage(value["usage"], isFinal: !isCut)
    call.reportedCost = PiUsage.cost(value["usage"]?["cost"])
    span.llm = call
    let message = value["errorMessage"]?.string
    if stop == "error" { span.status = .error(message: message) }
    if stop == "aborted" {
      // The user stopped it: no failure.
      span.events.append(
        SpanEvent(
          name: SpanEvent.interruption, time: time,
          attributes: message.map { [Attribute("message", .string($0))] } ?? []))
    }
    span.keep(
      value,
      represented: ["role", "content", "provider", "model", "stopReason", "timestamp", "errorMessage"],
      prefix: "message.")
    spans.append(span)
    tree.add(Message(role: .assistant, parts: parts))
    for call in Message(role: .assistant, parts: parts).toolCalls {
      guard let callID = call.id else { continue }
      asked[callID] = PiToolCall(
        call: call, parentID: span.id, start: time, order: index + 1, isDropped: isCut)
    }
  }

  /// How the session ends if nothing follows an answer that broke off.
  private func ending(_ stop: String?, _ message: String?, _ span: String) -> RecordedEnding {
    RecordedEnding(stop == "aborted" ? .interrupted : .failed, words: message ?? stop, spanID: span)
  }

  private mutating func toolResult(_ value: AttributeValue, _ index: Int, at time: Timestamp?) {
    let callID = value["toolCallId"]?.string
    let end = NativeTime.milliseconds(value["timestamp"]) ?? time
    let name = value["toolName"]?.string
    var call =
      callID.flatMap { asked.removeValue(forKey: $0) }
      ?? PiToolCall(
        call: ToolCall(id: callID, name: name ?? "tool", arguments: ""), parentID: id, start: nil,
        order: index + 1,
        isDropped: false)
    if let lastEnd, lastEnd.callID == call.parentID {
      call.start = max(call.start ?? lastEnd.time, lastEnd.time)
    }
    if let end { lastEnd = (call.parentID, end) }
    let span = call.span(id: spanID(index, "tool"), result: value, text: text(value["content"]), at: end)
    spans.append(span)
    let result = ToolResult(
      callID: callID, name: name, content: text(value["content"]) ?? "", isError: span.tool?.isError == true)
    let media = parts(value["content"]).filter(\.isMedia)
    tree.add(Message(role: .tool, parts: [.toolResult(result)] + media))
  }

  /// A command that the user ran.
  private mutating func bashExecution(_ value: AttributeValue, _ index: Int, at time: Timestamp?) {
    let line = value["command"]?.string ?? ""
    let output = value["output"]?.string
    var command = ShellCommand(text: line, exitCode: value["exitCode"]?.int, output: output)
    command.isInterrupted = value["cancelled"]?.bool == true
    var span = Span(
      id: spanID(index, "bash"), parentID: id, name: "bash", kind: .tool, start: time, end: time,
      timeOrigin: .inferred)
    span.tool = ToolExecution(name: "bash", arguments: Payload(line), result: output.map { Payload($0) })
    span.tool?.command = command
    if command.isInterrupted { span.tool?.outcome = .cancelled }
    if let code = command.exitCode { code == 0 ? span.status = .ok : span.fail(output) }
    span.keep(value, represented: ["role", "command", "output", "exitCode", "cancelled"], prefix: "message.")
    spans.append(span)
    if value["excludeFromContext"]?.bool != true {
      tree.add(Message(role: .user, text: "Ran `\(line)`\n\(output ?? "")"))
    }
  }

  // MARK: Summaries

  private mutating func compaction(_ index: Int, at time: Timestamp?) {
    let entry = entries[index]
    let summary = entry["summary"]?.string ?? ""
    let first = tree.place(of: entry["firstKeptEntryId"]?.string) ?? entry["firstKeptEntryIndex"]?.int
    tree.compact(to: Message(role: .user, text: summary), keepingFrom: first)
    var span = Span(
      id: spanID(index, "compaction"), parentID: id, name: "context compaction", start: time, end: time)
    span.compaction = Compaction(tokensBefore: entry["tokensBefore"]?.int)
    span.output = Payload(summary)
    span.keep(entry.value, represented: ["type", "id", "timestamp", "summary", "tokensBefore"])
    spans.append(span)
  }

  private mutating func branchSummary(_ index: Int, at time: Timestamp?) {
    let entry = entries[index]
    let summary = entry["summary"]?.string ?? ""
    tree.add(Message(role: .user, text: summary))
    var span = Span(
      id: spanID(index, "branch"), parentID: id, name: "branch summary", start: time, end: time)
    span.output = Payload(summary)
    span.keep(entry.value, represented: ["type", "id", "timestamp", "summary"])
    spans.append(span)
  }
}

extension PiReader {
  private func text(_ content: AttributeValue?) -> String? { content?.joinedText }

  private mutating func parts(_ content: AttributeValue?) -> [Part] {
    guard let content else { return [] }
    guard let elements = content.array else { return chat.parts(content) }
    return elements.flatMap { element -> [Part] in
      switch element["type"]?.string {
      case "thinking":
        let text = element["thinking"]?.string ?? ""
        return [.reasoning(Reasoning(text: text, isRedacted: text.isEmpty))]
      case "toolCall":
        let arguments = element["arguments"]?.plainText ?? ""
        return [
          .toolCall(
            ToolCall(id: element["id"]?.string, name: element["name"]?.string ?? "tool", arguments: arguments)
          )
        ]
      case "text": return element["text"]?.string.map { $0.isEmpty ? [] : [.text($0)] } ?? []
      default: return chat.part(element)
      }
    }
  }
}
