import ChatReading
import TraceModel
import TraceSource

/// A chat of several agents, told from the seat of one of them: the others speak as “user” under names of their own.
struct GroupChat {
  /// Fails for a conversation in which no “user” has a name.
  init?(_ conversation: ChatConversation) {
    let isGroup = conversation.messages.contains {
      $0.message["role"]?.string == "user" && $0.message["name"]?.tellingString != nil
    }
    guard isGroup else { return nil }
  }

  /// What one of the group said or gave back: an agent's words, or what came of the code that it was asked to run.
  ///
  /// `nil` for what nobody said, such as the note of a program that it was given nothing to run.
  func said(_ message: Message) -> Message? {
    guard let name = message.name, message.role == .user || message.role == .assistant else { return nil }
    if message.role == .user,
      let code = message.text.split(whereSeparator: \.isNewline).first.flatMap({
        ExitCodeLine.code(in: $0)
      })
    {
      let result = ToolResult(callID: nil, name: name, content: message.text, isError: code != 0)
      return Message(role: .tool, parts: [.toolResult(result)])
    }
    if message.role == .user, message.text.hasPrefix("There is no code from the last ") { return nil }
    var said = message
    said.role = .assistant
    return said
  }
}
