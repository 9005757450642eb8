import TraceAnalysis
import TraceModel

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
    return ConversationView(entries: entries, note: entries.isEmpty ? Self.nothing : nil)
  }

  static let nothing = "No messages were recorded."

  /// Every message where it is said first, with the call that saw or wrote it.
  func firstAppearances(
    _ messages: MessageBuilder
  ) -> [(message: Message, anchor: String, span: Int)] {
    var occurrences = MessageOccurrences()
    return context.spans.enumerated().flatMap { index, span -> [(Message, String, Int)] in
      guard let call = span.llm, span.kind == .llm || context.analysis.figures.llmCalls == 0 else {
        return []
      }
      return occurrences.new(in: call) { messages.store.anchor(of: $0) }.map {
        ($0.message, $0.anchor, index)
      }
    }
  }
}
