import ChatReading
import TraceModel
import TraceSource

/// The conversation of a session so far, each message with the event that brought it.
struct OpenHandsHistory {
  private var entries: [(event: Int?, message: Message)] = []
  /// What a call sees that is made now.
  private(set) var conversation = Conversation()
  private(set) var rebuilding = RebuiltConversations()
  /// The tools that the system's event offers.
  var tools: [ToolDefinition] = []

  mutating func append(_ message: Message, of event: OpenHandsEvent) {
    guard !message.parts.isEmpty else { return }
    entries.append((event.id, message))
    conversation.append(message)
  }

  /// The conversation of a delegate, which begins anew.
  var ofDelegate: OpenHandsHistory {
    var other = OpenHandsHistory()
    other.goOn(after: self)
    return other
  }

  /// Counts what another conversation of the session has put together anew.
  mutating func goOn(after other: OpenHandsHistory) { rebuilding = other.rebuilding }

  /// Forgets the messages that a condensation names, and puts its summary in their place.
  mutating func condense(_ event: OpenHandsEvent) {
    let facts = event.particulars
    let ids = Set((facts["forgotten_event_ids"]?.array ?? []).compactMap(\.int))
    let start = facts["forgotten_events_start_id"]?.int
    let end = facts["forgotten_events_end_id"]?.int
    entries.removeAll { entry in
      guard let id = entry.event else { return false }
      if let start, let end { return start <= id && id <= end }
      return ids.contains(id)
    }
    if let summary = facts["summary"]?.string, !summary.isEmpty {
      let offset = facts["summary_offset"]?.int ?? entries.count
      let message = Message(role: .user, text: summary)
      entries.insert((event.id, message), at: min(max(0, offset), entries.count))
    }
    conversation = rebuilding.allow(entries.count) ? Conversation(entries.map(\.message)) : []
  }
}
