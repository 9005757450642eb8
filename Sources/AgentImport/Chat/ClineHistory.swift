import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Tells apart what stands in the messages that Cline and Roo write in the user's name: results of tools as text, the
/// person's own words in tags, and what the program says of the editor.
struct ClineHistory {
  /// What a message in the user's name holds.
  struct Apart {
    /// Results of tools, in order.
    var results: [ToolResult] = []
    /// What the person wrote; `nil` where nobody did.
    var words: String?
    /// All but the results.
    var rest: [AttributeValue] = []
  }

  /// The calls of the last answer that have no result yet.
  private var open: [ToolCall] = []

  /// Whether a conversation is one of these: its first message has the task or the state of the editor in tags.
  static func isOne(_ conversation: ChatConversation) -> Bool {
    let first = conversation.messages.first { $0.message["role"]?.string == "user" }
    return (first?.message["content"]?.array ?? []).contains { block in
      guard let text = block["text"]?.string else { return false }
      return text.hasPrefix("<environment_details>") || text.hasPrefix("<task>\n")
    }
  }

  /// Takes note of what an answer asks for.
  mutating func ask(_ calls: [ToolCall]) { open = calls }

  /// Parts a message; `nil` where it has no blocks.
  mutating func apart(_ message: AttributeValue) -> Apart? {
    guard let blocks = message["content"]?.array else { return nil }
    var apart = Apart()
    var words: [String] = []
    var isOfResult = false
    for block in blocks {
      let text = block["type"]?.string == "text" ? block["text"]?.string : nil
      if let text, let head = Self.head(of: text) {
        apart.results.append(result(head.tool, text[head.end...].trimmed))
        isOfResult = apart.results.last?.content.isEmpty == true
        if Self.asking.contains(head.tool) { words += Self.words(in: text[head.end...]) }
      } else if let text, isOfResult, !Self.isProgram(text), Self.words(in: text).isEmpty {
        // Older versions give the result a block of its own.
        apart.results[apart.results.count - 1].content = text.trimmed
        isOfResult = false
      } else {
        if let text, !Self.isProgram(text) { words += Self.words(in: text) }
        apart.rest.append(block)
      }
    }
    apart.words = words.isEmpty ? nil : words.joined(separator: "\n\n")
    return apart
  }

  /// The result of the first open call of a tool, else of the first that is open.
  private mutating func result(_ tool: String, _ content: String) -> ToolResult {
    let place = open.firstIndex { $0.name == tool } ?? open.indices.first
    let call = place.map { open.remove(at: $0) }
    return ToolResult(callID: call?.id, name: call?.name ?? tool, content: content, isError: false)
  }

  /// The tool that a text names in the line before its result, such as `[read_file for 'a.py'] Result:`, and where that
  /// line ends; what it was asked for may have several lines of its own.
  private static func head(of text: String) -> (tool: String, end: String.Index)? {
    guard text.first == "[" else { return nil }
    let tool = text.dropFirst().prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    let behind = text[tool.endIndex...]
    guard !tool.isEmpty, behind.hasPrefix("] Result:") || behind.hasPrefix(" for '"),
      let end = behind.firstRange(of: "] Result:")
    else { return nil }
    return (String(tool), end.upperBound)
  }

  /// Tools whose result is what the person answers.
  private static let asking: Set<String> = [
    "ask_followup_question", "plan_mode_respond", "attempt_completion", "new_task", "condense",
  ]

  /// What a person writes stands in one of these.
  private static let tags = ["task", "user_message", "feedback", "answer"]

  private static func words(in text: some StringProtocol) -> [String] {
    let text = String(text)
    return tags.compactMap { text.content(ofTag: $0)?.trimmed }.filter { !$0.isEmpty }
  }

  /// Whether a block is the state of the editor or a file, which may hold anything.
  private static func isProgram(_ text: String) -> Bool {
    let head = text.drop(while: \.isWhitespace)
    return [
      "<environment_details>", "# task_progress", "# TODO LIST", "Files attached by the user",
      "<file_content",
    ]
    .contains { head.hasPrefix($0) }
  }
}
