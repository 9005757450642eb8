import SQLiteReader
import TraceModel
import TraceSource

/// The sessions of an `opencode.db`, as the records of the storage folder that they were before.
///
/// Of its tables three are read: those with accounts and credentials never are.
struct OpenCodeDatabase {
  /// What tells it.
  static let shape = [
    "session": ["id", "parent_id", "title"], "message": ["id", "session_id", "data"],
    "part": ["id", "message_id", "session_id", "data"],
  ]

  private(set) var rows: DatabaseRows

  /// Opens a source; `nil` if it is no such database.
  init?(_ source: SourceDocument) {
    guard let rows = DatabaseRows(source, shape: Self.shape) else { return nil }
    self.rows = rows
  }

  /// Gives all records of the sessions that are read: sessions first, then messages, then parts.
  mutating func records(_ body: (SourceRecord) -> Void) {
    let sessions = sessions()
    let counts = rows.counts(of: "part", by: "session_id")
      .merging(rows.counts(of: "message", by: "session_id")) { $0 + $1 }
    let choice = SessionChoice(sessions.map(\.key), rows: counts)
    rows.tell(choice, advice: "“opencode export SESSION” writes one of them")
    for session in sessions where choice.ids.contains(session.key.id) {
      body(SourceRecord(value: session.value, place: rows.place("session", session.key.id)))
    }
    let places = rows
    for (table, owner) in [("message", nil), ("part", "message_id")] {
      rows.read(table, ["id", "session_id", "data", owner ?? "id"]) { row in
        guard let id = row[0].text, let session = row[1].text, choice.ids.contains(session),
          case .map(var members) = AttributeValue(column: row[2])
        else { return }
        members.removeAll { ["id", "sessionID", "messageID"].contains($0.name) }
        var ids = [Attribute("id", .string(id)), Attribute("sessionID", .string(session))]
        if owner != nil, let message = row[3].text { ids.append(Attribute("messageID", .string(message))) }
        body(SourceRecord(value: .map(ids + members), place: places.place(table, id)))
      }
    }
  }

  private mutating func sessions() -> [(key: SessionChoice.Session, value: AttributeValue)] {
    let columns = rows.columns(of: "session")
    var found: [(key: SessionChoice.Session, value: AttributeValue)] = []
    rows.read("session", columns) { row in
      let value = Self.session(columns.enumerated().map { ($1, AttributeValue(column: row[$0])) })
      guard let id = value["id"]?.tellingString else { return }
      let key = SessionChoice.Session(
        id: id, parent: value["parentID"]?.tellingString,
        time: NativeTime.milliseconds(value["time"]?["updated"]))
      found.append((key, value))
    }
    return found
  }

  /// A session's columns by the names that its export gives them: `parent_id` is `parentID`, `time_created` is
  /// `created` in `time`.
  private static func session(_ columns: [(name: String, value: AttributeValue)]) -> AttributeValue {
    var members: [Attribute] = []
    var groups: [String: [Attribute]] = [:]
    for (name, value) in columns where !value.isVoid {
      let words = name.split(separator: "_").map(String.init)
      if let group = words.first, words.count > 1, ["time", "summary", "tokens"].contains(group) {
        groups[group, default: []].append(Attribute(words.dropFirst().joined(separator: "_"), value))
      } else {
        let rest = words.dropFirst().map { $0 == "id" ? "ID" : $0.prefix(1).uppercased() + $0.dropFirst() }
        members.append(Attribute(words.prefix(1).joined() + rest.joined(), value))
      }
    }
    return .map(members + groups.sorted { $0.key < $1.key }.map { Attribute($0.key, .map($0.value)) })
  }
}
