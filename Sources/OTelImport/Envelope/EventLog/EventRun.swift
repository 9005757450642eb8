import JSONReader
import TraceModel
import TraceSource

/// One run of an event log: its steps, made of the events in the order in which they were written.
struct EventRun {
  let id: String
  /// The word of the first event.
  private var opening: String?
  private(set) var root: SpanLogSpan
  private(set) var steps: [EventStep] = []
  /// The moments at which the run itself began and ended, as its own events say.
  private var began: Timestamp?
  private var ended: Timestamp?
  /// The earliest and the latest moment of any event.
  private var first: Timestamp?
  private(set) var last: Timestamp?
  /// Tools' calls that were meant, and did not begin yet.
  private var proposals: [EventStep] = []
  /// Ids of events that became part of a step, and the step's.
  private var aliases: [String: String] = [:]
  /// Topics whose steps are told to end.
  private var endings: Set<String> = []
  /// How many answers could belong to several requests.
  private(set) var ambiguous = 0
  private var spanIDs: Set<String> = []
  /// Whether the model answered and asked for no tool, in a log that says for what it asks.
  private(set) var isAnswered = false

  init(id: String, at place: SourcePlace) {
    self.id = id
    let span = OTelSpan(traceID: id, spanID: "run", name: EventNames.run(id), place: place)
    root = SpanLogSpan(span)
    root.isTrace = true
  }

  /// What stands around the events, or is said once for all of them.
  mutating func add(_ attributes: [Attribute]) { root.span.attributes += attributes }

  mutating func read(_ event: EventRecord, at place: SourcePlace, _ reader: inout DumpReader) {
    if let moment = event.moment {
      first = min(first ?? moment, moment)
      last = max(last ?? moment, moment)
    }
    opening = opening ?? event.text
    if event.word.topic == "llm" { isAnswered = event.endsLoop }
    var span = SpanLogSpan(event: event, in: id, at: place, &reader)
    if !spanIDs.insert(span.span.spanID).inserted {
      span.span.spanID = "event \(SpanLogSpan.id(of: place))"
      spanIDs.insert(span.span.spanID)
    }
    if let phase = event.word.phase, isOwn(event, phase) {
      tell(event, span, phase)
    } else if event.word.phase?.closes ?? false, let step = opened(by: event) {
      EventFacts.place(&span, event)
      aliases[span.span.spanID] = steps[step].span.span.spanID
      steps[step].close(with: span, of: event)
      endings.insert(event.word.topic)
    } else if isReason(event) {
      giveReason(span, event)
    } else if EventFacts.isRemark(event, span) {
      root.span.events.append(
        SpanEvent(name: event.text, time: event.moment, attributes: span.span.attributes))
    } else {
      begin(event, span)
    }
  }

  /// Changes the step that was told last.
  mutating func changeLast(_ change: (inout EventStep) -> Void) {
    if let last = steps.indices.last { change(&steps[last]) }
  }

  /// Whether an event begins the run anew, long after the last one, as logs do whose ids are not unique.
  func isOver(before event: EventRecord) -> Bool {
    guard let last, let moment = event.moment, opening == event.text, event.word.phase?.opens ?? false
    else { return false }
    return moment.nanoseconds(since: last) > 3_600_000_000_000
  }

  /// Whether an event tells the beginning or the end of the run itself; what comes again is a step of it.
  private func isOwn(_ event: EventRecord, _ phase: EventWord.Phase) -> Bool {
    guard event.word.isRun, EventWord.side(of: event.text) == nil else { return false }
    return phase == .begin
      ? began == nil && steps.isEmpty : phase.closes && ended == nil && opened(event) == nil
  }

  private func opened(_ event: EventRecord) -> Int? {
    steps.indices.suffix(Self.reach).last { steps[$0].isOpen && steps[$0].fits(event) }
  }

  /// What the run's own events say: when it began, when and how it ended.
  private mutating func tell(_ event: EventRecord, _ span: SpanLogSpan, _ phase: EventWord.Phase) {
    if phase == .begin { began = began ?? event.moment } else { ended = event.moment ?? ended }
    var span = span
    EventFacts.placeOfRun(&span, phase)
    if root.span.name == "run" { root.span.name = event.word.subject.joined(separator: " ") }
    if phase == .failure || span.span.status.isError {
      let words = ["reason", "message", "content"].lazy.compactMap { span.span.attributes[$0]?.tellingString }
        .first
      root.span.status = span.span.status.isError ? span.span.status : .error(message: words)
    } else if phase != .begin {
      root.span.status = span.span.status == .unset ? .ok : span.span.status
    }
    let known = Set(root.span.attributes.map(\.name))
    root.span.attributes += span.span.attributes.map {
      known.contains($0.name) ? Attribute("\(phase == .begin ? "start" : "end").\($0.name)", $0.value) : $0
    }
  }

  private mutating func begin(_ event: EventRecord, _ span: SpanLogSpan) {
    var span = span
    EventFacts.place(&span, event)
    if event.word.topic == "tool" || event.tool != nil { takeProposal(event, &span) }
    var step = EventStep(event, span)
    if let parent = span.span.parentSpanID {
      step.span.span.parentSpanID = aliases[parent] ?? parent
    } else {
      step.around = enclosing(event)
    }
    step.place(event)
    if step.span.inferred == nil, SpanLogKind.kind(of: step.span.word ?? "") == nil {
      step.search = SpanLogRun.search(in: &step.span)
    }
    if event.word.phase == .proposal, event.tool != nil { proposals.append(step) } else { steps.append(step) }
  }

  /// The step that an event ends: the one that shares an id with it; else the one that began when the event's length
  /// says; else the one that alone can be meant.
  private mutating func opened(by event: EventRecord) -> Int? {
    let near = steps.indices.suffix(Self.reach)
    let fitting = near.filter { steps[$0].isOpen && steps[$0].fits(event) }
    if let same = fitting.last(where: { steps[$0].shares(idWith: event) }) { return same }
    if fitting.count > 1, let start = event.start {
      let ranked = fitting.compactMap { index in
        steps[index].moment.map { (distance: $0.nanoseconds(since: start).magnitude, index: index) }
      }.sorted { $0 < $1 }
      // Rounding and what the logger took.
      if let best = ranked.first, best.distance < 100_000_000 { return best.index }
    }
    // What begins last ends first, where both say no more than that.
    if fitting.count > 1, event.word.phase == .end, steps[fitting[fitting.count - 1]].phase == .begin {
      return fitting.last
    }
    if fitting.count > 1 {
      ambiguous += 1
      return nil
    }
    if let only = fitting.first { return only }
    guard event.word.phase != .answer else { return nil }
    // An end may be told after what came of it.
    return near.last { steps[$0].closed == .answer && steps[$0].phase == .begin && steps[$0].fits(event) }
  }

  /// How many steps back an end is looked for.
  private static let reach = 256

  /// The step within which an event happened: the last one that began and is open, of the event's agent where both
  /// name one.
  private func enclosing(_ event: EventRecord) -> String? {
    let open = steps.suffix(Self.reach).filter {
      // What was asked for together runs beside each other.
      $0.isOpen && $0.phase == .begin && !($0.topic == "tool" && event.word.topic == "tool")
    }
    let fitting = open.filter { $0.agent == event.agent || $0.agent == nil || event.agent == nil }
    let isClear = fitting.count < 2 || Set(fitting.map(\.agent)).count == fitting.count && event.agent != nil
    return isClear ? fitting.last?.span.span.spanID : nil
  }

  /// Gives a tool the arguments with which it was meant to be called.
  private mutating func takeProposal(_ event: EventRecord, _ span: inout SpanLogSpan) {
    guard event.word.phase != .proposal,
      let place = proposals.indices.suffix(Self.reach).first(where: { proposals[$0].tool == event.tool })
    else { return }
    let proposal = proposals.remove(at: place).span.span
    let known = Set(span.span.attributes.map(\.name))
    span.span.attributes += proposal.attributes.filter { !known.contains($0.name) }
    span.span.events.append(SpanEvent(name: "proposed", time: proposal.start))
    aliases[proposal.spanID] = span.span.spanID
  }

  /// Whether the run has anything but remarks.
  var tells: Bool { !steps.isEmpty || !proposals.isEmpty || began != nil || ended != nil }

  /// All spans of the run, the run's own first.
  func spans() -> [SpanLogSpan] {
    var root = root
    // What is never told to end holds nothing.
    var holders: [String: String] = [:]
    var all = (steps + proposals).map { step in
      var span = step.span
      let outer = step.around.flatMap { holders[$0] }
      let holds = !step.isOpen || endings.contains(step.topic)
      holders[span.span.spanID] = holds ? span.span.spanID : outer
      span.span.parentSpanID = span.span.parentSpanID ?? outer ?? root.span.spanID
      // A step whose like is told to end, and that is not, did not.
      if step.isOpen, !endings.contains(step.topic), span.span.end == nil { span.span.end = span.span.start }
      return span
    }
    all.sort { ($0.span.start?.nanoseconds ?? 0) < ($1.span.start?.nanoseconds ?? 0) }
    all += steps.compactMap(\.search)
    if all.count == 1, root.span.attributes.isEmpty, root.span.events.isEmpty, began == nil, ended == nil {
      all[0].span.parentSpanID = nil
      return all
    }
    root.span.start = began ?? [all.compactMap(\.span.start).min(), first].compactMap(\.self).min()
    root.span.end = ended ?? [all.compactMap(\.span.end).max(), last].compactMap(\.self).max()
    if began == nil || ended == nil { root.span.timeOrigin = .inferred }
    let areTasks = all.allSatisfy { $0.inferred == .agent && $0.span.end != nil }
    if areTasks, began == nil, ended == nil { nameByTasks(&root) }
    if root.span.attributes["input"] == nil, let task = givenFirst {
      root.span.attributes.append(Attribute("input", task))
    }
    if ended != nil || areTasks,
      root.span.attributes["output"] == nil, !root.span.status.isError, let output = lastOutput(of: all)
    {
      root.span.attributes.append(Attribute("output", output))
    }
    return [root] + all
  }
}
