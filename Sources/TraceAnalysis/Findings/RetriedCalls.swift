import TraceText

extension FindingRules {
  /// Calls that a client had to try again, where the source notes it on the call; failures that are spans of
  /// their own are told by `retries`.
  static let retriedCalls: Rule = { context in
    // What is a span and a note is one failure.
    let told = Set(context.failures.retries.flatMap { $0.failed + [$0.success] })
    let calls = RetriedCall.all(in: context.spans).filter { !told.contains($0.span) }
      .sorted { ($1.tries, $0.span) < ($0.tries, $1.span) }
    guard let worst = calls.first else { return [] }
    let tries = calls.reduce(0) { $0 + $1.tries }
    let title =
      calls.count == 1
      ? "\(Wording.capitalised(context.name(worst.span))) was tried again \(times(tries))."
      : "\(Wording.capitalised(Wording.number(calls.count))) calls were tried again, \(times(tries)) in all."
    var detail: [FindingText] = []
    if let turns = context.turns(of: calls.map(\.span)) { detail.append(.plain("\(turns): ")) }
    if let message = worst.message { detail += [.code(message.preview(160)), .plain(" ")] }
    if let status = worst.status { detail.append(.plain("Status \(status). ")) }
    let delays = calls.compactMap(\.delay)
    if !delays.isEmpty {
      detail.append(.plain("\(Formatting.duration(delays.reduce(0) { $0 &+ $1 })) of waiting in between. "))
    }
    let failed = calls.count { context.figures.isError[$0.span] }
    let outcome =
      switch failed {
      case 0: "The last try succeeded\(calls.count == 1 ? "" : " each time")."
      case calls.count: "The last try failed too."
      default: "\(Wording.capitalised(Wording.number(failed))) of them failed in the end."
      }
    return [
      Finding(
        tries >= 5 ? .retryStorm : .retriedCall, .warning, title, detail + [.plain(outcome)],
        spans: calls.map(\.span))
    ]
  }
}
