package import TraceModel
import TraceSource

extension ChatReader {
  /// Reads a message's content: a text, one part, or a list of parts.
  package mutating func parts(_ value: AttributeValue) -> [Part] {
    switch value {
    case .null: return []
    case .string(let text): return text.isEmpty ? [] : contentText(text)
    case .array(let elements): return elements.flatMap { parts($0) }
    case .map: return part(value)
    default: return [.text(value.plainText)]
    }
  }

  /// A content text: parts written as JSON text if it is plainly that, else the text itself.
  private mutating func contentText(_ text: String) -> [Part] {
    if let media = Self.mediaReference(text) { return [.media(media)] }
    guard text.utf8.first == 0x5B, let elements = AttributeValue(jsonText: text)?.array, !elements.isEmpty,
      elements.allSatisfy({ looksLikePart($0) })
    else { return [.text(text)] }
    return elements.flatMap { part($0) }
  }

  private func looksLikePart(_ value: AttributeValue) -> Bool {
    if let type = value["type"]?.string {
      return PartShape(type: type) != nil && (value["text"] != nil || value.map?.count ?? 0 > 1)
    }
    guard let members = value.map, members.count == 1, let only = members.first else { return false }
    return ["text", "toolUse", "toolResult", "reasoningContent"].contains(only.name)
  }

  /// Reads one part; a shape this reader does not know becomes `.other` with its JSON.
  package mutating func part(_ value: AttributeValue) -> [Part] {
    guard var members = Members(value) else { return parts(value) }
    let type = members.take("type")?.string ?? members.take("kind")?.string
    let shape: PartShape? =
      if members.has("message_content") { .wrapped } else if let type { PartShape(type: type) } else {
        PartShape(members: members)
      }
    switch shape {
    case .wrapped: return wrapped(&members)
    case .text: return text(&members)
    case .reasoning: return reasoning(&members)
    case .redactedReasoning: return [.reasoning(Reasoning(text: "", isRedacted: true))]
    case .toolCall:
      noteHostedTool(value, type: type)
      if let call = toolCall(value) { return [.toolCall(call)] }
    case .toolResult:
      if let result = toolResult(value) {
        return [.toolResult(result)] + resultMedia(value).map(Part.media)
      }
    case .hostedTool:
      noteHostedTool(value, type: type)
      return hostedTool(value)
    case .media:
      if let parts = document(value) { return parts }
      if let media = media(value) { return [.media(media)] }
    case nil: break
    }
    return [.other(type: type ?? value.map?.first?.name ?? "", json: value.jsonText)]
  }

  /// OpenInference's wrapper around a part, which may hold a tool call beside it.
  private mutating func wrapped(_ members: inout Members) -> [Part] {
    let sibling = members.take("tool_call")
    guard let inner = members.take("message_content") else { return [] }
    if let sibling, let call = toolCall(sibling) { return [.toolCall(call)] }
    return part(inner)
  }

  private mutating func text(_ members: inout Members) -> [Part] {
    let isThought = members.take("thought")?.bool == true
    let text = members.text("text", "content", "value", "refusal") ?? ""
    let citations = citations(members.take("citations", "annotations"), of: text)
    members.ignore("id", "index", "thought_signature", "thoughtSignature")
    if members.hasRest { leaveOut() }
    if text.isEmpty { return citations }
    return [isThought ? .reasoning(Reasoning(text: text)) : .text(text)] + citations
  }

  private mutating func reasoning(_ members: inout Members) -> [Part] {
    let isEncrypted = members.has("encrypted_content") || members.has("signature") || members.has("data")
    let nested = members.take("reasoningContent")?[path: ["reasoningText", "text"]]
    let value = members.take("thinking", "text", "content", "reasoning", "summary") ?? nested ?? .null
    let text = reasoningText(value)
    members.ignore("signature", "id", "encrypted_content", "status", "content", "summary", "providerOptions")
    if members.hasRest { leaveOut() }
    if text.isEmpty && !isEncrypted { return [] }
    return [.reasoning(Reasoning(text: text, isRedacted: text.isEmpty))]
  }

  /// Reasoning as text; lists of summary parts, also written as JSON text, are joined.
  private func reasoningText(_ value: AttributeValue) -> String {
    let inner = value.unwrapped
    guard let elements = inner.array else { return value.plainText == "null" ? "" : value.plainText }
    return elements.map { $0["text"]?.plainText ?? $0.plainText }.joined(separator: "\n\n")
  }

  /// Reads a request to run a tool, whatever its nesting.
  package mutating func toolCall(_ value: AttributeValue) -> ToolCall? {
    guard var members = Members(value.unwrapped) else { return nil }
    if let inner = members.take("tool_call", "functionCall", "function_call", "toolUse") {
      return toolCall(inner)
    }
    let id = members.text("call_id", "id", "toolCallId", "tool_call_id", "toolUseId", "tool_use_id")
    var name = members.text("name", "toolName", "tool_name", "function.name", "tool.name")
    var arguments = members.takeAny(Self.argumentNames)
    if let function = members.take("function"), var inner = Members(function) {
      name = name ?? inner.text("name")
      arguments = arguments ?? inner.takeAny(Self.argumentNames)
    } else if let function = members.take("function")?.string {
      name = name ?? function
    }
    let problem = members.take("error").map { $0["message"]?.string ?? $0.plainText }
    members.ignore(
      "type", "index", "status", "id", "thought_signature", "providerOptions", "dynamic", "invalid")
    if members.hasRest { leaveOut() }
    guard let name else { return nil }
    return ToolCall(id: id, name: name, arguments: arguments?.plainText ?? "", argumentsError: problem)
  }

  private static let argumentNames = [
    "arguments", "args", "input", "parameters", "function.arguments", "tool.args",
  ]

  /// Reads what a tool gave back.
  package mutating func toolResult(_ value: AttributeValue) -> ToolResult? {
    guard var members = Members(value) else { return nil }
    if let inner = members.take(Self.resultWrappers) { return toolResult(inner) }
    let id = members.text("tool_call_id", "toolCallId", "tool_use_id", "call_id", "toolUseId", "id")
    let name = members.text("name", "toolName", "tool_name")
    let content = members.take("response", "result", "content", "output", "value")
    let status = members.text("status", "outcome")
    let isError =
      members.take("is_error", "isError")?.bool == true || Self.failures.contains(status ?? "")
      || content?["type"]?.string.map { $0.hasPrefix("error-") || $0.hasSuffix("_error") } == true
      || content.map { Self.isGeminiFailure($0) } == true
    members.ignore("type", "providerOptions", "max_output_length")
    if members.hasRest { leaveOut() }
    return ToolResult(callID: id, name: name, content: content.map(resultText) ?? "", isError: isError)
  }

  /// A result as text: Vercel's `{type, value}` and lists of text parts are peeled, media stand apart.
  func resultText(_ value: AttributeValue) -> String {
    if value["type"]?.string != nil, let inner = value["value"], value.map?.count == 2 {
      return inner.plainText
    }
    if isMedia(value) { return "" }
    if let elements = value.array, !elements.isEmpty {
      let rest = elements.filter { !isMedia($0) }
      let texts = rest.compactMap {
        $0["text"]?.string ?? Self.documentText($0)?.string ?? $0["json"]?.jsonText
      }
      if texts.count == rest.count { return texts.joined(separator: "\n\n") }
    }
    return value.plainText
  }
}
