import ChatReading
import JSONReader
import TraceModel
import TraceSource

/// An event of a log with what it says of its place among others.
struct EventRecord {
  /// What the event says, with what stands in a map of it (`payload`, `data`, `extra`) beside the rest.
  var record: SpanLogRecord
  /// The text by which the event is told apart from others.
  let text: String
  let word: EventWord
  /// The run, as the event names it.
  let run: String?
  /// The ids that a step's events share, by their names.
  let ids: [String: String]
  /// The names of the agent and of the tool.
  let agent: String?
  let tool: String?
  /// What the stage is called, without the words that tell its phase.
  let stage: [String]?
  let moment: Timestamp?
  let length: Int64?

  /// `nil` for what tells no event.
  init?(_ value: JSONValue) {
    guard value.kind == .object else { return nil }
    let record = Self.unfolded(value)
    let words = record.words
    guard let text = Self.text(of: record, words) else { return nil }
    self.record = record
    self.text = text
    run = Self.runNames.lazy.compactMap { words[$0] }.first
    ids = words.filter { Self.stepNames.contains($0.key) }
    agent = Self.agentNames.lazy.compactMap { words[$0] }.first
    tool = Self.toolNames.lazy.compactMap { words[$0] }.first
    moment = record.moment(.moment) ?? record.moment(.start) ?? record.moment(.end)
    length = record.length
    var word = EventWord(text)
    let title = record.fields[.kind] == nil ? nil : record.text(.name)
    let name = title == text ? nil : title.map { EventWord($0) }
    stage = name?.subject
    // “workflow_event” says nothing of its part, and the stage “WORKFLOW_START” does.
    if word.phase == nil, let name, name.phase == .begin || name.phase == .end, name.subject == word.subject {
      word = name
    }
    // A “tool_call” without a result is the half of one, where a “tool_result” follows.
    if word.phase == nil, ["tool", "llm"].contains(word.topic), ["call", "use"].contains(word.subject.last),
      length == nil, Self.outcomes.isDisjoint(with: Self.named(record))
    {
      word = EventWord(subject: word.subject, phase: .ask)
    }
    // What a model is about to be given.
    if word.subject == ["prompt"], (record.facts + record.lists).contains(where: { $0.name == "messages" }) {
      word = EventWord(subject: ["llm"], phase: .ask)
    }
    self.word = word
  }

  private static func named(_ record: SpanLogRecord) -> Set<String> {
    let names = (record.facts + record.lists).filter { !$0.value.isNull }.map { SpanLogNames.plain($0.name) }
    let roles: [SpanLogRole] = [.status, .success, .error, .end]
    return Set(names).union(roles.contains { record.fields[$0] != nil } ? ["status"] : [])
  }

  /// The run that a record names.
  static func run(of record: SpanLogRecord) -> String? {
    let words = record.words
    return runNames.lazy.compactMap { words[$0] }.first
  }

  // MARK: Names

  private static let runNames = [
    "trace_id", "run_id", "execution_id", "workflow_run_id", "workflow_id", "task_id", "job_id",
    "session_id", "conversation_id", "thread_id", "experiment_id", "correlation_id", "session",
  ]
  private static let stepNames: Set = [
    "tool_call_id", "tool_use_id", "call_id", "llm_call_id", "request_id", "action_id", "invocation_id",
    "step_id", "span_id", "task",
  ]
  private static let agentNames = ["agent_name", "agent", "agent_id", "agent_role"]
  static let toolNames = ["tool_name", "tool", "function_name"]
  /// Maps that hold what an event says.
  private static let maps: Set = [
    "payload", "data", "extra", "fields", "event_data", "properties", "details", "body", "metadata",
    "attributes",
    "context", "event",
  ]
  /// What only an event says that tells a whole step.
  private static let outcomes: Set = [
    "status", "result", "results", "output", "tool_result", "tool_output", "observation", "response",
    "completion",
    "answer", "content", "output_summary", "usage", "tokens", "prompt_tokens", "completion_tokens",
    "input_tokens",
    "output_tokens", "total_tokens", "tokens_used", "latency", "duration",
  ]
  /// Words of a kind that say no more than that there is an event.
  private static let silent: Set = [
    "event", "step", "log", "info", "message", "action", "debug", "trace", "custom", "process", "input",
    "output",
  ]

  private static func text(of record: SpanLogRecord, _ words: [String: String]) -> String? {
    if let kind = record.text(.kind), !silent.contains(kind.lowercased()) || record.fields[.name] == nil {
      return kind
    }
    // CrewAI's log of tasks has an agent, and a status that says which part of its work is told.
    if record.fields[.name] == nil, let agent = agentNames.lazy.compactMap({ words[$0] }).first,
      let status = record.text(.status), EventWord(status).phase != nil
    {
      return agent + " " + status
    }
    // A line of a logger has no other word than its message.
    if record.fields[.level] != nil, let text = words["msg"] ?? words["message"] {
      return text
    }
    return record.text(.name)
  }

  /// The members of a value, and in the place of a printed message of LangChain's its fields.
  private static func members(of value: JSONValue) -> [(String, JSONValue)] {
    value.members.flatMap { member -> [(String, JSONValue)] in
      guard member.key == "output", let text = member.value.string,
        let fields = LangChainText.fields(ofPrinted: text),
        let printed = try? JSONDocument.parse(AttributeValue.map(fields).jsonText).root
      else { return [(member.key, member.value)] }
      return printed.members.map { field in
        (["content": "output", "name": "tool_name"][field.key] ?? field.key, field.value)
      }
    }
  }

  /// The record with the members of its maps, where it has none of the role or the name itself.
  private static func unfolded(_ value: JSONValue) -> SpanLogRecord {
    // loguru: what is told stands within a record of the line.
    if let line = value["record"], let stamp = line["time"]?["timestamp"] {
      var members = [("timestamp", stamp)]
      if let text = line["message"] { members.append(("message", text)) }
      if let level = line["level"]?["name"] { members.append(("level", level)) }
      return SpanLogRecord(members: members + (line["extra"]?.members.map { ($0.key, $0.value) } ?? []))
    }
    var record = SpanLogRecord(members: members(of: value))
    for (name, member) in value.members where member.kind == .object {
      // The answer of a provider says what a map of the event would, as it came.
      let isAnswer = member["choices"]?.kind == .array
      if isAnswer || maps.contains(SpanLogNames.plain(name)) { record.unfold(name, silent: silent) }
    }
    return record
  }
}

extension SpanLogRecord {
  /// The texts and numbers of the record by their plain names, whatever they are for.
  fileprivate var words: [String: String] {
    var words: [String: String] = [:]
    for field in fields.values.sorted(by: { $0.name < $1.name }) + facts {
      guard let text = field.value.string ?? field.value.numberText, !text.isEmpty else { continue }
      let name = SpanLogNames.plain(field.name)
      if words[name] == nil { words[name] = text }
    }
    return words
  }
}
