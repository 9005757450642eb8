import Testing
import TraceModel

@testable import ChatReading

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
        "OpenAI responses with cache writes",
        #"{"input_tokens":350,"output_tokens":96,"total_tokens":446,"input_tokens_details":{"cached_tokens":128,"cache_write_tokens":64},"output_tokens_details":{"reasoning_tokens":40}}"#,
        TokenUsage(
          input: 350, cacheRead: 128, cacheWrite: 64, output: 96, reasoning: 40, reportedTotal: 446)
      ),
      (
        "Anthropic tells cache writes for an hour apart",
        #"{"input_tokens":10,"output_tokens":5,"cache_read_input_tokens":0,"cache_creation_input_tokens":700,"cache_creation":{"ephemeral_5m_input_tokens":200,"ephemeral_1h_input_tokens":500}}"#,
        TokenUsage(input: 710, cacheRead: 0, cacheWrite: 700, cacheWriteHour: 500, output: 5)
      ),
      (
        "Anthropic's parts of the cache writes stand for their sum",
        #"{"input_tokens":10,"output_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":200,"ephemeral_1h_input_tokens":500}}"#,
        TokenUsage(input: 710, cacheWrite: 700, cacheWriteHour: 500, output: 5)
      ),
      (
        "DeepSeek counts cache hits inside",
        #"{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}"#,
        TokenUsage(input: 100, cacheRead: 64, output: 20, reportedTotal: 120)
      ),
      (
        "xAI counts reasoning outside, as its total tells",
        #"{"prompt_tokens":32,"completion_tokens":9,"total_tokens":135,"completion_tokens_details":{"reasoning_tokens":94}}"#,
        TokenUsage(input: 32, output: 103, reasoning: 94, reportedTotal: 135)
      ),
      (
        "Bedrock counts cached tokens outside",
        #"{"inputTokens":12,"outputTokens":304,"totalTokens":1787,"cacheReadInputTokens":1000,"cacheWriteInputTokens":471}"#,
        TokenUsage(input: 1483, cacheRead: 1000, cacheWrite: 471, output: 304, reportedTotal: 1787)
      ),
      (
        "Bedrock's names with another provider's sum count cached tokens inside",
        #"{"inputTokens":1200,"outputTokens":30,"totalTokens":1230,"cacheReadInputTokens":1000}"#,
        TokenUsage(input: 1200, cacheRead: 1000, output: 30, reportedTotal: 1230)
      ),
      (
        "Gemini's prompts of its own tools are input, and a model may only think",
        #"{"promptTokenCount":100,"toolUsePromptTokenCount":50,"thoughtsTokenCount":30,"totalTokenCount":180}"#,
        TokenUsage(input: 150, output: 30, reasoning: 30, reportedTotal: 180)
      ),
      (
        "Gemini's cached and thought tokens may be as many",
        #"{"promptTokenCount":100,"candidatesTokenCount":5,"cachedContentTokenCount":30,"thoughtsTokenCount":30,"totalTokenCount":135}"#,
        TokenUsage(input: 100, cacheRead: 30, output: 35, reasoning: 30, reportedTotal: 135)
      ),
      (
        "OpenAI's names with Anthropic's counts beside, of which one list is zero",
        #"{"prompt_tokens":9000,"completion_tokens":10,"total_tokens":9010,"cache_read_input_tokens":8000,"prompt_tokens_details":{"cached_tokens":0}}"#,
        TokenUsage(input: 9000, cacheRead: 8000, output: 10, reportedTotal: 9010)
      ),
      (
        "Codex's names count cached tokens inside",
        #"{"input_tokens":900,"cached_input_tokens":800,"output_tokens":50,"reasoning_output_tokens":20}"#,
        TokenUsage(input: 900, cacheRead: 800, output: 50, reasoning: 20)
      ),
      (
        "LangChain names classes after the service tier and sums up writes as none",
        #"{"input_tokens":900,"output_tokens":50,"input_token_details":{"priority_cache_read":100,"cache_creation":0,"ephemeral_1h_input_tokens":600},"output_token_details":{"priority_reasoning":30}}"#,
        TokenUsage(
          input: 900, cacheRead: 100, cacheWrite: 600, cacheWriteHour: 600, output: 50, reasoning: 30)
      ),
      (
        "reasoning above output lies outside of it",
        #"{"prompt_tokens":10,"completion_tokens":100,"completion_tokens_details":{"reasoning_tokens":900}}"#,
        TokenUsage(input: 10, output: 1000, reasoning: 900)
      ),
      (
        "Gemini's names with another provider's sum count thoughts inside",
        #"{"promptTokenCount":100,"candidatesTokenCount":50,"thoughtsTokenCount":30,"totalTokenCount":150}"#,
        TokenUsage(input: 100, output: 50, reasoning: 30, reportedTotal: 150)
      ),
      (
        "Langfuse's bare class of reasoning lies beside the output where the total says so",
        #"{"input":949,"output":240,"reasoning":999,"total":2188}"#,
        TokenUsage(input: 949, output: 1239, reasoning: 999, reportedTotal: 2188)
      ),
      (
        "an embedding has no output", #"{"prompt_tokens":8,"total_tokens":8}"#,
        TokenUsage(input: 8, reportedTotal: 8)
      ),
      (
        "Langfuse's own keys do not overlap", #"{"input":10,"output":4,"input_cached_tokens":3}"#,
        TokenUsage(input: 13, cacheRead: 3, output: 4)
      ),
    ])
  func shapes(_ name: String, _ json: String, _ expected: TokenUsage) {
    #expect(UsageReader.usage(.string(json)) == expected, "\(name)")
  }

  @Test("Audio tokens are summed over both sides, so the object is not whole in the usage")
  func wholeness() {
    let audio = #"{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"audio_tokens":5}}"#
    let none = #"{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"audio_tokens":0}}"#
    #expect(UsageReader.reading(.string(audio))?.isWhole == false)
    #expect(UsageReader.reading(.string(audio))?.usage.audio == 5)
    #expect(UsageReader.reading(.string(none))?.isWhole == true)
    #expect(UsageReader.reading(.string(none))?.usage.audio == nil)
  }

  @Test("Cached tokens above the input cannot lie inside it")
  func impossibleCounts() {
    var usage = TokenUsage(input: 3, cacheRead: 100)
    usage.settle(.insideInput)
    #expect(usage.input == 103)
  }

  @Test(
    "A cost in the usage is in dollars, whatever the provider counts it in",
    arguments: [
      (#"{"prompt_tokens":9,"cost":0.00159}"#, 0.00159),
      // A key of one's own pays the provider; OpenRouter takes its share besides.
      (#"{"cost":0.0001,"is_byok":true,"cost_details":{"upstream_inference_cost":0.002}}"#, 0.0021),
      (#"{"cost":0.002,"is_byok":false,"cost_details":{"upstream_inference_cost":0.002}}"#, 0.002),
      (#"{"cost_in_usd_ticks":37756000}"#, 0.0037756),
      (
        #"{"cost":{"input_tokens_cost":0.001,"output_tokens_cost":0.002,"request_cost":0.005,"total_cost":0.008}}"#,
        0.008
      ),
    ])
  func statedCost(_ json: String, dollars: Double) {
    #expect(abs((UsageReader.cost(.string(json))?.total ?? -1) - dollars) < 1e-12)
  }

  @Test("Searches that the provider ran are counted, by its usage or else by what the model wrote")
  func hostedTools() {
    func uses(_ items: String, usage: String? = nil) -> [HostedToolUse] {
      var reader = ChatReader()
      _ = reader.conversation(.string(items), role: .assistant)
      var tools = reader.hostedTools
      tools.take(usage: usage.map(AttributeValue.string))
      return tools.uses
    }
    // Opened pages cost nothing, nor does a function of the same name that the application runs.
    let items =
      #"[{"type":"web_search_call","id":"w1","action":{"type":"search","query":"tide"}},{"type":"web_search_call","id":"w2","action":{"type":"open_page","url":"https://tides.example"}},{"type":"file_search_call","id":"f1","queries":["tide"]},{"type":"function_call","call_id":"c1","name":"web_search","arguments":"{}"}]"#
    #expect(
      uses(items) == [
        HostedToolUse(tool: .webSearch, count: 1), HostedToolUse(tool: .fileSearch, count: 1),
      ])
    let message =
      #"[{"role":"assistant","content":[{"type":"server_tool_use","id":"s1","name":"web_search","input":{}},{"type":"server_tool_use","id":"s2","name":"web_fetch","input":{}}]}]"#
    #expect(uses(message) == [HostedToolUse(tool: .webSearch, count: 1)])
    #expect(uses(message, usage: #"{"server_tool_use":{"web_search_requests":0}}"#).isEmpty)
  }

  @Test("A usage without a cost states none, and a negative one is none")
  func noCost() {
    #expect(UsageReader.cost(.string(#"{"prompt_tokens":9}"#)) == nil)
    #expect(UsageReader.cost(.string(#"{"cost":-1}"#)) == nil)
  }

  @Test("Negative and absurd counts neither count nor trap")
  func hostileCounts() {
    #expect(UsageReader.usage(.string(#"{"prompt_tokens":-5}"#)) == nil)
    let usage = UsageReader.usage(
      .string(
        #"{"input_tokens":9223372036854775807,"output_tokens":1,"cache_read_input_tokens":9223372036854775807}"#
      ))
    #expect(usage == TokenUsage(output: 1, isUnfinished: true))
  }
}
