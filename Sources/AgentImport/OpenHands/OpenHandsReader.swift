import ChatReading
import TraceModel
import TraceSource

/// Turns the events of a session into a trace: calls below the agent, tools below the calls that asked for them.
struct OpenHandsReader {
  static let rootID = "agent"

  var draft: TraceDraft
  var history = OpenHandsHistory()
  /// The conversations of the agents that wait for a delegate, which has one of its own.
  var waitingHistories: [OpenHandsHistory] = []
  /// The ids of the tool calls that actions answer, by the action's span.
  var callIDs: [String: String] = [:]
  /// The agents at work, the innermost last: a delegate works until the observation that ends it.
  var agents = [rootID]
  /// The calls in their order.
  var calls: [String] = []
  /// The spans of actions, by the number of the event.
  var actions: [Int: String] = [:]
  /// The span of the last action that waits for its observation, where events have no numbers.
  var waiting: String?
  var happenings: [SpanEvent] = []
  /// When the last event happened.
  var lastTime: Timestamp?
  var metrics: AttributeValue
  private let about: AttributeValue
  private let firstPlace: SourcePlace

  /// - Parameter about: the row of an evaluation that the events belong to.
  static func read(_ records: [SourceRecord], id: String, about: AttributeValue, format: String)
    -> ImportResult
  {
    var reader = OpenHandsReader(records, id: id, about: about, format: format)
    return reader.read(records)
  }

  private init(_ records: [SourceRecord], id: String, about: AttributeValue, format: String) {
    self.about = about
    firstPlace = records.first?.place ?? SourcePlace(file: id)
    metrics = about["metrics"] ?? .null
    draft = TraceDraft(id: id, format: format)
  }

  private mutating func read(_ records: [SourceRecord]) -> ImportResult {
    draft.trace.name = (about["instance_id"] ?? about["issue"]?["title"])?.string
    draft.add(Span(id: Self.rootID, name: "OpenHands", kind: .agent), at: firstPlace)
    var hasNoZone = false
    for record in records {
      guard let event = OpenHandsEvent(record) else {
        draft.loss(
          "expected an event with “action” or “observation”", at: record.place, action: "it was left out")
        continue
      }
      hasNoZone = hasNoZone || event.hasNoZone
      if let told = event.record["llm_metrics"], !told.isVoid { metrics = told }
      if event.action != nil { act(event) } else { observe(event) }
      lastTime = event.time ?? lastTime
    }
    if hasNoZone {
      draft.note(
        "the times are local and name no zone", at: firstPlace,
        action: "they were read as UTC; lengths are right")
    }
    history.rebuilding.note(in: &draft, at: firstPlace)
    OpenHandsMetrics(metrics).apply(to: &draft, calls: calls)
    finishRoot()
    return draft.finish()
  }

  private mutating func finishRoot() {
    guard var root = draft[Self.rootID] else { return }
    let times = draft.times
    root.start = times.min()
    root.end = [times.max(), lastTime].compactMap { $0 }.max()
    root.timeOrigin = .inferred
    root.events += happenings
    let summary = OpenHandsMetrics(metrics).total
    if summary.usage != nil || summary.reportedCost != nil { root.llm = summary }
    if let patch = (about["git_patch"] ?? about["test_result"]?["git_patch"])?.string, !patch.isEmpty {
      root.output = Payload(patch)
    }
    if let error = about["error"]?.telling?.plainText { end(by: error) }
    if draft.trace.ending?.kind == .failed { root.status = .error(message: draft.trace.ending?.words) }
    draft.trace.scores = TrajectoryScores.scores(in: about)
    explainScores()
    draft.trace.attributes = (about.map ?? []).filter { $0.name != "history" }
    if !metrics.isVoid, about["metrics"] == nil { root.attributes.append(Attribute("llm_metrics", metrics)) }
    draft[Self.rootID] = root
  }

  /// The run ended with an error, or at a limit that OpenHands tells of as one.
  mutating func end(by error: String) {
    draft.trace.ending = RecordedEnding(EndingErrors.kind(of: error) ?? .failed, words: error)
  }

  /// The resolver has a model judge whether the issue is resolved, and keeps what it says.
  private mutating func explainScores() {
    guard let why = about["result_explanation"]?.tellingString,
      let place = draft.trace.scores.firstIndex(where: { $0.name == "success" })
    else { return }
    draft.trace.scores[place].explanation = why
    draft.trace.scores[place].judge = .model
  }

  /// What stands for no step: the states that the agent goes through, requests of the user interface.
  mutating func happen(_ name: String, _ event: OpenHandsEvent) {
    let dropped: Set<String> = ["action", "observation", "timestamp", "tool_call_metadata", "llm_metrics"]
    happenings.append(
      SpanEvent(
        name: name, time: event.time,
        attributes: (event.record.map ?? []).filter { !dropped.contains($0.name) && !$0.value.isVoid }))
  }

  /// A span of an action, with what is known before its end.
  func span(for event: OpenHandsEvent, id: String, under parent: String, name: String, kind: SpanKind) -> Span
  {
    var span = Span(id: id, parentID: parent, name: name, kind: kind)
    span.start = event.time
    let elsewhere: Set<String> = ["args", "tool_call_metadata", "llm_metrics"]
    span.keep(
      .map((event.record.map ?? []).filter { !elsewhere.contains($0.name) }),
      represented: ["id", "timestamp", "action"])
    span.keep(event.record["args"] ?? .null, prefix: "args.")
    return span
  }

  /// The id of an event's span.
  func id(of event: OpenHandsEvent) -> String {
    event.id.map { "event \($0)" } ?? "event at \(event.place.pointer ?? "\(event.place.line ?? 0)")"
  }
}
