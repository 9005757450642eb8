import ChatReading
import TraceModel
import TraceSource

/// A session of Goose as it was kept.
struct GooseSession {
  let id: String
  var header: SourceRecord
  var messages: [SourceRecord] = []
  /// What each call used, in their order, where the source lists it.
  var ledger: [AttributeValue] = []

  /// The session that started it.
  var parentID: String? {
    header["parent_session_id"]?.tellingString.flatMap { $0 == id ? nil : $0 }
  }
}

/// Turns a session, with those that it started, into a trace.
struct GooseReader {
  private let session: GooseSession
  private let sessions: [GooseSession]
  private var draft: TraceDraft
  private var chat = ChatReader()
  private var path: [String] = []

  init(_ session: GooseSession, format: String, among sessions: [GooseSession] = []) {
    (self.session, self.sessions) = (session, sessions)
    draft = TraceDraft(id: session.id, format: format)
    draft.trace.sessionID = session.id
    draft.trace.name =
      session.header["description"]?.tellingString ?? session.header["name"]?.tellingString
  }

  mutating func read() -> ImportResult {
    add(session, under: nil)
    return draft.finish()
  }

  private mutating func add(_ session: GooseSession, under parent: String?) {
    guard path.count < 16, !path.contains(session.id) else { return }
    path.append(session.id)
    let entries = GooseEntry.merged(session.messages.compactMap { entry($0) })
    let usage = GooseUsage(entries, ledger: session.ledger)
    var root = Span(
      id: session.id, parentID: parent, name: parent == nil ? "Goose" : "sub-agent", kind: .agent,
      timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(session.header.value.rest(without: ["conversation"]), represented: ["id", "description"])
    if usage.isEmpty { root.llm = usage.sum(of: session.header) }
    root.end = entries.compactMap(\.time).max()
    var transcript = Transcript(root: root)
    var isSeen = true
    var compactions = 0
    // Where there are as many of them as rows of the ledger that belong to no message, they have the same order.
    let isListed = GooseEntry.compactions(in: entries) == usage.others.count
    for (number, entry) in entries.enumerated() {
      transcript.place = entry.record.place
      // What a compaction put aside is not shown to the model any more; what it put in its place begins anew.
      if entry.isSeen, !isSeen {
        if isListed {
          var span = usage.call(compactions, session: session.header)
          span.llm?.input = transcript.log
          span.llm?.output = [Message(role: .assistant, parts: entry.parts)]
          transcript.add(span)
          compactions += 1
        }
        transcript.restart(with: Conversation())
      }
      isSeen = entry.isSeen
      // What the program says for itself is given to the model and is nobody's prompt.
      if entry.role == .user, entry.record["metadata"]?["userVisible"]?.bool == false {
        transcript.instruct(Message(role: .user, parts: entry.parts), at: entry.time)
        continue
      }
      transcript.add(
        Message(role: entry.role, parts: entry.parts), id: entry.record["id"]?.tellingString, at: entry.time
      ) { span in
        span.keep(entry.record.value, represented: ["id", "role", "content", "created"])
        if span.kind == .llm { usage.describe(&span, entry: number, session: session.header) }
      }
    }
    for number in compactions..<usage.others.count {
      transcript.add(usage.call(number, session: session.header))
    }
    draft.add(&transcript, at: session.header.place)
    for child in sessions where child.parentID == session.id { add(child, under: session.id) }
    path.removeLast()
  }

  // MARK: Messages

  private mutating func entry(_ record: SourceRecord) -> GooseEntry? {
    guard let role = record["role"]?.string, let content = record["content"]?.array else {
      draft.loss("expected a message with “role” and “content”", at: record.place, action: "it was left out")
      return nil
    }
    let parts = content.flatMap { part($0) }.joiningThoughts()
    let isAnswer = parts.contains(where: \.isToolResult)
    return GooseEntry(record: record, role: isAnswer ? .tool : Role(role), parts: parts)
  }

  private mutating func part(_ value: AttributeValue) -> [Part] {
    switch value["type"]?.string {
    case "toolRequest", "frontendToolRequest":
      let call = value["toolCall"]?["value"] ?? value["toolCall"] ?? .null
      guard let name = call["name"]?.tellingString else { return chat.part(value) }
      return [
        .toolCall(
          ToolCall(id: value["id"]?.tellingString, name: name, arguments: call["arguments"]?.jsonText ?? ""))
      ]
    case "toolResponse":
      let result = value["toolResult"] ?? .null
      let content = result["value"]?["content"] ?? result["value"] ?? result["error"] ?? .null
      let failed = result["status"]?.string == "error" || result["value"]?["isError"]?.bool == true
      return [
        .toolResult(
          ToolResult(
            callID: value["id"]?.tellingString, content: content.joinedText ?? content.plainText,
            isError: failed))
      ]
    default: return chat.part(value)
    }
  }
}

/// A message as it is told.
struct GooseEntry {
  let record: SourceRecord
  let role: Role
  var parts: [Part]

  /// When it was whole: the database's own time, else that of its first piece. Whole seconds: several messages share
  /// one.
  var time: Timestamp? { NativeTime.guessed(record["timestamp"]) ?? NativeTime.guessed(record["created"]) }

  /// Whether the model is shown it.
  var isSeen: Bool { record["metadata"]?["agentVisible"]?.bool != false }

  /// What it says that its call used.
  var usage: AttributeValue? { record["metadata"]?["usage"]?.telling }

  /// Answers that ask for several tools are kept once for each, with all their thoughts again: they become one.
  static func merged(_ entries: [GooseEntry]) -> [GooseEntry] {
    var result: [GooseEntry] = []
    var last: Int?
    for entry in entries {
      if entry.role == .assistant, let last, entry.repeats(result[last]) {
        result[last].parts += entry.parts.dropFirst()
        continue
      }
      if entry.role == .assistant { last = result.count }
      if entry.role == .user { last = nil }
      result.append(entry)
    }
    return result
  }

  /// How often the messages that the model is shown begin anew.
  static func compactions(in entries: [GooseEntry]) -> Int {
    zip(entries, entries.dropFirst()).count { !$0.isSeen && $1.isSeen }
  }

  private func repeats(_ other: GooseEntry) -> Bool {
    guard usage == nil, case .reasoning(let mine)? = parts.first,
      case .reasoning(let first)? = other.parts.first
    else { return false }
    return !mine.text.isEmpty && mine.text == first.text && record["created"] == other.record["created"]
  }
}
