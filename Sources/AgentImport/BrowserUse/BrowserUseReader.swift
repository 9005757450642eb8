import ChatReading
import TraceModel
import TraceSource

/// Turns a history into a trace: a span for each step, in it the model's call and the actions that it chose.
///
/// A step has one length of time for the call and the actions together. Where within it the call ended is not told: all
/// of it counts as the model's and is marked.
struct BrowserUseReader {
  private let run: BrowserUseRun
  private let rootID: String
  private var draft: TraceDraft
  private var answer: String?

  static func read(_ run: BrowserUseRun, id: String, format: String) -> ImportResult {
    var reader = BrowserUseReader(run, id: id, format: format)
    return reader.read()
  }

  private init(_ run: BrowserUseRun, id: String, format: String) {
    (self.run, rootID) = (run, id)
    draft = TraceDraft(id: id, format: format)
  }

  private mutating func read() -> ImportResult {
    var root = Span(id: rootID, name: "browser-use", kind: .agent, timeOrigin: .inferred)
    root.agentName = root.name
    root.input = run.task.map { Payload($0) }
    root.llm = run.sum
    root.keep(run.rest, represented: ["task", "goal"])
    draft.add(root, at: run.record.place)
    for (number, step) in run.steps.enumerated() { read(step, number: number + 1) }
    finishRoot()
    return draft.finish()
  }

  private mutating func finishRoot() {
    guard var root = draft[rootID] else { return }
    let stated = [
      NativeTime.guessed(run.first(["startedAt", "started_at", "start_time"])),
      NativeTime.guessed(run.first(["completedAt", "completed_at", "end_time"])),
    ]
    let times = draft.times + stated.compactMap(\.self)
    (root.start, root.end) = (times.min(), times.max())
    if !stated.contains(nil) { root.timeOrigin = .recorded }
    root.output = (answer ?? run.first(["final_result"])?.string).map { Payload($0) }
    if let failure = run.record["error"]?.tellingString {
      root.status = .error(message: failure)
      draft.trace.ending = RecordedEnding(.failed, words: failure)
    }
    draft[rootID] = root
  }

  // MARK: Steps

  private mutating func read(_ step: SourceRecord, number: Int) {
    guard step.value.map != nil else {
      draft.loss("expected a step as an object", at: step.place, action: "it was left out")
      return
    }
    let times = step["metadata"] ?? .null
    let id = "\(rootID)/\(number)"
    let isGiven = Self.isGiven(step)
    let name = isGiven ? "first actions" : "step \(times["step_number"]?.telling?.plainText ?? "\(number)")"
    var span = Span(
      id: id, parentID: rootID, name: name, kind: .chain, start: NativeTime.seconds(times["step_start_time"]),
      end: NativeTime.seconds(times["step_end_time"]))
    if let start = span.start, let end = span.end, end < start { span.end = start }
    span.keep(
      step.value.rest(without: ["model_output", "result"]), represented: ["metadata", "state_message"])
    // The first versions chose one action a step, and had one result.
    let results = BrowserUseAction.list(step["result"])
    let actions = BrowserUseAction.actions(of: step["model_output"])
    // An error that came before any action is the step's own, such as a model that did not answer.
    if actions.isEmpty, let failure = results.lazy.compactMap({ $0["error"]?.tellingString }).first {
      span.status = .error(message: failure)
    }
    draft.add(span, at: step.place)
    let call = "\(id)/call"
    if !isGiven, step["model_output"]?.telling != nil {
      add(BrowserUseAction.message(step["model_output"] ?? .null, actions), of: step, in: span, id: call)
    }
    for (index, action) in actions.enumerated() {
      let result = index < results.count ? results[index] : nil
      add(action, result, number: index + 1, in: span, under: isGiven ? id : call, at: step.place)
    }
    for result in results { finish(with: result, at: id) }
  }

  /// Whether a step did what the program was told to do first, without a model.
  private static func isGiven(_ step: SourceRecord) -> Bool {
    step["metadata"]?["step_number"]?.int == 0 && step["model_output"]?["thinking"]?.telling == nil
      && step["state"]?["title"]?.string == "Initial Actions"
  }

  private mutating func add(_ written: Message, of step: SourceRecord, in parent: Span, id: String) {
    var span = Span(
      id: id, parentID: parent.id, name: run.model ?? "model call", kind: .llm, start: parent.start,
      end: parent.end, timeOrigin: .inferred)
    span.llm = LLMCall(requestModel: run.model, output: [written])
    if let given = step["state_message"]?.tellingString {
      span.llm?.input = [Message(role: .user, text: given)]
    }
    draft.add(span, at: step.place(at: "/model_output"))
  }

  private mutating func add(
    _ action: BrowserUseAction, _ result: AttributeValue?, number: Int, in step: Span, under parent: String,
    at place: SourcePlace
  ) {
    var span = Span(
      id: "\(step.id)/action-\(number)", parentID: parent, name: action.name, kind: .tool, start: step.end,
      end: step.end, timeOrigin: .inferred)
    span.tool = ToolExecution(name: action.name, arguments: action.arguments.payload)
    if let result {
      let failure = result["error"]?.tellingString
      let told = (result["extracted_content"] ?? result["long_term_memory"])?.telling?.plainText
      span.tool?.result = (failure ?? told).map { Payload($0) }
      if let failure { span.fail(failure) } else { span.status = .ok }
      span.keep(result, represented: ["extracted_content", "error"])
    } else {
      // Actions after one that changed the page are not tried.
      span.tool?.outcome = .cancelled
    }
    draft.add(span, at: place.at("/result/\(number - 1)"))
  }

  /// What a result says of the end: that the task is done, and what a judge thinks of it.
  private mutating func finish(with result: AttributeValue, at step: String) {
    guard BrowserUseAction.flag(result["is_done"]) == true else { return }
    answer = result["extracted_content"]?.tellingString ?? answer
    let success = BrowserUseAction.flag(result["success"])
    let words = success.map { "done, success: \($0)" } ?? "done"
    draft.trace.ending = RecordedEnding(.finished, words: words, spanID: step)
    if let success {
      // The agent's own word: it proves a failure, and no success.
      var score = Score(name: "success, by the agent's own word", value: .flag(success), judge: .model)
      score.verdict = success ? nil : .wrong
      draft.add(score, of: nil)
    }
    guard let judgement = result["judgement"]?.telling,
      let verdict = BrowserUseAction.flag(judgement["verdict"])
    else { return }
    let reasons = [judgement["failure_reason"], judgement["reasoning"]].compactMap { $0?.tellingString }
    var score = Score(
      name: "judgement", value: .flag(verdict), explanation: reasons.joined(separator: "\n"), judge: .model)
    score.verdict = verdict ? .right : .wrong
    draft.add(score, of: nil)
  }
}

/// Something that the model chose to do: `{"click": {"index": 5}}`.
struct BrowserUseAction {
  let name: String
  let arguments: AttributeValue

  static func actions(of output: AttributeValue?) -> [BrowserUseAction] {
    list(output?["action"]).compactMap { action in
      // Programs that write everything as text have Python's notation here.
      let value =
        action.string.map { AttributeValue(jsonText: ScriptText.json(ofPython: $0) ?? $0) } ?? action
      let member = value?.map?.first { $0.value.map != nil } ?? value?.map?.first
      guard let member else { return nil }
      return BrowserUseAction(name: member.name, arguments: member.value)
    }
  }

  /// What the model wrote: its thoughts, what it makes of the page, and the actions.
  static func message(_ output: AttributeValue, _ actions: [BrowserUseAction]) -> Message {
    var parts: [Part] = []
    if let thinking = output["thinking"]?.tellingString {
      parts.append(.reasoning(Reasoning(text: thinking)))
    }
    // What it is about to do first: it tells most of a step.
    let state = output["current_state"]?.telling ?? output
    let others = ["evaluation_previous_goal", "valuation_previous_goal", "memory"].compactMap { name in
      state[name]?.tellingString.map { "\(name): \($0)" }
    }
    let lines = [state["next_goal"]?.tellingString].compactMap(\.self) + others
    if !lines.isEmpty { parts.append(.text(lines.joined(separator: "\n\n"))) }
    for action in actions {
      parts.append(
        .toolCall(ToolCall(id: nil, name: action.name, arguments: action.arguments.jsonText)))
    }
    return Message(role: .assistant, parts: parts)
  }

  /// The elements of a list, or a map that stands in the place of a list of one.
  static func list(_ value: AttributeValue?) -> [AttributeValue] {
    guard let value else { return [] }
    return value.array ?? (value.map == nil ? [] : [value])
  }

  /// A truth value, or the word of one.
  static func flag(_ value: AttributeValue?) -> Bool? {
    value?.bool ?? value?.string.flatMap { ["true": true, "false": false][$0.lowercased()] }
  }
}
