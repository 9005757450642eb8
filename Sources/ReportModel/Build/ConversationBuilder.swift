import TraceAnalysis
import TraceModel

/// The run as a chat, each message once, in the order in which calls first saw or wrote them.
struct ConversationBuilder {
  let context: TraceContext

  func conversation(_ messages: MessageBuilder) -> ConversationView {
    var entries: [ConversationView.Entry] = []
    var seen: Set<String> = []
    for (index, span) in context.spans.enumerated() {
      guard let call = span.llm, span.kind == .llm || context.analysis.figures.llmCalls == 0 else { continue }
      for message in call.input + call.output {
        guard let home = messages.store.home(of: message), seen.insert(home.anchor).inserted else { continue }
        entries.append(
          ConversationView.Entry(
            role: MessageBuilder.roleID(message.role), label: MessageBuilder.roleLabel(message.role),
            preview: message.preview(180), target: home.anchor, source: context.reference(index)))
      }
    }
    return ConversationView(
      entries: entries, note: entries.isEmpty ? "No messages were recorded." : nil)
  }
}
