import ChatReading
import OTelImport
import TraceModel
import TraceSource

/// Turns a trace of Langfuse's, its observations and its scores into a trace of the model.
struct LangfuseTraceReader {
  private let source: LangfuseTrace
  private var draft: TraceDraft
  private var resources: [Resource: Int] = [:]
  private var histories = HistoryReader()

  init(_ source: LangfuseTrace, format: String) {
    self.source = source
    draft = TraceDraft(id: source.id, format: format)
  }

  /// The trace; none where only scores name it.
  mutating func read() -> ImportResult {
    let members = source.object?.record
    draft.trace.name = members?["name"]?.string
    draft.trace.sessionID = members?["sessionId"]?.string
    draft.trace.userID = members?["userId"]?.string
    readObservations()
    if draft.isEmpty { addTraceItself() }
    let root = draft.onlyRoot
    readFacts(root: root)
    for score in source.scores { add(score, root: root) }
    var result = draft.finish()
    if result.traces.first?.spans.isEmpty ?? true { result.traces = [] }
    for index in result.traces.indices { result.traces[index].showEntries() }
    return result
  }

  private mutating func readObservations() {
    var spans: [Span] = []
    var toolNames: Set<String> = []
    let observations = source.observations.map { LangfuseObservation($0) }
    for (observation, object) in zip(observations, source.observations) {
      let (span, facts) = LangfuseSpanReader.span(observation, object.record, histories: &histories)
      spans.append(span)
      toolNames.formUnion(span.llm?.output.flatMap(\.toolCalls).map(\.name) ?? [])
      draft.trace.name = draft.trace.name ?? facts.name
      draft.trace.sessionID = draft.trace.sessionID ?? facts.sessionID
      draft.trace.userID = draft.trace.userID ?? facts.userID
    }
    for (index, observation) in observations.enumerated() {
      let record = source.observations[index].record
      var span = spans[index]
      // A model asked for a tool of that name, so the span is its run.
      if span.kind == .generic, toolNames.contains(span.name) {
        span =
          LangfuseSpanReader.span(
            observation, record, of: (.tool, .inferred), histories: &histories
          ).span
      }
      span.resource = observation.resource.map { place(of: $0) }
      if span.start == nil {
        draft.note(
          "expected a “startTime” in ISO 8601", at: record.place, action: "the span stands without a time")
      }
      draft.add(span, at: record.place)
    }
  }

  private mutating func place(of resource: Resource) -> Int {
    if let known = resources[resource] { return known }
    resources[resource] = draft.trace.resources.count
    draft.trace.resources.append(resource)
    return draft.trace.resources.count - 1
  }

  /// A trace without observations is one step.
  private mutating func addTraceItself() {
    guard let record = source.object?.record else {
      return draft.loss(
        "expected the observations of the trace \(source.id), found scores alone", at: source.place,
        action: "they were left out")
    }
    var span = Span(id: source.id, name: draft.trace.name ?? "trace")
    span.start = NativeTime.iso(record["timestamp"])
    draft.add(span, at: record.place)
  }
}

// MARK: - Facts of the trace

extension LangfuseTraceReader {
  /// Keeps what is said of the trace alone: what its root repeats stands there.
  private mutating func readFacts(root: String?) {
    guard let object = source.object, let members = object.record.value.map else { return }
    let rootRecord = source.observations.first { $0.id == root }?.record
    for member in members where !member.value.isVoid {
      switch member.name {
      case "id", "name", "sessionId", "userId": break
      case "input" where give(member.value, to: root, rootRecord, \.input, isKnown: \.hasInput): break
      case "output" where give(member.value, to: root, rootRecord, \.output, isKnown: \.hasOutput): break
      case "input", "output": draft.trace.attributes.append(Attribute(member.name, member.value.unwrapped))
      case "metadata": keepMetadata(member.value, rootRecord)
      default:
        draft.trace.attributes.append(Attribute(object.spelling.written(member.name), member.value))
      }
    }
  }

  /// Gives the trace's input or output to its root, which often has none; whether it stands there.
  private mutating func give(
    _ value: AttributeValue, to root: String?, _ record: SourceRecord?,
    _ payload: WritableKeyPath<Span, Payload?>, isKnown: KeyPath<Span, Bool>
  ) -> Bool {
    guard let root, var span = draft[root] else { return false }
    guard span[keyPath: isKnown] else {
      span[keyPath: payload] = Envelope.peel(value).payload
      draft[root] = span
      return true
    }
    let name = payload == \Span.input ? "input" : "output"
    return record?[name]?.unwrapped == value.unwrapped
  }

  private mutating func keepMetadata(_ value: AttributeValue, _ rootRecord: SourceRecord?) {
    guard let members = value.unwrapped.map else {
      return draft.trace.attributes.append(Attribute("metadata", value))
    }
    let known = rootRecord?["metadata"]?.unwrapped
    for member in members where !member.value.isVoid {
      guard known?[member.name]?.unwrapped != member.value.unwrapped else { continue }
      draft.trace.attributes.append(Attribute("metadata." + member.name, member.value))
    }
  }

  /// A score becomes an event of the observation that it names, else of the trace's root.
  private mutating func add(_ score: LangfuseObject, root: String?) {
    let record = score.record
    let event = SpanEvent(
      name: "score " + (record["name"]?.string ?? score.id), time: NativeTime.iso(record["timestamp"]),
      attributes: (record.value.map ?? []).filter { !$0.value.isVoid }.map {
        Attribute(score.spelling.written($0.name), $0.value)
      })
    let judged = record["observationId"]?.string
    draft.add(event, to: judged ?? root)
    draft.add(LangfuseScore(record, id: score.id).score, of: judged)
  }
}

extension Span {
  fileprivate var hasInput: Bool {
    input != nil || llm?.input.isEmpty == false || tool?.arguments != nil || retrieval?.query != nil
  }

  fileprivate var hasOutput: Bool {
    output != nil || llm?.output.isEmpty == false || tool?.result != nil
      || retrieval?.documents.isEmpty == false
  }
}
