import TraceModel

/// An answer of which nothing tells why it ended, and which its own words show to be broken.
struct BrokenAnswer {
  /// The call that wrote it.
  let call: Int
  /// What shows it.
  let text: BrokenText

  /// Looks at a run's answer; `nil` where its source states an end, or nothing is odd with it.
  init?(_ exchange: Exchange, in trace: Trace) {
    guard trace.ending == nil, let call = exchange.answeringCall, let record = trace.spans[call].llm,
      record.finishReasons.isEmpty, record.output.allSatisfy({ $0.finishReason == nil }),
      let written = record.output.last, written.openToolCalls.isEmpty, let text = BrokenText(written.text)
    else { return nil }
    self.call = call
    self.text = text
  }

  /// What is odd, as a sentence goes on behind its subject.
  var words: String {
    [
      text.end.map { "breaks off at “\($0)”" },
      text.repeated.map { "repeats one sentence \(FindingRules.times($0.count))" },
    ].compactMap(\.self).joined(separator: " and ")
  }
}
