/// The built-in price table: data only. Standard rates for text, no batch or priority rates.
///
/// `date` is the day on which the price was valid as far as known; the source named is the page to check it on.
/// A price may have changed since: a computed cost always shows its date.
enum BuiltInPrices {
  static let rows = openAI + anthropic + google + others

  private static func row(
    _ provider: String, _ model: String, _ input: Double, _ output: Double, read: Double? = nil,
    write: Double? = nil, hour: Double? = nil, long: ModelPrice.LongPrompt? = nil, window: Int?,
    _ date: String,
    _ source: String
  ) -> ModelPrice {
    ModelPrice(
      provider: provider, model: model,
      rates: .init(
        input: input, output: output, cacheRead: read, cacheWrite: write, cacheWriteHour: hour),
      longPrompt: long, contextWindow: window, date: date, source: source)
  }

  private static func openAI(
    _ model: String, _ input: Double, _ output: Double, read: Double? = nil, window: Int?,
    _ date: String = "2025-06-10"
  ) -> ModelPrice {
    row("OpenAI", model, input, output, read: read, window: window, date, "platform.openai.com/docs/pricing")
  }

  private static let openAI: [ModelPrice] = [
    row("OpenAI", "gpt-4o", 2.50, 10, read: 1.25, window: 128_000, "2024-10-01", "openai.com/api/pricing"),
    openAI("gpt-4o-2024-05-13", 5, 15, window: 128_000),
    openAI("gpt-4o-mini", 0.15, 0.60, read: 0.075, window: 128_000),
    openAI("gpt-4.1", 2, 8, read: 0.50, window: 1_047_576),
    openAI("gpt-4.1-mini", 0.40, 1.60, read: 0.10, window: 1_047_576),
    openAI("gpt-4.1-nano", 0.10, 0.40, read: 0.025, window: 1_047_576),
    openAI("gpt-4-turbo", 10, 30, window: 128_000),
    openAI("gpt-4-0125-preview", 10, 30, window: 128_000),
    openAI("gpt-4-1106-preview", 10, 30, window: 128_000),
    openAI("gpt-4", 30, 60, window: 8_192),
    openAI("gpt-3.5-turbo", 0.50, 1.50, window: 16_385),
    openAI("gpt-3.5-turbo-1106", 1, 2, window: 16_385),
    openAI("o1", 15, 60, read: 7.50, window: 200_000),
    openAI("o3", 2, 8, read: 0.50, window: 200_000),
    openAI("o3-mini", 1.10, 4.40, read: 0.55, window: 200_000),
    openAI("o4-mini", 1.10, 4.40, read: 0.275, window: 200_000),
    openAI("gpt-5", 1.25, 10, read: 0.125, window: 400_000, "2025-08-07"),
    openAI("gpt-5-mini", 0.25, 2, read: 0.025, window: 400_000, "2025-08-07"),
    openAI("gpt-5-nano", 0.05, 0.40, read: 0.005, window: 400_000, "2025-08-07"),
    openAI("gpt-5.1", 1.25, 10, read: 0.125, window: 400_000, "2025-11-13"),
    openAI("text-embedding-3-small", 0.02, 0, window: 8_191),
    openAI("text-embedding-3-large", 0.13, 0, window: 8_191),
    openAI("text-embedding-ada-002", 0.10, 0, window: 8_191),
  ]

  /// Anthropic's cache rates are 1.25, 2 and 0.1 times the input's; Haiku 3 is listed apart.
  private static func claude(
    _ model: String, _ input: Double, _ output: Double, _ date: String = "2025-11-24",
    read: Double? = nil, write: Double? = nil, long: ModelPrice.LongPrompt? = nil, window: Int? = 200_000
  ) -> ModelPrice {
    row(
      "Anthropic", model, input, output, read: read ?? input / 10, write: write ?? input * 1.25,
      hour: input * 2, long: long, window: window, date, "docs.claude.com/en/docs/about-claude/pricing")
  }

  private static let anthropic: [ModelPrice] = [
    claude("claude-3-opus", 15, 75),
    claude("claude-3-sonnet", 3, 15, "2025-02-24"),
    claude("claude-3-haiku", 0.25, 1.25, read: 0.03, write: 0.30),
    claude("claude-3-5-sonnet", 3, 15, "2025-02-24"),
    claude("claude-3-5-haiku", 0.80, 4),
    claude("claude-3-7-sonnet", 3, 15),
    claude("claude-sonnet-4", 3, 15, long: sonnetLong),
    claude("claude-sonnet-4-5", 3, 15, long: sonnetLong),
    claude("claude-opus-4", 15, 75),
    claude("claude-opus-4-1", 15, 75),
    claude("claude-opus-4-5", 5, 25),
    claude("claude-opus-4-6", 5, 25, "2026-04-12", window: 1_000_000),
    claude("claude-sonnet-4-6", 3, 15, "2026-04-12", window: 1_000_000),
    claude("claude-haiku-4-5", 1, 5),
  ]

  private static let sonnetLong = ModelPrice.LongPrompt(
    above: 200_000,
    rates: .init(input: 6, output: 22.50, cacheRead: 0.60, cacheWrite: 7.50, cacheWriteHour: 12))

  private static func gemini(
    _ model: String, _ input: Double, _ output: Double, read: Double?, long: ModelPrice.LongPrompt? = nil,
    window: Int = 1_048_576, _ date: String = "2025-07-22"
  ) -> ModelPrice {
    row(
      "Google", model, input, output, read: read, long: long, window: window, date,
      "ai.google.dev/gemini-api/docs/pricing")
  }

  private static let google: [ModelPrice] = [
    gemini(
      "gemini-2.5-pro", 1.25, 10, read: 0.31,
      long: .init(above: 200_000, rates: .init(input: 2.50, output: 15, cacheRead: 0.625))),
    gemini("gemini-2.5-flash", 0.30, 2.50, read: 0.075),
    gemini("gemini-2.5-flash-lite", 0.10, 0.40, read: 0.025),
    gemini("gemini-2.0-flash", 0.10, 0.40, read: 0.025),
    gemini("gemini-2.0-flash-lite", 0.075, 0.30, read: nil),
    gemini(
      "gemini-1.5-pro", 1.25, 5, read: 0.3125,
      long: .init(above: 128_000, rates: .init(input: 2.50, output: 10, cacheRead: 0.625)), window: 2_097_152,
      "2024-10-01"),
    gemini(
      "gemini-1.5-flash", 0.075, 0.30, read: 0.01875,
      long: .init(above: 128_000, rates: .init(input: 0.15, output: 0.60, cacheRead: 0.0375)), "2024-10-01"),
  ]

  private static let others: [ModelPrice] = [
    row("Mistral", "mistral-large-2411", 2, 6, window: 128_000, "2024-11-18", "mistral.ai/pricing"),
    row("Mistral", "mistral-small-2503", 0.10, 0.30, window: 128_000, "2025-03-17", "mistral.ai/pricing"),
    row("Cohere", "command-r-plus-08-2024", 2.50, 10, window: 128_000, "2024-08-30", "cohere.com/pricing"),
    row("Cohere", "command-r-08-2024", 0.15, 0.60, window: 128_000, "2024-08-30", "cohere.com/pricing"),
    row(
      "DeepSeek", "deepseek-chat", 0.27, 1.10, read: 0.07, window: 64_000, "2025-02-08",
      "api-docs.deepseek.com/quick_start/pricing"),
    row(
      "DeepSeek", "deepseek-reasoner", 0.55, 2.19, read: 0.14, window: 64_000, "2025-02-08",
      "api-docs.deepseek.com/quick_start/pricing"),
  ]
}
