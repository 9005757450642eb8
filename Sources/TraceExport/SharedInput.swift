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

  /// For each span whose input begins with the whole input of an earlier one, and is not to be written in full: the
  /// index of the one with which it has most in common. O(messages that are written).
  static func find(in spans: [Span], _ repeats: RepeatedInput) -> [Int: Int] {
    let isLarge = spans.reduce(0) { $0 + ($1.llm?.input.bytes ?? 0) } > fullBytes
    guard isLarge || repeats == .named else { return [:] }
    var result: [Int: Int] = [:]
    // The call that was given a conversation, by its identity: equal ones are one, `ConversationPool` saw to it.
    var given: [ObjectIdentifier: Int] = [:]
    for (index, span) in spans.enumerated() {
      guard let input = span.llm?.input, let identity = input.identity else { continue }
      // What the source itself repeats is written as it stands; to name that costs the fewest words.
      guard isLarge || !SpanAttributes.hasInputMessages(span) else { continue }
      result[index] = input.growth { $0.identity.flatMap { given[$0] } }.known
      given[identity] = index
    }
    return result
  }
}
