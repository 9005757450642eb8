import ChatReading
import TraceModel
import TraceSource

/// Turns the messages of a run into a trace.
///
/// A message tells that a model wrote it by the tokens that it took, a request of tools by what it is; what an agent says
/// without that is a step of the agent. Calls were given what all said before, and of tools what their own agent did
/// since; the instructions of the agents stand nowhere. Of a team the steps of one agent in a row lie in a span of that
/// agent, as far as there are calls or tools among them.
struct AutoGenReader {
  private let run: AutoGenRun
  private var draft: TraceDraft
  private var transcript: Transcript
  /// What all were told so far.
  private var said = Conversation()
  /// What an agent thought before the message that it writes next.
  private var thoughts: [String: String] = [:]
  private var answer: String?
  /// Whether nothing tells of a call: then what agents say is all that there is.
  private let isUncounted: Bool
  /// Whether one agent did all there is: the run is its own then, and no part of it is that of a member of a team.
  private let isAlone: Bool
  /// The spans of agents, in their order.
  private var turns: [Span] = []
  /// Who has the last of them, as long as nobody else did anything.
  private var holder: String?

  static func read(_ run: AutoGenRun, id: String, format: String) -> ImportResult {
    var reader = AutoGenReader(run, id: id, format: format)
    return reader.read()
  }

  private init(_ run: AutoGenRun, id: String, format: String) {
    self.run = run
    isUncounted = !run.messages.contains { message in
      let type = (message["type"] ?? message["event_type"])?.string
      return AutoGenMessage.isCall(message) || type == "ToolCallRequestEvent" || type == "AssistantMessage"
    }
    let speakers = Set(run.messages.compactMap(AutoGenMessage.source)).subtracting(["user"])
    isAlone = speakers.count == 1
    draft = TraceDraft(id: id, format: format)
    var root = Span(id: id, name: "AutoGen", kind: .agent, timeOrigin: .inferred)
    root.agentName = isAlone ? speakers.first : root.name
    root.keep(run.rest, represented: ["question", "stop_reason"])
    root.source = run.place
    transcript = Transcript(root: root)
  }

  private mutating func read() -> ImportResult {
    if let question = run.question, !run.messages.contains(where: Self.isAsked) {
      transcript.place = run.place
      publish(Message(role: .user, text: question), asPrompt: true, record: nil)
    }
    for message in run.messages { read(message) }
    transcript.root.output = answer.map { Payload($0) }
    draft.trace.ending = run.stopReason.map(Self.ending)
    for span in transcript.finish() {
      // Without times the order tells: a span of an agent stands where its first step does.
      if let turn = turns.first, span.parentID == turn.id {
        draft.add(turns.removeFirst(), at: turn.source ?? run.place)
      }
      draft.add(span, at: run.place)
    }
    for turn in turns { draft.add(turn, at: turn.source ?? run.place) }
    return draft.finish()
  }

  private static func isAsked(_ message: SourceRecord) -> Bool {
    AutoGenMessage.source(of: message) == "user"
  }

  /// What a reason to stop says, by the words of AutoGen's own conditions.
  private static func ending(_ reason: String) -> RecordedEnding {
    let limits = ["Maximum number of", "Timeout of", "Token usage limit reached"]
    if limits.contains(where: reason.hasPrefix) { return RecordedEnding(.limit, words: reason) }
    if reason == "External termination requested" || reason == "The group chat is stopped." {
      return RecordedEnding(.interrupted, words: reason)
    }
    if reason.contains("exception occurred") || reason.hasPrefix("An error occurred") {
      return RecordedEnding(.failed, words: reason)
    }
    return RecordedEnding(.finished, words: reason)
  }

  // MARK: Messages

  private mutating func read(_ message: SourceRecord) {
    transcript.place = message.place
    if let source = AutoGenMessage.source(of: message), source != holder { holder = nil }
    defer {
      if holder != nil { turns[turns.count - 1].end = AutoGenMessage.time(message) ?? turns.last?.end }
    }
    let type = (message["type"] ?? message["event_type"])?.string ?? ""
    switch type {
    case "ThoughtEvent":
      thoughts[AutoGenMessage.source(of: message) ?? "", default: ""] += AutoGenMessage.text(of: message)
    case "ToolCallRequestEvent": asksForTools(message)
    case "ToolCallExecutionEvent", "FunctionExecutionResultMessage": gives(message)
    case "AssistantMessage" where message["content"]?.array != nil: asksForTools(message)
    case "CodeExecutionEvent": ran(message)
    case "MemoryQueryEvent": remembers(message)
    // Pieces of a message that follows whole.
    case "ModelClientStreamingChunkEvent": break
    case "SelectSpeakerEvent", "SelectorEvent", "UserInputRequestedEvent":
      step(message, kind: .generic, name: Self.names[type] ?? type)
    case "SystemMessage":
      let text = Message(role: .system, text: AutoGenMessage.text(of: message))
      said.append(text)
      transcript.instruct(text)
    case "": draft.loss("expected a message with “type”", at: message.place, action: "it was left out")
    default: speaks(message, type: type)
    }
  }

  private static let names = [
    "SelectSpeakerEvent": "next speaker", "SelectorEvent": "choice of the next speaker",
    "UserInputRequestedEvent": "a person is asked", "HandoffMessage": "handoff",
    "ToolCallSummaryMessage": "results of tools", "StopMessage": "stop",
  ]

  /// A message to all: what the user said, what a model wrote, what an agent says for itself.
  private mutating func speaks(_ message: SourceRecord, type: String) {
    let source = AutoGenMessage.source(of: message)
    let text = AutoGenMessage.text(of: message)
    if source == "user" || type == "UserMessage" {
      publish(Message(role: .user, text: text), asPrompt: true, record: message)
      return
    }
    // What stopped a team is no answer of it.
    if !text.isEmpty, type != "StopMessage" { answer = text }
    var spoken = Message(role: .assistant, name: source, parts: thought(of: source))
    spoken.parts.append(.text(text))
    if AutoGenMessage.isCall(message) || type == "CodeGenerationEvent" || type == "AssistantMessage" {
      call(spoken, message)
      publish(spoken, asPrompt: false, record: message)
    } else {
      let isAnswer = isUncounted && type != "StopMessage"
      step(message, kind: isAnswer ? .output : .generic, name: Self.names[type] ?? source ?? type)
      publish(spoken, asPrompt: false, record: message)
    }
  }

  private mutating func thought(of source: String?) -> [Part] {
    guard let text = thoughts.removeValue(forKey: source ?? ""), !text.isEmpty else { return [] }
    return [.reasoning(Reasoning(text: text))]
  }

  /// Tells all what one said: of what its agent did with tools on the way they learn nothing.
  private mutating func publish(_ message: Message, asPrompt: Bool, record: SourceRecord?) {
    let time = record.flatMap(AutoGenMessage.time)
    if asPrompt {
      transcript.add(message, id: record?["id"]?.tellingString, at: time) { span in
        if let record { AutoGenMessage.keep(record, in: &span) }
      }
    } else {
      transcript.pass(time)
    }
    said.append(message)
    transcript.restart(with: said)
  }

  private mutating func call(_ written: Message, _ message: SourceRecord) {
    let source = AutoGenMessage.source(of: message)
    let turn = begin(message)
    transcript.add(written, id: message["id"]?.tellingString, at: AutoGenMessage.time(message)) { span in
      span.parentID = turn
      span.name = source ?? span.name
      span.agentName = source
      span.llm?.usage = AutoGenMessage.usage(of: message)
      AutoGenMessage.keep(message, in: &span)
    }
  }

  /// The span of the agent that a step belongs to, a new one where another agent was at work before.
  private mutating func begin(_ message: SourceRecord) -> String {
    let id = "\(transcript.root.id)/turn-"
    guard !isAlone, let source = AutoGenMessage.source(of: message) else { return transcript.root.id }
    guard holder != source else { return id + "\(turns.count)" }
    holder = source
    var turn = Span(
      id: id + "\(turns.count + 1)", parentID: transcript.root.id, name: source, kind: .agent,
      start: transcript.clock ?? AutoGenMessage.time(message), timeOrigin: .inferred)
    turn.agentName = source
    turn.source = message.place
    turns.append(turn)
    return turn.id
  }

  private mutating func asksForTools(_ message: SourceRecord) {
    let source = AutoGenMessage.source(of: message)
    let calls = (message["content"]?.unwrapped.array ?? []).compactMap { call -> Part? in
      guard let name = call["name"]?.tellingString else { return nil }
      let arguments = call["arguments"].map { $0.string ?? $0.jsonText } ?? ""
      return .toolCall(ToolCall(id: call["id"]?.tellingString, name: name, arguments: arguments))
    }
    var parts = thought(of: source)
    if let text = message["thought"]?.tellingString { parts.append(.reasoning(Reasoning(text: text))) }
    call(Message(role: .assistant, name: source, parts: parts + calls), message)
  }

  private mutating func gives(_ message: SourceRecord) {
    for result in message["content"]?.unwrapped.array ?? [] {
      let given = ToolResult(
        callID: result["call_id"]?.tellingString, name: result["name"]?.tellingString,
        content: result["content"]?.plainText ?? "", isError: result["is_error"]?.bool == true)
      let source = AutoGenMessage.source(of: message)
      transcript.add(Message(role: .tool, parts: [.toolResult(given)]), at: AutoGenMessage.time(message)) {
        span in
        span.agentName = source
        AutoGenMessage.keep(message, in: &span)
      }
    }
  }

  private mutating func ran(_ message: SourceRecord) {
    step(message, kind: .tool, name: "code execution") { span in
      let result = message["result"] ?? .null
      span.tool = ToolExecution(name: "code execution", result: (result["output"] ?? result).payload)
      if let code = result["exit_code"]?.int, code != 0 {
        span.fail(result["output"]?.plainText ?? "exit code \(code)")
      } else {
        span.status = .ok
      }
    }
  }

  private mutating func remembers(_ message: SourceRecord) {
    step(message, kind: .retrieval, name: "memory") { span in
      let found = (message["content"]?.array ?? []).enumerated().map { rank, memory in
        Document(content: memory["content"]?.plainText ?? memory.plainText, rank: rank + 1)
      }
      span.retrieval = Retrieval(documents: found)
      span.output = nil
    }
  }

  private mutating func step(
    _ message: SourceRecord, kind: SpanKind, name: String, change: (inout Span) -> Void = { _ in }
  ) {
    let time = AutoGenMessage.time(message)
    if kind == .tool || kind == .retrieval { _ = begin(message) }
    let parent = holder == nil ? transcript.root.id : turns.last?.id
    let id = message["id"]?.tellingString ?? "message-\(transcript.spans.count + 1)"
    var span = Span(
      id: "\(transcript.root.id)/\(id)", parentID: parent, name: name, kind: kind,
      start: time, end: time, timeOrigin: .inferred)
    span.agentName = AutoGenMessage.source(of: message)
    let text = AutoGenMessage.text(of: message)
    span.output = text.isEmpty || kind == .tool ? nil : Payload(text)
    if let usage = AutoGenMessage.usage(of: message) { span.llm = LLMCall(usage: usage) }
    change(&span)
    AutoGenMessage.keep(message, in: &span)
    transcript.add(span)
  }
}
