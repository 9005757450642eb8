import TraceModel

/// Reads one session: its prompts, model calls, tools and what happened besides.
struct CodexSessionReader {
  private let rollout: CodexRollout
  private let prompt: CodexPrompt
  /// What the model said and thought as response items tell it: events repeat the same.
  private let written: Set<String>
  private var calls: CodexCalls
  private var tools: [CodexTool] = []
  /// The latest tool of each call id: a session that is resumed may give an id again.
  private var toolPlaces: [String: Int] = [:]
  private var spawns = CodexSpawns()
  /// Prompts, compactions and failures, in order.
  private var others: [Span] = []
  private var root: Span
  private var chat = ChatReader()
  private var lastTime: Timestamp?
  /// The span of a compaction that nothing has followed yet.
  private var freshCompaction: Int?

  /// A session's spans, the first of which is its agent.
  struct Result {
    var spans: [Span]
    var spawns: [CodexSpawn]
    var log: ConversationLog
  }

  static func read(_ rollout: CodexRollout) -> Result {
    var reader = CodexSessionReader(rollout)
    reader.seeInherited()
    for line in rollout.lines { reader.read(line) }
    return reader.finish()
  }

  private init(_ rollout: CodexRollout) {
    self.rollout = rollout
    prompt = CodexPrompt(rollout.inherited + rollout.lines)
    written = Set(rollout.lines.lazy.flatMap(Self.texts))
    calls = CodexCalls(sessionID: rollout.id, countsComeFirst: Self.countsComeFirst(rollout.lines))
    let name = rollout.parentID == nil ? "Codex" : rollout.agentName ?? "sub-agent"
    let start = NativeTime.iso(rollout.meta["timestamp"]) ?? rollout.time
    root = Span(id: rollout.id, name: name, kind: .agent, start: start, timeOrigin: .inferred)
    root.agentName = name
    root.keep(rollout.meta, represented: ["id", "base_instructions"])
    lastTime = start
    calls.settings.provider = rollout.meta["model_provider"]?.string
    if let text = rollout.meta["base_instructions"]?["text"]?.string
      ?? rollout.meta["base_instructions"]?.string
    {
      calls.see(Message(role: .system, text: text), at: start)
    }
  }

  // MARK: Lines

  private mutating func seeInherited() {
    for line in rollout.inherited {
      if line.type == "response_item" {
        for message in chat.conversation(line.payload, role: .user) { calls.see(message, at: nil) }
      } else if line.kind == "token_count" {
        calls.skipCount(line.payload)
      }
    }
  }

  private mutating func read(_ line: CodexLine) {
    lastTime = [lastTime, line.time].compactMap { $0 }.max()
    switch line.type {
    case "response_item": item(line)
    case "event_msg": event(line)
    case "token_usage_record": calls.end(line.payload, at: line.time)
    case "compacted": compact(line)
    case "turn_context":
      calls.settings.model = line.payload["model"]?.string ?? calls.settings.model
      calls.settings.effort =
        line.payload["effort"]?.string
        ?? line.payload["collaboration_mode"]?["settings"]?["reasoning_effort"]?.string
      happen(line)
    default: happen(line)
    }
  }

  private mutating func item(_ line: CodexLine) {
    let item = line.payload
    switch line.kind {
    case "message" where item["role"]?.string != "assistant": seeMessage(line)
    case "message", "reasoning": _ = calls.write(item, parts: chat.writtenParts(item), at: line.time)
    case "function_call", "custom_tool_call", "local_shell_call", "tool_search_call", "web_search_call",
      "image_generation_call":
      call(line)
    case let kind where kind.hasSuffix("_output"): output(line)
    case "agent_message":
      let text = item["content"]?.joinedText ?? ""
      var message = Message(role: .user, text: text)
      message.name = item["author"]?.string
      calls.see(message, at: line.time)
    default:
      _ = calls.write(item, parts: [.other(type: line.kind, json: item.readable.jsonText)], at: line.time)
    }
  }

  private mutating func seeMessage(_ line: CodexLine) {
    guard let message = chat.message(line.payload, role: .user) else { return }
    calls.see(message, at: line.time)
    guard message.role == .user, prompt.isAsked(line.payload) else { return }
    freshCompaction = nil
    var span = Span(
      id: "\(rollout.id)/prompt-\(others.count + 1)", parentID: rollout.id, name: "user prompt", kind: .input,
      start: line.time, end: line.time)
    span.input = Payload(message.text)
    let rest = line.payload.rest(without: ["type", "role", "content"])
    if !rest.isVoid { span.attributes = [Attribute("response_item", rest)] }
    others.append(span)
  }

  private mutating func call(_ line: CodexLine) {
    freshCompaction = nil
    let item = line.payload
    let callID = item["call_id"]?.string ?? item["id"]?.string
    let name = item["name"]?.string ?? String(line.kind.dropLast("_call".count))
    let arguments = item["arguments"] ?? item["input"] ?? item["action"]
    let part = Part.toolCall(ToolCall(id: callID, name: name, arguments: arguments?.plainText ?? ""))
    let parentID = calls.write(item, parts: [part], at: line.time)
    var tool = CodexTool(
      id: "\(rollout.id)/tool-\(tools.count + 1)", parentID: parentID, name: name, callID: callID,
      at: line.time)
    tool.call(item)
    if line.kind == "web_search_call" || line.kind == "image_generation_call" {
      // The provider ran it within the call: no output will follow.
      tool.span.end = line.time
    }
    add(tool, callID: callID)
  }

  private mutating func add(_ tool: CodexTool, callID: String?) {
    if let callID { toolPlaces[callID] = tools.count }
    tools.append(tool)
  }

  private mutating func output(_ line: CodexLine) {
    let callID = line.payload["call_id"]?.string
    var isError = false
    if let place = callID.flatMap({ toolPlaces[$0] }) {
      tools[place].output(line.payload, at: line.time)
      isError = tools[place].span.tool?.isError == true
      spawns.take(output: line.payload["output"], of: tools[place].span, at: line.time)
    }
    guard var result = chat.toolResult(line.payload) else { return }
    result.isError = isError
    calls.see(Message(role: .tool, parts: [.toolResult(result)]), at: line.time)
  }

  // MARK: Events

  private mutating func event(_ line: CodexLine) {
    let payload = line.payload
    switch line.kind {
    case "token_count":
      if !calls.count(payload, at: line.time), payload["rate_limits"]?.isVoid == false { happen(line) }
    case "task_started", "turn_started":
      calls.settings.contextWindow = payload["model_context_window"]?.int ?? calls.settings.contextWindow
      calls.beginTurn(at: line.time)
      happen(line)
    case "user_message", "agent_message", "agent_reasoning", "agent_reasoning_raw_content":
      let text = (payload["message"] ?? payload["text"])?.string ?? ""
      if !written.contains(text) { happen(line) }
    case "exec_command_end", "patch_apply_end", "mcp_tool_call_end", "web_search_end",
      "dynamic_tool_call_response":
      run(payload, item: payload, callID: payload["call_id"]?.string, line)
    case "item_completed": completed(line)
    case "context_compacted": compacted(line)
    case "stream_error":
      calls.happen(SpanEvent(name: "stream_error", time: line.time, attributes: payload.map ?? []))
    case "error": fail(payload["message"]?.plainText, line)
    case "task_complete", "turn_complete":
      happen(line)
      if let error = payload["error"], !error.isVoid {
        fail(error["message"]?.string ?? error.plainText, line)
      }
    default:
      let isSpawn = spawns.take(payload, at: line.time, tool: { toolPlaces[$0].map { tools[$0].span.id } })
      if !isSpawn { happen(line) }
    }
  }

  /// An item that newer versions write when it is completed; response items repeat what was said.
  private mutating func completed(_ line: CodexLine) {
    guard let item = line.payload["item"], let type = item["type"]?.string else { return happen(line) }
    switch type {
    case "UserMessage", "AgentMessage", "Reasoning", "Plan":
      guard Self.texts(ofCompleted: item).allSatisfy(written.contains) else { return happen(line) }
      // The text is known; when it began and ended is not.
      let times = line.payload.rest(without: ["type", "item", "thread_id", "turn_id"]).map ?? []
      calls.happen(
        SpanEvent(
          name: "item_completed", time: line.time, attributes: [Attribute("type", .string(type))] + times))
    case "ContextCompaction": compacted(line)
    default:
      let isSpawn = spawns.take(item, at: line.time, tool: { toolPlaces[$0].map { tools[$0].span.id } })
      let callID = item["id"]?.string
      if callID.flatMap({ toolPlaces[$0] }) != nil || CodexTool.isRun(type) {
        run(line.payload, item: item, callID: callID, line)
      } else if !isSpawn {
        happen(line)
      }
    }
  }

  private mutating func run(_ event: AttributeValue, item: AttributeValue, callID: String?, _ line: CodexLine)
  {
    if callID.flatMap({ toolPlaces[$0] }) == nil {
      // What the user runs with “!” has no call of the model.
      let name = item["tool"]?.string ?? item["invocation"]?["tool"]?.string ?? CodexTool.runName(item)
      add(
        CodexTool(
          id: "\(rollout.id)/tool-\(tools.count + 1)", parentID: rollout.id, name: name, callID: callID,
          at: line.time), callID: callID)
    }
    let place = callID.flatMap { toolPlaces[$0] } ?? tools.count - 1
    tools[place].run(event, item: item, at: line.time)
  }

  /// Puts what has no place of its own among the session's events.
  private mutating func happen(_ line: CodexLine) {
    let name = line.type == "event_msg" ? line.kind : line.type
    let attributes = line.payload.rest(without: line.type == "event_msg" ? ["type"] : []).map ?? []
    root.events.append(SpanEvent(name: name, time: line.time, attributes: attributes))
  }

  private mutating func fail(_ message: String?, _ line: CodexLine) {
    let text = message ?? "the turn failed"
    if case .error(let known)? = others.last?.status, known == text { return }
    if calls.fail(text) {
      calls.happen(SpanEvent(name: line.kind, time: line.time, attributes: line.payload.map ?? []))
      return
    }
    var span = Span(
      id: "\(rollout.id)/error-\(others.count + 1)", parentID: rollout.id, name: "error", start: line.time,
      end: line.time, status: .error(message: text))
    span.keep(line.payload, represented: ["type", "message"])
    others.append(span)
  }

  // MARK: Compaction

  private mutating func compact(_ line: CodexLine) {
    var messages = (line.payload["replacement_history"]?.array ?? []).flatMap {
      chat.conversation($0.readable, role: .user)
    }
    let summary = line.payload["message"]?.string ?? ""
    if messages.isEmpty {
      // Codex keeps what it put before the conversation.
      messages = calls.log.messages.prefix(64).prefix { $0.role == .system || $0.role == .developer }
      if !summary.isEmpty { messages.append(Message(role: .user, text: summary)) }
    }
    addCompaction(line, summary: summary)
    calls.compact(to: messages, at: line.time)
  }

  /// Newer versions tell of a compaction twice.
  private mutating func compacted(_ line: CodexLine) {
    if freshCompaction == nil { addCompaction(line, summary: "") } else { happen(line) }
  }

  private mutating func addCompaction(_ line: CodexLine, summary: String) {
    if let fresh = freshCompaction, others[fresh].output == nil {
      others[fresh].output = summary.isEmpty ? nil : Payload(summary)
      others[fresh].keep(line.payload.readable, represented: ["message"])
      return
    }
    var span = Span(
      id: "\(rollout.id)/compaction-\(others.count + 1)", parentID: rollout.id, name: "context compaction",
      start: line.time, end: line.time)
    span.compaction = Compaction()
    span.output = summary.isEmpty ? nil : Payload(summary)
    span.keep(line.payload.readable, represented: ["message"])
    freshCompaction = others.count
    others.append(span)
  }

  // MARK: The end

  private mutating func finish() -> Result {
    let (calls, events) = calls.finish()
    root.end = lastTime
    root.events += events
    let spans =
      [root] + others + calls.map { $0.span(parentID: rollout.id) } + tools.map(\.span)
    return Result(spans: spans, spawns: spawns.all, log: self.calls.log)
  }
}

extension CodexSessionReader {
  /// The texts of a response item that events may repeat.
  private static func texts(_ line: CodexLine) -> [String] {
    guard line.type == "response_item" else { return [] }
    let lists = [line.payload["content"], line.payload["summary"]].compactMap { $0?.array }
    let texts = lists.flatMap { $0.compactMap { $0["text"]?.string } }
    return texts + (texts.count > 1 ? [texts.joined(separator: "\n\n"), texts.joined()] : [])
  }

  private static func texts(ofCompleted item: AttributeValue) -> [String] {
    let summary = item["summary_text"]?.array?.compactMap(\.string) ?? []
    let content = item["content"]?.array?.compactMap { $0["text"]?.string } ?? []
    return summary + content + [item["text"]?.string].compactMap { $0 }
  }

  /// Whether the first token count stands before the first item that a model wrote.
  private static func countsComeFirst(_ lines: [CodexLine]) -> Bool {
    for line in lines {
      if line.type == "token_usage_record" { return false }
      if line.kind == "token_count", line.type == "event_msg", line.payload["info"]?.isVoid == false {
        return true
      }
      let isWritten =
        line.kind == "reasoning" || line.kind.hasSuffix("_call")
        || line.payload["role"]?.string == "assistant"
      if line.type == "response_item", isWritten { return false }
    }
    return false
  }
}

extension CodexTool {
  /// Whether a completed item of that type is a run of something.
  static func isRun(_ type: String) -> Bool {
    ["CommandExecution", "FileChange", "McpToolCall", "DynamicToolCall", "WebSearch", "ImageView"].contains(
      type)
  }

  /// What a run without a call is called.
  static func runName(_ item: AttributeValue) -> String {
    switch item["type"]?.string {
    case "CommandExecution", "exec_command_end": "shell"
    case "FileChange", "patch_apply_end": "apply_patch"
    case "WebSearch", "web_search_end": "web_search"
    case let type?: type
    case nil: "tool"
    }
  }
}

extension ChatReader {
  /// The parts of what a model wrote: a message or a piece of reasoning.
  fileprivate mutating func writtenParts(_ item: AttributeValue) -> [Part] {
    if item["type"]?.string == "reasoning" {
      let texts = [item["summary"], item["content"]].compactMap { $0?.joinedText }.filter { !$0.isEmpty }
      let text = texts.joined(separator: "\n\n")
      return [.reasoning(Reasoning(text: text, isRedacted: text.isEmpty))]
    }
    return message(item, role: .assistant)?.parts ?? []
  }
}
