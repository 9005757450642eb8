import ChatReading
import TraceModel
import TraceSource

/// Turns one sample of a log into a trace: a root for the sample, the spans of its events below it.
struct InspectSampleReader {
  let sample: AttributeValue
  private let place: SourcePlace
  let header: InspectHeader
  private let isFirst: Bool
  let rootID: String

  var draft: TraceDraft
  var pool: InspectPool
  let tools: InspectToolPairs
  var order = InspectOrder()
  var scores = 0
  /// What scorers gave, by scorer, but for what they gave on the way.
  var given: [Attribute] = []

  /// What happened within spans, by the span's id.
  var happenings: [String: [SpanEvent]] = [:]

  /// Reads a sample; the first of a log tells the facts that are long.
  static func read(
    _ record: SourceRecord, of header: InspectHeader, isFirst: Bool, format: String
  ) -> ImportResult {
    var reader = InspectSampleReader(record, of: header, isFirst: isFirst, format: format)
    return reader.read()
  }

  private init(_ record: SourceRecord, of header: InspectHeader, isFirst: Bool, format: String) {
    sample = record.value
    place = record.place
    self.header = header
    self.isFirst = isFirst
    pool = InspectPool(sample)
    tools = InspectToolPairs(Self.events(of: sample).list)
    let id = sample["id"]?.plainText ?? "?"
    let epoch = sample["epoch"]?.int ?? 1
    let uuid = sample["uuid"]?.string
    rootID = uuid ?? "sample"
    draft = TraceDraft(id: uuid ?? "\(header.runID ?? header.task)-\(id)-\(epoch)", format: format)
    let hasEpochs = epoch > 1 || header.epochs > 1
    draft.trace.name = "\(header.task), sample \(id)" + (hasEpochs ? ", epoch \(epoch)" : "")
  }

  /// The sample's events and the pointer to their list. Until the autumn of 2024 they stood in `transcript`.
  private static func events(of sample: AttributeValue) -> (list: [AttributeValue], pointer: String) {
    if let events = sample["events"]?.array { return (events, "/events") }
    return (sample["transcript"]?["events"]?.array ?? [], "/transcript/events")
  }

  private mutating func read() -> ImportResult {
    draft.trace.sessionID = header.runID
    draft.trace.attributes = header.attributes(isFirst: isFirst)
    draft.add(Span(id: rootID, name: draft.trace.name ?? "", kind: .chain), at: place)
    let events = Self.events(of: sample)
    if events.list.isEmpty { readConversation() }
    for (number, event) in events.list.enumerated() {
      read(event, at: place.at("\(events.pointer)/\(number)"))
    }
    if scores == 0 { readScores() }
    finishRoot()
    readVerdicts()
    draft.trace.ending = ending
    for (id, events) in happenings.sorted(by: { $0.key < $1.key }) {
      draft[draft[id] == nil ? rootID : id]?.events += events
    }
    if !pool.missing.isEmpty {
      draft.loss(
        "\(pool.missing.count) attachments are not in the file, the first is “\(pool.missing.min() ?? "")”",
        at: place, action: "the reference is shown in the text's place")
    }
    pool.rebuilding.note(in: &draft, at: place)
    return draft.finish()
  }

  /// Reads the events within an event, which happened under its span.
  mutating func readNested(_ event: AttributeValue, under span: String, at place: SourcePlace) {
    guard let events = event["events"]?.array, !events.isEmpty, order.enter(span) else { return }
    for (number, inner) in events.enumerated() {
      read(inner, at: place.at("/events/\(number)"))
    }
    order.leave()
  }

  private mutating func read(_ event: AttributeValue, at place: SourcePlace) {
    let time = NativeTime.iso(event["timestamp"])
    switch event["event"]?.string {
    case "span_begin": beginSpan(event, at: place)
    case "span_end": endSpan(event)
    case "step": step(event, at: place)
    case "model": model(event, at: place)
    case "tool": tool(event, at: place)
    case "subtask": subtask(event, at: place)
    case "sandbox": sandbox(event, at: place)
    case "score": score(event, at: place)
    case "compaction": compaction(event, at: place)
    case "sample_init": sampleInit(event, at: place)
    case "input": input(event, at: place)
    case let name?: happening(name, event)
    case nil:
      draft.loss(
        "expected an event with “event”", at: place, action: "it is kept among the sample's attributes")
      draft[rootID]?.attributes.append(Attribute("event", pool.resolved(event)))
    }
    order.pass(time)
  }
}

// MARK: - The sample itself

extension InspectSampleReader {
  /// What the sample was asked, as text.
  private var question: String? {
    guard let input = sample["input"] else { return nil }
    return InspectMessages.read(pool.copyResolved(input)).messages.last { $0.role == .user }?.text
  }

  /// What the sample gave back: its output, or where that is empty the message with which its conversation ends. Calls
  /// of other models, such as monitors, leave no message in it.
  private var answer: String? {
    let last = sample["messages"]?.array?.last
    let isAnswer = last?["role"]?.string == "assistant" && last?["tool_calls"]?.telling == nil
    let candidates = [
      sample["output"]?["choices"]?.array?.first?["message"], isAnswer ? last : nil,
    ]
    return candidates.lazy.compactMap(\.self)
      .compactMap { InspectMessages.read(pool.copyResolved($0)).messages.last?.text }.first { !$0.isEmpty }
  }

  /// The prompt, when the sample starts.
  private mutating func sampleInit(_ event: AttributeValue, at place: SourcePlace) {
    var span = Span(id: id(of: event, order.next), parentID: rootID, name: "sample input", kind: .input)
    span.start = NativeTime.iso(event["timestamp"])
    span.end = span.start
    span.input = question.map { Payload($0) }
    span.keep(
      pool.resolved(event), represented: ["event", "uuid", "timestamp", "span_id"])
    draft.add(span, at: place)
  }

  /// Old samples, and such that were cut short on purpose, have no events: their messages tell what happened.
  private mutating func readConversation() {
    var span = Span(id: "input", parentID: rootID, name: "sample input", kind: .input)
    span.input = question.map { Payload($0) }
    draft.add(span, at: place)
    let usage = sample["output"]?["usage"].flatMap { InspectUsage($0, context: nil).usage }
    var reader = InspectConversation(root: rootID, model: header.model, output: sample["output"])
    for span in reader.spans(pool.resolved(sample["messages"] ?? .null), usage: usage) {
      draft.add(span, at: place)
    }
    guard reader.isRead else { return }
    draft.note(
      "the sample has no events, expected a record of each call", at: place,
      action: "its calls were concluded from its messages, without times")
  }

  /// Events of scores are missing where the sample has none at all.
  private mutating func readScores() {
    for score in sample["scores"]?.map ?? [] {
      var span = Span(id: "score " + score.name, parentID: rootID, name: score.name, kind: .evaluator)
      span.show(score: pool.resolved(score.value), target: sample["target"])
      draft.add(span, at: place)
    }
  }

  private mutating func finishRoot() {
    guard var root = draft[rootID] else { return }
    root.input = question.map { Payload($0) }
    root.output = answer.map { Payload($0) }
    let ends = [sample["started_at"], sample["completed_at"]].map { NativeTime.iso($0) }
    let times = draft.times + ends.compactMap { $0 }
    root.start = times.min()
    root.end = times.max()
    if ends.contains(nil) { root.timeOrigin = .inferred }
    if let error = sample["error"], !error.isVoid {
      root.status = .error(message: InspectFailure.text(of: error))
    }
    if let limit = sample["limit"], !limit.isVoid {
      root.events.append(SpanEvent(name: "limit reached", time: root.end, attributes: limit.map ?? []))
    }
    for retry in sample["error_retries"]?.array ?? [] {
      root.events.append(SpanEvent(name: "sample retried", attributes: pool.resolved(retry).map ?? []))
    }
    keepSample(in: &root)
    draft[rootID] = root
  }

  private mutating func keepSample(in root: inout Span) {
    let elsewhere: Set<String> = [
      "events", "attachments", "events_data", "message_pool", "transcript", "error_retries",
    ]
    let members = (sample.map ?? []).filter { !elsewhere.contains($0.name) }
    var represented: Set<String> = ["uuid"]
    if let text = sample["input"]?.string, text == root.input?.text { represented.insert("input") }
    root.keep(pool.resolved(.map(members)), represented: represented)
    // The raw requests of calls refer to these.
    if let calls = sample["events_data"]?["calls"], !calls.isVoid {
      root.attributes.append(Attribute("events_data.calls", pool.resolved(calls)))
    }
    let unused = pool.unusedAttachments
    if !unused.isEmpty { root.attributes.append(Attribute("attachments", .map(unused))) }
  }
}
