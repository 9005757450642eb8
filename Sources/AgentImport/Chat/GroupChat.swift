import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A chat of several agents: told from the seat of one of them, where the others speak as “user” under names of their own; or
/// from none, where each message has its agent as its role, as Magentic-One's logs do.
struct GroupChat {
  /// Whether the agents are told by the roles of their messages.
  private let isByRole: Bool

  /// Fails for a conversation in which no “user” has a name, and no agent a role of its own.
  init?(_ conversation: ChatConversation) {
    let roles = conversation.messages.compactMap { $0.message["role"]?.string.map { Role($0) } }
    isByRole = !roles.contains(.assistant) && roles.count(where: { $0.ownName != nil }) > 1
    let isGroup = conversation.messages.contains {
      $0.message["role"]?.string == "user" && $0.message["name"]?.tellingString != nil
    }
    guard isByRole || isGroup && conversation.statedQuestion != nil else { return nil }
  }

  /// Which agent a message is of; `nil` for a person's.
  func speaker(of message: Message) -> String? {
    guard isByRole else {
      return message.role == .user || message.role == .assistant ? message.name : nil
    }
    // Whom an agent speaks to, or that it only thinks, stands in brackets behind it: `Orchestrator (-> WebSurfer)`.
    return message.role.ownName?.split(separator: "(").first.map { String($0).trimmed }
  }

  /// What one of the group said or gave back: an agent's words, or what came of the code that it was asked to run.
  ///
  /// `nil` for what nobody said, such as the note of a program that it was given nothing to run.
  func said(_ message: Message) -> Message? {
    guard let name = speaker(of: message) else { return nil }
    if message.role != .assistant,
      let code = message.text.split(whereSeparator: \.isNewline).first.flatMap({
        ExitCodeLine.code(in: $0)
      })
    {
      let result = ToolResult(callID: nil, name: name, content: message.text, isError: code != 0)
      return Message(role: .tool, parts: [.toolResult(result)])
    }
    if message.role != .assistant, message.text.hasPrefix("There is no code from the last ") { return nil }
    var said = message
    said.role = .assistant
    return said
  }
}

extension Role {
  /// The name of a role that is none of the known ones.
  fileprivate var ownName: String? {
    if case .other(let name) = self { name } else { nil }
  }
}
