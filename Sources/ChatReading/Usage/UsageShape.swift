import TraceModel

/// Whether a source counts cached tokens within its input tokens.
package enum CachedTokens: Sendable {
  case insideInput, outsideInput
}

/// A JSON shape of token counts: where each count stands, and what it includes.
struct UsageShape: Sendable {
  /// The path of input tokens; a map without this or `output` has another shape.
  var input: [String]
  var output: [String]
  var total: [[String]] = []
  /// Input that the source counts beside `input`.
  var furtherInput: [[String]] = []
  var cacheRead: [[String]] = []
  var cacheWrite: [[String]] = []
  /// The cache writes that are kept for five minutes, where the source tells them apart.
  var cacheWriteMinutes: [[String]] = []
  /// The cache writes that are kept for an hour, where the source tells them apart.
  var cacheWriteHour: [[String]] = []
  var reasoning: [[String]] = []
  var cachedTokens: CachedTokens
  /// Whether reasoning must be added to output, as with Gemini.
  var reasoningOutsideOutput = false
  /// A member without which the map has another shape, where names alone leave a doubt.
  var mark: String?
}

extension UsageShape {
  /// Most telling first: a shape with a mark before its look-alike without.
  static let all: [UsageShape] = [
    // OpenAI's and those of its followers: Anthropic's counts by LiteLLM, DeepSeek's and Moonshot's cache hits.
    UsageShape(
      input: ["prompt_tokens"], output: ["completion_tokens"], total: [["total_tokens"]],
      cacheRead: [
        ["prompt_tokens_details", "cached_tokens"], ["cache_read_input_tokens"], ["prompt_cache_hit_tokens"],
        ["cached_tokens"],
      ],
      cacheWrite: [
        ["prompt_tokens_details", "cache_write_tokens"], ["cache_creation_input_tokens"],
        ["prompt_tokens_details", "cache_creation_tokens"],
      ],
      cacheWriteMinutes: [
        ["prompt_tokens_details", "cache_creation_token_details", "ephemeral_5m_input_tokens"]
      ],
      cacheWriteHour: [
        ["prompt_tokens_details", "cache_creation_token_details", "ephemeral_1h_input_tokens"]
      ],
      reasoning: [["completion_tokens_details", "reasoning_tokens"], ["reasoning_tokens"]],
      cachedTokens: .insideInput),
    langChain("input_token_details"), langChain("output_token_details"),
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]],
      cacheRead: [["input_tokens_details", "cached_tokens"]],
      cacheWrite: [["input_tokens_details", "cache_write_tokens"]],
      reasoning: [["output_tokens_details", "reasoning_tokens"]], cachedTokens: .insideInput,
      mark: "input_tokens_details"),
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]],
      cacheRead: [["cache_read_input_tokens"]], cacheWrite: [["cache_creation_input_tokens"]],
      cacheWriteMinutes: [["cache_creation", "ephemeral_5m_input_tokens"]],
      cacheWriteHour: [["cache_creation", "ephemeral_1h_input_tokens"]],
      reasoning: [["output_tokens_details", "reasoning_tokens"]], cachedTokens: .outsideInput),
    gemini(
      ["prompt_token_count"], ["candidates_token_count"], "total_token_count", "cached_content_token_count",
      "thoughts_token_count", tools: "tool_use_prompt_token_count"),
    gemini(
      ["promptTokenCount"], ["candidatesTokenCount"], "totalTokenCount", "cachedContentTokenCount",
      "thoughtsTokenCount", tools: "toolUsePromptTokenCount"),
    bedrock("cacheReadInputTokens"), bedrock("cacheWriteInputTokens"),
    UsageShape(
      input: ["inputTokens"], output: ["outputTokens"], total: [["totalTokens"]],
      cacheRead: [["cachedInputTokens"], ["inputTokenDetails", "cacheReadTokens"]],
      cacheWrite: [["inputTokenDetails", "cacheWriteTokens"]],
      reasoning: [["reasoningTokens"], ["outputTokenDetails", "reasoningTokens"]], cachedTokens: .insideInput),
    UsageShape(
      input: ["promptTokens"], output: ["completionTokens"], total: [["totalTokens"]],
      cacheRead: [["cachedPromptTokens"]], cachedTokens: .insideInput),
    UsageShape(
      input: ["input"], output: ["output"], total: [["total"]],
      cacheRead: [["input_cached_tokens"], ["input_cache_read"], ["cache_read_input_tokens"], ["cacheRead"]],
      cacheWrite: [["input_cache_creation"], ["cache_creation_input_tokens"], ["cacheWrite"]],
      reasoning: [["output_reasoning_tokens"], ["output_reasoning"]], cachedTokens: .outsideInput),
    // Ollama's, which stand beside the message.
    UsageShape(input: ["prompt_eval_count"], output: ["eval_count"], cachedTokens: .insideInput),
  ]

  private static func langChain(_ mark: String) -> UsageShape {
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]],
      cacheRead: [["input_token_details", "cache_read"]],
      cacheWrite: [["input_token_details", "cache_creation"]],
      cacheWriteMinutes: [["input_token_details", "ephemeral_5m_input_tokens"]],
      cacheWriteHour: [["input_token_details", "ephemeral_1h_input_tokens"]],
      reasoning: [["output_token_details", "reasoning"]], cachedTokens: .insideInput, mark: mark)
  }

  private static func gemini(
    _ input: [String], _ output: [String], _ total: String, _ cached: String, _ thoughts: String,
    tools: String
  ) -> UsageShape {
    UsageShape(
      input: input, output: output, total: [[total]], furtherInput: [[tools]], cacheRead: [[cached]],
      reasoning: [[thoughts]], cachedTokens: .insideInput, reasoningOutsideOutput: true)
  }

  /// Amazon Bedrock's, whose input leaves out what was read from and written to the cache.
  private static func bedrock(_ mark: String) -> UsageShape {
    UsageShape(
      input: ["inputTokens"], output: ["outputTokens"], total: [["totalTokens"]],
      cacheRead: [["cacheReadInputTokens"]], cacheWrite: [["cacheWriteInputTokens"]],
      reasoning: [["reasoningTokens"]], cachedTokens: .outsideInput, mark: mark)
  }
}
