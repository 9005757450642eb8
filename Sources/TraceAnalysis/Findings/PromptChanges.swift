import TraceModel
import TraceText

extension FindingRules {
  /// The system prompt of an agent changed while its conversation went on.
  ///
  /// Two calls are of one conversation where the first thing that is no instruction is the same: calls for other
  /// ends have other prompts by right.
  static let promptChanges: Rule = { context in
    var heads = ConversationHeads()
    var last: [String: (span: Int, head: ConversationHeads.Head)] = [:]
    var changes: [(before: Int, after: Int, line: String)] = []
    for call in context.figures.calls {
      guard let input = context.spans[call.span].llm?.input, let head = heads.head(of: input),
        head.first != nil,
        !head.prompt.isEmpty
      else { continue }
      let agent = "\(context.agent(of: call.span) ?? -1)\0\(call.agent ?? "")"
      if let before = last[agent], before.head.first == head.first, before.head.prompt != head.prompt,
        isVersion(before.head.prompt, of: head.prompt)
      {
        changes.append((before.span, call.span, difference(before.head.prompt, head.prompt)))
      }
      last[agent] = (call.span, head)
    }
    // What changes with each call, such as a clock, is how the prompt is made.
    guard let first = changes.first, changes.count * 3 <= context.figures.calls.count else { return [] }
    return [
      Finding(
        .promptChanged, .info,
        changes.count == 1
          ? "The system prompt changed between two calls."
          : "The system prompt changed \(times(changes.count)) between calls.",
        [.plain("First different: "), .code(first.line.preview(160))],
        spans: changes.flatMap { [$0.after, $0.before] })
    ]
  }

  /// Whether most lines are the same: else it is another prompt, for another end.
  private static func isVersion(_ before: String, of after: String) -> Bool {
    let (old, new) = (before.split(whereSeparator: \.isNewline), after.split(whereSeparator: \.isNewline))
    let known = Set(old)
    return new.count { known.contains($0) } * 2 >= max(old.count, new.count)
  }

  /// The first line of the later text that the earlier one lacks there.
  private static func difference(_ before: String, _ after: String) -> String {
    let old = before.lines
    let new = after.lines
    for (index, line) in new.enumerated() where index >= old.count || old[index] != line {
      return String(line)
    }
    return old.count > new.count ? "− " + String(old[new.count]) : ""
  }
}

/// The instructions of conversations and what comes first after them, each read once.
private struct ConversationHeads {
  struct Head {
    var prompt = ""
    var first: Message?
  }

  private var known: [ObjectIdentifier: Head] = [:]

  /// O(what the conversation has beyond those seen before).
  mutating func head(of conversation: Conversation) -> Head? {
    let growth = conversation.growth { $0.identity.flatMap { known[$0] } }
    var head = growth.known ?? Head()
    for grown in growth.grown {
      if head.first == nil, let message = grown.last {
        if message.role == .system || message.role == .developer {
          head.prompt += message.text + "\n"
        } else {
          head.first = message
        }
      }
      if let identity = grown.identity { known[identity] = head }
    }
    return conversation.isEmpty ? nil : head
  }
}
