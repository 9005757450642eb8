import TraceAnalysis
import TraceModel

/// The run as a chat, each message once, in the order in which calls first saw or wrote them.
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

  /// Every message where it first appears, with the call that saw or wrote it.
  func firstAppearances(
    _ messages: MessageBuilder
  ) -> [(message: Message, anchor: String, span: Int)] {
    var result: [(message: Message, anchor: String, span: Int)] = []
    var seen: Set<String> = []
    var passed: Set<ObjectIdentifier> = []
    for (index, span) in context.spans.enumerated() {
      guard let call = span.llm, span.kind == .llm || context.analysis.figures.llmCalls == 0 else { continue }
      // What an earlier call was given needs no second look.
      let fresh = call.input.growth { $0.identity.flatMap { passed.contains($0) ? $0 : nil } }.grown
      passed.formUnion(fresh.compactMap(\.identity))
      for message in fresh.compactMap(\.last) + call.output {
        guard let anchor = messages.store.anchor(of: message), seen.insert(anchor).inserted else { continue }
        result.append((message, anchor, index))
      }
    }
    return result
  }
}
