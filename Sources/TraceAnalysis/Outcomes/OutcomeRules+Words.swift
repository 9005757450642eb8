import TraceText

// What the answer itself says of how it came about.
extension OutcomeRules {
  /// An answer that a program wrote since what was to answer failed, or that reports nothing but a failure. In a
  /// session the agent tells a person of what it tried, and a question about errors is answered with their words.
  func toldFailure() -> RunOutcome? {
    guard session == nil, let answer = exchange.answer, EmptyAnswer(answer) == .failure,
      exchange.question?.prefix(400).lowercased().holds("error") != true
    else { return nil }
    return RunOutcome(
      .error, RunOutcome.toldFailure, evidence: "“\(answer.preview(140))”", span: exchange.answerStep)
  }
}

extension RunOutcome {
  fileprivate static let toldFailure = "answer reports a failure"

  /// Whether the words of the answer are what tells that the run failed.
  var isToldFailure: Bool { kind == .error && title == Self.toldFailure }
}
