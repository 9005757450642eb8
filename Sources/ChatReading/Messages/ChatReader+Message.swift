package import TraceModel
import TraceSource

extension ChatReader {
  /// Reads one message; `nil` where it says nothing.
  package mutating func message(_ value: AttributeValue, role fallback: Role) -> Message? {
    guard let inner = unwrapEnvelope(value), var members = Members(inner.value) else { return nil }
    let stated = readRole(&members, class: inner.className)
    let role = stated ?? fallback
    var message = Message(role: role, parts: [])
    message.name = members.text("name")
    message.finishReason = members.text("finish_reason", "finishReason", "stop_reason")
    if role == .tool, let results = toolMessage(&members, name: message.name) {
      message.parts = results
    } else if let type = inner.value["type"]?.string, PartShape(type: type)?.isWholeMessage == true {
      return responsesItem(inner.value, role: fallback)
    } else {
      message.parts = content(&members)
    }
    if role == .user, message.parts.areToolResults {
      // Anthropic and Gemini send results back in the user's name; the model has a role for them.
      message.role = .tool
    }
    members.ignore("type", "role", "example", "index", "id", "object")
    // `{"reasoning": …, "answer": …}` is an answer of a shape that the application asked for, and no message.
    if stated == nil, members.hasRest, !message.parts.isEmpty, message.parts.allSatisfy(\.isReasoning) {
      return nil
    }
    if members.hasRest { leaveOut() }
    // An empty message that names its role stays: content capture may be off for that part alone.
    return message.parts.isEmpty && stated == nil ? nil : message
  }

  /// An item of the Responses API that stands where a message would: a tool call, its output, reasoning.
  private mutating func responsesItem(_ value: AttributeValue, role: Role) -> Message? {
    let parts = part(value)
    guard let first = parts.first else { return nil }
    if case .toolResult = first { return Message(role: .tool, parts: parts) }
    return Message(role: .assistant, parts: parts)
  }

  /// The role by member, by the message's type, or by LangChain's class name.
  private func readRole(_ members: inout Members, class className: String?) -> Role? {
    if let name = members.take("role")?.string { return Role(chatName: name) }
    if let type = members.take("type")?.string, let role = Self.rolesByType[type] { return role }
    return className.flatMap { Self.rolesByType[$0] }
  }

  /// LangChain's names, and those of the steps of Gemini's Interactions.
  private static let rolesByType: [String: Role] = [
    "user_input": .user, "model_output": .assistant,
    "human": .user, "ai": .assistant, "system": .system, "tool": .tool, "function": .tool,
    "developer": .developer,
    "HumanMessage": .user, "AIMessage": .assistant, "SystemMessage": .system, "ToolMessage": .tool,
    "FunctionMessage": .tool, "HumanMessageChunk": .user, "AIMessageChunk": .assistant,
  ]

  /// LangChain's constructor envelope and its `{type, data}` dump, peeled off; other maps as they are.
  private mutating func unwrapEnvelope(_ value: AttributeValue) -> (
    value: AttributeValue, className: String?
  )? {
    let value = value.unwrapped
    if value["lc"] != nil || value["kwargs"]?["content"] != nil, let inner = value["kwargs"] {
      return (inner, value["id"]?.array?.last?.string)
    }
    if let data = value["data"], data["content"] != nil, let type = value["type"]?.string {
      return (data, data["type"] == nil ? type : nil)
    }
    return value.map == nil ? nil : (value, nil)
  }

  /// A tool message as results: OpenAI's and LangChain's hold one result as content beside the call's id,
  /// Vercel's and Gemini's hold a list of results.
  ///
  /// `nil` where the message has no content of that name.
  private mutating func toolMessage(_ members: inout Members, name: String?) -> [Part]? {
    let id = members.text("tool_call_id", "toolCallId", "tool_use_id")
    guard let content = members.take("content", "contents") else {
      return id.map { [.toolResult(ToolResult(callID: $0, name: name, content: ""))] }
    }
    let parts = parts(content)
    if parts.contains(where: \.isToolResult) { return parts }
    let isError = members.text("status") == "error" || members.take("is_error")?.bool == true
    let media = parts.filter(\.isMedia)
    let isPlain = parts.allSatisfy { $0.isText || $0.isMedia }
    let text = isPlain ? Message(role: .tool, parts: parts).text : content.plainText
    let result = ToolResult(
      callID: id ?? members.text("id"), name: name, content: text, isError: isError)
    return [.toolResult(result)] + (isPlain ? media : [])
  }

  /// The parts of a message: reasoning, content, then tool calls, each call once.
  private mutating func content(_ members: inout Members) -> [Part] {
    var result: [Part] = []
    var seen: [AttributeValue] = []
    if let text = members.text("reasoning_content", "reasoning", "thinking") {
      result.append(.reasoning(Reasoning(text: text)))
    }
    for value in [
      members.take("content"), members.take("contents"), members.take("parts"), members.take("text"),
    ] {
      guard let value, !seen.contains(value) else { continue }
      seen.append(value)
      result = Self.said(result, again: parts(value))
    }
    if let notes = members.take("annotations", "citations") {
      result += citations(notes, of: Message(role: .assistant, parts: result).text)
    }
    if let refusal = members.text("refusal") { result.append(.text(refusal)) }
    if let audio = members.take("audio"), audio.map != nil { result += spoken(audio) }
    if let calls = members.take("tool_calls", "toolCalls") {
      for element in calls.unwrapped.array ?? [calls] { appendCall(toolCall(element), to: &result) }
    }
    // LangChain sets the calls whose arguments are no JSON apart.
    for element in members.take("invalid_tool_calls")?.unwrapped.array ?? [] {
      appendCall(toolCall(element), to: &result)
    }
    if let call = members.take("function_call", "functionCall") { appendCall(toolCall(call), to: &result) }
    if let extra = members.take("additional_kwargs"), var rest = Members(extra) {
      if let calls = rest.take("tool_calls")?.array {
        for element in calls { appendCall(toolCall(element), to: &result) }
      }
      if let call = rest.take("function_call") { appendCall(toolCall(call), to: &result) }
      if let text = rest.text("reasoning_content") {
        result.insert(.reasoning(Reasoning(text: text)), at: 0)
      }
      if let text = rest.text("refusal") { result.append(.text(text)) }
      if rest.hasRest { leaveOut() }
    }
    return onceEach(Self.joinCited(result))
  }

  /// Parts with those that another member of the message holds: some writers keep a text in `content` and again,
  /// in pieces, in `contents` or `parts`. The pieces stand for it.
  private static func said(_ known: [Part], again parts: [Part]) -> [Part] {
    func letters(_ parts: [Part]) -> [Character] {
      parts.flatMap { part -> [Character] in
        if case .text(let text) = part { text.filter { !$0.isWhitespace } } else { [] }
      }
    }
    let text = letters(known)
    return text.isEmpty || text != letters(parts) ? known + parts : known.filter { !$0.isText } + parts
  }

  /// What a model said aloud: its words, then the sound itself or the id under which the provider keeps it.
  private func spoken(_ value: AttributeValue) -> [Part] {
    let words = (value["transcript"]?.string).map { [Part.text($0)] } ?? []
    if let sound = value["data"]?.string, !sound.isEmpty {
      return words + [.media(Media(mediaType: "audio", content: .base64(sound)))]
    }
    return words
      + ((value["id"]?.string).map { [.media(Media(mediaType: "audio", content: .file($0)))] } ?? [])
  }

  private func appendCall(_ call: ToolCall?, to parts: inout [Part]) {
    if let call { parts.append(.toolCall(call)) }
  }

  /// The parts with a tool call of the same id, and a thought of the same words, only once: some writers put them in
  /// two places.
  private func onceEach(_ parts: [Part]) -> [Part] {
    var seen: Set<String> = []
    return parts.filter { part in
      switch part {
      case .toolCall(let call): call.id.map { seen.insert("call " + $0).inserted } ?? true
      case .reasoning(let thought):
        thought.text.isEmpty || seen.insert("thought " + thought.text).inserted
      default: true
      }
    }
  }
}

extension Role {
  /// Reads a role; smolagents writes `tool-response` and `tool-call`.
  package init(chatName name: String) {
    switch name.lowercased() {
    case "tool-response", "tool_response": self = .tool
    case "tool-call", "tool_call": self = .assistant
    default: self.init(name)
    }
  }
}
