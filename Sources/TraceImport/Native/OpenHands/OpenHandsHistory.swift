import TraceModel

/// The conversation of a session so far, each message with the event that brought it.
struct OpenHandsHistory {
  /// How many messages the inputs of all calls may repeat.
  private var budget = 4_000_000
  private var entries: [(event: Int?, message: Message)] = []
  /// The tools that the system's event offers.
  var tools: [ToolDefinition] = []
  /// Whether inputs were left out because they would be too many.
  private(set) var isCut = false

  mutating func append(_ message: Message, of event: OpenHandsEvent) {
    if !message.parts.isEmpty { entries.append((event.id, message)) }
  }

  /// The conversation of a delegate, which begins anew.
  var ofDelegate: OpenHandsHistory {
    var other = OpenHandsHistory()
    other.goOn(after: self)
    return other
  }

  /// Counts what another conversation of the session has repeated.
  mutating func goOn(after other: OpenHandsHistory) {
    budget = other.budget
    isCut = other.isCut
  }

  /// What a call sees that is made now.
  mutating func input() -> [Message] {
    budget -= entries.count
    isCut = isCut || budget < 0
    return budget < 0 ? [] : entries.map(\.message)
  }

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
    guard let summary = facts["summary"]?.string, !summary.isEmpty else { return }
    let offset = facts["summary_offset"]?.int ?? entries.count
    entries.insert((event.id, Message(role: .user, text: summary)), at: min(max(0, offset), entries.count))
  }
}
