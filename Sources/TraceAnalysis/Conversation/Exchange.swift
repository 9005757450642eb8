import TraceModel

/// The run's question and its answer, as they were recorded.
public struct Exchange: Hashable, Sendable {
  /// What the run was asked.
  public let question: String?
  /// The span that holds the question.
  public let questionSpan: Int?
  /// What the run answered.
  public let answer: String?
  /// The span that holds the answer.
  public let answerSpan: Int?
  /// The LLM call that wrote the answer, as far as it can be told.
  public let answeringCall: Int?
  /// The step that wrote the answer: the call whose words the span that holds it repeats, else that span.
  public let answerStep: Int?

  /// - Parameter records: The record that tells most, by each other record of the same call.
  init(_ trace: Trace, tree: SpanTree, figures: Figures, records: [Int: Int] = [:]) {
    let summaries = SummaryCalls(trace.spans)
    let search = ExchangeSearch(
      trace.spans, tree: tree,
      calls: Self.calls(trace.spans, figures).map { records[$0] ?? $0 }.filter {
        !summaries.contains(trace.spans[$0])
      })
    let answer = search.answer()
    let question = search.question()
    self.question = question?.text
    questionSpan = question?.span
    self.answer = answer?.text
    answerSpan = answer?.span
    answeringCall = search.answeringCall
    answerStep = answer.map { search.step(of: $0) }
  }

  /// The counted calls in order of time, and with them those that share a response id but wrote something else.
  private static func calls(_ spans: [Span], _ figures: Figures) -> [Int] {
    func text(_ span: Int) -> String? {
      spans[span].llm?.output.map(\.text).last { !$0.isEmpty }
    }
    let counted = figures.calls.map(\.span)
    let others = figures.duplicates.filter { duplicate in
      guard duplicate.reason == .sameResponse, let written = text(duplicate.span) else { return false }
      return written != text(duplicate.of)
    }
    guard !others.isEmpty else { return counted }
    return (counted + others.map(\.span)).enumerated()
      .sorted { left, right in
        let (a, b) = (spans[left.element].start, spans[right.element].start)
        guard let a, let b, a != b else { return left.offset < right.offset }
        return a < b
      }
      .map(\.element)
  }
}
