import JSONReader
import TraceModel
import TraceSource

/// The lines of sessions whose messages stand in a frame of the program that wrote them.
///
/// Cursor frames the content alone, Factory's Droid the whole message below a line that begins the session, and
/// Grok's command line says “type” for the role.
enum SessionLine {
  /// Whether a line begins a session of Droid.
  static func isHeader(_ value: JSONValue) -> Bool {
    value["type"]?.string == "session_start" && value["id"]?.kind == .string
  }

  /// Whether a line is a framed message.
  static func isMessage(_ value: JSONValue) -> Bool {
    guard value["uuid"] == nil else { return false }
    if let message = value["message"], message["content"] != nil {
      let isCursor = value["role"]?.kind == .string && value["content"] == nil
      return isCursor || value["type"]?.string == "message" && message["role"]?.kind == .string
    }
    guard let type = value["type"]?.string else { return false }
    return roles[type] != nil && value["content"] != nil || isReasoning(value)
  }

  /// What Grok calls roles.
  private static let roles: [String: String] = [
    "user": "user", "assistant": "assistant", "tool_result": "tool",
  ]

  /// Whether a line is what the model thought before the next message, which Grok writes as the Responses API does.
  private static func isReasoning(_ value: JSONValue) -> Bool {
    value["type"]?.string == "reasoning" && value["summary"]?.kind == .array
  }

  /// The thoughts of a line that has nothing else.
  static func reasoning(_ value: AttributeValue) -> String? {
    guard value["type"]?.string == "reasoning" else { return nil }
    return value["summary"]?.array?.compactMap { $0["text"]?.string }.joined(separator: "\n\n")
  }

  /// Takes the message out of its frame; others stay as they are.
  static func unframe(_ entry: inout ChatEntry) {
    let value = entry.record
    if let message = value["message"], message["content"] != nil {
      if let role = value["role"], case .map(let members) = message, message["role"] == nil {
        entry.message = .map([Attribute("role", role)] + members)
      } else {
        entry.message = message
      }
      entry.model = entry.model ?? message["model"]?.tellingString
      entry.usage = entry.usage ?? message["usage"]?.telling
      entry.represented = ["role", "type", "message"]
    } else if let role = value["type"]?.string.flatMap({ roles[$0] }), case .map(let members) = value {
      entry.message = .map([Attribute("role", .string(role))] + members.filter { $0.name != "type" })
      entry.model = entry.model ?? value["model_id"]?.tellingString
      entry.isInjected = value["synthetic_reason"]?.tellingString != nil
      entry.represented = ["type", "content"]
    }
  }
}
