import JSONReader
import TraceModel
package import TraceSource

/// Reads the sessions that Qwen Code records: Claude Code's frame of records around Gemini's messages.
package struct QwenImporter: TraceImporter {
  package let format = FormatDescription(
    id: "qwen-code", title: "Qwen Code session", writers: "Qwen Code",
    signature:
      "JSON lines with “sessionId”, “uuid”, “type” and “provenance”, or with Gemini's “message.parts”",
    recipe: "~/.qwen/projects/PROJECT/chats/SESSION.jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    Self.isSession(source) ? .certain : .none
  }

  /// Whether one of a session's first records is Qwen's: others are as Claude Code writes them too.
  static func isSession(_ source: SourceDocument) -> Bool {
    source.values.prefix(64).contains { isLine($0.value) }
  }

  /// What tells a record from one of Claude Code, whose messages have “content”.
  private static func isLine(_ value: JSONValue) -> Bool {
    value["sessionId"]?.kind == .string && value["uuid"]?.kind == .string && value["type"]?.kind == .string
      && (value["provenance"]?.kind == .string || value["message"]?["parts"] != nil)
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var order: [String] = []
    var sessions: [String: [SourceRecord]] = [:]
    var log = DiagnosticLog()
    let diagnostics = try collect(from: sources) { source in
      var isFound = false
      for record in source.flatRecords {
        guard let session = record["sessionId"]?.string, record["type"]?.string != nil else {
          log.loss(
            "expected a record with “sessionId” and “type”, found \(record.value.jsonText.excerpt(40))",
            at: record.place, action: "it was left out")
          continue
        }
        isFound = true
        if sessions[session] == nil { order.append(session) }
        sessions[session, default: []].append(record)
      }
      return isFound
    }
    var result = ImportResult(diagnostics: diagnostics + log.diagnostics)
    for session in order {
      var draft = TraceDraft(id: session, format: format.id)
      draft.trace.sessionID = session
      var reader = QwenReader(session: session)
      let records = sessions[session] ?? []
      for span in reader.read(records) { if let first = records.first { draft.add(span, at: first.place) } }
      result.append(draft.finish())
    }
    return result
  }
}
