import TraceModel

/// Why a model's answer ended before its own end.
struct AnswerStop {
  enum Kind {
    case cut, filter
  }

  let kind: Kind
  /// The provider's word.
  let reason: String

  /// Reads the finish reasons of a call; `nil` where it ended by itself.
  init?(_ call: LLMCall?) {
    guard let call else { return nil }
    let given = call.finishReasons + call.output.compactMap(\.finishReason)
    for (kind, reasons) in [(Kind.filter, Self.filters), (.cut, Self.limits)] {
      if let reason = given.first(where: { reasons.contains(Self.plain($0)) }) {
        self.kind = kind
        self.reason = reason
        return
      }
    }
    return nil
  }

  /// Whether somebody stopped the call while it wrote: pi and its kin say so where others give the model's own reason.
  static func isBrokenOff(_ call: LLMCall) -> Bool {
    call.finishReasons.last.map { broken.contains(plain($0)) } == true
  }

  /// Whether the model stopped to have a tool run, be it that the record leaves out which.
  static func asksForTool(_ call: LLMCall) -> Bool {
    call.finishReasons.last.map { requests.contains(plain($0)) } == true
  }

  private static let requests: Set<String> = ["tool_calls", "tool_use", "function_call", "tool_call"]
  private static let broken: Set<String> = ["aborted", "abort", "cancelled", "canceled", "interrupted"]
  private static let limits: Set<String> = [
    "length", "max_tokens", "max_output_tokens", "incomplete", "max_completion_tokens", "model_length",
    "model_context_window_exceeded",
  ]
  private static let filters: Set<String> = [
    "content_filter", "content_filtered", "safety", "prohibited_content", "blocklist", "spii",
    "guardrail_intervened", "image_safety", "refusal",
  ]

  /// `FinishReason.MAX_TOKENS` and `content-filter` as the other sources spell them.
  private static func plain(_ reason: String) -> String {
    let last = reason.split(separator: ".").last.map(String.init) ?? reason
    return String(last.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
  }
}
