import JSONReader
import TraceModel
package import TraceSource

/// Reads the sessions of Kimi Code: a file of events an agent.
package struct KimiImporter: TraceImporter {
  package let format = FormatDescription(
    id: "kimi", title: "Kimi Code session", writers: "Kimi Code CLI of Moonshot AI",
    signature:
      "JSON lines with “time” and a “type” such as “turn.prompt”, “context.append_message”, "
      + "“context.append_loop_event” or “llm.request”",
    recipe: "the folder of a session below ~/.kimi-code/sessions, or agents/main/wire.jsonl in it")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: Self.isEvent) ? .certain : .none
  }

  private static let types: Set<String> = [
    "config.update", "context.append_message", "context.append_loop_event", "turn.prompt", "llm.request",
    "llm.tools_snapshot", "tools.set_active_tools", "profile.bind",
  ]

  private static func isEvent(_ value: JSONValue) -> Bool {
    value["time"]?.kind == .number && value["type"]?.string.map(types.contains) == true
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var logs: [KimiLog] = []
    let diagnostics = try collect(from: sources) { source in
      guard confidence(in: source) > .none else { return false }
      logs.append(KimiLog(source))
      return true
    }
    var result = ImportResult(diagnostics: diagnostics)
    let mains = logs.filter(\.isMain)
    for log in logs where log.isMain || log.main(among: mains) == nil {
      let reader = KimiReader(format: format.id)
      result.append(reader.read(log, with: logs.filter { $0.main(among: mains)?.file == log.file }))
    }
    return result
  }
}

/// The events of one agent.
struct KimiLog {
  /// The name of its file.
  let file: String
  /// What the session calls the agent.
  let agent: String
  /// The folder of the session within the input; empty where the file came without it.
  let session: String
  let records: [SourceRecord]

  init(_ source: SourceDocument) {
    file = source.name
    records = source.flatRecords
    let folders = source.name.split(separator: "/").map(String.init)
    let place = folders.lastIndex(of: "agents").flatMap { $0 + 1 < folders.count - 1 ? $0 : nil }
    agent =
      place.map { folders[$0 + 1] } ?? records.lazy.compactMap { $0["agentId"]?.tellingString }.first
      ?? "main"
    session = folders.prefix(place ?? 0).joined(separator: "/")
  }

  var isMain: Bool { agent == "main" }

  /// What the trace is called: the session's folder where it is known.
  var id: String {
    let name = session.split(separator: "/").last.map(String.init)
    return name ?? file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The log of the session that this sub-agent works for.
  func main(among mains: [KimiLog]) -> KimiLog? {
    if isMain { return nil }
    let own = mains.filter { $0.session == session }
    return own.count == 1 ? own.first : nil
  }
}

/// Turns the logs of a session into a trace.
struct KimiReader {
  private let format: String

  init(format: String) { self.format = format }

  func read(_ log: KimiLog, with others: [KimiLog]) -> ImportResult {
    var draft = TraceDraft(id: log.id, format: format)
    draft.trace.sessionID = log.session.isEmpty ? nil : log.id
    var thread = KimiThread(root: Self.root(id: log.id, name: "Kimi Code", parent: nil))
    thread.read(log.records)
    draft.trace.ending = thread.ending
    draft.add(&thread.transcript, at: log.records.first?.place ?? SourcePlace(file: log.file))
    var tools = thread.transcript.spans
    for other in others.sorted(by: { $0.agent < $1.agent }) {
      // The tool that started it names it in its result.
      let starter = tools.first { span in
        span.tool?.result?.text.contains("agent_id: \(other.agent)\n") == true
          || span.tool?.result?.text.hasSuffix("agent_id: \(other.agent)") == true
      }
      let id = "\(log.id)/\(other.agent)"
      var child = KimiThread(root: Self.root(id: id, name: other.agent, parent: starter?.id ?? log.id))
      child.read(other.records)
      draft.add(&child.transcript, at: other.records.first?.place ?? SourcePlace(file: other.file))
      tools += child.transcript.spans
    }
    return draft.finish()
  }

  private static func root(id: String, name: String, parent: String?) -> Span {
    var root = Span(id: id, parentID: parent, name: name, kind: .agent, timeOrigin: .inferred)
    root.agentName = name
    return root
  }
}
