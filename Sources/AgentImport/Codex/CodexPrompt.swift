import ChatReading
import TraceModel
import TraceSource

/// Tells what a user asked from what Codex says in the user's name.
struct CodexPrompt {
  /// The texts that the session's events call a user's message.
  private let asked: Set<String>

  init(_ lines: [CodexLine]) {
    asked = Set(lines.compactMap(Self.eventText))
  }

  /// Whether a message of the role `user` is a user's prompt, not a context such as the environment or AGENTS.md.
  func isAsked(_ item: AttributeValue) -> Bool {
    guard let text = item["content"]?.joinedText else { return item["content"]?.array?.isEmpty == false }
    let kinds = item["internal_chat_message_metadata_passthrough"]?["content_item_kinds"]?.array ?? []
    let names = kinds.compactMap(\.string).filter { $0 != "unknown" }
    if !names.isEmpty { return names.contains { $0.hasPrefix("user.") } }
    return asked.contains(text) || !Self.isContext(text)
  }

  /// The text of a `user_message` event or of the completed item that newer versions write instead.
  private static func eventText(_ line: CodexLine) -> String? {
    guard line.type == "event_msg" else { return nil }
    if line.kind == "user_message" { return line.payload["message"]?.string }
    let item = line.payload["item"]
    return item?["type"]?.string == "UserMessage" ? item?["content"]?.joinedText : nil
  }

  /// Codex marks what it adds with a tag around all of it, or with AGENTS.md's own title.
  private static func isContext(_ text: String) -> Bool {
    if text.hasPrefix("# AGENTS.md instructions") { return true }
    guard text.first == "<", let end = text.firstIndex(of: ">") else { return false }
    let tag = text[text.index(after: text.startIndex)..<end].prefix { $0 != " " }
    guard !tag.isEmpty, tag.allSatisfy({ $0.isLetter || $0 == "_" || $0 == "-" }) else { return false }
    return text.contains("</\(tag)>")
  }
}
