import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads the sessions that Gemini CLI records, each sub-agent's in a file of its own, and the events that it prints.
package struct GeminiImporter: TraceImporter {
  package let format = FormatDescription(
    id: "gemini-cli", title: "Gemini CLI session",
    writers: "Gemini CLI, also with --output-format stream-json, and its error reports",
    signature:
      "a JSON object with “sessionId”, “projectHash” and “messages”, or such a line before its messages; lines "
      + "with “type” of “init”, “tool_use” with “tool_id”, and “result” with “stats”; or an object with “error” and "
      + "“context”, a list of messages with “parts”",
    recipe:
      "~/.gemini/tmp/PROJECT/chats/session-*.json or .jsonl, or the folder for sub-agents too; or gemini -p PROMPT "
      + "--output-format stream-json > run.jsonl")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    let isThere = source.hasValue { $0["sessionId"]?.string != nil && $0["projectHash"]?.string != nil }
    return isThere || source.hasValue { GeminiStream.isEvent($0) || GeminiErrorReport.isReport($0) }
      ? .certain : .none
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var found: [GeminiSession] = []
    var runs: [GeminiStream] = []
    var reports: [ImportResult] = []
    let diagnostics = try collect(from: sources) { source in
      let before = found.count + runs.count + reports.count
      found += GeminiSession.sessions(in: source)
      runs += GeminiStream.runs(in: source)
      reports += self.reports(in: source)
      return found.count + runs.count + reports.count > before
    }
    var result = ImportResult(diagnostics: diagnostics)
    let sessions = latest(found, &result)
    var agents: [String: GeminiSession] = [:]
    for session in sessions where session.isSubAgent { agents[session.id] = session }
    let called = Set(sessions.flatMap(\.calledAgents))
    for session in sessions where !(session.isSubAgent && called.contains(session.id)) {
      result.append(trace(of: session, agents: agents))
    }
    let known = Set(sessions.map(\.id))
    for run in runs {
      if let session = run.sessionID, known.contains(session) {
        result.diagnostics.append(Self.leftOut(run))
      } else {
        var reader = GeminiStreamReader(run, format: format.id)
        result.append(reader.read())
      }
    }
    for report in reports { result.append(report) }
    return result
  }

  private func reports(in source: SourceDocument) -> [ImportResult] {
    guard source.hasValue(where: GeminiErrorReport.isReport) else { return [] }
    let records = source.flatRecords.filter { $0["error"]?["message"] != nil && $0["context"]?.array != nil }
    return records.enumerated().map { number, record in
      let id = records.count == 1 ? source.name : "\(source.name)#\(number + 1)"
      var report = GeminiErrorReport(record, id: id, format: format.id)
      return report.read()
    }
  }

  /// A session tells all that a run of it prints, and more.
  private static func leftOut(_ run: GeminiStream) -> Diagnostic {
    Diagnostic(
      severity: .note, place: run.place,
      message:
        "it is what was printed of the session “\(run.sessionID ?? run.id)”, which is in the input too",
      action: "the session is shown")
  }

  /// Each session once: of several snapshots the one that was written last.
  private func latest(_ found: [GeminiSession], _ result: inout ImportResult) -> [GeminiSession] {
    var places: [String: Int] = [:]
    var sessions: [GeminiSession] = []
    for session in found {
      guard let place = places[session.id] else {
        places[session.id] = sessions.count
        sessions.append(session)
        continue
      }
      let older = sessions[place].rank < session.rank ? sessions[place] : session
      if sessions[place].rank < session.rank { sessions[place] = session }
      result.diagnostics.append(
        Diagnostic(
          severity: .note, place: older.place,
          message: "it is an earlier state of the session “\(session.id)”, which is in the input too",
          action: "the later one is shown"))
    }
    return sessions
  }

  private func trace(of session: GeminiSession, agents: [String: GeminiSession]) -> ImportResult {
    var draft = TraceDraft(id: session.id, format: format.id)
    draft.trace.sessionID = session.id
    draft.trace.name = session.fact("summary")?.string
    var seen: Set<String> = [session.id]
    var waiting = [(session: session, parentID: String?.none, name: "Gemini CLI")]
    while let (next, parentID, name) = waiting.popLast() {
      var reader = GeminiReader(next, name: name, parentID: parentID)
      let read = reader.read()
      for span in read.spans { draft.add(span, at: next.place) }
      if parentID == nil { draft.trace.ending = reader.ending }
      for record in next.strange {
        draft.loss(
          "expected a message with “id” and “type”, or “$set” or “$rewindTo”", at: record.place,
          action: "this value was left out")
      }
      for call in read.agents.reversed() where seen.insert(call.agentID).inserted {
        if let agent = agents[call.agentID] { waiting.append((agent, call.spanID, call.name)) }
      }
    }
    return draft.finish()
  }
}

extension GeminiSession {
  /// What makes a snapshot later than another.
  fileprivate var rank: (Timestamp, Int) {
    (lastUpdated ?? Timestamp(nanoseconds: .min), messages.count)
  }

  /// The sub-agents that the session's tools ran.
  fileprivate var calledAgents: [String] {
    messages.values.flatMap { ($0["toolCalls"]?.array ?? []).compactMap { $0["agentId"]?.string } }
  }
}
