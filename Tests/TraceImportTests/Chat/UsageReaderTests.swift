import Testing
import TraceModel

@testable import TraceImport

/// Token counts of every provider's shape, made inclusive.
@Suite struct UsageReaderTests {
  @Test(
    "Cached tokens end up inside the input, reasoning inside the output",
    arguments: [
      (
        "OpenAI chat",
        #"{"prompt_tokens":210,"completion_tokens":64,"prompt_tokens_details":{"cached_tokens":128},"completion_tokens_details":{"reasoning_tokens":32}}"#,
        TokenUsage(input: 210, cacheRead: 128, output: 64, reasoning: 32)
      ),
      (
        "OpenAI responses",
        #"{"input_tokens":350,"output_tokens":96,"total_tokens":446,"input_tokens_details":{"cached_tokens":128}}"#,
        TokenUsage(input: 350, cacheRead: 128, output: 96, reportedTotal: 446)
      ),
      (
        "Anthropic counts cached tokens outside",
        #"{"input_tokens":412,"output_tokens":87,"cache_read_input_tokens":2048,"cache_creation_input_tokens":1024}"#,
        TokenUsage(input: 3484, cacheRead: 2048, cacheWrite: 1024, output: 87)
      ),
      (
        "Gemini counts thoughts outside",
        #"{"prompt_token_count":157,"candidates_token_count":19,"thoughts_token_count":32,"total_token_count":208}"#,
        TokenUsage(input: 157, output: 51, reasoning: 32, reportedTotal: 208)
      ),
      (
        "LangChain",
        #"{"input_tokens":210,"output_tokens":64,"total_tokens":274,"input_token_details":{"cache_read":128}}"#,
        TokenUsage(input: 210, cacheRead: 128, output: 64, reportedTotal: 274)
      ),
      (
        "Langfuse's own keys do not overlap", #"{"input":10,"output":4,"input_cached_tokens":3}"#,
        TokenUsage(input: 13, cacheRead: 3, output: 4)
      ),
    ])
  func shapes(_ name: String, _ json: String, _ expected: TokenUsage) {
    #expect(UsageReader.usage(.string(json)) == expected, "\(name)")
  }

  @Test("Cached tokens above the input cannot lie inside it")
  func impossibleCounts() {
    var usage = TokenUsage(input: 3, cacheRead: 100)
    usage.includeCached(.insideInput)
    #expect(usage.input == 103)
  }

  @Test("Negative and absurd counts neither count nor trap")
  func hostileCounts() {
    #expect(UsageReader.usage(.string(#"{"prompt_tokens":-5}"#)) == nil)
    let usage = UsageReader.usage(
      .string(
        #"{"input_tokens":9223372036854775807,"output_tokens":1,"cache_read_input_tokens":9223372036854775807}"#
      ))
    #expect(usage?.input == .max)
  }
}
