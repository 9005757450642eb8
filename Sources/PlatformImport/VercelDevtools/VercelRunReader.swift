import ChatReading
import TraceModel
import TraceSource

/// Turns a run, with those that its tools started, into a trace.
struct VercelRunReader {
  private let book: VercelBook
  private let format: String
  private var draft: TraceDraft
  private var chat = ChatReader()
  private var histories = HistoryReader()
  private var path: [String] = []
  /// The tools of each step, by which a run that one of them started finds its place.
  private var toolsByStep: [String: [String]] = [:]

  init(_ book: VercelBook, format: String) {
    (self.book, self.format) = (book, format)
    draft = TraceDraft(id: "", format: format)
  }

  mutating func read(_ run: String) -> ImportResult {
    draft = TraceDraft(id: run, format: format)
    draft.trace.name = book.info(of: run)["function_id"]?.tellingString
    add(run, under: nil)
    return draft.finish()
  }

  private mutating func add(_ run: String, under parent: String?) {
    guard path.count < 16, !path.contains(run) else { return }
    path.append(run)
    let steps = book.steps(of: run)
    let info = book.info(of: run)
    var root = Span(
      id: run, parentID: parent, name: info["function_id"]?.tellingString ?? "run", kind: .agent,
      start: NativeTime.iso(info["started_at"]) ?? steps.compactMap(\.start).min(),
      end: steps.last?.isOpen == true ? nil : steps.compactMap(\.end).max(), timeOrigin: .inferred)
    root.agentName = root.name
    root.keep(info, represented: ["id", "started_at", "function_id"])
    let place = steps.first?.record.place ?? SourcePlace(file: run)
    draft.add(root, at: place)
    var given = 0
    for (number, step) in steps.enumerated() {
      let next = number + 1 < steps.count ? steps[number + 1] : nil
      prompts(of: step, behind: given, under: run)
      given = step.input["prompt"]?.array?.count ?? given
      call(step, under: run)
      tools(of: step, before: next)
    }
    if parent == nil, let last = steps.last, last.isAborted {
      draft.trace.ending = RecordedEnding(.interrupted, words: last.error, spanID: last.id)
    }
    for child in book.children(of: run) {
      let step = book.info(of: child)["parent_step_id"]?.tellingString
      let tools = step.flatMap { toolsByStep[$0] } ?? []
      // Which of several tools started it is not told.
      add(child, under: tools.count == 1 ? tools[0] : step.flatMap { draft[$0] == nil ? nil : $0 } ?? run)
    }
    path.removeLast()
  }

  /// What a user said since the step before; of the first step, which may be given a chat's history, the last of it.
  private mutating func prompts(of step: VercelStep, behind given: Int, under run: String) {
    let messages = step.input["prompt"]?.array ?? []
    var fresh = messages.dropFirst(given).filter { $0["role"]?.string == "user" }
    if given == 0 { fresh = Array(fresh.suffix(1)) }
    for (number, message) in fresh.enumerated() {
      let text = chat.message(message, role: .user)?.text ?? ""
      var span = Span(
        id: "\(step.id)/prompt-\(number + 1)", parentID: run, name: "user prompt", kind: .input,
        start: step.start, end: step.start, timeOrigin: .inferred)
      span.input = Payload(text)
      draft.add(span, at: step.record.place)
    }
  }

  private mutating func call(_ step: VercelStep, under run: String) {
    let record = step.record
    var span = Span(
      id: step.id, parentID: run, name: record["model_id"]?.tellingString ?? "model call", kind: .llm,
      start: step.start, end: step.end)
    var call = LLMCall(
      provider: record["provider"]?.tellingString, requestModel: record["model_id"]?.tellingString)
    let response = step.output["response"]
    call.responseModel = response?["modelId"]?.tellingString
    call.responseID = response?["id"]?.tellingString
    call.input =
      step.input["prompt"].map { histories.reading(of: $0, role: .user).conversation } ?? Conversation()
    call.output = step.message(&chat).map { [$0] } ?? []
    call.finishReasons = call.output.compactMap(\.finishReason)
    call.tools = ToolDefinitionReader.definitions(step.input["tools"] ?? .null)
    call.parameters =
      step.input.map?.filter { !["prompt", "tools"].contains($0.name) && !$0.value.isVoid } ?? []
    call.usage = step.usage
    span.llm = call
    if let error = step.error {
      if step.isAborted {
        span.events.append(SpanEvent(name: SpanEvent.interruption, time: step.end))
      } else {
        span.status = .error(message: error)
      }
    }
    // The raw request, answer and chunks say once more what stands above.
    span.keep(
      record.value.rest(without: ["raw_chunks", "raw_response", "raw_request"]),
      represented: [
        "id", "run_id", "model_id", "provider", "started_at", "duration_ms", "input", "output", "usage",
      ])
    draft.add(span, at: record.place)
  }

  /// The tools that a step asked for. When each ran is not told: between the step and the next one.
  private mutating func tools(of step: VercelStep, before next: VercelStep?) {
    let calls = step.message(&chat)?.toolCalls ?? []
    guard !calls.isEmpty else { return }
    var results = step.results
    var denied: Set<String> = []
    for message in next?.input["prompt"]?.array ?? [] where message["role"]?.string == "tool" {
      for part in message["content"]?.array ?? [] {
        guard let (id, result) = VercelStep.result(part) else { continue }
        if results[id] == nil { results[id] = result }
        if VercelStep.isDenied(part) { denied.insert(id) }
      }
    }
    for (number, call) in calls.enumerated() {
      let result = call.id.flatMap { results[$0] }
      var span = Span(
        id: "\(step.id)/tool-\(number + 1)", parentID: step.id, name: call.name, kind: .tool, start: step.end,
        end: result == nil ? nil : next?.start ?? step.end, timeOrigin: .inferred)
      span.tool = ToolExecution(name: call.name, callID: call.id)
      span.tool?.arguments = call.arguments.isEmpty ? nil : AttributeValue.string(call.arguments).payload
      if let result {
        span.tool?.result = AttributeValue.string(result.content).payload
        let value = AttributeValue.string(result.content).unwrapped
        if result.isError || ToolFailure.isFailure(value) {
          span.fail(result.content)
        } else {
          span.status = .ok
        }
      }
      if call.id.map(denied.contains) == true { span.tool?.outcome = .refused }
      toolsByStep[step.id, default: []].append(span.id)
      draft.add(span, at: step.record.place)
    }
  }
}
