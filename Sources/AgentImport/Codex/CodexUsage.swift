import ChatReading
import TraceModel
import TraceSource

/// Codex's token counts: `input_tokens` includes cached ones and those written to the cache, `output_tokens`
/// includes reasoning.
enum CodexUsage {
  static func usage(_ value: AttributeValue?) -> TokenUsage? {
    func count(_ name: String) -> Int? { value?[name]?.tokenCount }
    var usage = TokenUsage(
      input: count("input_tokens"), cacheRead: count("cached_input_tokens"),
      cacheWrite: count("cache_write_input_tokens"), output: count("output_tokens"),
      reasoning: count("reasoning_output_tokens"), reportedTotal: count("total_tokens"))
    usage.settle(.insideInput)
    return usage.isEmpty ? nil : usage
  }
}

extension TokenUsage {
  /// What was counted since an earlier state of a running total; `nil` if nothing was.
  func growth(since earlier: TokenUsage) -> TokenUsage? {
    func difference(_ count: (TokenUsage) -> Int?) -> Int? {
      count(self).map { max(0, $0 - (count(earlier) ?? 0)) }
    }
    let growth = TokenUsage(
      input: difference(\.input), cacheRead: difference(\.cacheRead), cacheWrite: difference(\.cacheWrite),
      output: difference(\.output), reasoning: difference(\.reasoning),
      reportedTotal: difference(\.reportedTotal))
    return (growth.total ?? 0) > 0 ? growth : nil
  }
}
