import Testing

@testable import ChatReading

/// The names of token classes, of which every dialect and provider has its own.
@Suite struct TokenDetailTests {
  @Test(
    "A class is known by its words, however a name spells them",
    arguments: [
      ("cached_tokens", .cacheRead), ("cachedInputTokens", .cacheRead),
      ("cache_read.input_tokens", .cacheRead),
      ("input_tokens.cached", .cacheRead), ("prompt_tokens_details.cached_tokens", .cacheRead),
      ("cachedContentTokenCount", .cacheRead), ("prompt_cache_hit_tokens", .cacheRead),
      ("cacheCreationInputTokens", .cacheWrite), ("input_tokens_cache_write", .cacheWrite),
      ("details.cache_write_tokens", .cacheWrite),
      ("cache_creation.ephemeral_5m_input_tokens", .cacheWriteMinutes),
      ("cache_creation_input_tokens_above_1hr", .cacheWriteHour),
      ("input_cache_creation_1h", .cacheWriteHour),
      ("completion_details.reasoning", .reasoning), ("thoughtsTokenCount", .reasoning),
      ("reasoning_output_tokens", .reasoning), ("thinking_tokens", .reasoning),
    ] as [(String, TokenDetail)])
  func names(_ name: String, _ detail: TokenDetail) {
    #expect(TokenDetail(name, isOfTokens: true) == detail)
  }

  @Test(
    "Other counts are of no class",
    arguments: [
      "input_tokens", "prompt_cache_miss_tokens", "cached_tokens_details.text_tokens", "audio_tokens",
      "cache_read.cost", "accepted_prediction_tokens", "",
    ])
  func otherNames(_ name: String) {
    #expect(TokenDetail(name, isOfTokens: true) == nil)
  }

  @Test("Where nothing else says that tokens are counted, the name must")
  func nameOfTokens() {
    #expect(TokenDetail("cache_hit", isOfTokens: false) == nil)
    #expect(TokenDetail("reasoning", isOfTokens: false) == nil)
    #expect(TokenDetail("cache_hit_tokens", isOfTokens: false) == .cacheRead)
  }
}
