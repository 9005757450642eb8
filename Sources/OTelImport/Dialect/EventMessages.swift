import ChatReading
import TraceModel
import TraceSource

/// What a span's events and log records say of its messages (GenAI conventions up to 1.36, and `…details` events).
struct EventMessages {
  /// What the model was given, in the order of the events.
  private(set) var input: [Message] = []
  /// What the model wrote.
  private(set) var output: [Message] = []
  /// Whether an event is one that only model calls have.
  private(set) var tellModelCall = false
  /// What a tool answered, on an event whose output is a tool's message.
  private(set) var toolResult: ToolResult?
  /// Attributes of events that speak of the whole span, to be read like its own.
  private(set) var details: [Attribute] = []

  static let none = EventMessages([])

  init(_ events: [SpanEvent]) {
    for event in events { read(event) }
  }

  private static let roles: [String: Role] = [
    "gen_ai.system.message": .system, "gen_ai.user.message": .user, "gen_ai.assistant.message": .assistant,
    "gen_ai.tool.message": .tool,
  ]
  private static let detailNames: Set<String> = [
    "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions", "gen_ai.prompt",
    "gen_ai.completion",
  ]

  private mutating func read(_ event: SpanEvent) {
    let name = event.attributes["event.name"]?.string ?? event.name
    if let role = Self.roles[name] {
      input += message(event, role: role)
      tellModelCall = true
    } else if name == "gen_ai.choice" {
      output += choice(event)
      tellModelCall = true
    } else if name == "gen_ai.client.inference.operation.details" {
      details += event.attributes
      tellModelCall = true
    } else if event.attributes.contains(where: { Self.detailNames.contains($0.name) }) {
      details += event.attributes.filter { Self.detailNames.contains($0.name) }
    } else if let body = event.attributes[OTelLogRecord.bodyName], body["input"]?["messages"] != nil {
      readPair(body)
    }
  }

  /// The body of the event, or its attributes where an SDK put the members there.
  private func content(_ event: SpanEvent) -> AttributeValue {
    if let body = event.attributes[OTelLogRecord.bodyName], body.unwrapped.map != nil {
      return body.unwrapped
    }
    let members = event.attributes.filter { !$0.name.hasPrefix("gen_ai.") && $0.name != "event.name" }
    return .map(members)
  }

  private func message(_ event: SpanEvent, role: Role) -> [Message] {
    var reader = ChatReader()
    let content = content(event)
    if content["content"] == nil, content["role"] == nil, content["tool_calls"] == nil { return [] }
    return reader.message(content, role: role).map { [$0] } ?? []
  }

  private func choice(_ event: SpanEvent) -> [Message] {
    var reader = ChatReader()
    let content = content(event)
    let inner = content["message"]?.unwrapped ?? content
    let message: Message?
    if inner.map != nil {
      message = reader.message(inner, role: .assistant)
    } else {
      message = reader.conversation(inner, role: .assistant).first
    }
    guard var result = message else { return [] }
    result.finishReason = result.finishReason ?? content["finish_reason"]?.string
    return [result]
  }

  /// CloudWatch's log body: `{input: {messages}, output: {messages}}`, whose contents are JSON texts.
  private mutating func readPair(_ body: AttributeValue) {
    for message in body["input"]?["messages"]?.array ?? [] { input += paired(message, role: .user) }
    for message in body["output"]?["messages"]?.array ?? [] {
      output += paired(message, role: .assistant)
      let content = message["content"]?.unwrapped
      if content?["generations"] != nil { tellModelCall = true }
      if content?["tool_call_id"] != nil { toolResult = output.last?.toolResult ?? toolResult }
    }
  }

  private func paired(_ message: AttributeValue, role: Role) -> [Message] {
    var reader = ChatReader()
    if let content = message["content"]?.unwrapped, content.map != nil {
      // LangChain's message of a tool; its own content is the bare result.
      if content["tool_call_id"] != nil { return reader.conversation(content, role: .tool) }
      let named = message["role"]?.string.map { Role(chatName: $0) }
      let messages = reader.conversation(
        content["message"] ?? content["content"] ?? content, role: named ?? role)
      if !messages.isEmpty { return messages }
    }
    return reader.conversation(message, role: role)
  }
}

extension OTelLogRecord {
  /// The attribute of an event that holds the body of the log record it was made of.
  static let bodyName = "body"

  /// The name of the event: its own, or the attribute that older SDKs use.
  var name: String { eventName ?? attributes["event.name"]?.string ?? "log" }

  /// The record as an event of a span, with nothing left out.
  var event: SpanEvent {
    var members = attributes
    if !body.isVoid { members.append(Attribute(Self.bodyName, body)) }
    return SpanEvent(name: name, time: time, attributes: members)
  }
}
