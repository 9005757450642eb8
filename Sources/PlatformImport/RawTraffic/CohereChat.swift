import TraceModel
import TraceSource

/// Cohere's first chat API, which keeps the newest message apart from the history and has roles of its own.
///
/// <https://docs.cohere.com/v1/reference/chat>
enum CohereChat {
  /// The members of a request that are messages, but for the preamble, in their order.
  static let requestMembers = ["chat_history", "message", "tool_results"]
  /// The members of a response that are the answer.
  static let responseMembers = ["text", "tool_calls"]

  static func isRequest(_ body: AttributeValue) -> Bool {
    body["message"]?.string != nil && (body["chat_history"]?.array != nil || body["preamble"]?.string != nil)
  }

  static func isResponse(_ body: AttributeValue) -> Bool {
    body["text"]?.string != nil && body["generation_id"]?.string != nil
  }

  /// What the model is given besides its preamble.
  static func messages(_ request: AttributeValue) -> [Message] {
    let newest = request["message"]?.string ?? ""
    return (request["chat_history"]?.array ?? []).compactMap(message)
      + (newest.isEmpty ? [] : [Message(role: .user, text: newest)])
      + (results(request["tool_results"]).map { [Message(role: .tool, parts: $0)] } ?? [])
  }

  /// What the model wrote, and the tools that it asked for.
  static func answer(_ response: AttributeValue) -> [Message] {
    let parts = parts(text: response["text"], calls: response["tool_calls"])
    return parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)]
  }

  private static func message(_ value: AttributeValue) -> Message? {
    let name = value["role"]?.string ?? "USER"
    let role: Role = name.lowercased() == "chatbot" ? .assistant : Role(name)
    let parts =
      parts(text: value["message"], calls: value["tool_calls"]) + (results(value["tool_results"]) ?? [])
    return parts.isEmpty ? nil : Message(role: role, parts: parts)
  }

  private static func parts(text: AttributeValue?, calls: AttributeValue?) -> [Part] {
    let text = text?.string ?? ""
    return (text.isEmpty ? [] : [.text(text)])
      + (calls?.array ?? []).compactMap { call in
        call["name"]?.string.map { name in
          .toolCall(ToolCall(id: nil, name: name, arguments: call["parameters"]?.jsonText ?? "{}"))
        }
      }
  }

  private static func results(_ value: AttributeValue?) -> [Part]? {
    value?.array.map { results in
      results.map { result in
        .toolResult(
          ToolResult(
            callID: nil, name: result["call"]?["name"]?.string, content: result["outputs"]?.jsonText ?? ""))
      }
    }
  }
}
