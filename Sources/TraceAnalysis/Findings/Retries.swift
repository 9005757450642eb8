import TraceText

extension FindingRules {
  /// Failures that a later try made good; rate limits are told apart.
  static let retries: Rule = { context in
    let toldElsewhere = Set(context.failures.rateLimits + context.toolFailuresOfSession)
    let retries = context.failures.retries.filter { !toldElsewhere.isSuperset(of: $0.failed) }
    let told = retries.prefix(3).map { retry in
      var detail: [FindingText] = []
      if let message = ErrorMarks.message(context.spans[retry.failed[0]]) {
        detail = [.code(message.reason(160)), .plain(" ")]
      }
      detail.append(.plain("Try \(retry.failed.count + 1) succeeded."))
      let name = Wording.capitalised(context.name(retry.success))
      return Finding(
        retry.failed.count >= 5 ? .retryStorm : .retry, .warning,
        "\(name) failed \(times(retry.failed.count)), then succeeded.", detail,
        spans: retry.failed + [retry.success])
    }
    let rest = retries.dropFirst(3).flatMap(\.failed)
    guard !rest.isEmpty else { return told }
    let title = "\(Wording.capitalised(Formatting.count(rest.count, "more failure"))) passed on a later try."
    return told + [
      Finding(
        .retry, .warning, title, [.plain("A later call of the same step succeeded each time.")], spans: rest)
    ]
  }
}
