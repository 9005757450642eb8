import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the events of a session into a trace: one conversation of its own, and one for each sub-agent.
struct CopilotReader {
  private let id: String
  private var draft: TraceDraft
  private var chat = ChatReader()
  /// The conversations by the tool call that started them; the session's own under an empty id.
  private var threads: [String: Transcript] = [:]
  private var order: [String] = [""]
  /// When the tools and the model began that have not ended.
  private var begun: [String: Timestamp] = [:]
  /// What the session states at its ends.
  private var sums: [AttributeValue] = []
  /// What it states at its ends of all models together.
  private var details: [AttributeValue] = []
  /// The tokens that these state, `nil` where they state none.
  private var stated: LLMCall?
  private var events: [SpanEvent] = []
  /// The record that is read.
  private var place: SourcePlace?

  init(id: String, format: String, start: AttributeValue?) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
    draft.trace.sessionID = id
    var root = Span(id: id, name: "Copilot CLI", kind: .agent, timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(start ?? .null, represented: ["sessionId"])
    threads[""] = Transcript(root: root)
  }

  mutating func read(_ records: [SourceRecord]) -> ImportResult {
    let ends = records.filter { $0["type"]?.string == "session.shutdown" }.compactMap { $0["data"] }
    sums = ends.compactMap { $0["modelMetrics"]?.telling }
    details = ends.compactMap { $0["tokenDetails"]?.telling }
    stated = sum
    for record in records { read(record) }
    let times = records.compactMap { NativeTime.iso($0["timestamp"]) }
    threads[""]?.root.start = times.min()
    threads[""]?.root.end = times.max()
    threads[""]?.root.events = events
    threads[""]?.root.llm = stated
    let start = records.first?.place ?? SourcePlace(file: id)
    // A sub-agent lies within the tool that started it, which may have ended after it.
    let tools = order.compactMap { threads[$0] }.flatMap(\.spans).filter { $0.tool?.callID != nil }
    for name in order {
      guard var thread = threads[name] else { continue }
      if let tool = tools.first(where: { $0.tool?.callID == name }) { thread.root.parentID = tool.id }
      draft.add(&thread, at: start)
    }
    return draft.finish()
  }

  private mutating func read(_ record: SourceRecord) {
    let data = record["data"] ?? .null
    let time = NativeTime.iso(record["timestamp"])
    let thread = data["parentToolCallId"]?.tellingString ?? ""
    place = record.place
    for name in ["", thread] { threads[name]?.place = place }
    switch record["type"]?.string {
    case "system.message":
      threads[""]?.instruct(Message(role: .system, text: data["content"]?.string ?? ""))
    case "user.message": user(data, record, at: time)
    case "assistant.turn_start": begun["turn " + thread] = time
    case "assistant.message": assistant(data, record, in: thread, at: time)
    case "tool.execution_start": begun[data["toolCallId"]?.string ?? ""] = time
    case "tool.execution_complete": answer(data, in: thread, at: time)
    case "abort":
      draft.trace.ending = RecordedEnding(.interrupted, words: data["reason"]?.tellingString)
      note(record, data, time)
    case "session.error":
      draft.trace.ending = RecordedEnding(.failed, words: data["message"]?.tellingString)
      note(record, data, time)
    case "session.compaction_complete" where data["success"]?.bool != false: compact(data, at: time)
    case "session.start", "assistant.turn_end": break
    default: note(record, data, time)
    }
  }

  private mutating func compact(_ data: AttributeValue, at time: Timestamp?) {
    let summary = data["summaryContent"]?.string ?? ""
    threads[""]?.compact(
      Compaction(
        trigger: data["trigger"]?.tellingString, tokensBefore: data["preCompactionTokens"]?.tokenCount,
        tokensAfter: data["postCompactionTokens"]?.tokenCount),
      summary: summary, to: summary.isEmpty ? [] : [Message(role: .user, text: summary)], at: time
    ) { span in
      span.keep(
        data,
        represented: ["trigger", "preCompactionTokens", "postCompactionTokens", "summaryContent", "success"])
    }
  }

  private mutating func note(_ record: SourceRecord, _ data: AttributeValue, _ time: Timestamp?) {
    events.append(SpanEvent(name: record["type"]?.string ?? "event", time: time, attributes: data.map ?? []))
  }

  // MARK: Messages

  /// The prompt as it was typed, and in what it was wrapped for the model.
  private mutating func user(_ data: AttributeValue, _ record: SourceRecord, at time: Timestamp?) {
    draft.trace.ending = nil
    let typed = data["content"]?.string ?? ""
    let given = data["transformedContent"]?.tellingString ?? typed
    threads[""]?.add(Message(role: .user, text: given), id: record["id"]?.tellingString, at: time) { span in
      span.input = Payload(typed)
      span.keep(data, represented: ["content", "transformedContent"])
    }
  }

  private mutating func assistant(
    _ data: AttributeValue, _ record: SourceRecord, in thread: String, at time: Timestamp?
  ) {
    if threads[thread] == nil { open(thread, data) }
    var parts: [Part] = []
    if let thought = data["reasoningText"]?.tellingString {
      parts.append(.reasoning(Reasoning(text: thought)))
    }
    if let text = data["content"]?.tellingString { parts.append(.text(text)) }
    for request in data["toolRequests"]?.array ?? [] {
      parts += chat.toolCall(request).map { [.toolCall($0)] } ?? []
    }
    draft.trace.ending = nil
    let start = begun.removeValue(forKey: "turn " + thread)
    let isCounted = stated == nil
    threads[thread]?.add(
      Message(role: .assistant, parts: parts), id: record["id"]?.tellingString, at: time, start: start
    ) { span in
      span.llm?.responseModel = data["model"]?.tellingString
      span.llm?.responseID = data["apiCallId"]?.tellingString
      // Input is told for the whole session alone, at its end.
      let output = data["outputTokens"]?.tokenCount
      if isCounted, let output { span.llm?.usage = TokenUsage(output: output, isUnfinished: true) }
      span.keep(data, represented: ["content", "reasoningText", "toolRequests", "model", "apiCallId"])
    }
  }

  /// Begins the conversation of the sub-agent that a tool call started.
  private mutating func open(_ thread: String, _ data: AttributeValue) {
    var root = Span(
      id: "\(id)/agent \(thread)", parentID: id, name: "sub-agent", kind: .agent, timeOrigin: .inferred)
    let started = events.last {
      $0.name == "subagent.started" && $0.attributes["toolCallId"]?.string == thread
    }
    root.name =
      (started?.attributes["agentDisplayName"] ?? started?.attributes["agentName"])?.tellingString
      ?? root.name
    root.agentName = root.name
    threads[thread] = Transcript(root: root, clock: begun[thread])
    threads[thread]?.place = place
    order.append(thread)
  }

  private mutating func answer(_ data: AttributeValue, in thread: String, at time: Timestamp?) {
    let callID = data["toolCallId"]?.string ?? ""
    let error = data["error"]
    let content = data["result"]?["content"] ?? error?["message"] ?? error ?? .null
    let result = ToolResult(
      callID: callID, content: chat.parts(content).isEmpty ? "" : content.plainText,
      isError: data["success"]?.bool == false)
    let start = begun.removeValue(forKey: callID)
    let name = threads[thread] == nil ? "" : thread
    threads[name]?.add(
      Message(role: .tool, parts: [.toolResult(result)]), id: "tool \(callID)", at: time, start: start
    ) { span in
      let code = error?["code"]?.string
      if code == "rejected" || code == "denied" {
        span.refuse(byPerson: code == "rejected")
        span.status = .unset
      }
      span.keep(data, represented: ["toolCallId", "success"])
    }
  }

  // MARK: Sums

  /// The tokens of all calls, which the session states by model when it ends.
  private var sum: LLMCall? {
    var total = TokenUsage()
    var models: Set<String> = []
    for (model, metrics) in sums.flatMap({ $0.map ?? [] }).map({ ($0.name, $0.value) }) {
      guard let usage = metrics["usage"] else { continue }
      models.insert(model)
      func add(_ count: inout Int?, _ name: String) {
        if let value = usage[name]?.tokenCount { count = (count ?? 0).saturatingAdd(value) }
      }
      add(&total.input, "inputTokens")
      add(&total.output, "outputTokens")
      add(&total.cacheRead, "cacheReadTokens")
      add(&total.cacheWrite, "cacheWriteTokens")
      add(&total.reasoning, "reasoningTokens")
    }
    total.settle(.insideInput)
    if total.total ?? 0 == 0 { total = detailed }
    guard total.total ?? 0 > 0 else { return nil }
    return LLMCall(requestModel: models.count == 1 ? models.first : nil, usage: total)
  }

  /// The tokens by kind, which it states as they are billed: cached ones beside the others.
  private var detailed: TokenUsage {
    func sum(_ kind: String) -> Int? {
      details.compactMap { $0[kind]?["tokenCount"]?.tokenCount }.reduce(nil) { ($0 ?? 0).saturatingAdd($1) }
    }
    var total = TokenUsage(
      input: sum("input"), cacheRead: sum("cache_read"), cacheWrite: sum("cache_write"), output: sum("output")
    )
    total.settle(.outsideInput)
    return total
  }
}
