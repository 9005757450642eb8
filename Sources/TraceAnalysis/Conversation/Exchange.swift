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

  init(_ trace: Trace, tree: SpanTree, figures: Figures) {
    let search = ExchangeSearch(trace.spans, tree: tree, calls: figures.calls.map(\.span))
    let answer = search.answer()
    let question = search.question()
    self.question = question?.text
    questionSpan = question?.span
    self.answer = answer?.text
    answerSpan = answer?.span
    answeringCall = search.answeringCall
  }
}
