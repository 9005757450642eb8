import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads what teams of AutoGen said and did: a task's result, a saved state, or messages as a program wrote them down.
///
/// The members are those of `messages.py`, `TaskResult` and `state/_states.py` of autogen-agentchat (microsoft/autogen).
package struct AutoGenImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "autogen", title: "AutoGen messages",
    writers: "AutoGen AgentChat: results of tasks, saved states, logs",
    signature:
      "an object with “messages” or “trace”, or lines, of AutoGen's messages: “source” and a “type” such as "
      + "“TextMessage”, “ToolCallRequestEvent”; or a state with “agent_states”",
    recipe: "write task_result.model_dump_json(), or json.dumps(await team.save_state())")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { value in
      AutoGenShape.isMessage(value) || AutoGenShape.list(in: value) != nil || AutoGenShape.isState(value)
    } ? .certain : .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    var log = DiagnosticLog()
    let records = source.flatRecords
    let ids = records.compactMap { AutoGenShape.id(of: $0.value) }
    let known = Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +)
    // Messages without anything around them, a line each, are one run.
    var lone: [SourceRecord] = []
    for record in records {
      if AutoGenShape.type(of: record.value) != nil {
        lone.append(record)
        continue
      }
      let run = AutoGenRun(record)
      guard !run.messages.isEmpty else {
        log.loss("expected messages of AutoGen", at: record.place, action: "this value was left out")
        continue
      }
      let name = AutoGenShape.id(of: record.value).flatMap { known[$0] == 1 ? $0 : nil }
      let id = name ?? (records.count == 1 ? source.name : "\(source.name)#\(result.traces.count + 1)")
      result.append(AutoGenReader.read(run, id: id, format: format.id))
    }
    if !lone.isEmpty {
      let run = AutoGenRun(messages: lone, place: SourcePlace(file: source.name))
      result.append(AutoGenReader.read(run, id: source.name, format: format.id))
    }
    result.diagnostics += log.diagnostics
    guard !result.traces.isEmpty else { throw source.nothingFound(for: format) }
    return result
  }
}

/// What AutoGen's messages look like.
enum AutoGenShape {
  /// Where a program keeps the messages of a run.
  static let lists = ["messages", "trace", "events", "chat_messages", "message_thread"]

  private static let types: Set = [
    "TextMessage", "MultiModalMessage", "StopMessage", "HandoffMessage", "ToolCallSummaryMessage",
    "ToolCallRequestEvent", "ToolCallExecutionEvent", "CodeGenerationEvent", "CodeExecutionEvent",
    "UserInputRequestedEvent", "MemoryQueryEvent", "ModelClientStreamingChunkEvent", "ThoughtEvent",
    "SelectSpeakerEvent", "SelectorEvent",
  ]

  static func isMessage(_ value: JSONValue) -> Bool {
    guard let type = (value["type"] ?? value["event_type"])?.string, isType(type) else { return false }
    return (value["source"] ?? value["agent"])?.kind == .string
  }

  /// The name of the list of messages that a value has.
  static func list(in value: JSONValue) -> String? {
    lists.first { value[$0]?.elements.prefix(8).contains(where: isMessage) == true }
  }

  static func isState(_ value: JSONValue) -> Bool {
    value["agent_states"]?.kind == .object && value["type"]?.string == "TeamState"
      || value["llm_context"]?["messages"]?.kind == .array && value["type"]?.string == "AssistantAgentState"
  }

  /// What kind of message a value is; `nil` for none.
  static func type(of value: AttributeValue) -> String? {
    guard let type = (value["type"] ?? value["event_type"])?.string, isType(type) else { return nil }
    return (value["source"] ?? value["agent"])?.string == nil ? nil : type
  }

  private static func isType(_ type: String) -> Bool {
    // A structured message names what it holds in brackets.
    types.contains(type) || type.hasPrefix("StructuredMessage")
  }

  static func id(of run: AttributeValue) -> String? {
    ["run_id", "id", "session_id"].lazy.compactMap { run[$0]?.tellingString }.first
  }
}

/// A run as a value tells it.
struct AutoGenRun {
  let place: SourcePlace
  private(set) var messages: [SourceRecord] = []
  /// What stands beside the messages.
  private(set) var rest: AttributeValue = .null
  /// What the run was asked, where a program wrote that beside the messages.
  private(set) var question: String?
  private(set) var stopReason: String?

  init(messages: [SourceRecord], place: SourcePlace) {
    (self.messages, self.place) = (messages, place)
  }

  init(_ record: SourceRecord) {
    place = record.place
    if let list = AutoGenShape.lists.first(where: { record[$0]?.array?.isEmpty == false }) {
      messages = record.records(in: list)
      rest = record.value.rest(without: [list])
    } else {
      messages = Self.thread(of: record)
      rest = record.value.rest(without: ["agent_states", "llm_context"])
    }
    question =
      ["question", "task", "query", "prompt", "input"].lazy
      .compactMap { record[$0]?.tellingString }.first
    stopReason = record["stop_reason"]?.tellingString
  }

  /// The messages of a saved state: those that the manager of a team has, else the longest context of an agent.
  private static func thread(of state: SourceRecord) -> [SourceRecord] {
    if state["llm_context"] != nil { return state.member("llm_context").records(in: "messages") }
    var threads: [[SourceRecord]] = []
    let agents = state.member("agent_states")
    for agent in agents.value.map ?? [] {
      let record = agents.member(agent.name)
      let thread = record.records(in: "message_thread")
      if !thread.isEmpty { return thread }
      threads.append(record.member("agent_state").member("llm_context").records(in: "messages"))
    }
    return threads.max { $0.count < $1.count } ?? []
  }
}
