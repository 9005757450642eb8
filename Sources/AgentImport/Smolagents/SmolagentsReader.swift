import ChatReading
import TraceModel
import TraceSource

/// Turns the steps of an agent's memory into a trace.
///
/// A step has one length of time for the model's call and the tools together, so it becomes a span of its own. Where
/// within it the call ended is not told: all of it counts as the model's, which is what takes the time, and is marked.
struct SmolagentsReader {
  private static let rootID = "agent"

  private var draft: TraceDraft
  /// How often each response id occurs: one that repeats identifies nothing.
  private let responses: [String: Int]
  private var repeatedID: String?
  private var task: String?
  /// When the first step began, and so when the task was there.
  private var firstStart: Timestamp?
  private var answer: Payload?

  static func read(_ records: [SourceRecord], id: String, format: String) -> ImportResult {
    var reader = SmolagentsReader(records, id: id, format: format)
    return reader.read(records)
  }

  private init(_ records: [SourceRecord], id: String, format: String) {
    draft = TraceDraft(id: id, format: format)
    responses = records.reduce(into: [:]) { counts, record in
      if let id = Self.responseID(record.value) { counts[id, default: 0] += 1 }
    }
  }

  private static func responseID(_ step: AttributeValue) -> String? {
    step["model_output_message"]?["raw"]?["id"]?.string
  }

  private mutating func read(_ records: [SourceRecord]) -> ImportResult {
    let first = records.first?.place ?? SourcePlace(file: draft.trace.id)
    draft.add(Span(id: Self.rootID, name: "smolagents", kind: .agent), at: first)
    firstStart = records.lazy.compactMap { NativeTime.seconds($0["timing"]?["start_time"]) }.first
    for (number, record) in records.enumerated() { read(record, id: "step \(number)") }
    if let repeatedID {
      draft.note(
        "several responses have the id “\(repeatedID)”, expected one each", at: first,
        action: "each step counts as a call of its own")
    }
    finishRoot()
    return draft.finish()
  }

  private mutating func read(_ step: SourceRecord, id: String) {
    if step["task"] != nil {
      addTask(step, id: id)
    } else if step["plan"] != nil || step["step_number"] != nil {
      addStep(step, id: id)
    } else if let output = step["output"] {
      var span = Span(id: id, parentID: Self.rootID, name: "final answer", kind: .output)
      span.output = output.payload
      answer = span.output
      span.keep(step.value, represented: ["output"])
      draft.add(span, at: step.place)
    } else if let text = step["system_prompt"]?.string {
      var span = Span(id: id, parentID: Self.rootID, name: "system prompt", kind: .prompt)
      span.isFrameworkInternal = true
      span.prompt = PromptAssembly(text: text)
      span.keep(step.value, represented: ["system_prompt"])
      draft.add(span, at: step.place)
    } else {
      draft.loss(
        "expected a step of a kind that smolagents writes", at: step.place, action: "it was left out")
    }
  }

  private mutating func addTask(_ step: SourceRecord, id: String) {
    var span = Span(id: id, parentID: Self.rootID, name: "task", kind: .input)
    (span.start, span.end) = (firstStart, firstStart)
    span.timeOrigin = firstStart == nil ? .recorded : .inferred
    span.input = Payload(step["task"]?.plainText ?? "")
    task = task ?? span.input?.text
    span.keep(step.value, represented: ["task"])
    draft.add(span, at: step.place)
  }

  private mutating func addStep(_ step: SourceRecord, id: String) {
    let isPlan = step["plan"] != nil
    let name = isPlan ? "planning" : "step \(step["step_number"]?.plainText ?? "?")"
    var span = Span(id: id, parentID: Self.rootID, name: name, kind: .chain)
    span.start = NativeTime.seconds(step["timing"]?["start_time"])
    span.end = NativeTime.seconds(step["timing"]?["end_time"])
    let failure = SmolagentsFailure(step["error"])
    let runs = SmolagentsTools.runs(step.value)
    if let failure, failure.part == .step || failure.part == .tool && runs.isEmpty {
      span.status = .error(message: failure.message)
    }
    if let output = step["action_output"], !output.isVoid { span.output = output.payload }
    span.keep(
      step.value,
      represented: ["timing", "model_input_messages", "tool_calls", "observations", "code_action", "plan"])
    draft.add(span, at: step.place)
    addCall(step, id: id, of: span, isAlone: runs.isEmpty, failure: failure)
    for (number, run) in runs.enumerated() {
      var tool = Span(
        id: "\(id) tool \(number + 1)", parentID: "\(id) call", name: run.name ?? "tool", kind: .tool)
      tool.tool = run
      (tool.start, tool.end) = (span.end, span.end)
      tool.timeOrigin = span.end == nil ? .recorded : .inferred
      if failure?.part == .tool, number == runs.count - 1 {
        tool.fail(saying: failure?.message)
        if run.result == nil { tool.tool?.result = failure.map { Payload($0.message) } }
      }
      draft.add(tool, at: step.place)
    }
    if step["error"]?["type"]?.string == "AgentMaxStepsError" {
      draft.trace.ending = RecordedEnding(.limit, words: failure?.message, spanID: id)
    }
    if step["is_final_answer"]?.bool == true {
      // The agent that calls tools leaves it to the tool of that name.
      answer = span.output ?? runs.last { $0.name == "final_answer" }.flatMap(\.result)
    }
  }

  private mutating func addCall(
    _ step: SourceRecord, id: String, of parent: Span, isAlone: Bool, failure: SmolagentsFailure?
  ) {
    var call = SmolagentsCall(step.value).call
    if let responseID = Self.responseID(step.value) {
      if responses[responseID] == 1 { call.responseID = responseID } else { repeatedID = responseID }
    }
    // A run that reached its last step ends with a step in which nobody was asked.
    guard !call.input.isEmpty || !call.output.isEmpty || call.usage != nil else { return }
    var span = Span(id: id + " call", parentID: id, name: call.model ?? "model", kind: .llm)
    (span.start, span.end) = (parent.start, parent.end)
    span.timeOrigin = parent.start == nil || isAlone ? .recorded : .inferred
    span.llm = call
    if failure?.part == .call { span.status = .error(message: failure?.message) }
    draft.add(span, at: step.place)
  }

  private mutating func finishRoot() {
    guard var root = draft[Self.rootID] else { return }
    let times = draft.times
    (root.start, root.end) = (times.min(), times.max())
    if root.start != nil { root.timeOrigin = .inferred }
    root.input = task.map { Payload($0) }
    root.output = answer
    draft[Self.rootID] = root
  }
}
