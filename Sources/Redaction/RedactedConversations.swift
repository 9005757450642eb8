import TraceModel

/// What became of conversations that were redacted, by identity.
///
/// The originals are kept, so that no other conversation can come to have the identity of one.
struct RedactedConversations: Sendable {
  private var results: [ObjectIdentifier: (original: Conversation, redacted: Conversation)] = [:]

  subscript(original: Conversation) -> Conversation? {
    get { original.identity.flatMap { results[$0]?.redacted } }
    set {
      guard let identity = original.identity, let newValue else { return }
      results[identity] = (original, newValue)
    }
  }
}
