import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a log of calls into spans: what a person asked, the calls, and what later calls tell of what was done between.
///
/// The log has no models, tokens and costs. Commands and commits are told to the model as messages, which every later
/// call repeats.
struct AiderCallReader {
  private let id: String
  private var draft: TraceDraft
  private var spans: [Span] = []
  /// How often each message that tells of a command or a commit was there in one call.
  private var told: [String: Int] = [:]
  private var lastCall: String?
  private var lastAnswer = ""

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
  }

  mutating func read(_ log: AiderCallLog) -> ImportResult {
    var root = Span(id: id, name: "aider", kind: .agent)
    root.agentName = root.name
    let times = log.calls.flatMap { [$0.start, $0.end].compactMap(\.self) }
    (root.start, root.end) = (times.min(), times.max())
    for call in log.calls {
      let count = spans.count
      tellActs(before: call)
      ask(call)
      add(call)
      spans.tellSource(call.place, from: count)
    }
    let place = log.calls.first?.place ?? SourcePlace(file: id)
    for span in [root] + spans { draft.add(span, at: place) }
    return draft.finish()
  }

  private func spanID(_ kind: String) -> String { "\(id)/\(kind)-\(spans.count + 1)" }

  private mutating func add(_ call: AiderCallLog.Call) {
    var span = Span(
      id: spanID("call"), parentID: id, name: "model call", kind: .llm, start: call.start, end: call.end)
    span.llm = LLMCall(input: Conversation(call.input), output: call.output)
    if call.isAnswered, call.output.isEmpty {
      span.status = .error(message: "the model's answer is empty in the log")
    }
    spans.append(span)
    lastCall = span.id
    lastAnswer = call.output.first?.text ?? ""
  }

  // MARK: What a call was asked

  /// Adds what the last message asks for, and by whom: a person, aider's own editor, or aider itself.
  private mutating func ask(_ call: AiderCallLog.Call) {
    guard let message = call.input.last(where: { $0.role == .user }) else { return }
    let text = Self.withoutReminder(message.text)
    if !lastAnswer.isEmpty, text.hasPrefix(lastAnswer.prefix(2000)) {
      return prompt("plan for the editor", text, .prompt, at: call.start)
    }
    if Self.isEditFailure(text) {
      fail(text, at: call.start)
      return prompt("aider's reply", text, .prompt, at: call.start)
    }
    let isAider = Self.ownWords.contains { text.hasPrefix($0) }
    prompt(isAider ? "aider's reply" : "user prompt", text, isAider ? .prompt : .input, at: call.start)
  }

  private mutating func prompt(_ name: String, _ text: String, _ kind: SpanKind, at time: Timestamp?) {
    var span = Span(id: spanID("prompt"), parentID: id, name: name, kind: kind, start: time, end: time)
    span.input = Payload(text)
    span.isFrameworkInternal = kind == .prompt
    spans.append(span)
  }

  /// What aider says to the model in a person's name.
  private static let ownWords = [
    "I added these files to the chat:", "I ran this command:", "# Fix any errors below",
    "I committed the changes",
  ]

  private static func isEditFailure(_ text: String) -> Bool {
    text.hasPrefix("# ") && text.prefix(80).contains("SEARCH/REPLACE block")
      && text.prefix(200).contains("failed")
  }

  /// A prompt without the rules of the edit format that aider adds to it.
  private static func withoutReminder(_ text: String) -> String {
    let marks = [
      "\n\n# *SEARCH/REPLACE block* Rules:", "\n\n# File editing rules:",
      "\n\nTo suggest changes to a file you MUST return",
    ]
    let ends = marks.compactMap { mark in text.holds(mark) ? text.firstRange(of: mark)?.lowerBound : nil }
    return ends.min().map { String(text[..<$0]).trimmed } ?? text
  }

  private mutating func fail(_ text: String, at time: Timestamp?) {
    var span = tool("edit", at: time)
    span.tool?.result = Payload(text)
    span.fail(saying: AiderNotice.reason(ofFailedEdit: text) ?? text)
    spans.append(span)
  }

  // MARK: What was done between calls

  private mutating func tellActs(before call: AiderCallLog.Call) {
    var counts: [String: Int] = [:]
    for message in call.input where message.role == .user {
      guard let act = AiderAct(message.text) else { continue }
      counts[message.text, default: 0] += 1
      guard counts[message.text, default: 0] > told[message.text, default: 0] else { continue }
      told[message.text] = counts[message.text]
      add(act, at: call.start)
    }
  }

  private func tool(_ name: String, at time: Timestamp?) -> Span {
    var span = Span(
      id: spanID("tool"), parentID: lastCall ?? id, name: name, kind: .tool, start: time, end: time,
      timeOrigin: .inferred)
    span.tool = ToolExecution(name: name)
    return span
  }

  private mutating func add(_ act: AiderAct, at time: Timestamp?) {
    var span = tool(act.tool, at: time)
    span.tool?.result = Payload(act.output)
    if let line = act.command {
      span.tool?.command = ShellCommand(text: line, output: act.output)
      if let failure = CommandFailureText.failure(of: line, output: act.output) { span.fail(saying: failure) }
    } else {
      span.status = .ok
    }
    spans.append(span)
  }
}

/// What aider tells the model that was done: a command that a person ran, or a commit.
private struct AiderAct {
  let tool: String
  var command: String?
  let output: String

  init?(_ text: String) {
    if text.hasPrefix("I ran this command:"), let output = text.firstRange(of: "\n\nAnd got this output:") {
      let start = text.index(text.startIndex, offsetBy: "I ran this command:".count)
      tool = "shell"
      command = String(text[start..<output.lowerBound]).trimmed
      self.output = String(text[output.upperBound...]).trimmed
    } else if text.hasPrefix("I committed the changes with git hash ") {
      tool = "git commit"
      output = text.lines.first.map(String.init) ?? text
    } else {
      return nil
    }
  }
}
