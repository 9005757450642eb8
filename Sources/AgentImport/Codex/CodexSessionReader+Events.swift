import ChatReading
import TraceModel
import TraceSource

/// The `event_msg` lines of a session: many say again what response items say.
extension CodexSessionReader {
  mutating func event(_ line: CodexLine) {
    let payload = line.payload
    switch line.kind {
    case "token_count":
      if !calls.count(payload, at: line.time), payload["rate_limits"]?.isVoid == false { happen(line) }
    case "task_started", "turn_started":
      calls.settings.contextWindow = payload["model_context_window"]?.int ?? calls.settings.contextWindow
      calls.beginTurn(at: line.time)
      ending = nil
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
    case "turn_aborted":
      let reason = payload["reason"]?.tellingString
      ending = RecordedEnding(reason == "budget_limited" ? .limit : .interrupted, words: reason)
      let event = SpanEvent(name: SpanEvent.interruption, time: line.time, attributes: line.payload.map ?? [])
      if reason != "interrupted" || !calls.interrupt(event) { happen(line) }
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
    if let callID, toolPlaces[callID] == nil,
      let asked = tools.lastIndex(where: { $0.isCallOf(item) })
    {
      // A call of the provider's own tools may have no id.
      toolPlaces[callID] = asked
    }
    if callID.flatMap({ toolPlaces[$0] }) == nil {
      // What the user runs with “!” has no call of the model.
      let name = item["tool"]?.string ?? item["invocation"]?["tool"]?.string ?? CodexTool.runName(item)
      add(
        CodexTool(
          id: "\(rollout.id)/tool-\(tools.count + 1)", parentID: rollout.id, name: name, callID: callID,
          line), callID: callID)
    }
    let place = callID.flatMap { toolPlaces[$0] } ?? tools.count - 1
    tools[place].run(event, item: item, at: line.time)
  }

  /// Puts what has no place of its own among the session's events.
  mutating func happen(_ line: CodexLine) {
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
    span.source = line.place
    others.append(span)
  }

  private static func texts(ofCompleted item: AttributeValue) -> [String] {
    let summary = item["summary_text"]?.array?.compactMap(\.string) ?? []
    let content = item["content"]?.array?.compactMap { $0["text"]?.string } ?? []
    return summary + content + [item["text"]?.string].compactMap { $0 }
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
