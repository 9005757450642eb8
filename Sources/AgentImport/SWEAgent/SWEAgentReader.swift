import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a trajectory into a trace: a call and a tool for each step, below one agent.
struct SWEAgentReader {
  private static let rootID = "agent"

  private let document: AttributeValue
  private let place: SourcePlace
  private var history: SWEAgentHistory
  private let model: String?
  private var draft: TraceDraft
  /// How long the steps so far took; `nil` until one tells it.
  private var elapsed: Int64?

  static func read(_ record: SourceRecord, id: String, format: String) -> ImportResult {
    var reader = SWEAgentReader(record, id: id, format: format)
    return reader.read()
  }

  private init(_ record: SourceRecord, id: String, format: String) {
    document = record.value
    place = record.place
    history = SWEAgentHistory(record["history"] ?? .null)
    // The configuration is JSON in a string.
    let config = record["replay_config"]?.unwrapped
    model = config?[path: ["agent", "model", "name"]]?.string
    draft = TraceDraft(id: id, format: format)
    draft.trace.name = config?["problem_statement"]?["id"]?.string
  }

  private mutating func read() -> ImportResult {
    var steps = document["trajectory"]?.array ?? []
    let isConcluded = steps.isEmpty
    if isConcluded { steps = history.steps }
    let hasTimes = steps.contains { $0["execution_time"]?.double != nil }
    if hasTimes { elapsed = 0 }
    draft.add(Span(id: Self.rootID, name: "SWE-agent", kind: .agent), at: place)
    addTask()
    for (number, step) in steps.enumerated() { add(step, number: number, isConcluded: isConcluded) }
    finishRoot()
    if draft.trace.ending == nil, let last = steps.last?["action"]?.string, last.trimmed == "submit" {
      draft.trace.ending = RecordedEnding(.submitted, words: nil, spanID: "action \(steps.count)")
    }
    if hasTimes {
      draft.note(
        "the trajectory has no times, only how long each action took", at: place,
        action: "the actions are laid end to end, starting in 1970; what the model took is unknown")
    }
    if isConcluded {
      draft.note(
        "the trajectory has no steps, expected “trajectory”", at: place,
        action: "the steps were concluded from the messages in “history”")
    }
    return draft.finish()
  }

  private var now: Timestamp? { elapsed.map { Timestamp(nanoseconds: $0) } }

  private mutating func addTask() {
    guard let task = history.task else { return }
    var span = Span(id: "task", parentID: Self.rootID, name: "task", kind: .input)
    (span.start, span.end, span.timeOrigin) = (now, now, now == nil ? .recorded : .inferred)
    span.input = Payload(task)
    draft.add(span, at: place)
  }

  private mutating func add(_ step: AttributeValue, number: Int, isConcluded: Bool) {
    var stepPlace = place
    stepPlace.pointer = (isConcluded ? "/history" : "/trajectory/\(number)")
    let found = history.next(for: step)
    let written = found.map { history.message(at: $0) }
    var span = Span(id: "step \(number + 1)", parentID: Self.rootID, name: model ?? "model", kind: .llm)
    (span.start, span.end, span.timeOrigin) = (now, now, now == nil ? .recorded : .inferred)
    var call = LLMCall(requestModel: model)
    call.input = input(of: step, foundAt: found)
    let text = (step["response"] ?? step["thought"])?.string ?? ""
    call.output = [written?.message ?? Message(role: .assistant, text: text)].filter { !$0.parts.isEmpty }
    span.llm = call
    if isConcluded { span.kindOrigin = .inferred }
    var represented: Set<String> = ["action", "observation", "execution_time"]
    if call.output.first?.text == text { represented.insert("response") }
    if step["thought"]?.string == text { represented.insert("thought") }
    let dropped = Set(["query", "messages"].filter { step[$0] != nil && !call.input.isEmpty })
    span.keep(step, represented: represented.union(dropped))
    draft.add(span, at: stepPlace)
    addTool(step, calls: step["tool_calls"] ?? written?.record["tool_calls"], number: number, at: stepPlace)
  }

  /// What the model saw: as the step itself tells it, else the history before the step's message.
  private mutating func input(of step: AttributeValue, foundAt found: Int?) -> Conversation {
    let own = step["query"]?.array ?? before(step, in: step["messages"]?.array ?? [])
    // A version wrote one empty message where it did not know.
    if own.contains(where: { !$0.isVoid }) { return Conversation(SWEAgentHistory.read(.array(own))) }
    return found.map { history.before($0) } ?? []
  }

  /// The messages before the step's own: the first version that wrote them did so after the step.
  private func before(_ step: AttributeValue, in messages: [AttributeValue]) -> [AttributeValue] {
    let isOwn = { (message: AttributeValue) in message["action"] != nil && message["action"] == step["action"]
    }
    return Array(messages[..<(messages.lastIndex(where: isOwn) ?? messages.endIndex)])
  }

  private mutating func addTool(
    _ step: AttributeValue, calls: AttributeValue?, number: Int, at place: SourcePlace
  ) {
    let action = step["action"]?.string ?? ""
    guard !action.allSatisfy(\.isWhitespace) else { return }
    let length = NativeTime.length(seconds: step["execution_time"])
    let tool = SWEAgentAction(step, action: action, call: calls?.array?.first)
    var span = Span(id: "action \(number + 1)", parentID: "step \(number + 1)", name: tool.name, kind: .tool)
    span.start = now
    if let length, let before = elapsed { elapsed = before.addingReportingOverflow(length).partialValue }
    span.end = now
    span.timeOrigin = now == nil ? .recorded : .inferred
    span.tool = tool.execution
    if let failure = tool.failure { span.fail(saying: failure) }
    draft.add(span, at: place)
  }

  private mutating func finishRoot() {
    guard var root = draft[Self.rootID] else { return }
    if let now { (root.start, root.end, root.timeOrigin) = (Timestamp(nanoseconds: 0), now, .inferred) }
    root.input = history.task.map { Payload($0) }
    let info = document["info"] ?? .null
    if let patch = info["submission"]?.string, !patch.isEmpty { root.output = Payload(patch) }
    root.llm = SWEAgentStats(info["model_stats"] ?? .null, model: model).call
    draft.trace.ending = info["exit_status"]?.tellingString.map(SWEAgentExit.ending)
    switch draft.trace.ending?.kind {
    case .submitted?: root.status = .ok
    case .failed?: root.status = .error(message: draft.trace.ending?.words)
    default: break
    }
    draft.trace.scores = TrajectoryScores.scores(in: document)
    root.keep(info, represented: ["submission"], prefix: "info.")
    for member in document.map ?? [] where !["info", "trajectory", "history"].contains(member.name) {
      draft.trace.attributes.append(member)
    }
    // Where the calls tell their messages, these repeat them.
    if let history = document["history"], !history.isVoid {
      root.attributes.append(Attribute("history", history))
      if self.history.isComplete { root.representedAttributes.insert("history") }
    }
    draft[Self.rootID] = root
  }
}

/// The tokens and cost of the whole run; those of single calls are not written down.
struct SWEAgentStats {
  let call: LLMCall?

  init(_ stats: AttributeValue, model: String?) {
    // A replay of recorded actions asks no model and writes zeros.
    func count(_ name: String) -> Int? { stats[name]?.int.flatMap { $0 > 0 ? $0 : nil } }
    // `tokens_sent` is the whole prompt of each call, cached or not, as litellm counts it.
    let usage = TokenUsage(input: count("tokens_sent"), output: count("tokens_received"))
    let cost = stats["instance_cost"]?.knownCost
    let isTold = !usage.isEmpty || cost != nil
    call = isTold ? LLMCall(requestModel: model, usage: usage.isEmpty ? nil : usage, reportedCost: cost) : nil
  }
}
