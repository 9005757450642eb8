import TraceModel
import TraceSource

/// A session as Gemini CLI recorded it: its messages in their last state, and the steps by which they came and went.
struct GeminiSession {
  /// What happened to the conversation.
  enum Step {
    case message(String)
    /// The message of that id and all after it were taken back.
    case rewind(String)
    /// The conversation became these messages.
    case checkpoint([String])
  }

  let id: String
  let place: SourcePlace
  /// What the header and later updates say of the session, the last word on each.
  private(set) var metadata: [Attribute]
  private(set) var messages: [String: SourceRecord] = [:]
  private(set) var steps: [Step] = []
  /// What is neither message nor update, in order.
  private(set) var strange: [SourceRecord] = []

  init?(header: SourceRecord) {
    guard let id = header["sessionId"]?.string, header["projectHash"] != nil else { return nil }
    self.id = id
    place = header.place
    metadata = []
    update(header.value)
    for message in header.records(in: "messages") { add(message) }
  }

  func fact(_ name: String) -> AttributeValue? { metadata[name] }

  var isSubAgent: Bool { fact("kind")?.string == "subagent" }
  var lastUpdated: Timestamp? { NativeTime.iso(fact("lastUpdated")) }

  /// Takes a line after the header.
  mutating func take(_ record: SourceRecord) {
    if let id = record["$rewindTo"]?.string {
      steps.append(.rewind(id))
    } else if let changes = record["$set"], changes.map != nil {
      update(changes)
      guard changes["messages"]?.array != nil else { return }
      let set = SourceRecord(value: changes, place: record.place(at: "/$set")).records(in: "messages")
      for message in set { keep(message) }
      steps.append(.checkpoint(set.compactMap { $0["id"]?.string }))
    } else if record["type"]?.string != nil {
      add(record)
    } else {
      strange.append(record)
    }
  }

  private mutating func update(_ changes: AttributeValue) {
    for member in changes.map ?? [] where member.name != "messages" {
      if let place = metadata.firstIndex(where: { $0.name == member.name }) {
        metadata[place] = member
      } else {
        metadata.append(member)
      }
    }
  }

  /// A message is written again whenever more of it is known: its last state counts, at its first place.
  private mutating func add(_ record: SourceRecord) {
    guard let id = record["id"]?.string else { return strange.append(record) }
    keep(record)
    steps.append(.message(id))
  }

  private mutating func keep(_ record: SourceRecord) {
    if let id = record["id"]?.string { messages[id] = record }
  }
}

extension GeminiSession {
  /// The sessions in a source: one document each, or a header line with the lines that follow it.
  static func sessions(in source: SourceDocument) -> [GeminiSession] {
    var sessions: [GeminiSession] = []
    for record in source.flatRecords {
      if let session = GeminiSession(header: record) {
        sessions.append(session)
      } else if !sessions.isEmpty {
        sessions[sessions.count - 1].take(record)
      }
    }
    return sessions
  }
}
