import TraceModel

/// Takes the plain text out of a recorded input or output.
///
/// JSON is opened only where one member says by its name that it is the text: `{"question": "…"}`,
/// `{"input": {"query": "…"}}`, `{"messages": [… {"role": "user", "content": "…"}]}`.
enum PayloadText {
  enum Side {
    case question, answer

    /// The names of members that are the text, the plainest first.
    var names: [String] {
      switch self {
      case .question:
        [
          "question", "query", "user_query", "user_input", "user_message", "user_prompt", "user_request",
          "task", "input",
          "inputs", "prompt", "message", "goal", "request", "instruction", "utterance", "human_input", "text",
          "content", "body",
        ]
      case .answer:
        [
          "answer", "final_answer", "final_output", "reply", "response", "output", "output_text", "outputs",
          "result",
          "completion", "generated_text", "message", "text", "content", "raw", "body",
        ]
      }
    }

    /// Whether a name that is not in the list says the same, such as `customer_query` and `bot_reply`.
    func isAlike(_ name: String) -> Bool {
      let last = name.lowercased().split { $0 == "_" || $0 == "-" || $0 == "." }.last ?? ""
      switch self {
      case .question: return ["question", "query", "request", "message", "prompt"].contains(last)
      case .answer: return ["answer", "reply", "response", "completion"].contains(last)
      }
    }

    var roles: Set<String> {
      self == .question ? ["user", "human"] : ["assistant", "ai", "model"]
    }
  }

  /// Above this size JSON is left alone: the text of a question is not that long.
  private static let limit = 1 << 20

  static func plain(_ payload: Payload, _ side: Side) -> String? {
    guard payload.form == .json else { return payload.text }
    guard payload.text.utf8.count <= limit, let value = SmallJSON.parse(payload.text) else { return nil }
    return text(value, side, depth: 0)
  }

  private static func text(_ value: SmallJSON, _ side: Side, depth: Int) -> String? {
    switch value {
    case .string(let text): return text
    case .object(let members):
      guard depth < 4 else { return nil }
      for name in side.names {
        if let member = members.last(where: { $0.name == name }),
          let text = text(member.value, side, depth: depth + 1)
        {
          return text
        }
      }
      if let text = members.last(where: { $0.name == "messages" }).flatMap({ message($0.value, side) }) {
        return text
      }
      for member in members where side.isAlike(member.name) {
        if case .string(let text) = member.value, !text.isEmpty { return text }
      }
      // The one text among figures and lists is what it is about.
      let texts = members.compactMap {
        if case .string(let text) = $0.value, !text.isEmpty, side == .answer || !isDestination($0.name) {
          text
        } else {
          nil
        }
      }
      guard depth == 0, texts.count == 1, !members.contains(where: { $0.name == "role" }) else { return nil }
      return side == .answer && isLabel(texts[0], of: members) ? nil : texts[0]
    case .array: return depth == 0 ? message(value, side) : nil
    case .literal: return nil
    }
  }

  /// Whether a name is that of where something is to be written, which nobody asks.
  private static func isDestination(_ name: String) -> Bool {
    let words = name.lowercased().split { $0 == "_" || $0 == "-" || $0 == "." }.map(String.init)
    guard words.count > 1, let first = words.first, let last = words.last else { return false }
    return ["output", "out", "save", "log", "export", "destination", "dest"].contains(first)
      && ["path", "file", "filename", "dir", "directory", "folder"].contains(last)
  }

  /// Whether a text is no more than the name of what stands beside it: an answer in the form of a schema is all of it.
  private static func isLabel(_ text: String, of members: [(name: String, value: SmallJSON)]) -> Bool {
    text.utf8.count < labelBytes && members.reduce(0) { $0 + $1.value.heldText } > text.utf8.count
  }

  /// So long a text says more than a name does.
  private static let labelBytes = 40

  /// A message's text, also out of the `data` or `kwargs` that LangChain's serialisations put around it.
  private static func content(_ message: [(name: String, value: SmallJSON)]) -> String? {
    for member in message.reversed() where member.name == "content" {
      if case .string(let text) = member.value, !text.isEmpty { return text }
    }
    for member in message where member.name == "data" || member.name == "kwargs" {
      guard case .object(let inner) = member.value else { continue }
      for field in inner.reversed() where field.name == "content" {
        if case .string(let text) = field.value, !text.isEmpty { return text }
      }
    }
    return nil
  }

  /// The text of the last message of the wanted role.
  private static func message(_ value: SmallJSON, _ side: Side) -> String? {
    guard case .array(let messages) = value else { return nil }
    for case .object(let members) in messages.reversed() {
      let role = members.last { $0.name == "role" || $0.name == "type" }?.value
      guard case .string(let name)? = role, side.roles.contains(name.lowercased()) else { continue }
      if let text = content(members) { return text }
    }
    return nil
  }
}
