import TraceModel
import TraceText

extension FindingRules {
  /// An answer that says that there is none: that its writer does not know, found nothing, or could not answer.
  ///
  /// Where a step failed, that is the cause, and is told by itself; what the answer says of a failure is told all the
  /// same, since it is what the run gave to whoever asked.
  static let answersWithout: Rule = { context in
    guard let answer = context.conversation.answer,
      let span = context.conversation.answerStep ?? context.conversation.answerSpan
    else { return [] }
    if context.outcome.isToldFailure {
      return [
        Finding(
          .noAnswer, .error, "The answer reports a failure.",
          [.plain("It says: "), .code(answer.preview(160))], spans: [span], method: "words of the answer")
      ]
    }
    let isStated = context.tree.roots.contains { StatedAnswer.isNone(context.spans[$0]) }
    guard [.answered, .finished].contains(context.outcome.kind), isStated || EmptyAnswer(answer) == .unknown,
      !context.spans.indices.contains(where: context.figures.failedOfItself)
    else { return [] }
    var detail: [FindingText] = [.plain("It says: "), .code(answer.preview(160))]
    let found = context.searches.counted.compactMap { context.spans[$0].retrieval?.documents.count }
      .reduce(0, +)
    if found > 0 { detail.append(.plain(" (The search had found \(Formatting.count(found, "document")).)")) }
    return [
      Finding(
        .noAnswer, .warning, "The answer says that it has none.", detail, spans: [span],
        method: isStated ? "flag beside the answer" : "words of the answer")
    ]
  }
}
