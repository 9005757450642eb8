import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the events of a conversation into a trace.
///
/// Tokens are told as running totals: what they grew by since the total before is the next call's.
struct OpenHandsV1Reader {
  private let id: String
  private var draft: TraceDraft
  private var transcript: Transcript
  private var chat = ChatReader()
  private var tools: [ToolDefinition] = []
  /// The running totals by what the model was used for.
  private var totals: [String: OpenHandsTotal] = [:]
  /// What the agent's total grew by, for the call that is told next.
  private var growth: (total: OpenHandsTotal, time: Timestamp?)?
  /// The actions of the response that is being told.
  private var response: (id: String, records: [SourceRecord])?

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
    var root = Span(id: id, name: "OpenHands", kind: .agent, timeOrigin: .inferred)
    root.agentName = root.name
    transcript = Transcript(root: root)
  }

  mutating func read(_ records: [SourceRecord]) -> ImportResult {
    for record in records {
      transcript.place = record.place
      event(record, at: NativeTime.iso(record["timestamp"]))
    }
    finishResponse()
    tellUnseen()
    draft.add(&transcript, at: records.first?.place ?? SourcePlace(file: id))
    return draft.finish()
  }

  private mutating func event(_ record: SourceRecord, at time: Timestamp?) {
    let kind = record["kind"]?.string ?? ""
    if kind == "ActionEvent" { return action(record) }
    // What a response asked for is told before anything that comes of it.
    finishResponse()
    switch kind {
    case "SystemPromptEvent":
      tools = record["tools"].map(ToolDefinitionReader.definitions) ?? []
      transcript.instruct(
        Message(
          role: .system, text: (record["system_prompt"]?["text"] ?? record["system_prompt"])?.plainText ?? "")
      )
    case "MessageEvent": message(record, at: time)
    case "ObservationEvent", "AgentErrorEvent", "UserRejectObservation": answer(record, kind, at: time)
    case "ConversationStateUpdateEvent": state(record, at: time)
    case "PauseEvent": draft.trace.ending = RecordedEnding(.interrupted, words: "paused")
    case "ConversationErrorEvent":
      let words = [record["code"]?.tellingString, record["detail"]?.tellingString].compactMap(\.self)
      let text = words.joined(separator: ": ")
      draft.trace.ending = RecordedEnding(EndingErrors.kind(of: text) ?? .failed, words: text)
    default:
      transcript.root.events.append(
        SpanEvent(
          name: kind, time: time, attributes: record.value.rest(without: ["kind", "timestamp"]).map ?? []))
    }
  }

  // MARK: Messages

  private mutating func message(_ record: SourceRecord, at time: Timestamp?) {
    let content = record["llm_message"]?["content"] ?? .null
    var parts = chat.parts(content)
    if let thought = record["llm_message"]?["reasoning_content"]?.tellingString {
      parts.insert(.reasoning(Reasoning(text: thought)), at: 0)
    }
    let isAgent = record["source"]?.string == "agent"
    draft.trace.ending = nil
    if isAgent {
      call(Message(role: .assistant, parts: parts), [record], at: time)
    } else {
      transcript.add(Message(role: .user, parts: parts), id: record["id"]?.tellingString, at: time) { span in
        span.keep(record.value, represented: ["id", "timestamp", "source", "kind", "llm_message"])
      }
    }
  }

  private mutating func action(_ record: SourceRecord) {
    let name = record["llm_response_id"]?.tellingString ?? record["id"]?.tellingString ?? ""
    if let response, response.id != name { finishResponse() }
    response = (name, (response?.records ?? []) + [record])
  }

  /// Tells the response that asked for these actions: one call of the model, which may ask for several tools.
  private mutating func finishResponse() {
    guard let found = response, let first = found.records.first else { return }
    response = nil
    var parts: [Part] = []
    if let thought = first["reasoning_content"]?.tellingString {
      parts.append(.reasoning(Reasoning(text: thought)))
    }
    parts += chat.parts(first["thought"] ?? .null)
    for record in found.records {
      let call = record["tool_call"]
      let arguments = call?["arguments"] ?? call?["function"]?["arguments"] ?? record["action"]
      parts.append(
        .toolCall(
          ToolCall(
            id: record["tool_call_id"]?.tellingString,
            name: (record["tool_name"] ?? call?["name"])?.tellingString ?? "tool",
            arguments: arguments?.plainText ?? "")))
    }
    draft.trace.ending = nil
    call(
      Message(role: .assistant, parts: parts), found.records,
      at: found.records.lazy.compactMap { NativeTime.iso($0["timestamp"]) }.first)
  }

  private mutating func call(_ message: Message, _ records: [SourceRecord], at time: Timestamp?) {
    let grown = growth?.total
    growth = nil
    let tools = tools
    transcript.add(message, id: records.first?["id"]?.tellingString, at: time) { span in
      span.llm?.requestModel = grown?.model
      span.llm?.responseID = records.first?["llm_response_id"]?.tellingString
      span.llm?.tools = tools
      span.llm?.usage = grown?.usage
      span.llm?.reportedCost = grown?.reportedCost
      for record in records {
        span.keep(
          record.value.rest(without: ["thought", "tool_call", "reasoning_content", "thinking_blocks"]),
          represented: ["id", "timestamp", "source", "kind", "llm_response_id", "tool_call_id", "tool_name"])
      }
    }
  }

  // MARK: Results

  private mutating func answer(_ record: SourceRecord, _ kind: String, at time: Timestamp?) {
    let observation = record["observation"]
    let parts = chat.parts(observation?["content"] ?? .null)
    let text =
      observation == nil
      ? (record["error"] ?? record["rejection_reason"])?.plainText ?? ""
      : Message(role: .tool, parts: parts).text
    let result = ToolResult(
      callID: record["tool_call_id"]?.tellingString, name: record["tool_name"]?.tellingString, content: text,
      isError: kind == "AgentErrorEvent" || observation?["is_error"]?.bool == true)
    // What nobody asked for in the file was asked for by the call whose event is not there.
    let isUnseen = growth != nil && result.callID.map(transcript.hasAsked) != true
    let asker = isUnseen ? tellUnseen() : nil
    transcript.add(
      Message(role: .tool, parts: [.toolResult(result)] + parts.filter(\.isMedia)),
      id: record["id"]?.tellingString, at: time
    ) { span in
      if let asker { span.parentID = asker }
      if let code = observation?["exit_code"]?.int, code >= 0 {
        span.tool?.command?.exitCode = code
        if code != 0 { span.fail(text) }
      }
      // The wait for a command was over; the command went on.
      if observation?["timeout"]?.bool == true {
        span.tool?.outcome = .unfinished
        span.tool?.isError = false
        span.status = .unset
        span.events.append(SpanEvent(name: "timed out", time: time))
      }
      if kind == "UserRejectObservation" {
        // Newer versions say of a hook's no that it is one.
        span.refuse(byPerson: record["rejection_source"]?.string != "hook")
        span.status = .unset
      }
      span.keep(
        record.value, represented: ["id", "timestamp", "source", "kind", "tool_call_id", "tool_name"])
    }
  }

  // MARK: State

  private mutating func state(_ record: SourceRecord, at time: Timestamp?) {
    if record["key"]?.string == "stats" {
      for (use, value) in (record["value"]?["usage_to_metrics"]?.map ?? []).map({ ($0.name, $0.value) }) {
        note(OpenHandsTotal(value), of: use, at: time)
      }
      return
    }
    let status = (record["value"]?["execution_status"] ?? record["value"])?.string
    if status == "running" { transcript.pass(time) }
    switch status {
    case "stuck": draft.trace.ending = RecordedEnding(.limit, words: status)
    case "error": draft.trace.ending = RecordedEnding(.failed, words: status)
    case "finished": draft.trace.ending = RecordedEnding(.finished, words: status)
    default: break
    }
    transcript.root.events.append(
      SpanEvent(
        name: "state: \(record["key"]?.string ?? "")", time: time,
        attributes: record.value.rest(without: ["kind"]).map ?? []))
  }

  private mutating func note(_ total: OpenHandsTotal, of use: String, at time: Timestamp?) {
    guard let grown = total.growth(since: totals[use]) else { return }
    totals[use] = total
    if use == "default" || use == "agent" {
      tellUnseen()
      growth = (grown, time)
    } else {
      addUnseen(grown, name: use, at: time)
    }
  }

  /// A call of the agent that became no event.
  ///
  /// - Returns: Its span's id.
  @discardableResult private mutating func tellUnseen() -> String? {
    guard let grown = growth else { return nil }
    growth = nil
    // The agent asks the model and waits: its totals are told when the answer is there.
    let start = transcript.clock
    defer { transcript.pass(grown.time) }
    return addUnseen(grown.total, name: "call without an event", from: start, at: grown.time)
  }

  @discardableResult
  private mutating func addUnseen(
    _ total: OpenHandsTotal, name: String, from start: Timestamp? = nil, at time: Timestamp?
  ) -> String {
    var span = Span(
      id: "\(id)/unseen-\(transcript.spans.count + 1)", parentID: id, name: name, kind: .llm,
      start: start ?? time, end: time, timeOrigin: .inferred)
    span.llm = LLMCall(requestModel: total.model, usage: total.usage, reportedCost: total.reportedCost)
    span.isFrameworkInternal = true
    transcript.add(span)
    return span.id
  }
}

/// The tokens and the cost of a model until now.
struct OpenHandsTotal {
  let model: String?
  private(set) var usage: TokenUsage?
  private let cost: Double?

  var reportedCost: ReportedCost? { cost.flatMap { $0 >= 0 ? ReportedCost(total: $0) : nil } }

  init(_ value: AttributeValue) {
    model = value["model_name"]?.tellingString
    cost = value["accumulated_cost"]?.double
    let counts = value["accumulated_token_usage"]
    usage = TokenUsage(
      input: counts?["prompt_tokens"]?.tokenCount, cacheRead: counts?["cache_read_tokens"]?.tokenCount,
      cacheWrite: counts?["cache_write_tokens"]?.tokenCount, output: counts?["completion_tokens"]?.tokenCount,
      reasoning: counts?["reasoning_tokens"]?.tokenCount)
  }

  private init(model: String?, usage: TokenUsage?, cost: Double?) {
    (self.model, self.usage, self.cost) = (model, usage, cost)
  }

  /// What was counted since an earlier total; `nil` if nothing was. Cached tokens lie within the prompt's.
  func growth(since earlier: OpenHandsTotal?) -> OpenHandsTotal? {
    guard let earlier else { return usage?.total ?? 0 > 0 ? self : nil }
    guard let grown = usage?.growth(since: earlier.usage ?? TokenUsage()) else { return nil }
    return OpenHandsTotal(model: model, usage: grown, cost: cost.map { max(0, $0 - (earlier.cost ?? 0)) })
  }
}
