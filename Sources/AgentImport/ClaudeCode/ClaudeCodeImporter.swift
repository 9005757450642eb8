import JSONReader
import TraceModel
package import TraceSource

/// Reads Claude Code's session transcripts, with those of their sub-agents.
package struct ClaudeCodeImporter: TraceImporter {
  package let format = FormatDescription(
    id: "claude-code", title: "Claude Code session",
    writers: "Claude Code, and its web version's export",
    signature: "JSON lines with “sessionId”, “uuid”, “parentUuid” and “type”, or an object with “loglines”",
    recipe:
      "take ~/.claude/projects/PROJECT/SESSION.jsonl, with the folder SESSION beside it for its sub-agents")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    let isSession = source.values.prefix(512).contains { Self.isLine($0.value) || Self.isExport($0.value) }
    return isSession && !QwenImporter.isSession(source) ? .certain : .none
  }

  /// A transcript may begin with many records that name no session, such as snapshots of files.
  private static func isLine(_ value: JSONValue) -> Bool {
    value["sessionId"]?.kind == .string && value["uuid"]?.kind == .string && value["parentUuid"] != nil
      && ["user", "assistant", "system", "progress", "attachment"].contains(value["type"]?.string ?? "")
  }

  private static func isExport(_ value: JSONValue) -> Bool {
    value["loglines"]?.elements.prefix(64).contains { $0["type"] != nil && $0["message"] != nil } == true
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var sorter = SessionSorter(format: format.id)
    let diagnostics = try collect(from: sources) { sorter.add($0) }
    var result = sorter.result()
    result.diagnostics = diagnostics + result.diagnostics
    return result
  }
}

/// Sorts the records of transcripts by session.
private struct SessionSorter {
  let format: String
  private var order: [String] = []
  private var lines: [String: [TranscriptLine]] = [:]
  private var seen: Set<String> = []
  /// Records that name no session and belong to the one around them.
  private var waiting: [TranscriptLine] = []
  private var log = DiagnosticLog()

  init(format: String) { self.format = format }

  /// Whether the source holds a record of a session.
  mutating func add(_ source: SourceDocument) -> Bool {
    var session: String?
    var previous: String?
    var number = 0
    for record in source.records.flatMap({ $0["loglines"] == nil ? [$0] : $0.records(in: "loglines") }) {
      number += 1
      guard let line = TranscriptLine(record, number: number, after: previous) else {
        lose(record)
        continue
      }
      previous = line.uuid
      // A session that was resumed repeats the records of the one before.
      let key = (line.session ?? "") + "\n" + line.uuid
      if line.value["uuid"] != nil, line.value["message"]?.map != nil, !seen.insert(key).inserted { continue }
      if let name = line.session ?? exportName(line, in: record) { session = name }
      guard let session else {
        waiting.append(line)
        continue
      }
      append(line, to: session)
    }
    flush(into: session)
    return session != nil
  }

  private mutating func append(_ line: TranscriptLine, to session: String) {
    if lines[session] == nil { order.append(session) }
    if !waiting.isEmpty { flush(into: session) }
    lines[session, default: []].append(line)
  }

  private mutating func flush(into session: String?) {
    if let session { lines[session, default: []] += waiting }
    waiting = []
  }

  /// The web's export names no session: its first moment stands for one.
  private func exportName(_ line: TranscriptLine, in record: SourceRecord) -> String? {
    guard record.place.pointer?.hasPrefix("/loglines/0") == true else { return nil }
    return "session of " + (line.value["timestamp"]?.string ?? record.place.file)
  }

  private mutating func lose(_ record: SourceRecord) {
    log.loss(
      "expected a record with a “type”, found \(record.value.jsonText.excerpt(40))", at: record.place,
      action: "it was left out")
  }

  /// The session that goes on behind each one's last message, where a session under a new name does.
  private func continuations() -> [String: String] {
    guard order.count > 1 else { return [:] }
    var owner: [String: String] = [:]
    var last: [String: String] = [:]
    var messages: [String: [TranscriptLine]] = [:]
    for session in order {
      let own = (lines[session] ?? []).filter { !$0.isSidechain && ["user", "assistant"].contains($0.type) }
      for line in own where owner[line.uuid] == nil { owner[line.uuid] = session }
      last[session] = own.last?.uuid
      messages[session] = own
    }
    var next: [String: String] = [:]
    for session in order {
      let known = Set(messages[session]?.map(\.uuid) ?? [])
      for line in messages[session] ?? [] {
        guard let parent = line.parent, !known.contains(parent), let before = owner[parent],
          before != session,
          last[before] == parent
        else { continue }
        next[before] = next[before] ?? session
      }
    }
    return next
  }

  func result() -> ImportResult {
    var result = ImportResult(diagnostics: log.diagnostics)
    let next = continuations()
    for session in order {
      var builder = SessionBuilder(
        id: session, format: format, lines: lines[session] ?? [], continuation: next[session])
      result.append(builder.build())
    }
    return result
  }
}
