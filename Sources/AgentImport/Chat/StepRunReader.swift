import ChatReading
import TraceModel
import TraceSource

/// Tells a run of steps as messages: each thought as the model's, with the call that it led to, and each result as a tool's.
struct StepRunReader {
  private var conversation: ChatConversation
  private var count = 0

  /// The conversation of an object that holds its steps in the list of that name.
  static func conversation(_ record: SourceRecord, list: String) -> ChatConversation {
    var reader = StepRunReader(record.place)
    reader.conversation.record = record.value.rest(without: [list])
    reader.conversation.id =
      ["task_id", "run_id", "conversation_id", "id"].lazy
      .compactMap { record[$0]?.telling?.plainText }.first
    if let question = first(StepRun.questions, in: record.value)?.string { reader.ask(question, record) }
    for step in record.records(in: list) { reader.add(step) }
    reader.conclude(record.value)
    return reader.conversation
  }

  /// The conversation of steps that stand by themselves.
  static func conversation(of steps: [SourceRecord], at place: SourcePlace) -> ChatConversation {
    var reader = StepRunReader(place)
    for step in steps { reader.add(step) }
    return reader.conversation
  }

  private init(_ place: SourcePlace) { conversation = ChatConversation(place: place) }

  static func first(_ names: [String], in value: AttributeValue) -> AttributeValue? {
    names.lazy.compactMap { value[$0]?.telling }.first
  }

  private mutating func ask(_ question: String, _ record: SourceRecord) {
    var entry = ChatEntry(message: Self.message("user", .string(question)), record: .null)
    entry.place = record.place
    conversation.messages.append(entry)
  }

  // MARK: Steps

  mutating func add(_ step: SourceRecord) {
    count += 1
    let value = step.value
    let deed = StepDeed(value)
    let thought = Self.first(StepRun.thoughts, in: value)?.string
    let answer = deed?.isEnd == true ? deed?.arguments : Self.first(StepRun.answers, in: value)
    let tool = deed?.isEnd == true ? nil : deed
    let said = [thought, answer?.plainText].compactMap(\.self).filter { !$0.isEmpty }
    var isKept = false
    if !said.isEmpty {
      var message = [
        Attribute("role", .string("assistant")),
        Attribute("content", .string(said.joined(separator: "\n\n"))),
      ]
      if let tool { message.append(Attribute("tool_calls", .array([call(tool)]))) }
      conversation.messages.append(entry(.map(message), of: step, keeping: true))
      isKept = true
    }
    if let answer { conversation.answer = answer.payload }
    guard let tool else { return }
    addResult(of: tool, step, isAsked: isKept)
  }

  private var callID: String { "step-\(count)" }

  private func call(_ tool: StepDeed) -> AttributeValue {
    .map([
      Attribute("id", .string(callID)), Attribute("name", .string(tool.name)),
      Attribute("arguments", tool.arguments ?? .string("")),
    ])
  }

  private mutating func addResult(of tool: StepDeed, _ step: SourceRecord, isAsked: Bool) {
    let failure = step["error"]?.telling.flatMap { $0.bool == nil ? $0 : nil }
    let result = Self.first(StepRun.results, in: step.value) ?? failure
    // A call of which nothing came is told by the model that asked for it.
    if isAsked, result == nil { return }
    var message = [
      Attribute("role", .string("tool")), Attribute("name", .string(tool.name)),
      Attribute("content", .string(result?.plainText ?? "")),
    ]
    if isAsked { message.append(Attribute("tool_call_id", .string(callID))) }
    if failure != nil { message.append(Attribute("status", .string("error"))) }
    var entry = entry(.map(message), of: step, keeping: !isAsked)
    if !isAsked {
      let result = result.map {
        ToolResult(callID: nil, name: tool.name, content: $0.plainText, isError: failure != nil)
      }
      entry.tool = ChatEntry.Tool(name: tool.name, arguments: tool.arguments, result: result)
    }
    conversation.messages.append(entry)
  }

  private func entry(_ message: AttributeValue, of step: SourceRecord, keeping: Bool) -> ChatEntry {
    var entry = ChatEntry(message: message, record: keeping ? step.value : .null)
    entry.place = step.place
    entry.time =
      ["timestamp", "time", "ts", "created_at"].lazy.compactMap { NativeTime.guessed(step[$0]) }.first
    entry.model = step["model"]?.tellingString
    entry.usage = (step["usage"] ?? step["token_usage"])?.telling
    entry.represented = Set(StepRun.thoughts + StepRun.actions + StepRun.inputs + StepRun.results)
    return entry
  }

  private static func message(_ role: String, _ content: AttributeValue) -> AttributeValue {
    .map([Attribute("role", .string(role)), Attribute("content", content)])
  }

  // MARK: The end

  private static let good: Set = [
    "success", "succeeded", "completed", "complete", "done", "solved", "finished", "passed",
  ]
  private static let bad: Set = ["failed", "failure", "fail", "unsolved", "incomplete"]
  private static let broken: Set = ["error", "errored", "crashed", "exception"]

  /// What the run gave back, how it says that it ended, and what is said of it: a word for that is no answer.
  private mutating func conclude(_ record: AttributeValue) {
    let given = StepRun.outcomes.lazy.compactMap { record[$0]?.telling }.first { !Self.isVerdict($0) }
    if let given { conversation.answer = given.payload }
    let states = ["status", "final_status"].compactMap { record[$0]?.tellingString }
    let failed = states.first { Self.bad.contains($0.lowercased()) }
    if let failed {
      conversation.scores.append(Score(name: "status", value: .label(failed), verdict: .wrong))
    } else if let word = states.first(where: { Self.good.contains($0.lowercased()) }) {
      conversation.ending = RecordedEnding(.finished, words: word)
    } else if let word = states.first(where: { Self.broken.contains($0.lowercased()) }) {
      conversation.ending = RecordedEnding(.failed, words: word)
    }
    for name in ["completed", "task_completed", "is_completed", "outcome", "final_result", "result"] {
      guard failed == nil, let value = record[name], value.bool != nil || Self.isVerdict(value) else {
        continue
      }
      var score = Score(name: name, value: Score.Value(value))
      score.concludeVerdict()
      conversation.scores.append(score)
      // The others say it again in a word.
      break
    }
    conversation.time =
      ["timestamp", "started_at", "start_time", "created_at"].lazy
      .compactMap { NativeTime.guessed(record[$0]) }.first
  }

  private static func isVerdict(_ value: AttributeValue) -> Bool {
    guard let word = value.string, word.utf8.count < 20 else { return false }
    return [good, bad, broken].contains { $0.contains(word.lowercased()) }
  }
}

/// What a step did: a tool's name with what it was given.
private struct StepDeed {
  let name: String
  let arguments: AttributeValue?
  /// Whether it ends the run: what it was given is the answer.
  var isEnd: Bool { ["finish", "final_answer", "final answer", "finalanswer"].contains(name.lowercased()) }

  /// `nil` for a step that did nothing.
  init?(_ step: AttributeValue) {
    let given = StepRunReader.first(StepRun.inputs, in: step)
    // A bare name may be the agent's, unless it was given something.
    guard let action = StepRunReader.first(given == nil ? StepRun.deeds : StepRun.actions, in: step) else {
      return nil
    }
    if let inner = action.map {
      // The call stands in an object of its own.
      let value = AttributeValue.map(inner)
      guard let name = StepRunReader.first(StepRun.actions, in: value)?.string else { return nil }
      self.name = name
      arguments = StepRunReader.first(StepRun.inputs, in: value)
      return
    }
    guard let text = action.string, text.lowercased() != "none" else { return nil }
    if given != nil || !text.contains(where: { $0 == " " || $0 == "[" || $0 == "(" }) {
      (name, arguments) = (text, given)
      return
    }
    // `search[words]`, or a line in the language of what the agent acts on.
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let rest = text.dropFirst(word.count)
    let isCall = rest.first == "[" && rest.last == "]" || rest.first == "(" && rest.last == ")"
    if !word.isEmpty, isCall {
      (name, arguments) = (String(word), .string(String(rest.dropFirst().dropLast())))
    } else {
      (name, arguments) = ("action", .string(text))
    }
  }
}
