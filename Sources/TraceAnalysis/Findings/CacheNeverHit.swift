import TraceModel
import TraceText

extension FindingRules {
  /// Calls that repeat a long beginning soon after each other, while the provider counts no cache read.
  ///
  /// Silent where the source does not count cached tokens, where the beginning was not recorded or is short,
  /// and where the calls ran at once: none of them could have read what the other wrote.
  static let cacheNeverHit: Rule = { context in
    let groups = Figures.grouped(context.figures.calls) { call in
      call.model.map { "\($0)\0\(call.agent ?? "")" }
    }
    return groups.compactMap { group in
      let calls = group.calls
      guard calls.allSatisfy({ $0.usage?.cacheRead ?? 0 == 0 }),
        calls.contains(where: { $0.usage?.cacheRead != nil })
      else { return nil }
      let repeats = zip(calls, calls.dropFirst()).compactMap { before, after in
        RepeatedBeginning(before, after, in: context)
      }
      guard repeats.count >= 3 else { return nil }
      let tokens = repeats.reduce(0) { $0 + $1.tokens }
      let written = TokenUsage.sum(calls.lazy.compactMap(\.usage))?.cacheWrite ?? 0
      var text =
        "\(Formatting.count(repeats.count, "call")) began with what the call before had sent, "
        + "about \(Formatting.count(tokens)) input tokens in all, and the provider counts no cache read."
      if written > 0 {
        text += " \(Formatting.count(written)) tokens were written to the cache and never read."
      }
      let model = context.spans[calls[0].span].llm?.modelName ?? "the model"
      return Finding(
        .cacheNeverHit, .info, "The prompt cache of \(model.preview(60)) was never hit.",
        [.plain(text)], spans: repeats.map(\.span),
        method: "leading messages that a call shares with the one before; tokens by their share of the text")
    }
  }
}

/// A call whose first messages are those of the call before it.
private struct RepeatedBeginning {
  /// Vendors cache nothing shorter; the least differs by model, and the largest of them counts here.
  private static let least = 4_096
  /// The shortest time for which vendors keep a beginning.
  private static let kept: Int64 = 5 * 60 * 1_000_000_000

  let span: Int
  let tokens: Int

  init?(_ before: CallFigures, _ after: CallFigures, in context: FindingContext) {
    let (first, second) = (context.spans[before.span], context.spans[after.span])
    guard after.usage?.cacheRead == 0, let input = after.usage?.input, input >= Self.least,
      let end = first.end, let start = second.start, start >= end,
      start.nanoseconds(since: end) < Self.kept,
      let earlier = first.llm?.input, let later = second.llm?.input
    else { return nil }
    let shared = later.sharedBeginning(with: earlier).textBytes
    let whole = later.textBytes
    guard whole > 0 else { return nil }
    // No window holds a trillion tokens: a larger count is none.
    let tokens = Int(min(Double(input), 1e12) * (Double(shared) / Double(whole)))
    guard tokens >= Self.least else { return nil }
    span = after.span
    self.tokens = tokens
  }
}
