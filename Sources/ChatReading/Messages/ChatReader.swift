package import TraceModel
import TraceSource

/// Reads messages of any provider's shape into the one of the model.
///
/// The shapes: OpenAI Chat Completions and Responses, Anthropic Messages, Gemini contents, GenAI conventions,
/// OpenInference, LangChain envelopes, Vercel AI SDK. They are told apart member by member, not by provider,
/// because real files mix them.
package struct ChatReader {
  /// Whether everything read so far stands in what was returned.
  package private(set) var isComplete = true

  /// The provider's own tools that what was read so far tells of.
  package private(set) var hostedTools = HostedTools()

  /// Creates a reader that has left nothing out yet.
  package init() {}

  /// Notes a tool that the provider ran itself.
  mutating func noteHostedTool(_ part: AttributeValue, type: String?) {
    hostedTools.note(part, type: type ?? "")
  }

  /// Notes that something of the source was left out.
  package mutating func leaveOut() { isComplete = false }

  /// Reads a conversation: a list of messages, one message, a plain text, or a whole request or response body.
  ///
  /// - Parameters:
  ///   - value: The conversation; JSON in strings is unwrapped.
  ///   - role: The role of what names none.
  ///   - inner: The value without JSON in strings, where it is known.
  package mutating func conversation(
    _ value: AttributeValue, role: Role, unwrapped inner: AttributeValue? = nil
  ) -> [Message] {
    conversation(value, role: role, depth: 0, unwrapped: inner)
  }

  /// Reads an element of a list of messages, as long as not all of them are parts without a message.
  mutating func element(_ value: AttributeValue, role: Role) -> [Message] {
    conversation(value, role: role, depth: 1)
  }

  private mutating func conversation(
    _ value: AttributeValue, role: Role, depth: Int, unwrapped inner: AttributeValue? = nil
  ) -> [Message] {
    guard depth < 8 else {
      leaveOut()
      return []
    }
    switch inner ?? value.unwrapped {
    case .null: return []
    case .array(let elements): return list(elements, role: role, depth: depth)
    case .map(let members):
      let messages = body(.map(members), role: role, depth: depth)
      guard messages.isEmpty, depth == 0, case .string(let text) = value else { return messages }
      // Structured output: JSON that no provider's shape explains is what was said.
      return [Message(role: role, text: text)]
    case .string(let text): return text.isEmpty ? [] : [Message(role: role, text: text)]
    case let other: return [Message(role: role, text: other.plainText)]
    }
  }

  private mutating func list(_ elements: [AttributeValue], role: Role, depth: Int) -> [Message] {
    if !elements.isEmpty, elements.allSatisfy({ Self.isBarePart($0) }) {
      return messages(of: elements.flatMap { part($0) }, role: role)
    }
    return elements.flatMap { conversation($0, role: role, depth: depth + 1) }
  }

  /// Parts outside of any message as messages: one where the model wrote all of them, else one for each stretch
  /// of the same speaker, since the Responses API strings its items together.
  private func messages(of parts: [Part], role: Role) -> [Message] {
    if role == .assistant { return parts.isEmpty ? [] : [Message(role: role, parts: parts)] }
    var result: [Message] = []
    for part in parts {
      var speaker = role
      switch part {
      case .toolCall, .reasoning: speaker = .assistant
      case .toolResult: speaker = .tool
      case .media where result.last?.role == .tool: speaker = .tool
      default: break
      }
      if result.last?.role != speaker { result.append(Message(role: speaker, parts: [])) }
      result[result.count - 1].parts.append(part)
    }
    return result
  }

  /// A part outside of any message: it has a type that parts have and no role.
  static func isBarePart(_ value: AttributeValue) -> Bool {
    guard let members = Members(value), !members.has("role"), !members.has("message") else { return false }
    guard let type = value["type"]?.string else {
      return value["text"]?.string != nil && value["parts"] == nil || value["tool.name"] != nil
        || value["toolCallId"] != nil
    }
    return PartShape(type: type) != nil && value["data"]?.map == nil
  }

  /// Reads a map: an envelope around messages, or a message.
  private mutating func body(_ value: AttributeValue, role: Role, depth: Int) -> [Message] {
    guard var members = Members(value) else { return [] }
    if ChatEnvelope.isMessage(value) { return message(value, role: role).map { [$0] } ?? [] }
    let isCandidate = value["content"]?["parts"] != nil || value["content"]?["role"]?.string != nil
    let envelopes = isCandidate ? [ChatEnvelope(member: "content")] : ChatEnvelope.all
    for envelope in envelopes where members.has(envelope.member) {
      var messages: [Message] = []
      for lead in envelope.leads {
        if let value = value[path: lead], !value.isVoid {
          messages += system(value)
          if let name = lead.first { members.ignore(name) }
        }
      }
      if let content = members.take(envelope.member) {
        messages += conversation(content, role: envelope.role ?? role, depth: depth + 1)
      }
      let finish = members.text("finish_reason", "finishReason") ?? Self.langChainFinish(&members)
      if let finish, let last = messages.indices.last {
        messages[last].finishReason = messages[last].finishReason ?? finish
      }
      if let last = messages.indices.last {
        messages[last].parts += grounding(members.peek(["groundingMetadata", "grounding_metadata"]))
      }
      members.ignore("index", "type", "object")
      if members.hasRest { leaveOut() }
      return messages
    }
    return message(value, role: role).map { [$0] } ?? []
  }

  /// Where LangChain's generations say why the model stopped.
  private static func langChainFinish(_ members: inout Members) -> String? {
    guard let info = members.peek(["generation_info"]), let reason = info["finish_reason"]?.string else {
      return nil
    }
    if info.map?.count == 1 { members.ignore("generation_info") }
    return reason
  }

  /// Reads system instructions: a text, a list of parts, or a content object.
  package mutating func system(_ value: AttributeValue) -> [Message] {
    let content = value.unwrapped
    if let elements = content.array, elements.allSatisfy({ $0.string != nil }) {
      return elements.compactMap(\.string).filter { !$0.isEmpty }.map { Message(role: .system, text: $0) }
    }
    return conversation(content, role: .system, depth: 1).map { message in
      var message = message
      if message.role != .developer { message.role = .system }
      return message
    }
  }
}

/// A map that wraps messages: the member that holds them, and the paths of system instructions before them.
struct ChatEnvelope: Sendable {
  var member: String
  var role: Role?
  var leads: [[String]] = []

  /// Most telling first. A response's `output` must come after `choices`, a request's `input` after `messages`.
  static let all: [ChatEnvelope] = [
    ChatEnvelope(member: "message"),
    ChatEnvelope(member: "messages", leads: [["system"]]),
    ChatEnvelope(
      member: "contents",
      leads: [["system_instruction"], ["systemInstruction"], ["config", "system_instruction"]]),
    ChatEnvelope(member: "choices", role: .assistant),
    ChatEnvelope(member: "candidates", role: .assistant),
    ChatEnvelope(member: "generations", role: .assistant),
    ChatEnvelope(member: "output", role: .assistant),
    ChatEnvelope(member: "outputs", role: .assistant),
    ChatEnvelope(member: "input", leads: [["instructions"]]),
    ChatEnvelope(member: "inputs"),
    ChatEnvelope(member: "update", role: .assistant),
  ]

  /// Whether the map is itself a message rather than an envelope: it names a role or holds a message's content.
  static func isMessage(_ value: AttributeValue) -> Bool {
    if value["role"]?.string != nil && value["message"] == nil { return true }
    if value["lc"] != nil || value["parts"]?.array != nil { return true }
    if value["type"]?.string != nil, value["data"]?["content"] != nil || value["content"] != nil {
      return true
    }
    if value["type"]?.string.flatMap(PartShape.init(type:)) != nil { return true }
    return value["kwargs"]?["content"] != nil
  }
}
