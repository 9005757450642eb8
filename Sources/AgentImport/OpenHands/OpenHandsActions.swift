import ChatReading
import TraceModel
import TraceSource
import TraceText

extension OpenHandsReader {
  mutating func act(_ event: OpenHandsEvent) {
    switch event.action ?? "" {
    case "message": message(event)
    case "system": system(event)
    case "finish", "reject": finish(event)
    case "delegate": delegate(event)
    case "condensation": condensation(event)
    case "run", "run_ipython", "read", "write", "edit", "browse", "browse_interactive", "call_tool_mcp",
      "think",
      "task_tracking":
      tool(event)
    case "recall": recall(event)
    case let name: happen(name, event)
    }
  }

  private mutating func message(_ event: OpenHandsEvent) {
    let text = event.content ?? ""
    // Rows of evaluations name no source: the task comes before any call.
    if event.source == "agent" || event.source == nil && !calls.isEmpty {
      _ = call(for: event, words: text)
      return
    }
    if event.source == "user" { draft.trace.ending = nil }
    var span = span(
      for: event, id: id(of: event), under: agents.last ?? Self.rootID, name: "message", kind: .input)
    span.end = event.time
    span.input = Payload(text)
    span.representedAttributes.formUnion(["args.content", "content", "message"])
    if HarnessContext.isWhole(text) { span.markAsContext() }
    draft.add(span, at: event.place)
    history.append(Message(role: .user, text: text), of: event)
  }

  private mutating func system(_ event: OpenHandsEvent) {
    let text = event.content ?? ""
    var span = span(
      for: event, id: id(of: event), under: agents.last ?? Self.rootID, name: "system prompt", kind: .prompt)
    span.end = event.time
    span.isFrameworkInternal = true
    span.prompt = PromptAssembly(text: text)
    span.representedAttributes.formUnion(["args.content", "message"])
    draft.add(span, at: event.place)
    if !text.isEmpty { history.append(Message(role: .system, text: text), of: event) }
    history.tools = event.particulars["tools"].map { ToolDefinitionReader.definitions($0) } ?? history.tools
    if let name = event.particulars["agent_class"]?.string, let agent = agents.last {
      draft[agent]?.agentName = name
    }
  }

  /// What OpenHands shows where the agent ended without a word.
  private static let farewell = "All done! What's next on the agenda?"

  private mutating func finish(_ event: OpenHandsEvent) {
    let facts = event.particulars
    let said = [
      facts["final_thought"], facts["thought"], facts["outputs"]?["content"], facts["outputs"]?["reason"],
    ]
    let shown = event.record["message"]?.string
    let text =
      said.compactMap { $0?.string }.first { !$0.isEmpty } ?? (shown == Self.farewell ? nil : shown)
    let call = call(for: event)
    var span = span(for: event, id: id(of: event), under: call, name: event.action ?? "finish", kind: .output)
    span.end = event.time
    span.output = text.map { Payload($0) }
    if event.action == "reject" { span.status = .error(message: text ?? "the agent rejected the task") }
    if agents.count == 1 {
      draft.trace.ending = RecordedEnding(.finished, words: event.action, spanID: span.id)
    }
    draft.add(span, at: event.place)
    track(event, span.id)
  }

  /// A sub-agent, at work until the observation that answers the action.
  private mutating func delegate(_ event: OpenHandsEvent) {
    let call = call(for: event)
    let name = event.particulars["agent"]?.string ?? "delegate"
    var span = span(for: event, id: id(of: event), under: call, name: name, kind: .agent)
    span.agentName = name
    span.input = event.particulars["inputs"].map(\.payload)
    draft.add(span, at: event.place)
    track(event, span.id)
    guard agents.count < 64 else { return }
    agents.append(span.id)
    waitingHistories.append(history)
    history = history.ofDelegate
  }

  private mutating func condensation(_ event: OpenHandsEvent) {
    history.condense(event)
    var span = span(
      for: event, id: id(of: event), under: agents.last ?? Self.rootID, name: "context compaction",
      kind: .generic)
    span.end = event.time
    span.compaction = Compaction()
    span.output = event.particulars["summary"]?.string.map { Payload($0) }
    draft.add(span, at: event.place)
    track(event, span.id)
  }

  /// A look into the workspace's instructions, which OpenHands does by itself.
  private mutating func recall(_ event: OpenHandsEvent) {
    var span = span(
      for: event, id: id(of: event), under: agents.last ?? Self.rootID, name: "recall", kind: .generic)
    span.isFrameworkInternal = true
    span.input = event.particulars["query"]?.string.map { Payload($0) }
    draft.add(span, at: event.place)
    track(event, span.id)
  }

  private mutating func tool(_ event: OpenHandsEvent) {
    let parent = event.isAgents ? call(for: event) : agents.last ?? Self.rootID
    let action = event.action ?? ""
    let mcp = action == "call_tool_mcp" ? event.particulars["name"]?.string : nil
    let name = event.function ?? mcp ?? action
    var span = span(for: event, id: id(of: event), under: parent, name: name, kind: .tool)
    var tool = ToolExecution(name: name, callID: event.callID)
    let arguments = event.calledArguments ?? (mcp == nil ? event.arguments : event.particulars["arguments"])
    tool.arguments = arguments?.telling?.payload
    switch action {
    case "run": tool.command = event.particulars["command"]?.string.map { ShellCommand(text: $0) }
    case "read", "write", "edit":
      // Whether an edit makes the file, its observation tells.
      let path = event.particulars["path"]?.string
      tool.files = path.map { [FileAccess(path: $0, action: action == "read" ? .read : .edit)] } ?? []
    case "think": span.end = event.time
    default: break
    }
    span.tool = tool
    if event.particulars["confirmation_state"]?.string == "rejected" { span.refuse() }
    draft.add(span, at: event.place)
    track(event, span.id)
  }

  /// Remembers where the observation of an action belongs.
  private mutating func track(_ event: OpenHandsEvent, _ span: String) {
    if let id = event.id { actions[id] = span }
    callIDs[span] = event.callID
    waiting = span
  }
}

// MARK: - Calls

extension OpenHandsReader {
  /// The call that led to an action: one for each response, be it to several tools.
  ///
  /// An action without its response was still asked for by a model, so a call is concluded from it.
  private mutating func call(for event: OpenHandsEvent, words: String? = nil) -> String {
    let response = event.response
    let responseID = response?["id"]?.string
    if let responseID, draft[responseID] != nil { return responseID }
    let id = responseID ?? "call \(calls.count + 1)"
    var span = Span(id: id, parentID: agents.last ?? Self.rootID, name: "model", kind: .llm)
    var call = response.map(OpenHandsReader.read(response:)) ?? LLMCall()
    if response == nil {
      span.kindOrigin = .inferred
      call.output = [concludedMessage(event, words: words)]
    }
    call.input = history.conversation
    call.tools = history.tools
    span.name = call.model ?? "model"
    // Only the action's time is told; the model was at work since what came before.
    span.start = lastTime ?? event.time
    span.end = event.time
    span.timeOrigin = event.time == nil ? .recorded : .inferred
    span.llm = call
    if let response { span.keep(response, represented: ["id", "model", "choices", "usage"]) }
    if words != nil {
      span.keep(event.record, represented: ["id", "timestamp", "action", "message", "content"])
    }
    draft.add(span, at: event.place)
    calls.append(id)
    for message in call.output { history.append(message, of: event) }
    return id
  }

  private func concludedMessage(_ event: OpenHandsEvent, words: String?) -> Message {
    let text = words ?? event.thought
    var parts: [Part] = text.map { $0.isEmpty ? [] : [.text($0)] } ?? []
    if words == nil {
      parts.append(
        .toolCall(ToolCall(id: nil, name: event.action ?? "", arguments: event.arguments.jsonText)))
    }
    return Message(role: .assistant, parts: parts)
  }

  /// The completion as litellm passes it on; its prompt tokens include cached ones.
  private static func read(response: AttributeValue) -> LLMCall {
    var reader = ChatReader()
    var call = LLMCall(responseModel: response["model"]?.string, responseID: response["id"]?.string)
    for choice in response["choices"]?.array ?? [] {
      let messages = reader.conversation(choice["message"] ?? .null, role: .assistant)
      call.output += messages.map { message in
        var message = message
        message.finishReason = choice["finish_reason"]?.string
        return message
      }
    }
    call.finishReasons = call.output.compactMap(\.finishReason)
    call.usage = response["usage"].flatMap { UsageReader.usage($0) }
    call.serviceTier = response["service_tier"]?.string
    return call
  }
}
