import TraceModel
import TraceSource

/// Reads conversations as OpenLIT's instrumentation writes them: one text, in which `role: ` at the start of a line
/// begins a message.
enum OpenLITText {
  /// Whether a call's parameters are those that OpenLIT records.
  static func isWriter(of parameters: AttributeValue?) -> Bool { parameters?.unwrapped["is_stream"] != nil }

  /// The messages in a text; `nil` where it does not begin with a role.
  static func messages(_ text: String) -> [Message]? {
    var messages: [(role: Role, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let (role, content) = opening(line) {
        messages.append((role, [content]))
      } else if messages.isEmpty {
        return nil
      } else {
        messages[messages.count - 1].lines.append(line)
      }
    }
    return messages.map { message in
      let text = message.lines.joined(separator: "\n")
      return isNothing(text)
        ? Message(role: message.role, parts: []) : Message(role: message.role, text: text)
    }
  }

  /// Python's word for no text, as on a message that only calls tools.
  static func isNothing(_ text: String) -> Bool { text == "None" }

  private static func opening(_ line: Substring) -> (Role, Substring)? {
    guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { return nil }
    switch line[..<colon] {
    case "system", "developer", "user", "assistant", "tool":
      return (Role(String(line[..<colon])), line[colon...].dropFirst(2))
    default: return nil
    }
  }
}
