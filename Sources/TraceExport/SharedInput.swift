import TraceAttributes
import TraceModel

/// How a model call's messages are written that an earlier call was given too.
public enum RepeatedInput: Sendable {
  /// Each call with all of its messages, so that other programs see them; in a trace of more than 8 MiB of such messages
  /// as `named`.
  case full
  /// Each message once: a call names the earlier one whose messages go before its own.
  case named
}

/// Finds out which model calls begin with what an earlier one was given, so that a long session does not write
/// the same messages a thousand times.
enum SharedInput {
  /// Up to this many bytes of messages a trace is written in full, so that other programs see all of each call.
  static let fullBytes = 8 << 20
  /// How many calls back are compared: sub-agents take turns.
  private static let compared = 8

  /// For each span whose input begins with the whole input of an earlier one, and is not to be written in full: that
  /// one's index.
  static func find(in spans: [Span], _ repeats: RepeatedInput) -> [Int: Int] {
    let isLarge = spans.reduce(0) { $0 + ($1.llm?.input.bytes ?? 0) } > fullBytes
    guard isLarge || repeats == .named else { return [:] }
    var result: [Int: Int] = [:]
    var recent: [Int] = []
    for (index, span) in spans.enumerated() {
      guard let input = span.llm?.input, !input.isEmpty else { continue }
      // What the source itself repeats is written as it stands; to name that costs the fewest words.
      guard isLarge || !SpanAttributes.hasInputMessages(span) else { continue }
      let candidates = recent.filter { begins(input, with: spans[$0].llm?.input ?? []) }
      result[index] = candidates.max { spans[$0].llm?.input.count ?? 0 < spans[$1].llm?.input.count ?? 0 }
      recent = recent.suffix(compared - 1) + [index]
    }
    return result
  }

  private static func begins(_ input: Conversation, with other: Conversation) -> Bool {
    !other.isEmpty && other.count <= input.count && input.prefix(other.count) == other
  }
}
