package import TraceModel
package import TraceSource

/// Counts the messages of conversations that are put together anew instead of grown from an earlier one.
///
/// A record of a few bytes can ask for all messages so far in another order, and a hostile file can do so as often
/// as it has records. No real session comes near the limit.
package struct RebuiltConversations: Sendable {
  private static let limit = 4_000_000

  private var count = 0
  /// Whether messages were left out.
  package private(set) var isCut = false

  /// Creates a count of none.
  package init() {}

  /// Whether so many messages more may be repeated.
  package mutating func allow(_ messages: Int) -> Bool {
    if count + messages > Self.limit {
      isCut = true
      return false
    }
    count += messages
    return true
  }

  /// Tells that inputs of model calls are not whole, if so.
  package func note(in draft: inout TraceDraft, at place: SourcePlace) {
    guard isCut else { return }
    draft.note(
      "the conversation is put together anew more often than can be followed", at: place,
      action: "the later calls do not show all that they saw")
  }
}
