import TraceModel
import TraceText

extension FindingRules {
  /// Calls that a provider turned away because there were too many.
  static let rateLimits: Rule = { context in
    let limited = context.failures.rateLimits
    guard let first = limited.first else { return [] }
    let lasting = Set(context.failures.lasting).intersection(limited)
    let title =
      switch (limited.count, lasting.isEmpty) {
      case (1, true): "A rate limit delayed \(context.name(first))."
      case (_, true): "Rate limits delayed calls: \(Wording.number(limited.count)) tries were turned away."
      case (1, false): "A rate limit stopped \(context.name(first))."
      case (_, false): "Rate limits stopped \(Wording.number(limited.count)) calls."
      }
    var detail: [FindingText] = []
    if let message = ErrorMarks.message(context.spans[first]) {
      detail.append(.code(message.preview(160)))
      detail.append(.plain(" "))
    }
    switch lasting.count {
    case 0: detail.append(.plain("A later try succeeded."))
    case limited.count where context.failures.triedAgain.isDisjoint(with: limited):
      detail.append(.plain(untried(limited, context)))
    case limited.count: detail.append(.plain("No later try succeeded."))
    default: detail.append(.plain("For \(Wording.number(lasting.count)) of them no later try succeeded."))
    }
    let hasEnded = context.outcome.kind == .error && !lasting.isEmpty
    return [Finding(.rateLimit, hasEnded ? .error : .warning, title, detail, spans: limited)]
  }

  /// What is said of calls that nothing beside them tried again. Where the model answered another step later, a try of
  /// theirs may be among those.
  private static func untried(_ limited: [Int], _ context: FindingContext) -> String {
    let models = Set(limited.compactMap { context.spans[$0].llm?.model })
    let end = limited.compactMap { context.spans[$0].end ?? context.spans[$0].start }.min()
    let answered = context.figures.calls.contains { call in
      let span = context.spans[call.span]
      guard let end, let start = span.start, start >= end, let model = span.llm?.model else { return false }
      return models.contains(model) && !context.figures.isError[call.span]
    }
    if answered { return "The model answered later calls." }
    return limited.count == 1 ? "It was not tried again." : "None was tried again."
  }
}
