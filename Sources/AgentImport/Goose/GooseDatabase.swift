import SQLiteReader
import TraceModel
import TraceSource

/// The sessions of a `sessions.db`.
struct GooseDatabase {
  /// What tells it.
  static let shape = [
    "sessions": ["id", "working_dir"], "messages": ["id", "session_id", "role", "content_json"],
  ]

  private(set) var rows: DatabaseRows

  /// Opens a source; `nil` if it is no such database.
  init?(_ source: SourceDocument) {
    guard let rows = DatabaseRows(source, shape: Self.shape) else { return nil }
    self.rows = rows
  }

  /// The sessions that are read, the oldest first.
  mutating func sessions() -> [GooseSession] {
    var found = headers()
    let choice = SessionChoice(
      found.map { session in
        SessionChoice.Session(
          id: session.id, parent: session.parentID, time: NativeTime.guessed(session.header["updated_at"]))
      }, rows: rows.counts(of: "messages", by: "session_id"))
    rows.tell(choice, advice: "“goose session export” writes one of them")
    found.removeAll { !choice.ids.contains($0.id) }
    let order = Dictionary(found.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let places = rows
    let columns = [
      "session_id", "message_id", "role", "created_timestamp", "timestamp", "content_json", "metadata_json",
    ]
    let names = ["", "id", "role", "created", "timestamp", "content", "metadata"]
    rows.read("messages", columns) { row in
      guard let session = row[0].text.flatMap({ order[$0] }) else { return }
      let members = Self.members(row, names, from: 1)
      let id = members.first?.value.string ?? "\(found[session].messages.count + 1)"
      found[session].messages.append(
        SourceRecord(value: .map(members), place: places.place("messages", id)))
    }
    let ledger = rows.columns(of: "usage_ledger")
    guard let owner = ledger.firstIndex(of: "session_id") else { return found }
    rows.read("usage_ledger", ledger) { row in
      guard let session = row[owner].text.flatMap({ order[$0] }) else { return }
      found[session].ledger.append(.map(Self.members(row, ledger, from: 0)))
    }
    return found
  }

  private mutating func headers() -> [GooseSession] {
    var found: [GooseSession] = []
    rows.records(of: "sessions") { record in
      if let id = record["id"]?.tellingString { found.append(GooseSession(id: id, header: record)) }
    }
    return found
  }

  /// The columns that say something.
  private static func members(_ row: SQLiteRow, _ names: [String], from first: Int) -> [Attribute] {
    names.indices.dropFirst(first).compactMap { column in
      AttributeValue(column: row[column]).telling.map { Attribute(names[column], $0) }
    }
  }
}
