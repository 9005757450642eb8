package import TraceModel
import TraceSource

/// Tools that a provider runs itself, and what tools give back besides text.
extension ChatReader {
  static let resultWrappers = [
    "functionResponse", "function_response", "toolResult", "codeExecutionResult", "code_execution_result",
  ]

  /// What sources say of a tool run that failed.
  package static let failures: Set<String> = [
    "error", "failed", "incomplete", "OUTCOME_FAILED", "OUTCOME_DEADLINE_EXCEEDED",
  ]

  /// Whether Gemini's function response has an `error` and nothing else, as its documentation asks for.
  static func isGeminiFailure(_ response: AttributeValue) -> Bool {
    guard let members = response.map, members.count == 1 else { return false }
    return members.contains { $0.name == "error" && !$0.value.isVoid && $0.value.bool == nil }
  }

  /// Reads an item that tells of such a tool: the call, and what came of it where the item has that too.
  mutating func hostedTool(_ value: AttributeValue) -> [Part] {
    guard var members = Members(value) else { return [] }
    if let code = members.take("executableCode", "executable_code") {
      return [.toolCall(ToolCall(id: code["id"]?.string, name: "code_execution", arguments: code.jsonText))]
    }
    let type = members.text("type") ?? ""
    let kind = type.hasSuffix("_call") ? String(type.dropLast(5)) : type
    let id = members.text("call_id", "id")
    let asked = members.take(["arguments", "action", "queries", "code", "operation", "input"])
    let name = members.text("name") ?? kind
    let call = Part.toolCall(ToolCall(id: id, name: name, arguments: asked?.plainText ?? ""))
    let status = members.text("status")
    let error = members.take("error")
    if kind == "image_generation", let image = members.take("result")?.string {
      if members.hasRest { leaveOut() }
      return [
        call, .toolResult(ToolResult(callID: id, name: name, content: "")),
        .media(Self.media(text: image, type: "image/png", isData: true)),
      ]
    }
    let result = error ?? members.take("output", "outputs", "results", "result")
    members.ignore("type", "id", "server_label", "container_id", "pending_safety_checks")
    if members.hasRest { leaveOut() }
    let hasFailed = error != nil || Self.failures.contains(status ?? "")
    guard result != nil || hasFailed else { return [call] }
    let content = result.map(resultText) ?? status ?? ""
    return [call, .toolResult(ToolResult(callID: id, name: name, content: content, isError: hasFailed))]
  }

  /// The images and files among what a tool gave back, which its text leaves out.
  package mutating func resultMedia(_ value: AttributeValue) -> [Media] {
    guard var members = Members(value) else { return [] }
    if let inner = members.take(Self.resultWrappers) { return resultMedia(inner) }
    guard let content = members.take("response", "result", "content", "output", "value") else { return [] }
    return (content.array ?? [content]).filter { isMedia($0) }.compactMap { media($0) }
  }

  /// Whether a value is an image, a sound or a file.
  package func isMedia(_ value: AttributeValue) -> Bool {
    guard let type = value["type"]?.string, case .media? = PartShape(type: type) else { return false }
    return Self.documentText(value) == nil && value["text"] == nil
  }

  /// An Anthropic document whose content stands in it as text or parts; `nil` for any other media.
  package mutating func document(_ value: AttributeValue) -> [Part]? {
    guard let inner = Self.documentText(value) else { return nil }
    if value["title"] != nil || value["context"] != nil { leaveOut() }
    return parts(inner)
  }

  /// The content of an Anthropic document that stands in it as text or parts.
  static func documentText(_ value: AttributeValue) -> AttributeValue? {
    switch value["source"]?["type"]?.string {
    case "text": value["source"]?["data"]
    case "content": value["source"]?["content"]
    default: nil
    }
  }
}
