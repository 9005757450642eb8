import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the messages of a task into spans.
///
/// A message has the time at which it began, so that what it tells ended when the next one began, at the latest.
struct ClineReader {
  private let id: String
  private let place: SourcePlace
  private var draft: TraceDraft
  private var root: Span
  private var spans: [Span] = []
  private var log = Conversation()
  private var current: ClineCall?
  /// The tools that the latest call asked for, in order; `nil` for what is no step of its own.
  private var asked: [Int?] = []
  /// The tool whose output comes next, and what came of it.
  private var running: Int?
  private var pieces: [String] = []
  /// The question of the model's that waits for a person's answer.
  private var question: Int?
  private var lastTime: Timestamp?
  private var ending: RecordedEnding?

  init(id: String, format: String, place: SourcePlace) {
    (self.id, self.place) = (id, place)
    draft = TraceDraft(id: id, format: format)
    root = Span(id: id, name: "Cline", kind: .agent)
    root.agentName = root.name
  }

  /// Whether there is anything to show.
  var hasMessages: Bool { !spans.isEmpty || !root.events.isEmpty }

  mutating func read(_ messages: [SourceRecord]) -> ImportResult {
    for record in messages {
      guard let type = record["type"]?.string, let kind = record[type]?.string else {
        draft.loss(
          "expected a message with “type” of “say” or “ask” and a member of that name", at: record.place,
          action: "it was left out")
        continue
      }
      let time = NativeTime.milliseconds(record["ts"])
      let count = spans.count
      tell(record, kind: kind, isAsked: type == "ask", at: time)
      spans.tellSource(record.place, from: count)
      if root.start == nil { root.start = time }
      lastTime = [lastTime, time].compactMap(\.self).max()
    }
    close(at: nil)
    root.end = lastTime
    draft.trace.ending = ending
    for span in [root] + spans { draft.add(span, at: place) }
    return draft.finish()
  }

  private mutating func tell(_ record: SourceRecord, kind: String, isAsked: Bool, at time: Timestamp?) {
    if !Self.outputs.contains(kind) { settle(at: kind == "resume_task" ? nil : time) }
    if let tool = ClineTool(record, kind: kind) { return use(tool, record, at: time) }
    switch kind {
    case "api_req_started": request(record, at: time)
    case "task": prompt(record, at: time)
    case "text" where current == nil && spans.isEmpty: prompt(record, at: time)
    case "user_feedback": answer(record, at: time)
    case "text", "completion_result", "plan_mode_respond", "reasoning": write(record, kind: kind, at: time)
    case "command_output", "mcp_server_response", "browser_action_result":
      output(record, kind: kind, at: time)
    case "error", "diff_error", "clineignore_error", "rooignore_error", "command_permission_denied":
      fail(record, kind: kind, at: time)
    case "deleted_api_reqs", "subagent_usage": sum(record, kind: kind, at: time)
    default: happen(record, kind: kind, at: time)
    }
    ending = ClineEnding.ending(with: kind, record, of: current) ?? ending
    if kind == "resume_task" { question = nil }
  }

  /// What belongs to a tool that runs.
  private static let outputs: Set<String> = [
    "command_output", "mcp_server_request_started", "mcp_server_response", "browser_action_result",
    "error", "diff_error", "clineignore_error", "rooignore_error", "command_permission_denied",
    "shell_integration_warning", "shell_integration_warning_with_suggestion",
  ]

  // MARK: People

  private mutating func prompt(_ record: SourceRecord, at time: Timestamp?) {
    close(at: time)
    var span = Span(
      id: spanID("message", spans.count + 1), parentID: id, name: "user prompt", kind: .input, start: time,
      end: time)
    span.input = Payload(record["text"]?.string ?? "")
    span.keep(record.value, represented: ["ts", "type", "say", "text"])
    spans.append(span)
    ending = nil
  }

  /// Adds what a person typed: the answer to a question of the model's where that waits, else a prompt.
  private mutating func answer(_ record: SourceRecord, at time: Timestamp?) {
    guard let place = question else { return prompt(record, at: time) }
    spans[place].tool?.result = Payload(record["text"]?.string ?? "")
    spans[place].status = .ok
    question = nil
  }

  // MARK: The model

  private mutating func request(_ record: SourceRecord, at time: Timestamp?) {
    close(at: time)
    let request = ClineRequest(record)
    let results = request.results
    if results.count == asked.count {
      for (place, result) in zip(asked, results) {
        if let place { ClineTool.describe(&spans[place], result: result) }
      }
    }
    (asked, question) = ([], nil)
    if let text = request.text {
      // A request without an answer is sent again whole, with what was typed since.
      if log.last?.role == .user { log = log.previous }
      log.append(Message(role: .user, text: text))
    }
    current = ClineCall(record, request, spanID: spanID("request", spans.count + 1), at: time)
    ending = nil
  }

  private mutating func write(_ record: SourceRecord, kind: String, at time: Timestamp?) {
    var text = record["text"]?.string ?? ""
    if kind == "plan_mode_respond" {
      text = AttributeValue(jsonText: text)?["response"]?.string ?? text
    }
    // A mark by which the screen offers to show what the task changed.
    if kind == "completion_result", text.hasSuffix(Self.changes) { text.removeLast(Self.changes.count) }
    guard !text.isEmpty else { return }
    if current == nil { return happen(record, kind: kind, at: time) }
    part(kind == "reasoning" ? .reasoning(Reasoning(text: text)) : .text(text), of: record, at: time)
    if kind == "completion_result" || kind == "plan_mode_respond" { asked.append(nil) }
  }

  private static let changes = "HAS_CHANGES"

  private mutating func part(_ part: Part, of record: SourceRecord, at time: Timestamp?) {
    if let call = current, !call.holds(record) {
      close(at: time)
      current = ClineCall(record, .unknown, spanID: spanID("request", spans.count + 1), at: lastTime)
    }
    current?.write(part, of: record, at: time)
  }

  private mutating func use(_ tool: ClineTool, _ record: SourceRecord, at time: Timestamp?) {
    part(.toolCall(tool.call), of: record, at: time)
    var span = tool.span(
      id: spanID("tool", spans.count + 1), parentID: current?.spanID ?? id, at: time)
    span.keep(record.value, represented: ["ts", "type", "say", "ask", "text"])
    spans.append(span)
    running = spans.count - 1
    asked.append(running)
    if tool.name == "ask_followup_question" { question = running }
    ending = nil
  }

  /// Adds the call that is being read.
  private mutating func close(at time: Timestamp?) {
    settle(at: time)
    guard let call = current else { return }
    current = nil
    spans.append(call.span(below: id, given: log))
    if !call.parts.isEmpty { log.append(Message(role: .assistant, parts: call.parts)) }
  }

  // MARK: What tools and requests came to

  /// Ends the tool that runs: what comes next began when it had ended.
  private mutating func settle(at time: Timestamp?) {
    guard let place = running else { return }
    if spans[place].end == nil { spans[place].end = time }
    if !pieces.isEmpty {
      ClineTool.describe(
        &spans[place], output: pieces.filter { !$0.isEmpty }.joined(separator: "\n"))
    }
    (running, pieces) = (nil, [])
  }

  private mutating func output(_ record: SourceRecord, kind: String, at time: Timestamp?) {
    guard let place = running else { return happen(record, kind: kind, at: time) }
    let text = record["text"]?.string ?? ""
    spans[place].end = time
    if spans[place].tool?.command != nil {
      pieces.append(text)
    } else {
      ClineTool.describe(&spans[place], result: text)
    }
  }

  /// Marks the tool that runs as failed; without one, an error stands by itself.
  private mutating func fail(_ record: SourceRecord, kind: String, at time: Timestamp?) {
    let text = record["text"]?.string ?? ""
    if let place = running {
      spans[place].end = time
      spans[place].tool?.files = []
      spans[place].fail(text)
      if spans[place].tool?.result == nil { spans[place].tool?.result = Payload(text) }
      return
    }
    var span = Span(
      id: spanID("error", spans.count + 1), parentID: current?.spanID ?? id, name: kind, start: time,
      end: time, status: .error(message: FailureText.line(of: text)))
    span.output = Payload(text)
    span.keep(record.value, represented: ["ts", "type", "say", "text"])
    spans.append(span)
  }

  /// Adds the tokens and costs of requests that the source tells no more of: a sum that counts by itself.
  private mutating func sum(_ record: SourceRecord, kind: String, at time: Timestamp?) {
    let info = AttributeValue(jsonText: record["text"]?.string ?? "") ?? .null
    guard let usage = ClineRequest.usage(info) else { return happen(record, kind: kind, at: time) }
    var span = Span(
      id: spanID("sum", spans.count + 1), parentID: id,
      name: kind == "subagent_usage" ? "sub-agents" : "requests that were deleted", start: time, end: time)
    span.llm = LLMCall(usage: usage, reportedCost: info["cost"]?.knownCost)
    span.keep(record.value, represented: ["ts", "type", "say"])
    spans.append(span)
  }

  private mutating func happen(_ record: SourceRecord, kind: String, at time: Timestamp?) {
    let members = record.value.rest(without: ["ts", "type", "say", "ask"]).map ?? []
    let event = SpanEvent(name: kind, time: time, attributes: members)
    if current != nil, Self.sending.contains(kind) {
      current?.note(event, text: record["text"]?.string)
    } else {
      root.events.append(event)
    }
  }

  /// What is told of the sending of a request.
  private static let sending: Set<String> = [
    "error_retry", "api_req_retried", "api_req_failed", "api_req_retry_delayed", "api_req_rate_limited",
  ]

  private func spanID(_ kind: String, _ number: Int) -> String { "\(id)/\(kind)-\(number)" }
}
