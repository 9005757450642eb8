import ChatReading
import TraceModel
import TraceSource

/// Reads one session: its prompts, model calls, tools and what happened besides.
struct CodexSessionReader {
  let rollout: CodexRollout
  private let prompt: CodexPrompt
  /// What the model said and thought as response items tell it: events repeat the same.
  let written: Set<String>
  var calls: CodexCalls
  var tools: [CodexTool] = []
  /// The latest tool of each call id: a session that is resumed may give an id again.
  var toolPlaces: [String: Int] = [:]
  var spawns = CodexSpawns()
  /// Prompts, compactions and failures, in order.
  var others: [Span] = []
  var root: Span
  var chat = ChatReader()
  private var lastTime: Timestamp?
  /// How the last turn ended, where it did not end by itself.
  var ending: RecordedEnding?
  /// The span of a compaction that nothing has followed yet.
  var freshCompaction: Int?

  /// A session's spans, the first of which is its agent.
  struct Result {
    var spans: [Span]
    var spawns: [CodexSpawn]
    var ending: RecordedEnding?
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
    let name = rollout.parentID == nil ? "Codex" : rollout.agentName ?? "sub-agent"
    let start = NativeTime.iso(rollout.meta["timestamp"]) ?? rollout.time
    calls = CodexCalls(
      sessionID: rollout.id, start: rollout.isBare ? nil : start,
      countsComeFirst: Self.countsComeFirst(rollout.lines))
    root = Span(id: rollout.id, name: name, kind: .agent, start: start, timeOrigin: .inferred)
    root.agentName = name
    for member in rollout.meta.map ?? [] {
      let isLong = member.name == "base_instructions"
      root.attributes.append(isLong ? Attribute(member.name, member.value.rest(without: ["text"])) : member)
    }
    root.representedAttributes = ["id"]
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
    calls.place = line.place
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
    case "message", "reasoning":
      freshCompaction = nil
      _ = calls.write(item, parts: chat.writtenParts(item), at: line.time)
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
    span.source = line.place
    others.append(span)
  }

  private mutating func call(_ line: CodexLine) {
    freshCompaction = nil
    let item = line.payload
    let callID = item["call_id"]?.string ?? item["id"]?.string
    let name = item["name"]?.string ?? String(line.kind.dropLast("_call".count))
    let arguments = item["arguments"] ?? item["input"] ?? item["action"]
    // The provider ran it within the call: no output will follow, and the event of its end may have come first.
    let isHosted = line.kind == "web_search_call" || line.kind == "image_generation_call"
    let told = isHosted ? tools.lastIndex { $0.isRunOf(item, callID: callID) } : nil
    let id = callID ?? told.flatMap { tools[$0].span.tool?.callID }
    let part = Part.toolCall(ToolCall(id: id, name: name, arguments: arguments?.plainText ?? ""))
    let parentID = calls.write(item, parts: [part], at: line.time)
    if let told {
      tools[told].span.parentID = parentID
      tools[told].hostedCall(item, at: line.time)
      return
    }
    var tool = CodexTool(
      id: "\(rollout.id)/tool-\(tools.count + 1)", parentID: parentID, name: name, callID: callID,
      line)
    if isHosted { tool.hostedCall(item, at: line.time) } else { tool.call(item) }
    add(tool, callID: callID)
  }

  mutating func add(_ tool: CodexTool, callID: String?) {
    if let callID { toolPlaces[callID] = tools.count }
    tools.append(tool)
  }

  private mutating func output(_ line: CodexLine) {
    let callID = line.payload["call_id"]?.string
    var isError = false
    if let place = callID.flatMap({ toolPlaces[$0] }) {
      tools[place].output(line.payload, at: line.time, awaited: awaited(by: tools[place].span.tool))
      isError = tools[place].span.tool?.isError == true
      spawns.take(output: line.payload["output"], of: tools[place].span, at: line.time)
    }
    guard var result = chat.toolResult(line.payload) else { return }
    result.isError = isError
    calls.see(Message(role: .tool, parts: [.toolResult(result)]), at: line.time)
  }

  /// The command that runs in the cell for whose end a tool waits.
  private func awaited(by tool: ToolExecution?) -> ShellCommand? {
    guard let arguments = tool?.arguments?.text,
      let cell = AttributeValue(jsonText: arguments)?["cell_id"]?.tellingString
    else { return nil }
    return tools.last { $0.cell == cell }?.span.tool?.command
  }

  // MARK: The end

  private mutating func finish() -> Result {
    let (calls, events) = calls.finish()
    root.end = lastTime
    root.events += events
    let spans =
      [root] + others + calls.map { $0.span(parentID: rollout.id) } + tools.map(\.span)
    return Result(spans: spans, spawns: spawns.all, ending: ending)
  }
}

extension CodexSessionReader {
  /// The texts of a response item that events may repeat.
  static func texts(_ line: CodexLine) -> [String] {
    guard line.type == "response_item" else { return [] }
    let lists = [line.payload["content"], line.payload["summary"]].compactMap { $0?.array }
    let texts = lists.flatMap { $0.compactMap { $0["text"]?.string } }
    return texts + (texts.count > 1 ? [texts.joined(separator: "\n\n"), texts.joined()] : [])
  }

  /// Whether the first token count stands before the first item that a model wrote.
  static func countsComeFirst(_ lines: [CodexLine]) -> Bool {
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
