import ChatReading
import TraceModel
import TraceSource

/// What NeMo Guardrails' file of traces says in the names and metrics of its spans: which are rails, which calls of a
/// model, and what those used.
///
/// Source: `nemoguardrails/tracing`, `SpanExtractorV1` and the adapter `FileSystem`.
enum RailsLog {
  /// Rails that make the answer and check nothing.
  private static let dialogue: Set<String> = [
    "generate user intent", "generate next step", "generate bot message", "generate value",
    "generate intent steps message", "generate user intent and bot message",
  ]

  /// Settles the kinds of all spans of such traces, and what their metrics count.
  static func settle(_ spans: inout [SpanLogSpan]) {
    let traces = Set(spans.filter(isRoot).map(\.span.traceID))
    guard !traces.isEmpty else { return }
    var members: [String: [Int]] = [:]
    for index in spans.indices where traces.contains(spans[index].span.traceID) {
      members[spans[index].span.traceID, default: []].append(index)
      settle(&spans[index])
    }
    for trace in members.values { markStop(in: trace, of: &spans) }
  }

  private static func isRoot(_ span: SpanLogSpan) -> Bool {
    span.span.name == "interaction" && span.span.attributes["metrics"]?["interaction_total"] != nil
  }

  private static func settle(_ span: inout SpanLogSpan) {
    if let rail = rest(of: span, behind: "rail: ") {
      span.word = dialogue.contains(rail) ? "chain" : "guardrail"
    } else if let model = rest(of: span, behind: "LLM: ") {
      span.word = "llm"
      if model != "unknown" { span.span.attributes.append(Attribute("llm.model", .string(model))) }
      let counts = counts(in: span.span.attributes["metrics"])
      if !counts.isEmpty { span.span.attributes.append(Attribute("llm.usage", .map(counts))) }
    } else if isRoot(span) {
      span.word = "chain"
    }
  }

  private static func rest(of span: SpanLogSpan, behind head: String) -> String? {
    span.span.name.hasPrefix(head) ? String(span.span.name.dropFirst(head.count)) : nil
  }

  /// The tokens of a call; it writes zeros where nobody counted.
  private static func counts(in metrics: AttributeValue?) -> [Attribute] {
    let ends = [
      ("_prompt_tokens_total", "prompt_tokens"), ("_completion_tokens_total", "completion_tokens"),
      ("_tokens_total", "total_tokens"),
    ]
    var counts: [Attribute] = []
    for metric in metrics?.map ?? [] where metric.name.hasPrefix("llm_call_") {
      guard let name = ends.first(where: { metric.name.hasSuffix($0.0) })?.1 else { continue }
      counts.append(Attribute(name, metric.value))
    }
    return counts.contains { ($0.value.tokenCount ?? 0) > 0 } ? counts : []
  }

  /// Marks the rail that answered in place of the model: it wrote the message that ended the interaction before anything
  /// was made of what the user meant.
  private static func markStop(in trace: [Int], of spans: inout [SpanLogSpan]) {
    let rails = trace.filter { rest(of: spans[$0], behind: "rail: ") != nil }
    guard let last = rails.last, rails.allSatisfy({ spans[$0].word == "guardrail" }),
      let message = trace.last(where: { spans[$0].span.name == "action: generate_bot_message" }),
      spans[message].span.parentSpanID == spans[last].span.spanID
    else { return }
    spans[last].span.events.append(
      SpanEvent(
        name: SpanEvent.guardrailIntervention, time: spans[message].span.start,
        attributes: [Attribute("concluded from", .string(spans[message].span.name))]))
  }
}
