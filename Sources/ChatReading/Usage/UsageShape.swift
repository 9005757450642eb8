import TraceModel

/// Whether a source counts cached tokens within its input tokens.
package enum CachedTokens: Sendable {
  case insideInput, outsideInput
}

/// A JSON shape of token counts: where input and output stand, and what they include. The classes within them are
/// found by `TokenDetail` in all shapes alike.
struct UsageShape: Sendable {
  /// The path of input tokens; a map without this or `output` has another shape.
  var input: [String]
  var output: [String]
  var total: [[String]] = []
  /// Input that the source counts beside `input`.
  var furtherInput: [[String]] = []
  var cachedTokens: CachedTokens
  /// Whether reasoning must be added to output, as with Gemini.
  var reasoningOutsideOutput = false
  /// A member without which the map has another shape, where names alone leave a doubt.
  var mark: String?
}

extension UsageShape {
  /// Most telling first: a shape with a mark before its look-alike without.
  static let all: [UsageShape] =
    [
      // OpenAI's and those of its followers: Anthropic's counts by LiteLLM, DeepSeek's and Moonshot's cache hits.
      UsageShape(
        input: ["prompt_tokens"], output: ["completion_tokens"], total: [["total_tokens"]],
        cachedTokens: .insideInput)
    ]
    // LangChain's, the Responses API's, Codex's and Antigravity's, which have Anthropic's names for the sums.
    + [
      "input_token_details", "output_token_details", "input_tokens_details", "cached_input_tokens",
      "cached_content_token_count",
    ].map { inputOutput(.insideInput, mark: $0) } + [
      inputOutput(.outsideInput, mark: nil),
      gemini(
        ["prompt_token_count"], ["candidates_token_count"], "total_token_count",
        tools: "tool_use_prompt_token_count"),
      gemini(
        ["promptTokenCount"], ["candidatesTokenCount"], "totalTokenCount", tools: "toolUsePromptTokenCount"),
      // Gemini's Interactions.
      gemini(
        ["total_input_tokens"], ["total_output_tokens"], "total_tokens", tools: "total_tool_use_tokens"),
      bedrock("cacheReadInputTokens"), bedrock("cacheWriteInputTokens"),
      UsageShape(
        input: ["inputTokens"], output: ["outputTokens"], total: [["totalTokens"]],
        cachedTokens: .insideInput),
      UsageShape(
        input: ["promptTokens"], output: ["completionTokens"], total: [["totalTokens"]],
        cachedTokens: .insideInput),
      UsageShape(input: ["input"], output: ["output"], total: [["total"]], cachedTokens: .outsideInput),
      // Cline's, of which `cached` is a part of `prompt`.
      UsageShape(input: ["prompt"], output: ["completion"], cachedTokens: .insideInput),
      // Ollama's, which stand beside the message.
      UsageShape(input: ["prompt_eval_count"], output: ["eval_count"], cachedTokens: .insideInput),
    ]

  private static func inputOutput(_ cached: CachedTokens, mark: String?) -> UsageShape {
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]], cachedTokens: cached,
      mark: mark)
  }

  private static func gemini(
    _ input: [String], _ output: [String], _ total: String, tools: String
  ) -> UsageShape {
    UsageShape(
      input: input, output: output, total: [[total]], furtherInput: [[tools]], cachedTokens: .insideInput,
      reasoningOutsideOutput: true)
  }

  /// Amazon Bedrock's, whose input leaves out what was read from and written to the cache.
  private static func bedrock(_ mark: String) -> UsageShape {
    UsageShape(
      input: ["inputTokens"], output: ["outputTokens"], total: [["totalTokens"]],
      cachedTokens: .outsideInput, mark: mark)
  }
}
