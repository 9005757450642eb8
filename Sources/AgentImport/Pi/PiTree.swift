import ChatReading
import TraceModel
import TraceSource

/// The entries of a session as a tree: what the model sees at one of them is the way there from the root.
///
/// Sessions of the first version have no ids: each entry follows the one before.
struct PiTree {
  private let parents: [Int?]
  private let places: [String: Int]
  /// The message that each entry adds to the conversation.
  private var messages: [Int: Message] = [:]
  /// The conversation up to each entry so far, that one included.
  private var conversations: [Conversation] = []
  private(set) var rebuilding = RebuiltConversations()

  init(_ entries: [SourceRecord]) {
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { if let id = entry["id"]?.string { places[id] = index } }
    self.places = places
    parents = entries.enumerated().map { index, entry in
      guard entry["type"]?.string != "session" else { return nil }
      guard entry["id"]?.string != nil else { return index > 0 ? index - 1 : nil }
      // Only an earlier entry can be a parent: that leaves no way in a circle.
      return entry["parentId"]?.string.flatMap { places[$0] }.flatMap { $0 < index ? $0 : nil }
    }
  }

  func place(of id: String?) -> Int? { id.flatMap { places[$0] } }

  /// The conversation at the entry that is read now.
  var conversation: Conversation { conversations.last ?? [] }

  /// Goes to the next entry, whose conversation is that of its parent as long as it says nothing.
  mutating func advance() {
    conversations.append(parents[conversations.count].map { conversations[$0] } ?? [])
  }

  /// Adds what the entry that is read now says; a message without parts says nothing.
  mutating func add(_ message: Message) {
    let entry = conversations.count - 1
    messages[entry] = message
    if !message.parts.isEmpty { conversations[entry].append(message) }
  }

  /// Puts a summary in place of the conversation but for the messages from an entry on.
  mutating func compact(to summary: Message, keepingFrom first: Int?) {
    let entry = conversations.count - 1
    var kept: [Message] = []
    var next = first == nil ? nil : parents[entry]
    while let place = next, let first, place >= first, rebuilding.allow(1) {
      if let message = messages[place], !message.parts.isEmpty { kept.append(message) }
      next = parents[place]
    }
    conversations[entry] = Conversation([summary] + kept.reversed())
  }
}
