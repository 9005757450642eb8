import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Claude Code output streams")
struct ClaudeStreamTests {
  private func run() throws -> Trace { try CodingAgentFixture.trace("claude-stream/run.jsonl") }

  @Test(
    "The result tells how long a run without times took, and what all its models used; tokens of the main conversation alone are no less than some"
  )
  func totals() throws {
    func root(_ sums: String, agent: String = "null") throws -> Span? {
      let result = try NativeFixture.load(
        text: #"""
          {"type":"system","subtype":"init","session_id":"s"}
          {"type":"assistant","session_id":"s","parent_tool_use_id":\#(agent),"message":{"id":"m","model":"o","content":[{"type":"text","text":"Hi"}],"usage":{"input_tokens":3,"output_tokens":1}}}
          {"type":"result","subtype":"success","session_id":"s","duration_ms":2500,"usage":{"input_tokens":3,"output_tokens":40}\#(sums)}
          """#)
      return result.traces.first?.spans.first
    }
    let alone = try root("")
    #expect(alone?.duration == 2_500_000_000)
    #expect(alone?.llm?.usage == TokenUsage(input: 3, output: 40))
    #expect(try root("", agent: #""t""#)?.llm?.usage?.isLowerBound == true)
    let models =
      #""modelUsage":{"a":{"inputTokens":3,"outputTokens":40,"cacheReadInputTokens":7},"b":{"inputTokens":1,"outputTokens":2}}"#
    let sum = try root(",\(models)", agent: #""t""#)?.llm
    #expect(sum?.usage == TokenUsage(input: 11, cacheRead: 7, cacheWrite: 0, output: 42))
    #expect(sum?.models.map(\.name) == ["a", "b"] && sum?.models.map(\.usage?.total) == [50, 3])
  }

  @Test("Records of one message are one call, and no step is timed, since no record has a time")
  func calls() throws {
    let trace = try run()
    #expect(Set(trace.spans(of: .llm).map(\.llm?.responseID)) == ["m1", "m2", "m3", "m4", "m5"])
    #expect(trace.spans.dropFirst().allSatisfy { $0.start == nil && $0.end == nil })
    #expect(trace.usages.map { $0?.input } == Array(repeating: 100, count: 5))
  }

  @Test(
    "Where results alone have times, calls stand in the order of the lines, and what the run took besides lies around them"
  )
  func order() throws {
    func call(_ id: String, _ part: String) -> String {
      #"{"type":"assistant","session_id":"s","message":{"id":"\#(id)","content":[\#(part)]}}"#
    }
    func use(_ id: String) -> String {
      #"{"type":"tool_use","id":"\#(id)","name":"Bash","input":{"command":"ls"}}"#
    }
    func result(_ id: String, _ second: Int) -> String {
      #"{"type":"user","session_id":"s","timestamp":"2026-05-01T10:00:0\#(second)Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"\#(id)","content":"a"}]}}"#
    }
    let retry =
      #"{"type":"system","subtype":"api_retry","session_id":"s","attempt":1,"retry_delay_ms":500,"error_status":429,"error":"rate_limit"}"#
    let trace = try #require(
      NativeFixture.load(
        text: [
          #"{"type":"system","subtype":"init","session_id":"s"}"#, call("m1", use("t1")), result("t1", 2),
          retry,
          retry, call("m2", use("t2")), result("t2", 6), call("m3", #"{"type":"text","text":"Done"}"#),
          #"{"type":"result","subtype":"success","session_id":"s","duration_ms":8000,"ttft_ms":1500}"#,
        ].joined(separator: "\n")
      ).traces.first)

    #expect(trace.spans.dropFirst().map(\.id) == ["m1", "t1", "m2", "t2", "m3"])
    #expect(trace.spans.first?.duration == 8_000_000_000)
    #expect(trace.spans.first?.start == trace.spans.first { $0.id == "m1" }?.start)
    let retries = trace.spans.first { $0.id == "m2" }?.events ?? []
    #expect(retries.map(\.name) == ["retry", "retry"])
    #expect(retries.first?.attributes["http.response.status_code"] == .int(429))
  }

  @Test("A sub-agent's records lie within the call that started it")
  func subAgent() throws {
    let trace = try run()
    let task = try trace.tool(calledBy: "t1")
    let inner = trace.spans(of: .llm).filter { $0.parentID == task.id }
    #expect(task.kind == .agent && inner.map(\.id) == ["m2", "m3"])
    #expect(inner[1].llm?.input.map(\.role) == [.user, .assistant, .tool])
  }

  @Test("A call that was not permitted is refused and no error")
  func denial() throws {
    let refused = try run().tool(calledBy: "t3")
    #expect(refused.tool?.outcome == .refused && !refused.status.isError)
  }

  @Test("The result states the cost of the run and how it ended")
  func result() throws {
    let trace = try run()
    let root = try #require(trace.spans.first { $0.parentID == nil })
    #expect(root.llm?.reportedCost?.total == 0.0123 && trace.ending?.kind == .finished)
  }

  @Test("Messages without the record that opens a stream are told by the tool call they lie in")
  func messagesAlone() throws {
    let result = try NativeFixture.load(
      text: #"""
        [{"type":"assistant","parent_tool_use_id":null,"message":{"id":"m1","content":[
        {"type":"tool_use","id":"t1","name":"Agent","input":{"prompt":"Look."}}],"usage":{"input_tokens":2,"output_tokens":5}}},
        {"type":"assistant","parent_tool_use_id":"t1","message":{"id":"m2","content":[{"type":"text","text":"Done."}]}}]
        """#)
    let spans = result.traces.flatMap(\.spans)
    #expect(result.traces.map(\.format) == ["claude-stream"])
    #expect(spans.first { $0.llm?.responseID == "m2" }?.parentID == "t1")
  }

  @Test("A result alone is a run: a limit, its tokens, its cost")
  func alone() throws {
    let trace = try CodingAgentFixture.trace("claude-stream/result.json")
    #expect(trace.ending == RecordedEnding(.limit, words: "error_max_turns"))
    #expect(trace.spans.first?.llm?.usage?.input == 500 && trace.spans.first?.llm?.usage?.cacheRead == 400)
  }
}
