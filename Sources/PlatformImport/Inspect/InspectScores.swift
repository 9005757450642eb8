import TraceModel
import TraceSource

extension InspectSampleReader {
  /// A score: what its scorer's span found, or a span of its own where that has one already or there is none.
  mutating func score(_ event: AttributeValue, at place: SourcePlace) {
    scores += 1
    let event = pool.resolved(event)
    let parent = parent(of: event)
    if event["intermediate"]?.bool != true, let score = event["score"],
      let scorer = event["scorer"]?.string ?? draft[parent].flatMap({ $0.kind == .evaluator ? $0.name : nil })
        ?? header.scorers.first
    {
      given.append(Attribute(scorer, score))
    }
    if let scorer = draft[parent], scorer.kind == .evaluator, scorer.output == nil {
      draft[parent]?.show(score: event["score"] ?? .null, target: event["target"])
      draft[parent]?.keep(
        .map((event.map ?? []).filter { $0.name != "score" }),
        represented: ["score.event", "score.uuid", "score.span_id", "score.timestamp"], prefix: "score.")
      return
    }
    var span = Span(
      id: id(of: event, order.next), parentID: parent, name: event["scorer"]?.string ?? "score",
      kind: .evaluator)
    span.start = NativeTime.iso(event["timestamp"])
    span.end = span.start
    span.show(score: event["score"] ?? .null, target: event["target"])
    span.keep(
      .map((event.map ?? []).filter { $0.name != "score" }),
      represented: ["event", "uuid", "timestamp", "span_id"])
    draft.add(span, at: place)
  }

  mutating func compaction(_ event: AttributeValue, at place: SourcePlace) {
    var span = Span(id: id(of: event, order.next), parentID: parent(of: event), name: "context compaction")
    span.start = NativeTime.iso(event["timestamp"])
    span.end = span.start
    span.compaction = Compaction(
      trigger: event["type"]?.string, tokensBefore: event["tokens_before"]?.int,
      tokensAfter: event["tokens_after"]?.int)
    span.keep(pool.resolved(event), represented: ["event", "uuid", "timestamp", "span_id"])
    draft.add(span, at: place)
  }

  /// What a person typed while the sample ran.
  mutating func input(_ event: AttributeValue, at place: SourcePlace) {
    var span = Span(
      id: id(of: event, order.next), parentID: parent(of: event), name: "user input", kind: .input)
    let event = pool.resolved(event)
    setTimes(of: &span, by: event, length: nil)
    span.input = event["input"]?.string.map { Payload($0) }
    span.keep(event, represented: ["event", "uuid", "timestamp", "span_id", "input"])
    draft.add(span, at: place)
  }
}

extension Span {
  /// Shows a score: value, answer and explanation; what else there is stays an attribute.
  mutating func show(score: AttributeValue, target: AttributeValue?) {
    let shown = ["value", "answer", "explanation"]
    let members = (score.map ?? []).filter { shown.contains($0.name) }
    output = members.isEmpty ? score.payload : Payload(AttributeValue.map(members).jsonText, form: .json)
    if let target, !target.isVoid { input = Payload("target: " + target.plainText) }
    keep(score, represented: Set(shown.map { "score." + $0 }), prefix: "score.")
  }
}
