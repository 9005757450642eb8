import JSONReader
import TraceModel
package import TraceSource

/// Reads the sessions of Goose: its database, what it exports, or the JSON lines of older versions.
package struct GooseImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "goose", title: "Goose session", writers: "Goose, the agent of Block",
    signature:
      "JSON lines, the first with “working_dir” and “message_count”, others with “role”, “created” and “content”; or a "
      + "SQLite database with the tables sessions and messages",
    recipe:
      "~/.local/share/goose/sessions/sessions.db, or a SESSION.jsonl beside it; one session: goose session export "
      + "--format json")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    if source.isDatabase { return GooseDatabase(source) == nil ? .none : .certain }
    guard let first = source.values.first?.value, Self.isHeader(first) else { return .none }
    return .certain
  }

  private static func isHeader(_ value: JSONValue) -> Bool {
    value["working_dir"]?.kind == .string && value["role"] == nil
      && (value["message_count"] != nil || value["conversation"]?.kind == .array)
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    if var database = GooseDatabase(source) { return try read(&database, of: source) }
    guard let header = source.records.first, header["working_dir"] != nil else {
      throw source.nothingFound(for: format)
    }
    let exported = header.records(in: "conversation")
    let session = GooseSession(
      id: header["id"]?.tellingString ?? source.name, header: header,
      messages: exported.isEmpty ? Array(source.records.dropFirst()) : exported)
    var reader = GooseReader(session, format: format.id)
    var result = ImportResult(diagnostics: source.diagnostics)
    result.append(reader.read())
    return result
  }

  private func read(_ database: inout GooseDatabase, of source: SourceDocument) throws(ImportError)
    -> ImportResult
  {
    let sessions = database.sessions()
    let known = Set(sessions.map(\.id))
    var result = ImportResult(diagnostics: source.unpackingDiagnostics)
    for session in sessions where session.parentID.map({ !known.contains($0) }) ?? true {
      var reader = GooseReader(session, format: format.id, among: sessions)
      result.append(reader.read())
    }
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format, isJSON: false) }
    result.diagnostics += database.rows.diagnostics
    return result
  }
}
