import ChatReading
import TraceModel
import TraceSource

/// Turns a simulation of τ²-bench into a trace: what the customer said, what the agent answered and did, what it was
/// worth.
///
/// The customer is played by a model, whose calls are no steps of the agent: their tokens and costs stand with what the
/// customer said. What a customer does with tools stands below that.
struct TauSimulationReader {
  private let simulation: SourceRecord
  private let setup: TauSetup
  private var transcript: Transcript
  private var draft: TraceDraft
  /// What the customer asked tools for, by the id of the call, with the span of what was said.
  private var asked: [String: (call: AttributeValue, spanID: String)] = [:]
  private var answer: Payload?
  private var isBegun = false

  static func read(_ simulation: SourceRecord, of setup: TauSetup, format: String) -> ImportResult {
    var reader = TauSimulationReader(simulation, of: setup, format: format)
    return reader.read()
  }

  private init(_ simulation: SourceRecord, of setup: TauSetup, format: String) {
    (self.simulation, self.setup) = (simulation, setup)
    let task = simulation["task_id"]?.plainText ?? "?"
    let id = simulation["id"]?.tellingString ?? "task-\(task)"
    draft = TraceDraft(id: id, format: format)
    let trial = setup.hasTrials ? simulation["trial"]?.int.map { "trial \($0)" } : nil
    draft.trace.name = [setup.domain, "task \(task)", trial].compactMap(\.self).joined(separator: ", ")
    draft.trace.attributes = setup.attributes
    let agent = setup.info["agent_info"]?["implementation"]?.tellingString
    var root = Span(id: id, name: draft.trace.name ?? "task", kind: .agent)
    root.agentName = agent ?? "agent"
    root.start = NativeTime.iso(simulation["start_time"])
    root.end = NativeTime.iso(simulation["end_time"])
    transcript = Transcript(root: root, clock: root.start)
  }

  private mutating func read() -> ImportResult {
    for message in simulation.records(in: "messages") { read(message) }
    if simulation["messages"]?.array == nil {
      draft.loss(
        "expected “messages”, found a conversation told by ticks of sound", at: simulation.place,
        action: "what was said is missing, its scores are read")
    }
    keepFacts()
    transcript.root.output = answer
    transcript.root.source = simulation.place
    draft.trace.ending = ending
    let verdicts = TauVerdicts(simulation, task: setup.task(simulation["task_id"]))
    for score in verdicts.scores { draft.add(score, of: nil) }
    draft.add(&transcript, at: simulation.place)
    return draft.finish()
  }

  private mutating func keepFacts() {
    transcript.root.keep(
      simulation.value.rest(without: ["messages", "ticks"]), represented: ["id", "start_time", "end_time"])
    for name in ["agent_info", "user_info", "environment_info"] {
      transcript.root.keep(setup.info[name] ?? .null, prefix: name + ".")
    }
    transcript.root.keep(setup.task(simulation["task_id"]) ?? .null, prefix: "task.")
  }

  private var ending: RecordedEnding? {
    guard let reason = simulation["termination_reason"]?.tellingString else { return nil }
    switch reason {
    case "user_stop", "agent_stop": return RecordedEnding(.finished, words: reason)
    case "max_steps", "timeout", "context_window_exceeded": return RecordedEnding(.limit, words: reason)
    default: return RecordedEnding(.failed, words: reason)
    }
  }

  // MARK: Messages

  private mutating func read(_ message: SourceRecord) {
    transcript.place = message.place
    let time = NativeTime.iso(message["timestamp"])
    switch message["role"]?.string {
    case "assistant": said(message, at: time)
    case "user": asks(message, at: time)
    case "tool":
      // Results that came together stand in one message.
      let results = message.records(in: "tool_messages")
      for result in results.isEmpty ? [message] : results {
        gave(result, at: NativeTime.iso(result["timestamp"]) ?? time)
      }
    case "system":
      transcript.instruct(Message(role: .system, text: message["content"]?.plainText ?? ""), at: time)
    default:
      draft.loss("expected a message with a known “role”", at: message.place, action: "it was left out")
    }
  }

  /// What the agent said. What it opens with is a greeting that no model wrote.
  private mutating func said(_ message: SourceRecord, at time: Timestamp?) {
    let parts = Self.parts(of: message.value)
    answer = TauAnswer.payload(of: Message(role: .assistant, parts: parts), after: answer)
    guard isBegun || TauCall.isOne(message.value) else {
      transcript.instruct(Message(role: .assistant, parts: parts), at: time)
      return
    }
    let length = NativeTime.length(seconds: message["generation_time_seconds"])
    let start = length.flatMap { time?.advanced(by: -$0) }
    transcript.add(Message(role: .assistant, parts: parts), at: time, start: start) { span in
      TauCall(message.value, of: setup.info["agent_info"]).describe(&span)
    }
  }

  private mutating func asks(_ message: SourceRecord, at time: Timestamp?) {
    isBegun = true
    let calls = message["tool_calls"]?.array ?? []
    let id = "message-\(message["turn_idx"]?.int ?? transcript.spans.count)"
    for call in calls {
      if let callID = call["id"]?.tellingString { asked[callID] = (call, "\(transcript.root.id)/\(id)") }
    }
    let call = TauCall(message.value, of: setup.info["user_info"])
    guard let text = message["content"]?.tellingString else {
      // What a customer does without a word is nothing that the agent is told.
      var span = Span(
        id: "\(transcript.root.id)/\(id)", parentID: transcript.root.id, name: "customer acts",
        kind: .generic,
        start: transcript.clock, end: time, timeOrigin: .inferred)
      span.agentName = "customer"
      call.describe(&span)
      span.llm?.output = [Message(role: .assistant, parts: Self.parts(of: message.value))]
      transcript.add(span)
      transcript.pass(time)
      return
    }
    transcript.add(Message(role: .user, text: text), id: id, at: time) { call.describe(&$0) }
  }

  private mutating func gave(_ message: SourceRecord, at time: Timestamp?) {
    let content = message["content"]?.plainText ?? ""
    let callID = message["id"]?.tellingString
    let result = ToolResult(
      callID: callID, content: content, isError: message["error"]?.bool == true)
    guard message["requestor"]?.string == "user" else {
      transcript.add(Message(role: .tool, parts: [.toolResult(result)]), at: time) { span in
        span.keep(message.value, represented: ["id", "role", "content", "error", "timestamp", "requestor"])
      }
      return
    }
    let request = callID.flatMap { asked[$0] }
    let name = request?.call["name"]?.tellingString ?? "tool"
    var span = Span(
      id: "\(transcript.root.id)/\(callID ?? "tool")-\(transcript.spans.count)",
      parentID: request?.spanID ?? transcript.root.id, name: name, kind: .tool, start: transcript.clock,
      end: time, timeOrigin: .inferred)
    span.agentName = "customer"
    span.tool = ToolExecution(
      name: name, callID: callID, arguments: request?.call["arguments"]?.payload, result: Payload(content))
    if result.isError { span.fail(content) } else { span.status = .ok }
    span.keep(message.value, represented: ["id", "role", "content", "error", "timestamp"])
    transcript.add(span)
    transcript.pass(time)
  }

  private static func parts(of message: AttributeValue) -> [Part] {
    let text = message["content"]?.tellingString.map { [Part.text($0)] } ?? []
    let calls = (message["tool_calls"]?.array ?? []).compactMap { call -> Part? in
      guard let name = call["name"]?.tellingString else { return nil }
      return .toolCall(
        ToolCall(id: call["id"]?.tellingString, name: name, arguments: call["arguments"]?.jsonText ?? ""))
    }
    return text + calls
  }
}

/// What a message tells of the model's call that wrote it.
struct TauCall {
  private let message: AttributeValue
  private let party: AttributeValue

  /// - Parameter party: Who spoke, as the file tells it of the agent or of the customer.
  init(_ message: AttributeValue, of party: AttributeValue?) {
    (self.message, self.party) = (message, party ?? .null)
  }

  /// Whether a model wrote the message: it says what that took, or what a program is asked.
  static func isOne(_ message: AttributeValue) -> Bool {
    ["usage", "raw_data", "generation_time_seconds"].contains { message[$0]?.telling != nil }
      || message["tool_calls"]?.array?.isEmpty == false
  }

  func describe(_ span: inout Span) {
    let raw = message["raw_data"] ?? .null
    span.keep(
      message,
      represented: ["role", "content", "tool_calls", "timestamp", "usage", "generation_time_seconds"])
    guard span.kind == .llm || Self.isOne(message) else { return }
    var call = span.llm ?? LLMCall()
    call.requestModel = party["llm"]?.tellingString
    call.responseModel = raw["model"]?.tellingString
    call.responseID = raw["id"]?.tellingString
    call.finishReasons =
      (raw["choices"]?.array ?? []).compactMap { $0["finish_reason"]?.tellingString }
    if span.kind == .llm { call.parameters = party["llm_args"]?.map ?? [] }
    // The benchmark keeps two counts; what the provider sent besides has the others.
    let sent = raw["usage"].flatMap { UsageReader.usage($0) }
    call.usage = sent ?? message["usage"].flatMap { UsageReader.usage($0) }
    // It writes a cost of zero for a model without a price in its table.
    let costs = [message["cost"]?.knownCost, raw["usage"].flatMap { UsageReader.cost($0) }].compactMap(\.self)
    call.reportedCost = costs.first { $0.total != 0 } ?? costs.last
    span.llm = call
  }
}
