import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("ATIF trajectories made of spans")
struct ATIFSpanStepsTests {
  private func step(_ second: Int, took: Int, _ members: String, metrics: String = "") -> String {
    let metrics = (metrics.isEmpty ? "" : metrics + ",") + #""extra":{"duration_ms":\#(took * 1000)}"#
    return
      #"{"source":"agent","timestamp":"2026-04-07T10:00:\#(second)Z",\#(members)"metrics":{\#(metrics)}}"#
  }

  private func read(_ steps: [String], final: String = "{}") throws -> ImportResult {
    try CodingAgentFixture.read(
      #"{"schema_version":"ATIF-v1.5","session_id":"s","agent":{"name":"chat","model_name":"m"},"#
        + #""steps":[\#(steps.joined(separator: ","))],"final_metrics":\#(final)}"#)
  }

  /// A wrapper, the sum of two calls with the tool that they ran, the prompt, and the calls.
  private var nested: [String] {
    [
      step(40, took: 20, #""message":"","#),
      step(
        39, took: 18,
        #""message":"Done.","tool_calls":[{"tool_call_id":"t","function_name":"view","arguments":{"path":"a"}}],"#
          + #""observation":{"results":[{"source_call_id":"t","content":"one"}]},"#,
        metrics: #""prompt_tokens":300,"completion_tokens":30,"cached_tokens":100,"cost_usd":6"#),
      #"{"source":"user","timestamp":"2026-04-07T10:00:22Z","message":"Look."}"#,
      #"{"source":"user","timestamp":"2026-04-07T10:00:23Z","message":"<system_notification>\nIt ended.\n</system_notification>"}"#,
      step(30, took: 7, "", metrics: #""prompt_tokens":100,"completion_tokens":10,"cost_usd":3"#),
      step(29, took: 1, #""reasoning_content":"Read a","#),
      step(
        38, took: 6, #""message":"Done.","#,
        metrics: #""prompt_tokens":200,"completion_tokens":20,"cached_tokens":100,"cost_usd":3"#),
    ]
  }

  @Test(
    "A step that states the tokens of those within its time is no call, nor is one without tokens around them"
  )
  func sums() throws {
    let trace = try #require(try read(nested).traces.first)
    #expect(trace.usages.map { $0?.input } == [100, 200])
    let sum = try trace.span(named: "around 2 calls")
    #expect(sum.kind == .generic && sum.output?.text == "Done.")
    #expect(sum.attributes.contains { $0.name == "metrics.prompt_tokens" })
    #expect(trace.spans.filter { $0.name == "step without a call" }.count == 2)
    // What it says was said by a call within it: none is given it.
    #expect(trace.spans(of: .llm).allSatisfy { $0.llm?.input.contains { $0.text == "Done." } == false })
  }

  @Test("A step began before its time by what it took; when a tool of a sum ran is not known")
  func times() throws {
    let trace = try #require(try read(nested).traces.first)
    let call = try #require(trace.spans(of: .llm).first)
    #expect(
      call.start.flatMap { start in call.end.map { start.nanoseconds.distance(to: $0.nanoseconds) } }
        == 7_000_000_000)
    #expect(call.timeOrigin == .recorded)
    let tool = try trace.tool(calledBy: "t")
    #expect(tool.start == nil && tool.end == nil && tool.tool?.result?.text == "one")
  }

  @Test("What the program tells in the user's place is no turn")
  func notification() throws {
    let trace = try #require(try read(nested).traces.first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Look."])
  }

  @Test("The same whole number for each call is no cost, and a total that counts sums too is none")
  func totals() throws {
    let result = try read(
      nested, final: #"{"total_prompt_tokens":600,"total_completion_tokens":60,"total_cost_usd":12}"#)
    let trace = try #require(result.traces.first)
    #expect(trace.spans.allSatisfy { $0.llm?.reportedCost == nil })
    #expect(trace.spans.first { $0.parentID == nil }?.llm == nil)
    #expect(
      result.diagnostics.contains { $0.message.contains("same whole number") && $0.message.contains("3") })
    #expect(result.diagnostics.contains { $0.message.contains("600 prompt tokens for 300") })
  }

  @Test(
    "Steps one after the other are calls, whatever they state",
    arguments: [
      // The third has the tokens of both, and did not last as long.
      [(10, 1, 100), (20, 1, 200), (30, 1, 300)],
      // It lasted as long and states other tokens.
      [(10, 1, 100), (20, 1, 200), (30, 25, 301)],
      // Two calls with the same tokens, one within the other's time, under no common id.
      [(12, 1, 100), (20, 15, 100)],
    ])
  func plain(_ calls: [(end: Int, took: Int, tokens: Int)]) throws {
    let steps = calls.map {
      step(
        $0.end, took: $0.took, #""message":"x","#, metrics: #""prompt_tokens":\#($0.tokens),"cost_usd":0.5"#)
    }
    let trace = try #require(try read(steps).traces.first)
    #expect(trace.spans(of: .llm).count == calls.count)
    #expect(trace.spans(of: .llm).allSatisfy { $0.llm?.reportedCost?.total == 0.5 })
  }

  @Test("A step around one call states its tokens under its id")
  func single() throws {
    let usage = #""prompt_tokens":100,"completion_tokens":10"#
    let trace = try #require(
      try read([
        step(39, took: 18, #""message":"x","extra":{"response_id":"r"},"#, metrics: usage),
        step(38, took: 16, #""message":"x","extra":{"response_id":"r"},"#, metrics: usage),
      ]).traces.first)
    #expect(trace.usages.map { $0?.input } == [100])
    #expect(trace.spans.contains { $0.name == "around a call" })
  }
}
