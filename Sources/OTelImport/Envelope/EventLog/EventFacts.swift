import ChatReading
import TraceModel
import TraceSource

/// What the facts of an event are: of a run's question and answer, of a model's call, of a tool.
enum EventFacts {
  /// Names of what an event says in words.
  private static let texts = ["content", "message", "text", "msg", "summary", "data"]
  /// Facts that say how a run stands and nothing of a step.
  private static let states: Set = [
    "new_state", "old_state", "state", "from_state", "to_state", "from", "to", "previous_state", "status",
    "progress",
    "level", "logger", "logger_name", "message", "msg", "text", "filename", "lineno", "func_name", "module",
    "pid",
    "hostname", "v", "name",
  ]

  /// Whether an event tells no step: that a state changed, or a line of a logger that names no work.
  static func isRemark(_ event: EventRecord, _ span: SpanLogSpan) -> Bool {
    guard event.length == nil, EventWord.side(of: event.text) == nil, SpanLogKind.kind(of: event.text) == nil,
      event.word.topic != "llm", event.word.topic != "tool"
    else { return false }
    if event.word.phase == nil, event.word.subject.last == "state" { return true }
    let names = span.span.attributes.map { SpanLogNames.plain($0.name) }
    if names.contains(where: SpanLogUsage.isCount) { return false }
    // Lines of a logger about what no step is; a message alone tells none.
    let isLine = event.record.fields[.level] != nil && event.agent == nil
    if isLine, event.record.fields[.kind] == nil || event.word.phase?.opens != true { return true }
    return !(event.word.phase?.opens ?? false) && names.allSatisfy(states.contains) && event.agent == nil
      || event.moment == nil
  }

  /// Gives the facts of an event that tells a step the names by which they are read.
  static func place(_ span: inout SpanLogSpan, _ event: EventRecord) {
    let topic = event.word.topic
    let side = EventWord.side(of: event.text)
    // A call that was not counted is logged with empty counts, and so is what is no call.
    span.span.attributes.removeAll { SpanLogUsage.isCount(SpanLogNames.plain($0.name)) && $0.value.isVoid }
    span.span.name = EventNames.step(event)
    span.inferred = kind(of: event, side)
    if span.inferred == nil, SpanLogKind.kind(of: event.text) == nil {
      let subject = event.word.subject.joined(separator: "_")
      if SpanLogKind.kind(of: subject) != nil { span.word = subject }
    }
    conclude(&span, event)
    if side == .input || side == .output {
      let (name, more) =
        side == .input
        ? ("input", ["query", "question", "prompt"]) : ("output", ["answer", "response", "result"])
      rename(first: texts + more, to: name, in: &span)
      return
    }
    if topic == "llm" || span.inferred == .llm { return placeMessages(&span, event.word.phase) }
    switch event.word.phase {
    case .begin: rename(first: texts, to: "start.content", in: &span)
    case .end: rename(first: texts, to: "end.content", in: &span)
    case .ask, .proposal: if topic != "tool" { rename(first: texts, to: "input", in: &span) }
    case .answer, .failure, nil: rename(first: texts, to: "output", in: &span)
    }
  }

  /// The same for what tells of the run itself.
  static func placeOfRun(_ span: inout SpanLogSpan, _ phase: EventWord.Phase) {
    // How a workflow's end is worded is no answer; a reason or a result is, where it did not fail.
    switch phase {
    case .begin:
      rename(first: ["goal", "task", "query", "question", "input", "prompt"], to: "input", in: &span)
    case .failure: break
    default: rename(first: ["result", "output", "answer", "reason"], to: "output", in: &span)
    }
  }

  private static func kind(of event: EventRecord, _ side: SpanKind?) -> SpanKind? {
    if let side { return side }
    let (topic, phase) = (event.word.topic, event.word.phase)
    if topic == "tool" || phase == .proposal && event.tool != nil { return .tool }
    if topic == "llm" && phase != nil { return .llm }
    if phase == .begin, event.agent != nil, SpanLogKind.kind(of: topic) == nil { return .agent }
    return nil
  }

  /// What a model was given and wrote, as messages.
  private static func placeMessages(_ span: inout SpanLogSpan, _ phase: EventWord.Phase?) {
    let attributes = span.span.attributes
    if phase == .ask || phase == .begin {
      if attributes["messages"] == nil, let place = attributes.firstIndex(where: { $0.name == "message" }),
        attributes[place].value.unwrapped["role"]?.string != nil
      {
        span.span.attributes[place] = Attribute(
          "messages", .array([message(attributes[place].value.unwrapped)]))
      } else if attributes["messages"] == nil,
        let place = attributes.firstIndex(where: { $0.name == "prompts" }),
        let prompts = attributes[place].value.array, prompts.count == 1, let text = prompts[0].string
      {
        let messages = LangChainText.messages(ofBuffer: text)
        span.span.attributes[place] =
          messages.map { Attribute("messages", .array($0)) } ?? Attribute("prompt", .string(text))
      } else if attributes["messages"] == nil {
        rename(first: ["content", "text"], to: "prompt", in: &span)
      }
      return
    }
    guard attributes["output_messages"] == nil else { return }
    if let choices = attributes["choices"]?.unwrapped.array {
      let messages = choices.compactMap { $0["message"] }
      span.span.attributes.removeAll { $0.name == "choices" }
      span.span.attributes.append(Attribute("output_messages", .array(messages)))
      return
    }
    let calls = (attributes["tool_calls"]?.unwrapped.array ?? []).map(call)
    let text = written.first { attributes[$0]?.string?.isEmpty == false }
    guard text != nil || !calls.isEmpty else { return }
    // As a message of its own: a text that is JSON may have members that messages have.
    var message = [
      Attribute("role", .string("assistant")),
      Attribute("content", text.flatMap { attributes[$0] } ?? .string("")),
    ]
    if !calls.isEmpty { message.append(Attribute("tool_calls", .array(calls))) }
    span.span.attributes.removeAll { $0.name == "tool_calls" || $0.name == text }
    span.span.attributes.append(Attribute("output_messages", .array([.map(message)])))
  }

  /// A call that a model asked for, under the name that calls have.
  private static func call(_ value: AttributeValue) -> AttributeValue {
    guard let members = value.map, value["name"] == nil, value["tool"]?.string != nil else { return value }
    return .map(members.map { $0.name == "tool" ? Attribute("name", $0.value) : $0 })
  }

  private static let written = [
    "content", "text", "response", "output", "completion", "answer", "output_summary", "output_preview",
    "response_preview", "response_text", "raw_output", "preview",
  ]

  /// A message as it was logged; what a program hands in as a tool's result is not what a person says.
  private static func message(_ value: AttributeValue) -> AttributeValue {
    guard value["role"]?.string == "user", let text = value["content"]?.string,
      text.hasPrefix("Tool result (")
    else { return value }
    return .map((value.map ?? []).map { $0.name == "role" ? Attribute("role", .string("tool")) : $0 })
  }

  /// How the step went, where only a word of its own kind of log says so, and what a failure says of itself.
  private static func conclude(_ span: inout SpanLogSpan, _ event: EventRecord) {
    let words = span.span.attributes["status"]?.string.map(NameHeuristics.words) ?? []
    if span.span.status == .unset, !refusals.isDisjoint(with: words), event.word.topic == "tool" {
      span.span.attributes.append(Attribute(outcome, .string("refused")))
    } else if span.span.status == .unset, !failures.isDisjoint(with: words) {
      span.span.status = .error(message: span.span.attributes["status"]?.string)
    } else if span.span.status == .unset, event.word.phase == .failure {
      span.span.status = .error(message: nil)
    }
    guard case .error(nil) = span.span.status else { return }
    let names = texts + ["output", "output_summary", "result", "details"]
    let attributes = span.span.attributes
    let told = names.lazy.compactMap { attributes[$0]?.tellingString }.first
    if let told { span.span.status = .error(message: told) }
  }

  private static let refusals: Set = ["blocked", "denied", "rejected", "refused", "forbidden", "disallowed"]
  private static let failures: Set = ["failed", "failure", "error", "invalid", "timeout", "exception"]
  /// The attribute by which a tool's outcome is told that its status cannot tell.
  private static let outcome = "tool.outcome"

  private static func rename(first names: [String], to name: String, in span: inout SpanLogSpan) {
    guard span.span.attributes[name] == nil else { return }
    for known in names {
      guard let place = span.span.attributes.firstIndex(where: { SpanLogNames.plain($0.name) == known }),
        !span.span.attributes[place].value.isVoid
      else { continue }
      span.span.attributes[place].name = name
      return
    }
  }
}

/// What steps and runs of an event log are called.
enum EventNames {
  /// A run by its id, where that says something to a reader.
  static func run(_ id: String) -> String {
    let isHex = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || byte == 0x2D || (0x61...0x66).contains(byte | 0x20)
    }
    let isRandom = id.utf8.count > 40 || id.utf8.allSatisfy(isHex)
    return isRandom || id.isEmpty ? "run" : id
  }

  /// A step by the tool, the agent or the stage that it is of, else by its word.
  static func step(_ event: EventRecord) -> String {
    if event.word.topic == "tool" || event.word.phase == .proposal, let tool = event.tool { return tool }
    if event.word.phase == .begin, let agent = event.agent { return agent }
    if event.word.phase != nil, event.word.topic == "stage" || event.word.topic == "node",
      let stage = event.stage
    {
      return stage.joined(separator: " ")
    }
    let subject = event.word.subject.joined(separator: "_")
    return event.word.phase == .begin || event.word.phase == .ask ? subject : event.text.excerpt
  }
}

extension String {
  /// A name of a length that fits a row.
  fileprivate var excerpt: String { utf8.count > 80 ? String(prefix(79)) + "…" : self }
}
