import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Makes spans of a run that is told message by message: prompts, calls of a model, what tools gave back.
///
/// Each call was given what stands before it. Times are those of the messages, and none where those have none.
struct Transcript {
  /// What all spans lie in.
  var root: Span
  private(set) var spans: [Span] = []
  /// Where what is added from here on comes from, where that is known better than where the whole does.
  var place: SourcePlace?
  /// Whether the source has each result as a message of its own, so that a tool without one has no end.
  var hasEachResult = false
  /// What the next call is given.
  private(set) var log = Conversation()
  /// When the latest thing came that the next call is given.
  private(set) var clock: Timestamp?

  /// A tool that was asked for.
  private struct Request {
    let call: ToolCall
    let spanID: String
    let time: Timestamp?
    /// How many prompts came before it.
    var prompts = 0
    var isAnswered = false
  }

  private var requests: [Request] = []
  private var requestsByID: [String: [Int]] = [:]
  /// The first request that may be open.
  private var firstOpen = 0
  /// How many prompts there were so far.
  private var prompts = 0

  /// Begins a transcript.
  ///
  /// - Parameter clock: when what the first call is given was there, where that is no message of it.
  init(root: Span, clock: Timestamp? = nil) {
    self.root = root
    self.clock = clock
  }

  /// Begins the conversation anew with other messages, as after a compaction.
  mutating func restart(with conversation: Conversation) { log = conversation }

  /// Adds a compaction: from here on calls are given their instructions and these messages.
  ///
  /// - Parameters:
  ///   - id: what its span is called, below the root's id; its number where it is `nil`.
  ///   - change: adds to its span what the source tells besides.
  mutating func compact(
    _ compaction: Compaction, summary: String, to messages: [Message], id: String? = nil,
    at time: Timestamp?, change: (inout Span) -> Void = { _ in }
  ) {
    var span = Span(
      id: spanID(id ?? "compacted-\(spans.count + 1)"), parentID: root.id, name: "context compaction",
      start: time, end: time)
    span.compaction = compaction
    span.output = summary.isEmpty ? nil : Payload(summary)
    change(&span)
    add(span)
    restart(with: Conversation(log.prefix { $0.role == .system } + messages))
  }

  /// Adds a message: a prompt, an answer, or results of tools.
  ///
  /// - Parameters:
  ///   - id: what its spans are called, below the root's id; their number where it is `nil`.
  ///   - time: when it was written.
  ///   - start: when the model was asked or the tool began, where the source tells it.
  ///   - change: adds to each span of it what the source tells besides.
  mutating func add(
    _ message: Message, id: String? = nil, at time: Timestamp? = nil, start: Timestamp? = nil,
    change: (inout Span) -> Void = { _ in }
  ) {
    let count = spans.count
    defer { if let place { spans.tellSource(place, from: count) } }
    let results = message.toolResults
    if message.role == .assistant {
      call(message, id: spanID(id), at: time, start: start, change)
    } else if !results.isEmpty {
      for (number, result) in results.enumerated() {
        answer(
          result, id: spanID(id.map { number == 0 ? $0 : "\($0)/\(number + 1)" }), at: time, start: start,
          change)
      }
    } else if message.role == .user, !message.parts.isEmpty {
      prompt(message, id: spanID(id), at: time, change)
    }
    if !message.parts.isEmpty { log.append(message) }
    clock = time ?? clock
  }

  /// Adds a message that nobody said to the model by hand, such as instructions.
  mutating func instruct(_ message: Message, at time: Timestamp? = nil) {
    log.append(message)
    clock = time ?? clock
  }

  /// Adds what lies around other messages: no call is given it, and what is added next may have begun before its end.
  mutating func aside<Added>(_ add: (inout Transcript) -> Added) -> Added {
    let (log, clock) = (log, clock)
    defer { (self.log, self.clock) = (log, clock) }
    return add(&self)
  }

  /// Tells that something of the run went on until a time: what is added next began no earlier.
  mutating func pass(_ time: Timestamp?) { clock = [clock, time].compactMap(\.self).max() }

  /// Whether a tool call of that id was asked for.
  func hasAsked(_ id: String) -> Bool { requestsByID[id] != nil }

  /// Adds a span that is no message, such as a compaction.
  mutating func add(_ span: Span) {
    spans.append(span)
    if let place { spans.tellSource(place, from: spans.count - 1) }
  }

  /// All spans. Tools that were never answered are among them, and the root has the times of the others.
  mutating func finish() -> [Span] {
    let tellsEnds = hasEachResult && requests.contains(where: \.isAnswered)
    var untimed: [String: [Span]] = [:]
    for place in requests.indices where !requests[place].isAnswered {
      let request = requests[place]
      var span = toolSpan(request, id: "\(request.spanID)/open-\(place + 1)", at: nil)
      guard span.start == nil else {
        spans.append(span)
        continue
      }
      // Without times nothing else tells such a tool from one whose end is known, and it stands where it was asked for.
      if tellsEnds { span.tool?.outcome = .unfinished }
      untimed[request.spanID, default: []].append(span)
    }
    if !untimed.isEmpty { spans = spans.flatMap { [$0] + (untimed.removeValue(forKey: $0.id) ?? []) } }
    requests = []
    placeFirst()
    let times = spans.flatMap { [$0.start, $0.end].compactMap(\.self) }
    root.start = root.start ?? times.min()
    root.end = root.end ?? times.max()
    return [root] + spans
  }

  /// Gives prompts and calls that stand before everything with a time the first time that is known: without one they
  /// would come last.
  private mutating func placeFirst() {
    guard let first = spans.firstIndex(where: { ($0.start ?? $0.end) != nil }) else { return }
    let time = spans[first].start ?? spans[first].end
    for place in spans.indices.prefix(first) where [.input, .prompt, .llm].contains(spans[place].kind) {
      (spans[place].start, spans[place].end, spans[place].timeOrigin) = (time, time, .inferred)
    }
  }

  private func spanID(_ id: String?) -> String { "\(root.id)/\(id ?? "message-\(spans.count + 1)")" }

  // MARK: Kinds of messages

  private mutating func prompt(
    _ message: Message, id: String, at time: Timestamp?, _ change: (inout Span) -> Void
  ) {
    // Among messages with times one without stands where the source has it.
    let known = time ?? clock
    var span = Span(
      id: id, parentID: root.id, name: "user prompt", kind: .input, start: known, end: known,
      timeOrigin: time == known ? .recorded : .inferred)
    span.input = Payload(message.text)
    if HarnessContext.isWhole(message.text) { span.markAsContext() }
    change(&span)
    spans.append(span)
    prompts += 1
  }

  private mutating func call(
    _ message: Message, id: String, at time: Timestamp?, start: Timestamp?, _ change: (inout Span) -> Void
  ) {
    var span = Span(
      id: id, parentID: root.id, name: "model call", kind: .llm, start: start ?? clock,
      end: time, timeOrigin: start == nil ? .inferred : .recorded)
    if let start = span.start, let time, time < start { span.start = time }
    span.llm = LLMCall(input: log, output: message.parts.isEmpty ? [] : [message])
    span.llm?.finishReasons = message.finishReason.map { [$0] } ?? []
    change(&span)
    if span.name == "model call", let model = span.llm?.model { span.name = model }
    spans.append(span)
    for call in message.toolCalls {
      if let id = call.id { requestsByID[id, default: []].append(requests.count) }
      // A call that is not over yet has asked no sooner than it began.
      requests.append(Request(call: call, spanID: span.id, time: time ?? span.start, prompts: prompts))
    }
  }

  private mutating func answer(
    _ result: ToolResult, id: String, at time: Timestamp?, start: Timestamp?, _ change: (inout Span) -> Void
  ) {
    let place = request(answeredBy: result)
    if let place { requests[place].isAnswered = true }
    let request =
      place.map { requests[$0] }
      ?? Request(
        call: ToolCall(id: result.callID, name: result.name ?? "tool", arguments: ""), spanID: root.id,
        time: nil)
    var span = toolSpan(request, id: id, at: time)
    if let start { (span.start, span.timeOrigin) = (start, .recorded) }
    if let start = span.start, let end = span.end, end < start { span.start = end }
    span.tool?.result = AttributeValue.string(result.content).payload
    if let name = result.name, !name.isEmpty, place != nil, !Self.isSame(name, request.call.name) {
      // What ran is what gave the result, with arguments that nothing tells: the call was changed on its way.
      span.attributes.append(Attribute("called_as", .string(request.call.name)))
      span.attributes.append(Attribute("called_with", .string(request.call.arguments)))
      span.name = name
      span.tool = ToolExecution(name: name, callID: span.tool?.callID, result: span.tool?.result)
    }
    CommonTool.describe(&span, result: result)
    change(&span)
    spans.append(span)
  }

  /// Whether two names are of one tool: hosts put their own before a tool's (`functions.read`).
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (one.lowercased(), other.lowercased())
    return one.hasSuffix(other) || other.hasSuffix(one)
  }

  /// The request that a result answers: the latest of its id, else the first that is open, without an id of its own
  /// where the result has one, and of its name; one from before the last prompt only where none came after it.
  private mutating func request(answeredBy result: ToolResult) -> Int? {
    if let id = result.callID, let places = requestsByID[id] {
      return places.last { !requests[$0].isAnswered }
    }
    while firstOpen < requests.count, requests[firstOpen].isAnswered { firstOpen += 1 }
    func fits(_ place: Int) -> Bool {
      !requests[place].isAnswered && (result.callID == nil || requests[place].call.id == nil)
        && (result.name == nil || requests[place].call.name == result.name)
    }
    let latest = requests.indices.reversed().prefix(64).prefix { requests[$0].prompts == prompts }
    return latest.last(where: fits) ?? requests.indices.dropFirst(firstOpen).prefix(64).first(where: fits)
  }

  private func toolSpan(_ request: Request, id: String, at time: Timestamp?) -> Span {
    var span = Span(
      id: id, parentID: request.spanID, name: request.call.name, kind: .tool,
      start: request.time ?? clock ?? time, end: time, timeOrigin: .inferred)
    let arguments = request.call.arguments
    span.tool = ToolExecution(name: request.call.name, callID: request.call.id)
    span.tool?.arguments = arguments.isEmpty ? nil : AttributeValue.string(arguments).payload
    CommonTool.describe(&span, arguments: AttributeValue(jsonText: arguments))
    return span
  }
}

extension Span {
  /// Makes a prompt what a program said in the user's place: no turn begins with it.
  mutating func markAsContext() {
    (name, kind, isFrameworkInternal) = ("context of the program", .prompt, true)
  }
}

extension Span {
  /// Makes a prompt what a person told the program itself, such as `/clear`: no turn begins with it.
  mutating func markAsCommand() { (kind, isFrameworkInternal) = (.prompt, true) }
}

extension TraceDraft {
  /// Adds all spans of a transcript; those of which no more is known come from that place.
  mutating func add(_ transcript: inout Transcript, at place: SourcePlace) {
    for span in transcript.finish() { add(span, at: place) }
  }
}

extension [Part] {
  /// Thoughts that were streamed a part a token, as one.
  func joiningThoughts() -> [Part] {
    var result: [Part] = []
    for part in self {
      if case .reasoning(let next) = part, case .reasoning(let last)? = result.last {
        result[result.count - 1] = .reasoning(Reasoning(text: last.text + next.text))
      } else {
        result.append(part)
      }
    }
    return result
  }
}
