import TraceModel

/// How full the context was at each call, beside windows that the run itself does not contradict.
///
/// A price table knows the window of a model, not that of an account or of a request: many models have a small one
/// and a large one on request. The calls and the compactions of the run tell which was in force.
struct ContextFill {
  private let pricing: CallPricing
  /// The windows that the table has for each call, by span, the usual one first.
  private var windows: [Int: (usual: Int, other: Int?)] = [:]
  /// The most tokens that calls beside each window of the table were given.
  private var most: [Int: Int] = [:]
  /// The fewest tokens at which the context of an agent was compacted without being asked for.
  private var compacted: [String?: Int] = [:]

  init(_ calls: [CallFigures], spans: [Span], pricing: CallPricing) {
    self.pricing = pricing
    for call in calls {
      guard let tokens = Self.tokens(of: call), let row = pricing.row(of: call.span),
        let window = row.contextWindow
      else { continue }
      windows[call.span] = (window, row.otherContextWindow)
      most[window] = max(most[window] ?? 0, tokens)
    }
    for (index, span) in spans.enumerated() {
      guard let compaction = span.compaction, compaction.trigger != "manual",
        let tokens = compaction.tokensBefore
      else { continue }
      let agent = pricing.agent(of: index)
      compacted[agent] = min(compacted[agent] ?? .max, tokens)
    }
  }

  /// - Returns: `nil` where the tokens of a call are unknown.
  func point(of call: CallFigures) -> ContextPoint? {
    guard let tokens = Self.tokens(of: call) else { return nil }
    if let recorded = pricing.recordedWindow(of: call.span) {
      return ContextPoint(span: call.span, tokens: tokens, window: recorded, isWindowRecorded: true)
    }
    return ContextPoint(span: call.span, tokens: tokens, window: window(of: call), isWindowRecorded: false)
  }

  /// The first of the table's windows that nothing contradicts: no call beside it was given more than it holds, and
  /// the agent's context was not compacted far below it, since programs compact when little is left.
  private func window(of call: CallFigures) -> Int? {
    guard let (usual, other) = windows[call.span] else { return nil }
    return [usual, other].compactMap(\.self).first { window in
      window >= most[usual] ?? 0 && compacted[call.agent].map { $0 >= window / 2 } ?? true
    }
  }

  /// What several calls were given together says nothing of one context.
  private static func tokens(of call: CallFigures) -> Int? { call.scope == .call ? call.usage?.input : nil }
}
