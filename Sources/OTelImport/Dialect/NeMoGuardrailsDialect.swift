import TraceModel

extension Dialect {
  /// NeMo Guardrails since 0.16, beside the GenAI conventions that it follows: `nemoguardrails/tracing/constants.py`.
  static let nemoGuardrails = Dialect(
    name: "NeMo Guardrails",
    kinds: [
      KindField(
        "rail.type",
        [
          "input": .guardrail, "output": .guardrail, "retrieval": .guardrail, "execution": .guardrail,
          "tool_input": .guardrail, "tool_output": .guardrail, "dialog": .chain, "generation": .chain,
        ])
    ],
    fields: [
      .input: ["guardrails.rail.input", "guardrails.request.input"],
      .output: ["guardrails.rail.reason", "guardrails.request.output"],
    ])
}

/// A rail of NeMo Guardrails.
enum Rail {
  /// Names a rail, which has one name with all others, and says whether it stopped what it looked at.
  static func complete(_ span: inout Span) {
    guard span.attributes["rail.type"] != nil else { return }
    if let name = span.attributes["rail.name"]?.string, !name.isEmpty { span.name = name }
    if span.kind == .guardrail, span.attributes["rail.stop"]?.bool == true {
      span.events.append(SpanEvent(name: SpanEvent.guardrailIntervention, time: span.end))
    }
  }
}
