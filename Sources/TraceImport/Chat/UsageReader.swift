import TraceModel

/// Whether a source counts cached tokens within its input tokens.
enum CachedTokens: Sendable {
  case insideInput, outsideInput
}

/// A JSON shape of token counts: where each count stands, and what it includes.
struct UsageShape: Sendable {
  /// The path of input tokens; a map without this or `output` has another shape.
  var input: [String]
  var output: [String]
  var total: [[String]] = []
  var cacheRead: [[String]] = []
  var cacheWrite: [[String]] = []
  var reasoning: [[String]] = []
  var cachedTokens: CachedTokens
  /// Whether reasoning must be added to output, as with Gemini.
  var reasoningOutsideOutput = false
  /// A member without which the map has another shape, where names alone leave a doubt.
  var mark: String?
}

/// Reads token counts out of a provider's usage object.
enum UsageReader {
  /// Most telling first: a shape with a mark before its look-alike without.
  static let shapes: [UsageShape] = [
    UsageShape(
      input: ["prompt_tokens"], output: ["completion_tokens"], total: [["total_tokens"]],
      cacheRead: [["prompt_tokens_details", "cached_tokens"], ["cache_read_input_tokens"]],
      cacheWrite: [["prompt_tokens_details", "cache_write_tokens"], ["cache_creation_input_tokens"]],
      reasoning: [["completion_tokens_details", "reasoning_tokens"]], cachedTokens: .insideInput),
    langChain("input_token_details"), langChain("output_token_details"),
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]],
      cacheRead: [["input_tokens_details", "cached_tokens"]],
      reasoning: [["output_tokens_details", "reasoning_tokens"]], cachedTokens: .insideInput,
      mark: "total_tokens"),
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], cacheRead: [["cache_read_input_tokens"]],
      cacheWrite: [["cache_creation_input_tokens"]], cachedTokens: .outsideInput),
    gemini(
      ["prompt_token_count"], ["candidates_token_count"], "total_token_count", "cached_content_token_count",
      "thoughts_token_count"),
    gemini(
      ["promptTokenCount"], ["candidatesTokenCount"], "totalTokenCount", "cachedContentTokenCount",
      "thoughtsTokenCount"),
    UsageShape(
      input: ["inputTokens"], output: ["outputTokens"], total: [["totalTokens"]],
      cacheRead: [
        ["cachedInputTokens"], ["inputTokenDetails", "cacheReadTokens"], ["cacheReadInputTokens"],
      ],
      cacheWrite: [["inputTokenDetails", "cacheWriteTokens"], ["cacheWriteInputTokens"]],
      reasoning: [["reasoningTokens"], ["outputTokenDetails", "reasoningTokens"]], cachedTokens: .insideInput),
    UsageShape(
      input: ["promptTokens"], output: ["completionTokens"], total: [["totalTokens"]],
      cacheRead: [["cachedPromptTokens"]], cachedTokens: .insideInput),
    UsageShape(
      input: ["input"], output: ["output"], total: [["total"]],
      cacheRead: [["input_cached_tokens"], ["input_cache_read"], ["cache_read_input_tokens"], ["cacheRead"]],
      cacheWrite: [["input_cache_creation"], ["cache_creation_input_tokens"], ["cacheWrite"]],
      reasoning: [["output_reasoning_tokens"], ["output_reasoning"]], cachedTokens: .outsideInput),
  ]

  private static func langChain(_ mark: String) -> UsageShape {
    UsageShape(
      input: ["input_tokens"], output: ["output_tokens"], total: [["total_tokens"]],
      cacheRead: [["input_token_details", "cache_read"]],
      cacheWrite: [["input_token_details", "cache_creation"]],
      reasoning: [["output_token_details", "reasoning"]], cachedTokens: .insideInput, mark: mark)
  }

  private static func gemini(
    _ input: [String], _ output: [String], _ total: String, _ cached: String, _ thoughts: String
  ) -> UsageShape {
    UsageShape(
      input: input, output: output, total: [[total]], cacheRead: [[cached]], reasoning: [[thoughts]],
      cachedTokens: .insideInput, reasoningOutsideOutput: true)
  }

  /// The usage in an object or its JSON text; `nil` where no shape fits.
  static func usage(_ value: AttributeValue) -> TokenUsage? {
    let value = value.unwrapped
    guard value.map != nil else { return nil }
    if let usage = ClassedUsage(value)?.usage { return usage }
    for shape in shapes {
      if let mark = shape.mark, value[mark]?.isVoid ?? true { continue }
      let input = count(value, [shape.input])
      let output = count(value, [shape.output])
      guard input != nil || output != nil else { continue }
      var usage = TokenUsage(
        input: input, cacheRead: count(value, shape.cacheRead), cacheWrite: count(value, shape.cacheWrite),
        output: output, reasoning: count(value, shape.reasoning), reportedTotal: count(value, shape.total))
      usage.includeCached(shape.cachedTokens)
      if shape.reasoningOutsideOutput, let output, let reasoning = usage.reasoning {
        usage.output = output.saturatingAdd(reasoning)
      }
      return usage
    }
    return nil
  }

  private static func count(_ value: AttributeValue, _ paths: [[String]]) -> Int? {
    for path in paths {
      if let count = value[path: path]?.int, count >= 0 { return count }
    }
    return nil
  }
}

extension TokenUsage {
  /// Makes `input` include cached reads and writes.
  ///
  /// Cached tokens that exceed the input cannot lie inside it, whatever the convention says.
  mutating func includeCached(_ convention: CachedTokens) {
    let cached = (cacheRead ?? 0).saturatingAdd(cacheWrite ?? 0)
    guard let input, cached > 0 else { return }
    if convention == .outsideInput || cached > input { self.input = input.saturatingAdd(cached) }
  }
}

extension Int {
  /// The sum, or the largest integer where it would overflow.
  func saturatingAdd(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
