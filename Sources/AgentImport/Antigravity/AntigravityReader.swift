import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns the steps of a conversation into a trace.
///
/// An answer's record has the moment at which the model began; the next step's, when it had ended. Results have no id: they
/// follow in the order of the calls.
struct AntigravityReader {
  private let log: AntigravityLog
  private var draft: TraceDraft
  private var transcript: Transcript
  /// How tasks ended that went on behind the conversation, by their ids.
  private var tasks: [String: AntigravityStep] = [:]
  private var model: String?
  /// Calls of the latest answer that nothing has answered yet.
  private var open: [ToolCall] = []
  /// The conversation before each prompt, to which one that is asked anew goes back.
  private var before: [Int: Conversation] = [:]
  /// How often each step was told.
  private var told: [Int: Int] = [:]

  init(_ log: AntigravityLog, format: String) {
    self.log = log
    draft = TraceDraft(id: log.id, format: format)
    draft.trace.sessionID = log.id
    draft.trace.name = log.steps.lazy.compactMap(\.objective).first
    var root = Span(id: log.id, name: "Antigravity", kind: .agent, timeOrigin: .inferred)
    root.agentName = "Antigravity"
    transcript = Transcript(root: root)
    transcript.hasEachResult = true
  }

  mutating func read() -> ImportResult {
    for step in log.steps { if let task = step.task, step.taskResult != nil { tasks[task] = step } }
    for steps in Self.stretches(of: log.steps) {
      rewind(to: steps.first)
      for (place, step) in steps.enumerated() {
        transcript.place = step.record.place
        if step.source == .user { before[step.index] = transcript.log }
        read(step, next: place + 1 < steps.count ? steps[place + 1] : nil)
      }
    }
    tellLosses()
    draft.add(&transcript, at: log.steps.first?.record.place ?? SourcePlace(file: log.file))
    return draft.finish()
  }

  /// The steps in their order. What stands twice comes from a conversation that was taken up again further back: what
  /// follows in the file is a stretch of its own.
  private static func stretches(of steps: [AntigravityStep]) -> [[AntigravityStep]] {
    var (result, seen): ([[AntigravityStep]], Set<Int>) = ([[]], [])
    for step in steps {
      // An answer is written when it is whole, behind what its tools have given back by then.
      if step.source == .user, seen.contains(step.index) {
        result.append([])
        seen = []
      }
      seen.insert(step.index)
      result[result.count - 1].append(step)
    }
    return result.map {
      $0.enumerated().sorted { ($0.element.index, $0.offset) < ($1.element.index, $1.offset) }
    }
    .map { $0.map(\.element) }
  }

  /// Takes the conversation back to what it was before a step that is told again.
  private mutating func rewind(to step: AntigravityStep?) {
    guard let step, let conversation = before[step.index] else { return }
    open = []
    transcript.restart(with: conversation)
  }

  private mutating func tellLosses() {
    if let place = log.foreign.first {
      draft.loss(
        "expected steps with “step_index” and “type”, found \(Formatting.count(log.foreign.count, "record")) without them",
        at: place, action: "they were left out")
    }
    if log.cuts > 0, let step = log.steps.first(where: \.isCut) {
      draft.note(
        "the file has the texts of \(Formatting.count(log.cuts, "step")) cut; transcript_full.jsonl beside it has them whole",
        at: step.record.place, action: "what there is is shown")
    }
    for other in log.others {
      draft.note(
        "tells the same conversation as \(log.file), and no more of it", at: SourcePlace(file: other),
        action: "it was left out")
    }
  }

  // MARK: Steps

  private mutating func read(_ step: AntigravityStep, next: AntigravityStep?) {
    switch (step.source, step.isAnswer) {
    case (.user, _): ask(step)
    case (_, true): answer(step, next: next)
    case (.system, _) where step.type != "ERROR_MESSAGE": tell(step)
    default:
      if let call = takeCall(for: step) {
        result(step, of: call)
      } else if step.type == "ERROR_MESSAGE" {
        breakOff(step)
      } else {
        result(step, of: nil)
      }
    }
  }

  private mutating func ask(_ step: AntigravityStep) {
    model = step.chosenModel ?? model
    guard !step.content.isEmpty else { return }
    transcript.add(Message(role: .user, text: step.content), id: id(step), at: step.time) { span in
      span.input = Payload(step.prompt)
      span.keep(step.record.value, represented: AntigravityStep.represented)
    }
  }

  private mutating func answer(_ step: AntigravityStep, next: AntigravityStep?) {
    let message = step.message
    // An answer that no step follows but a person's has no end on record.
    let end = next.flatMap { $0.source == .user ? nil : $0.start ?? $0.time }
    let failure = message.parts.isEmpty && next?.type == "ERROR_MESSAGE" ? next?.failure : nil
    let chosen = step.record["model"]?.tellingString ?? model
    transcript.add(message, id: id(step), at: end ?? step.time, start: step.time) { span in
      span.llm?.requestModel = chosen
      span.llm?.usage = step.record["usage"].flatMap(UsageReader.usage)
      span.keep(step.record.value, represented: AntigravityStep.represented)
      if let failure { span.fail(saying: failure) }
      if step.isFailed { span.fail(saying: step.failure) }
      if span.name == "model call", let chosen { span.name = chosen }
    }
    open = message.toolCalls
  }

  /// What the program says to the model, such as that a task has ended.
  private mutating func tell(_ step: AntigravityStep) {
    guard !step.content.isEmpty else { return }
    let message = Message(role: .system, text: step.content)
    guard step.isCompaction else { return transcript.instruct(message, at: step.time) }
    transcript.compact(Compaction(), summary: step.content, to: [message], id: id(step), at: step.time) {
      span in
      span.keep(step.record.value, represented: AntigravityStep.represented)
    }
  }

  /// A failure that no tool had: the model's, or that of the way to it.
  private mutating func breakOff(_ step: AntigravityStep) {
    // The answer that it is about stands before it, without a word.
    let isTold = transcript.spans.last.map { $0.kind == .llm && $0.status.isError } == true
    let words = step.content.isEmpty ? step.failure : step.content
    transcript.instruct(Message(role: .system, text: words), at: step.time)
    guard !isTold else { return }
    var span = Span(
      id: "\(log.id)/\(id(step))", parentID: log.id, name: model ?? "model call", kind: .llm,
      start: step.time,
      end: step.time, timeOrigin: .inferred)
    span.llm = LLMCall(input: transcript.log.prefix(max(0, transcript.log.count - 1)))
    span.llm?.requestModel = model
    span.keep(step.record.value, represented: AntigravityStep.represented)
    span.fail(saying: step.failure)
    transcript.add(span)
  }

  // MARK: Tools

  /// The call that a step answers: the first open one that its type fits, or else the first.
  private mutating func takeCall(for step: AntigravityStep) -> ToolCall? {
    guard !open.isEmpty else { return nil }
    let type = step.type.lowercased()
    let place = open.firstIndex {
      $0.name.lowercased().hasPrefix(type) || type.hasPrefix($0.name.lowercased())
    }
    return open.remove(at: place ?? 0)
  }

  private mutating func result(_ step: AntigravityStep, of call: ToolCall?) {
    let name = call?.name ?? step.type.lowercased()
    let ended = step.isRunning ? step.task.flatMap { tasks[$0] } : nil
    let message = Message(
      role: .tool,
      parts: [.toolResult(ToolResult(callID: nil, name: name, content: step.content, isError: step.isFailed))]
    )
    transcript.add(message, id: id(step), at: step.end ?? step.start ?? step.time, start: step.start) {
      span in
      if call == nil { span.name = name }
      Self.describe(&span, step, ended: ended)
      span.keep(step.record.value, represented: AntigravityStep.represented)
    }
  }

  private static func describe(_ span: inout Span, _ step: AntigravityStep, ended: AntigravityStep?) {
    if let end = ended?.time, end >= span.start ?? end { span.end = end }
    if span.tool?.command != nil {
      let told = AntigravityCommand(ended?.taskResult ?? step.content)
      span.tool?.command?.output = told.output
      span.tool?.command?.errorOutput = told.errorOutput.isEmpty ? nil : told.errorOutput
      span.tool?.command?.exitCode = step.record["exit_code"]?.int ?? told.exitCode
      if let code = span.tool?.command?.exitCode, code != 0 { span.fail(told.output) }
    }
    if step.isFailed { span.fail(saying: step.failure) }
    if step.isCancelled || ended?.isTaskCancelled == true { span.tool?.outcome = .cancelled }
    if step.isRunning, ended == nil { span.tool?.outcome = .unfinished }
    if step.isFailed, step.failure.holds("tool call denied") { span.tool?.outcome = .refused }
  }

  /// What the step's span is called. A step that is told again is another one.
  private mutating func id(_ step: AntigravityStep) -> String {
    let count = (told[step.index] ?? 0) + 1
    told[step.index] = count
    return count == 1 ? "step-\(step.index)" : "step-\(step.index)-\(count)"
  }
}
