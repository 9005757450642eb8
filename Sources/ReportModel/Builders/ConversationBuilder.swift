import TraceAnalysis
import TraceModel
import TraceText

/// The run as a chat, each message as often as it was said, in the order in which calls first saw or wrote them.
struct ConversationBuilder {
  let context: TraceContext

  /// The chat of a run that is no session: each message as a link to where it stands.
  func conversation(_ messages: MessageBuilder) -> ConversationView {
    let entries = firstAppearances(messages).map { message, anchor, span in
      ConversationView.Entry(
        role: MessageBuilder.roleID(message.role), label: MessageBuilder.roleLabel(message.role),
        preview: message.overview(180), target: anchor, source: context.reference(span))
    }
    guard entries.isEmpty else { return ConversationView(entries: entries, note: nil) }
    let exchange = exchange()
    return ConversationView(entries: exchange, note: exchange.isEmpty ? Self.nothing : Self.noMessages)
  }

  /// What the run was asked and what it answered, for one that kept no messages.
  private func exchange() -> [ConversationView.Entry] {
    let exchange = context.analysis.conversation
    let said: [(role: Role, text: String?, span: Int?)] = [
      (.user, exchange.question, exchange.questionSpan), (.assistant, exchange.answer, exchange.answerSpan),
    ]
    return said.compactMap { role, text, span in
      guard let text, let span else { return nil }
      return ConversationView.Entry(
        role: MessageBuilder.roleID(role), label: role == .user ? "Question" : "Answer",
        preview: text.preview(180), target: context.anchors[span], source: context.reference(span))
    }
  }

  static let nothing = "No messages were recorded."
  private static let noMessages = "No messages were recorded: this is what the run was given and gave back."

  /// Every message where it is said first, with the call that saw or wrote it. A history repeats answers without what
  /// their model thought: such a one was said by the call that wrote it.
  func firstAppearances(
    _ messages: MessageBuilder
  ) -> [(message: Message, anchor: String, span: Int)] {
    var occurrences = MessageOccurrences()
    var written: Set<Spoken> = []
    return context.spans.enumerated().flatMap { index, span -> [(Message, String, Int)] in
      guard let call = span.llm, span.kind == .llm || context.analysis.figures.llmCalls == 0 else {
        return []
      }
      let new = occurrences.new(in: call) { messages.store.anchor(of: $0) }.filter { message, _ in
        guard message.role == .assistant, !written.isEmpty, let spoken = Spoken(message) else { return true }
        return !written.contains(spoken) || call.output.contains(message)
      }
      written.formUnion(call.output.compactMap(Spoken.init))
      return new.map { ($0.message, $0.anchor, index) }
    }
  }
}

/// What others heard of a message: its words and the tools that it asked for.
private struct Spoken: Hashable {
  let text: String
  let tools: [String]

  /// `nil` where there is nothing to hear.
  init?(_ message: Message) {
    text = message.text.trimmed
    tools = message.toolCalls.map { $0.id ?? $0.name }
    if text.isEmpty, tools.isEmpty { return nil }
  }
}
