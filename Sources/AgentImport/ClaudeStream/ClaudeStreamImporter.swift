import JSONReader
import TraceModel
package import TraceSource

/// Reads what `claude -p --output-format stream-json` prints, which Claude Code's GitHub action keeps as its execution
/// file: the records of a session without their times and without what links them.
package struct ClaudeStreamImporter: TraceImporter {
  package let format = FormatDescription(
    id: "claude-stream", title: "Claude Code output stream",
    writers:
      "claude -p --output-format stream-json or json, the Claude Agent SDK, anthropics/claude-code-action",
    signature:
      "a list or lines of records, the first with “type” of “system” and “subtype” of “init”, the last with "
      + "“type” of “result”",
    recipe:
      "claude -p PROMPT --output-format stream-json --verbose; in CI the action's output “execution_file”")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isRecord) ? .certain : .none
  }

  private static func isRecord(_ value: JSONValue) -> Bool {
    guard let type = value["type"]?.string, value["sessionId"] == nil else { return false }
    let isOfSession = value["session_id"]?.kind == .string
    switch type {
    case "system": return isOfSession && value["subtype"]?.string == "init"
    case "assistant":
      // Messages kept without the record that opens the stream.
      let isOfStream = isOfSession || value["parent_tool_use_id"] != nil
      return isOfStream && value["message"]?["content"] != nil
    case "result": return value["duration_ms"] != nil && (value["total_cost_usd"] != nil || isOfSession)
    default: return false
    }
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var streams: [ClaudeStream] = []
    let diagnostics = try collect(from: sources) { source in
      var stream = ClaudeStream(name: source.name)
      for record in source.flatRecords { stream.add(record) }
      if stream.sessions.isEmpty { return false }
      streams.append(stream)
      return true
    }
    var result = ImportResult(diagnostics: diagnostics + streams.flatMap(\.log.diagnostics))
    for session in streams.flatMap(\.sessions) {
      var builder = SessionBuilder(id: session.id, format: format.id, lines: session.lines)
      result.append(builder.build())
    }
    return result
  }
}

/// The records of a stream as those of a transcript: each follows the one before it in its own conversation.
private struct ClaudeStream {
  private(set) var sessions: [(id: String, lines: [TranscriptLine])] = []
  private(set) var log = DiagnosticLog()
  private let name: String
  private var previous: String?
  private var count = 0

  init(name: String) { self.name = name }

  mutating func add(_ record: SourceRecord) {
    count += 1
    guard var line = TranscriptLine(record, number: count, after: nil) else {
      log.loss(
        "expected a record with a “type”, found \(record.value.jsonText.excerpt(40))", at: record.place,
        action: "it was left out")
      return
    }
    // Pieces of messages that follow whole.
    if line.type == "stream_event" { return }
    let stated = record["session_id"]?.tellingString
    if sessions.isEmpty || stated != nil && stated != sessions.last?.id {
      sessions.append((stated ?? name, []))
      previous = nil
    }
    // Records of one message share an id where they have any.
    line.uuid = "\(sessions.count)/\(count)"
    if let task = record["parent_tool_use_id"]?.tellingString {
      (line.taskID, line.isSidechain, line.parent) = (task, true, nil)
    } else if line.subtype.hasSuffix("compact_boundary") {
      (line.logicalParent, line.parent, previous) = (previous, nil, line.uuid)
    } else {
      (line.parent, previous) = (previous, line.uuid)
    }
    sessions[sessions.count - 1].lines.append(line)
  }
}
