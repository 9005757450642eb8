import TraceModel
import TraceText

/// A call that failed since the provider's filter turned away the prompt or held back the answer: nothing is broken.
enum FilteredCall {
  /// The provider's word for it; `nil` for a call that failed for any other reason, or did not.
  static func reason(_ span: Span) -> String? {
    guard span.kind == .llm, span.status.isError, let message = ErrorMarks.message(span) else { return nil }
    let text = String(message.prefix(2_000)).lowercased()
    return marks.first { text.holds($0) }
  }

  /// Azure OpenAI's, OpenAI's, Anthropic's, Gemini's, DashScope's, DeepSeek's.
  private static let marks = [
    "content_filter", "responsibleaipolicyviolation", "content management policy", "content_policy_violation",
    "moderation_blocked", "blocked by content filtering policy", "prohibited_content",
    "data_inspection_failed", "content exists risk",
  ]
}

extension OutcomeRules {
  /// The outcome, where it is the failure of a call that a filter stopped: told as one that is held back.
  func seeingFilters(_ outcome: RunOutcome) -> RunOutcome {
    guard outcome.kind == .error, let span = outcome.span, let reason = FilteredCall.reason(spans[span]),
      failures.lasting.allSatisfy({ FilteredCall.reason(spans[$0]) != nil })
    else { return outcome }
    return RunOutcome(
      .blocked, "blocked by a content filter", evidence: "\(reason): \(message(span) ?? reason)", span: span)
  }
}
