import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a session, with those that its agents were started in, into a trace.
///
/// What a session counts as its tokens is what its latest call had in its context, and no sum: they stay attributes. Its cost is
/// the sum of its calls', those of the agents that it started among them.
struct CrushReader {
  private let session: CrushSession
  private let sessions: [CrushSession]
  private var draft: TraceDraft
  private var chat = ChatReader()
  private var path: [String] = []

  init(_ session: CrushSession, format: String, among sessions: [CrushSession] = []) {
    (self.session, self.sessions) = (session, sessions)
    draft = TraceDraft(id: session.id, format: format)
    draft.trace.sessionID = session.id
    draft.trace.name = session.header["title"]?.tellingString.flatMap { $0 == Self.untitled ? nil : $0 }
  }

  private static let untitled = "New Session"

  mutating func read() -> ImportResult {
    add(session, under: nil)
    return draft.finish()
  }

  private mutating func add(_ session: CrushSession, under parent: String?) {
    guard path.count < 16, !path.contains(session.id) else { return }
    path.append(session.id)
    var root = Span(
      id: session.id, parentID: parent, name: parent == nil ? "Crush" : "sub-agent", kind: .agent,
      timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(session.header.value, represented: ["id", "title", "parent_session_id"])
    if parent == nil, let cost = session.header["cost"]?.double, cost > 0 {
      root.llm = LLMCall()
      root.llm?.reportedCost = ReportedCost(total: cost)
    }
    var transcript = Transcript(root: root)
    transcript.hasEachResult = true
    for record in session.messages {
      transcript.place = record.place
      add(record, of: session, to: &transcript)
    }
    if parent == nil { draft.trace.ending = ending(of: session) }
    draft.add(&transcript, at: session.header.place)
    let calls = transcript.spans.compactMap { span in span.tool?.callID.map { (call: $0, id: span.id) } }
    for child in sessions where child.parentID == session.id {
      add(child, under: calls.first { child.isStarted(by: $0.call) }?.id ?? session.id)
    }
    path.removeLast()
  }

  /// How the session ended, where its last answer was stopped.
  private func ending(of session: CrushSession) -> RecordedEnding? {
    guard let last = session.messages.last.map(CrushFinish.init), last.reason == "canceled" else {
      return nil
    }
    return RecordedEnding(.interrupted, words: last.message ?? "canceled")
  }

  // MARK: Messages

  private mutating func add(_ record: SourceRecord, of session: CrushSession, to transcript: inout Transcript)
  {
    let role = Role(record["role"]?.string ?? "")
    let parts = (record["parts"]?.array ?? []).flatMap { part($0) }
    let created = NativeTime.guessed(record["created_at"])
    let id = record["id"]?.tellingString
    guard role != .tool else { return answer(record, parts, at: created, to: &transcript) }
    guard role == .assistant else {
      transcript.add(Message(role: .user, parts: parts), id: id, at: created) {
        $0.keep(record.value, represented: Self.represented)
      }
      return
    }
    let finish = CrushFinish(record)
    let end = NativeTime.guessed(record["finished_at"]) ?? finish.time
    let isSummary = id != nil && session.header["summary_message_id"]?.tellingString == id
    if isSummary || record["is_summary_message"]?.int == 1 {
      let text = parts.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(
        separator: "\n")
      // What it was put in place of is left out of what later calls are given.
      return transcript.compact(
        Compaction(), summary: text, to: [Message(role: .user, text: text)], id: id, at: end ?? created
      ) { $0.keep(record.value, represented: Self.represented) }
    }
    var message = Message(role: .assistant, parts: parts)
    message.finishReason = finish.isStop ? nil : finish.reason
    transcript.add(message, id: id, at: end, start: created) { span in
      span.llm?.requestModel = record["model"]?.tellingString
      span.llm?.provider = record["provider"]?.tellingString
      span.keep(record.value, represented: Self.represented)
      finish.describe(&span)
    }
  }

  private static let represented: Set = [
    "id", "session_id", "role", "parts", "model", "provider", "created_at", "finished_at",
    "is_summary_message",
  ]

  /// Adds results, each with the times and the change that its tool notes beside it.
  private func answer(
    _ record: SourceRecord, _ parts: [Part], at time: Timestamp?, to transcript: inout Transcript
  ) {
    let notes = (record["parts"]?.array ?? []).filter { $0["type"]?.string == "tool_result" }
      .map { ($0["data"]?["metadata"] ?? .null).unwrapped }
    let results = parts.filter(\.isToolResult)
    for (number, result) in results.enumerated() {
      let note = number < notes.count ? notes[number] : .null
      let times = ["start_time", "end_time"].map { NativeTime.milliseconds(note[$0]) }
      let id = record["id"]?.tellingString.map { number == 0 ? $0 : "\($0)/\(number + 1)" }
      transcript.add(
        Message(role: .tool, parts: [result]), id: id, at: times[1] ?? time, start: times[0]
      ) { span in
        span.keep(record.value, represented: Self.represented)
        Self.describe(&span, by: note)
      }
    }
  }

  private static func describe(_ span: inout Span, by note: AttributeValue) {
    if let diff = note["diff"]?.tellingString, span.tool?.files.isEmpty == false {
      span.tool?.files[0].patch = diff
    }
    if span.tool?.command != nil, let output = note["output"]?.string {
      span.tool?.command?.output = output
      span.tool?.command?.directory = note["working_directory"]?.tellingString
      let last = output.lines.last { !$0.isEmpty }.map(String.init) ?? ""
      if last.hasPrefix("Exit code "), let code = Int(last.dropFirst(10)) {
        span.tool?.command?.exitCode = code
        if code != 0 { span.fail(output) }
      }
    }
    // What a person said no to, and what was left undone with it, are told in these words alone.
    guard span.tool?.isError == true else { return }
    switch span.tool?.result?.text {
    case "Permission denied", "User denied permission": span.refuse()
    case "Tool execution canceled by user": span.tool?.outcome = .cancelled
    default: break
    }
  }

  private mutating func part(_ value: AttributeValue) -> [Part] {
    let data = value["data"] ?? .null
    switch value["type"]?.string {
    case "text": return data["text"]?.tellingString.map { [.text($0)] } ?? []
    case "reasoning": return data["thinking"]?.tellingString.map { [.reasoning(Reasoning(text: $0))] } ?? []
    case "tool_call":
      return [
        .toolCall(
          ToolCall(
            id: data["id"]?.tellingString, name: data["name"]?.tellingString ?? "tool",
            arguments: data["input"].map { $0.string ?? $0.jsonText } ?? ""))
      ]
    case "tool_result":
      return [
        .toolResult(
          ToolResult(
            callID: data["tool_call_id"]?.tellingString, name: data["name"]?.tellingString,
            content: data["content"]?.string ?? "", isError: data["is_error"]?.bool == true))
      ]
    case "finish": return []
    default: return chat.part(value)
    }
  }
}

/// How an answer ended, as its last part says.
struct CrushFinish {
  let reason: String?
  let message: String?
  let time: Timestamp?
  private let details: String?

  init(_ record: SourceRecord) {
    let data = record["parts"]?.array?.last { $0["type"]?.string == "finish" }?["data"]
    (reason, message) = (data?["reason"]?.tellingString, data?["message"]?.tellingString)
    details = data?["details"]?.tellingString
    time = NativeTime.guessed(data?["time"]).flatMap { $0.nanoseconds > 0 ? $0 : nil }
  }

  /// Whether it is no reason of the model's.
  var isStop: Bool { ["canceled", "error", "permission_denied"].contains(reason) }

  func describe(_ span: inout Span) {
    switch reason {
    case "error":
      let words = [message, details].compactMap(\.self).joined(separator: ": ")
      span.fail(saying: words.isEmpty ? nil : words)
    case "canceled":
      span.events.append(SpanEvent(name: SpanEvent.interruption, time: time))
    default: break
    }
  }
}
