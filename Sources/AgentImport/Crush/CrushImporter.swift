import SQLiteReader
import TraceModel
package import TraceSource

/// Reads the sessions that Crush keeps of a project, in a database beside it.
package struct CrushImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "crush", title: "Crush session", writers: "Crush, the terminal agent of Charm",
    signature:
      "a SQLite database with the tables sessions, which have “prompt_tokens” and “parent_session_id”, and messages, which "
      + "have “parts”",
    recipe: ".crush/crush.db in the project's folder")

  private static let shape = [
    "sessions": ["id", "parent_session_id", "title", "prompt_tokens", "cost"],
    "messages": ["id", "session_id", "role", "parts", "created_at"],
  ]

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.isDatabase && DatabaseRows(source, shape: Self.shape) != nil ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    guard var rows = DatabaseRows(source, shape: Self.shape) else {
      throw source.nothingFound(for: format, isJSON: false)
    }
    let sessions = Self.sessions(in: &rows)
    let known = Set(sessions.map(\.id))
    var result = ImportResult(diagnostics: source.unpackingDiagnostics)
    for session in sessions where session.parentID.map({ !known.contains($0) }) ?? true {
      var reader = CrushReader(session, format: format.id, among: sessions)
      result.append(reader.read())
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
    result.diagnostics += rows.diagnostics
    return result
  }

  /// The sessions that are read, the oldest first. Those that only make up a title have no messages.
  private static func sessions(in rows: inout DatabaseRows) -> [CrushSession] {
    var found: [CrushSession] = []
    rows.records(of: "sessions") { record in
      if let id = record["id"]?.tellingString { found.append(CrushSession(id: id, header: record)) }
    }
    let counts = rows.counts(of: "messages", by: "session_id")
    let choice = SessionChoice(
      found.map {
        SessionChoice.Session(
          id: $0.id, parent: $0.parentID, time: NativeTime.guessed($0.header["updated_at"]))
      }, rows: counts)
    rows.tell(choice, advice: "a copy of the database with fewer sessions shows them")
    found.removeAll { !choice.ids.contains($0.id) || counts[$0.id] == nil }
    let order = Dictionary(found.enumerated().map { ($1.id, $0) }) { first, _ in first }
    rows.records(of: "messages") { record in
      guard let session = record["session_id"]?.tellingString.flatMap({ order[$0] }) else { return }
      found[session].messages.append(record)
    }
    return found.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
  }
}

/// A session as it was kept.
struct CrushSession {
  let id: String
  let header: SourceRecord
  var messages: [SourceRecord] = []

  /// The session that started it.
  var parentID: String? { header["parent_session_id"]?.tellingString.flatMap { $0 == id ? nil : $0 } }

  fileprivate var start: Timestamp {
    NativeTime.guessed(header["created_at"]) ?? Timestamp(nanoseconds: 0)
  }

  /// Whether a tool call started it: its id is that of the call, alone or behind the message's.
  func isStarted(by call: String) -> Bool { id == call || id.hasSuffix("$$" + call) }
}
