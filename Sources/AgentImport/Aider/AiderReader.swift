import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a session of a history into spans: prompts, calls of the model, and what aider did with their answers.
///
/// The history has one time, that of its start. What a call was given is told only in part: aider adds instructions and
/// files.
struct AiderReader {
  private let id: String
  private var draft: TraceDraft
  var root: Span
  var spans: [Span] = []
  var log = Conversation()
  /// The call whose outcome is being told.
  var call: Int?
  /// Whether aider has gone on from it.
  private var isCallDone = false
  /// The edits of its answer.
  var edits: AiderEdits?
  /// What aider said since that no step is made of yet.
  var pending: [String] = []
  private(set) var model: String?
  /// The prompt that waits for an answer.
  private var openPrompt: Int?
  /// The command that came last, where it asks the model: what it asks may stand below it once more.
  private var asking: (command: AiderCommand, log: Conversation)?
  private var ending: RecordedEnding?
  /// What the model wrote last.
  private var written: String?
  /// The model that makes edits of what another planned.
  private var editor: String?
  /// The conversation with the planning model while the editor works, which is given the plan alone.
  private var planning: Conversation?
  /// Where the block that is being read stands.
  var place: SourcePlace?

  init(id: String, format: String) {
    self.id = id
    draft = TraceDraft(id: id, format: format)
    root = Span(id: id, name: "aider", kind: .agent)
    root.agentName = root.name
  }

  mutating func read(_ session: AiderSession) -> ImportResult {
    root.start = session.time.flatMap(ISOTime.moment)
    for entry in session.blocks {
      place = entry.place
      let count = spans.count
      switch entry.block {
      case .prompt(let text): prompt(text)
      case .answer(let text): answer(text)
      case .notices(let texts): tell(texts.map(AiderNotice.init))
      }
      spans.tellSource(entry.place, from: count)
    }
    draft.trace.ending = ending
    for span in [root] + spans { draft.add(span, at: session.place) }
    return draft.finish()
  }

  func spanID(_ kind: String) -> String { "\(id)/\(kind)-\(spans.count + 1)" }

  // MARK: People

  private mutating func prompt(_ text: String) {
    if isPlan(text) {
      handToEditor(text)
      return
    }
    if let planning { (log, self.planning) = (planning, nil) }
    let echoed = asking.flatMap { $0.command.question == text.trimmed ? $0 : nil }
    if let echoed {
      spans.removeLast()
      log = echoed.log
    }
    asking = AiderCommand(text).flatMap { $0.asksModel ? ($0, log) : nil }
    var span = Span(id: spanID("prompt"), parentID: root.id, name: "user prompt", kind: .input)
    span.input = Payload(text)
    if let echoed { span.attributes.append(Attribute("aider.command", .string(echoed.command.name))) }
    spans.append(span)
    (call, edits, ending) = (nil, nil, nil)
    if let command = AiderCommand(text) {
      openPrompt = nil
      spans[spans.count - 1].name = command.name
      if let line = command.shellLine { run(line) }
      guard command.asksModel else {
        // A command to the program asks nobody anything.
        if command.shellLine == nil { spans[spans.count - 1].markAsCommand() }
        if command.forgets { log = Conversation() }
        return
      }
    }
    openPrompt = spans.count - 1
    log.append(Message(role: .user, text: text))
  }

  /// Whether a text that stands like a prompt is what the model had just written: in architect mode aider gives a plan
  /// to the editor in the person's name.
  private func isPlan(_ text: String) -> Bool {
    guard let written, text.utf8.count >= 20 else { return false }
    let given = text.utf8.lazy.filter { $0 > 0x20 }
    return given.elementsEqual(written.utf8.lazy.filter { $0 > 0x20 })
  }

  private mutating func handToEditor(_ plan: String) {
    var span = Span(id: spanID("plan"), parentID: root.id, name: "plan for the editor", kind: .prompt)
    span.isFrameworkInternal = true
    span.input = Payload(plan)
    spans.append(span)
    (call, edits, ending) = (nil, nil, nil)
    planning = planning ?? log
    log = Conversation([Message(role: .user, text: plan)])
  }

  // MARK: The model

  private mutating func answer(_ text: String) {
    asking = nil
    let message = Message(role: .assistant, parts: Self.parts(of: text))
    add(call: [message])
    edits = AiderEdits(text)
    log.append(message)
  }

  /// Thoughts stand before an answer in a tag of their own, whose name ends in a number that no text has.
  private static func parts(of text: String) -> [Part] {
    guard text.hasPrefix("<thinking-content-"), let end = text.firstIndex(of: ">") else {
      return [.text(text)]
    }
    let close = "</" + text[text.index(after: text.startIndex)...end]
    guard let range = text.firstRange(of: close) else { return [.text(text)] }
    let thought = text[text.index(after: end)..<range.lowerBound].trimmed
    let answer = text[range.upperBound...].trimmed
    return (thought.isEmpty ? [] : [.reasoning(Reasoning(text: thought))])
      + (answer.isEmpty ? [] : [.text(answer)])
  }

  /// Adds a call; one without output failed or gave nothing.
  private mutating func add(call output: [Message]) {
    let model = planning == nil ? model : editor ?? model
    var span = Span(id: spanID("call"), parentID: root.id, name: model ?? "model call", kind: .llm)
    span.llm = LLMCall(requestModel: model, input: log, output: output)
    written = output.last?.text ?? written
    spans.append(span)
    call = spans.count - 1
    (edits, openPrompt, ending, isCallDone) = (nil, nil, nil, false)
  }

  /// The call that a message of aider's is about: the one that was answered last, else one of which nothing came.
  private mutating func toldCall() -> Int {
    if let call, spans[call].llm?.usage == nil, !spans[call].status.isError { return call }
    add(call: [])
    return spans.count - 1
  }

  // MARK: What aider says

  private mutating func tell(_ notices: [AiderNotice]) {
    pending = []
    let about = call ?? (spans.isEmpty ? nil : spans.count - 1)
    for notice in Self.joiningTracebacks(notices) { tell(notice) }
    let text = notices.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
    guard !text.isEmpty else { return }
    let event = SpanEvent(name: "aider", attributes: [Attribute("text", .string(text))])
    if let about = call ?? about { spans[about].events.append(event) } else { root.events.append(event) }
  }

  private mutating func tell(_ notice: AiderNotice) {
    switch notice.kind {
    case .version(let version): fact("aider.version", version)
    case .model(let role, let name, let editFormat): know(role, name, editFormat)
    case .usage(let usage): count(usage, words: notice.text)
    case .providerError: fail(notice.text)
    case .emptyResponse: fail(notice.text)
    case .tokenLimit: spans[toldCall()].llm?.finishReasons = ["length"]
    case .reflectionLimit: ending = RecordedEnding(.limit, words: notice.text)
    case .interruption: interrupt(notice.text)
    case .unknown: hear(notice.text)
    default: act(on: notice)
    }
  }

  /// The lines of a Python traceback are messages of their own: up to the one that names what was raised they are one.
  private static func joiningTracebacks(_ notices: [AiderNotice]) -> [AiderNotice] {
    var result: [AiderNotice] = []
    var lines: [String] = []
    for notice in notices {
      if lines.isEmpty, !notice.text.hasPrefix("Traceback (most recent call last)") {
        result.append(notice)
        continue
      }
      lines.append(notice.text)
      let name = notice.text.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
      guard ["Error", "Exception"].contains(where: { name.hasSuffix($0) }) else { continue }
      result.append(AiderNotice(lines.joined(separator: "\n")))
      lines = []
    }
    return lines.isEmpty ? result : result + [AiderNotice(lines.joined(separator: "\n"))]
  }

  private mutating func know(_ role: String, _ name: String, _ editFormat: String?) {
    if role == "Main" { model = name }
    if role == "Editor" { editor = name }
    fact("aider.\(role.lowercased())_model", name)
    if role == "Main", let editFormat { fact("aider.edit_format", editFormat) }
  }

  /// Keeps what aider says of itself; the last word counts.
  private mutating func fact(_ name: String, _ value: String) {
    root.attributes.removeAll { $0.name == name }
    root.attributes.append(Attribute(name, .string(value)))
  }

  private mutating func count(_ usage: AiderUsage, words: String) {
    let call = toldCall()
    spans[call].llm?.usage = usage.tokens
    spans[call].llm?.reportedCost = usage.cost
    spans[call].attributes.append(Attribute("aider.usage", .string(words)))
    if let cost = usage.sessionCost { root.llm = LLMCall(reportedCost: cost) }
  }

  private mutating func fail(_ text: String) {
    let line = FailureText.line(of: text)
    if let call, text.hasPrefix("Traceback"), spans[call].llm?.output.isEmpty == false {
      // Aider itself failed, at what it does with an answer that is there.
      var span = Span(id: spanID("error"), parentID: spans[call].id, name: "error in aider")
      span.output = Payload(text)
      span.status = .error(message: line)
      spans.append(span)
      isCallDone = true
      return
    }
    let call = toldCall()
    spans[call].status = .error(message: line)
    ending = RecordedEnding(.failed, words: line, spanID: spans[call].id)
  }

  /// Leaving aider at its prompt is no interruption; stopping an answer is.
  private mutating func interrupt(_ text: String) {
    if let call, !isCallDone, spans[call].llm?.usage == nil, !spans[call].status.isError {
      spans[call].llm?.finishReasons = ["cancelled"]
      ending = RecordedEnding(.interrupted, words: text, spanID: spans[call].id)
    } else if let prompt = openPrompt {
      ending = RecordedEnding(.interrupted, words: text, spanID: spans[prompt].id)
    }
  }
}
