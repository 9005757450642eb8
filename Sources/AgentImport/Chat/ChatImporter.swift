import JSONReader
import TraceModel
package import TraceSource

/// Reads chats that are nothing but messages, in any of the shapes in which people keep them.
package struct ChatImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "chat", title: "chat messages",
    writers:
      "applications, agents of one's own, fine-tuning data, ShareGPT, Pydantic AI's histories, Cline, Cursor, Factory's Droid, Grok's command line, "
      + "exports of ChatGPT and claude.ai",
    signature:
      "a list of messages with “role” and “content”, or objects with “messages”, “conversations” (ShareGPT), "
      + "“mapping” (ChatGPT) or “chat_messages” (claude.ai), whole or one a line; or “steps” with “thought”, “action” and "
      + "“observation”",
    recipe: "write the list of messages as JSON, or one {\"messages\": […]} a line; Cursor: "
      + "~/.cursor/projects/PROJECT/agent-transcripts/ID/ID.jsonl; Droid: ~/.factory/sessions/PROJECT/ID.jsonl"
  )

  package init() {}

  package var looksForMessages: Bool { true }

  /// How many conversations of a source are read: data for training has millions.
  static let maximum = 1000

  package func confidence(in source: SourceDocument) -> Confidence {
    // Gemini CLI's events have messages among them.
    if source.hasValue(where: GeminiStream.isEvent) { return .none }
    // Lines of single messages have nothing before them; of other values one conversation is enough.
    if let first = source.values.first?.value, first.kind == .object, ChatShape.isLine(first),
      !SessionLine.isHeader(first) || source.hasValue(where: SessionLine.isMessage)
    {
      return .certain
    }
    var isSure = false
    func isOne(_ value: JSONValue) -> Bool {
      let shape = ChatShape(list: value) ?? ChatShape(conversation: value)
      if let shape, !shape.isOfSteps { isSure = true }
      return shape != nil || StepRun.isLine(value)
    }
    let isMini = { (value: JSONValue) in MiniSWEAgentImporter.isTrajectory(value) }
    let values = source.values.prefix(64)
    guard !values.contains(where: { isMini($0.value) }) else { return .none }
    let chats = values.count { isOne($0.value) || $0.value.isOneOrHasOne(isOne) }
    // Most of a file that is left out belongs to something else that has messages among others.
    return chats == 0 ? .none : chats * 2 < values.count ? .lastResort : isSure ? .certain : Confidence(85)
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var found = ChatCollection()
    for entry in source.values {
      let place = SourcePlace(file: source.name, line: source.isSingleValue ? nil : entry.line)
      found.add(entry.value, at: place)
    }
    found.finish()
    guard found.conversations.contains(where: { !$0.messages.isEmpty }) else {
      throw source.nothingFound(for: format)
    }
    var result = ImportResult(diagnostics: source.diagnostics + found.diagnostics(in: source.name))
    let isOne = found.conversations.count == 1
    for (number, conversation) in found.conversations.enumerated() {
      let name = isOne ? source.name : "\(source.name)#\(number + 1)"
      var reader = ChatTraceReader(id: conversation.id ?? name, format: format.id)
      result.append(reader.read(conversation))
    }
    return result
  }
}

/// The conversations of a source, up to the most that are read.
private struct ChatCollection {
  private(set) var conversations: [ChatConversation] = []
  private var leftOut = 0
  private var log = DiagnosticLog()
  /// Whether the last conversation is made of messages that stand a line each.
  private var isGrowing = false
  /// What the model thought before the message that comes next.
  private var thoughts: [String] = []
  /// Steps that stand a line each, of a run that may go on.
  private var steps: [SourceRecord] = []

  mutating func add(_ value: JSONValue, at place: SourcePlace, isNested: Bool = false) {
    if !isNested, StepRun.isLine(value) { return grow(step: value, at: place) }
    finish()
    if !isNested, ChatShape.isLine(value) { return grow(value, at: place) }
    if let shape = ChatShape(list: value) ?? ChatShape(conversation: value) {
      guard conversations.count < ChatImporter.maximum else {
        leftOut += 1
        return
      }
      conversations.append(shape.conversation(SourceRecord(value: AttributeValue(value), place: place)))
      isGrowing = false
    } else if value.kind == .array, !isNested {
      for (index, element) in value.elements.enumerated() {
        add(element, at: place.at("/\(index)"), isNested: true)
      }
    } else {
      log.loss("expected a conversation", at: place, action: "this value was left out")
    }
  }

  private mutating func grow(step value: JSONValue, at place: SourcePlace) {
    let record = SourceRecord(value: AttributeValue(value), place: place)
    // Steps are counted, and each run from the first.
    if let number = StepRun.number(of: record.value),
      let last = steps.last.flatMap({ StepRun.number(of: $0.value) }),
      number <= last
    {
      finish()
    }
    steps.append(record)
  }

  /// Ends the run whose steps stand a line each.
  mutating func finish() {
    guard let first = steps.first else { return }
    if conversations.count < ChatImporter.maximum {
      conversations.append(StepRunReader.conversation(of: steps, at: first.place))
    } else {
      leftOut += 1
    }
    (steps, isGrowing) = ([], false)
  }

  private mutating func grow(_ value: JSONValue, at place: SourcePlace) {
    let record = SourceRecord(value: AttributeValue(value), place: place)
    let isHeader = SessionLine.isHeader(value)
    if !isGrowing || isHeader { conversations.append(ChatConversation(place: place)) }
    isGrowing = true
    let last = conversations.count - 1
    if isHeader {
      conversations[last].tell(of: record.value)
    } else if let thought = SessionLine.reasoning(record.value) {
      thoughts.append(thought)
    } else {
      conversations[last].messages += ChatShape.messages(in: [record])
      conversations[last].think(&thoughts)
    }
  }

  func diagnostics(in file: String) -> [Diagnostic] {
    guard leftOut > 0 else { return log.diagnostics }
    return log.diagnostics + [
      Diagnostic(
        severity: .loss, place: SourcePlace(file: file),
        message:
          "the file holds \(conversations.count + leftOut) conversations, and at most \(ChatImporter.maximum) are read",
        action: "\(leftOut) were left out; split the file to see them")
    ]
  }
}
