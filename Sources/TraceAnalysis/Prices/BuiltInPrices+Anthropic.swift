import TraceModel

extension BuiltInPrices {
  /// Anthropic's cache rates are 1.25 (5 minutes), 2 (1 hour) and 0.1 times the input's unless given; batches
  /// cost half of everything, the cache included. Priority is bought in advance and has no rate. A web search costs a
  /// cent, the fetching of pages nothing; code runs by the hour of its container, which no usage tells. The other window
  /// is had on request, or by some plans.
  private static func claude(
    _ model: String, _ input: Double, _ output: Double, _ date: String = "2025-11-24",
    read: Double? = nil, write: Double? = nil, long: ModelPrice.LongPrompt? = nil, window: Int = 200_000,
    other: Int? = nil
  ) -> ModelPrice {
    let rates = ModelPrice.Rates(
      input: input, output: output, cacheRead: read ?? input / 10, cacheWrite: write ?? input * 1.25,
      cacheWriteHour: input * 2)
    let batch = ModelPrice.Tier(
      name: "batch", rates: halved(rates), longRates: long.map { halved($0.rates) }, date: "2026-10-14")
    return ModelPrice(
      provider: "Anthropic", model: model, rates: rates, longPrompt: long, tiers: [batch],
      fees: [.webSearch: 0.01], contextWindow: window, otherContextWindow: other, date: date,
      source: "platform.claude.com/docs/en/about-claude/pricing")
  }

  private static func long(
    above limit: Int = 200_000, _ input: Double, _ output: Double
  ) -> ModelPrice.LongPrompt {
    .init(
      above: limit,
      rates: .init(
        input: input, output: output, cacheRead: input / 10, cacheWrite: input * 1.25,
        cacheWriteHour: input * 2))
  }

  static let anthropic: [ModelPrice] = [
    claude("claude-3-opus", 15, 75),
    claude("claude-3-sonnet", 3, 15, "2025-02-24"),
    claude("claude-3-haiku", 0.25, 1.25, read: 0.03, write: 0.30),
    claude("claude-3-5-sonnet", 3, 15, "2025-02-24"),
    // At the new price by 2025-03-01 in the history of the third table; the day is that of the vendor's news, which
    // could not be read again.
    claude("claude-3-5-haiku", 1, 5, "2024-11-04"),
    claude("claude-3-5-haiku", 0.80, 4, "2024-12-03"),
    claude("claude-3-7-sonnet", 3, 15),
    claude("claude-sonnet-4", 3, 15, long: long(6, 22.50), other: 1_000_000),
    claude("claude-sonnet-4-0", 3, 15, long: long(6, 22.50), other: 1_000_000),
    claude("claude-sonnet-4-5", 3, 15, long: long(6, 22.50), other: 1_000_000),
    claude("claude-opus-4", 15, 75),
    claude("claude-opus-4-0", 15, 75),
    claude("claude-opus-4-1", 15, 75),
    claude("claude-opus-4-5", 5, 25),
    claude("claude-haiku-4-5", 1, 5),
    // Until 2026-03-12 long prompts cost more, and the large window was had on request
    // (claudefa.st/blog/guide/mechanics/1m-context-ga).
    claude("claude-opus-4-6", 5, 25, "2026-03-12", long: long(10, 37.50), other: 1_000_000),
    claude("claude-opus-4-6", 5, 25, "2026-03-13", window: 1_000_000, other: 200_000),
    claude("claude-sonnet-4-6", 3, 15, "2026-03-12", long: long(6, 22.50), other: 1_000_000),
    claude("claude-sonnet-4-6", 3, 15, "2026-03-13", window: 1_000_000, other: 200_000),
    claude("claude-opus-4-7", 5, 25, "2026-10-14", window: 1_000_000, other: 200_000),
    claude("claude-opus-4-8", 5, 25, "2026-10-14", window: 1_000_000),
    claude("claude-opus-5", 5, 25, "2026-10-14", window: 1_000_000),
    claude("claude-opus-5-5", 4, 20, "2026-10-14", read: 0.20, window: 1_000_000),
    claude("claude-sonnet-5", 2, 10, "2026-10-14", window: 1_000_000),
    // Cache reads were halved on 2026-10-07 (github.com/kurofune/claudit/releases/tag/v1.9.2); what held before is in
    // github.com/uttamdeb/agent-telemetry/releases/tag/v1.6.4.
    claude("claude-sonnet-5-5", 2, 10, "2026-09-29", window: 1_000_000),
    claude("claude-sonnet-5-5", 2, 10, "2026-10-07", read: 0.10, window: 1_000_000),
    claude(
      "claude-haiku-5-5", 0.10, 0.50, "2026-10-07", long: long(above: 100_000, 0.50, 2.50), window: 1_000_000),
    claude("claude-fable-5", 10, 50, "2026-10-14", window: 1_000_000),
    claude("claude-fable-5-1", 10, 50, "2026-10-14", read: 0.25, window: 1_000_000),
  ]
}
