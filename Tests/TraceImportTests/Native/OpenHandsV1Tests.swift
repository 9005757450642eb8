import Testing
import TraceModel
import TraceSource

@Suite("OpenHands V1 events")
struct OpenHandsV1Tests {
  private func run() throws -> Trace { try CodingAgentFixture.trace("openhands-v1/events.jsonl") }

  @Test("A call's tokens are what the running total grew by; a call that became no event counts too")
  func tokens() throws {
    let calls = try run().spans(of: .llm)
    #expect(calls.map { $0.llm?.usage?.input } == [100, 200, 300, 40, 400])
    #expect(calls.map { $0.llm?.usage?.cacheRead } == [0, 100, 150, 0, 250])
    #expect(calls.map(\.isFrameworkInternal) == [false, true, false, true, false])
  }

  @Test("Actions of one response are one call that asked for several tools")
  func response() throws {
    let trace = try run()
    let call = try #require(trace.spans(of: .llm).first)
    #expect(call.llm?.responseID == "r1" && call.llm?.output.first?.toolCalls.map(\.id) == ["c1", "c2"])
    #expect(trace.spans(of: .tool).filter { $0.parentID == call.id }.map(\.tool?.callID) == ["c1", "c2"])
  }

  @Test("A command has its exit code; a no of the user is a refusal with their words")
  func tools() throws {
    let trace = try run()
    #expect(try trace.tool(calledBy: "c1").tool?.command?.exitCode == 1)
    let refused = try trace.tool(calledBy: "c3")
    #expect(refused.tool?.outcome == .refused && refused.tool?.result?.text == "Not that.")
  }

  @Test(
    "A call that became no event took the time until its tokens were told, and asked for what has no other asker"
  )
  func unseen() throws {
    func stats(_ input: Int, _ second: Int) -> String {
      #"{"id":"s\#(second)","timestamp":"2026-01-01T00:00:0\#(second)","source":"environment","key":"stats","value":{"usage_to_metrics":{"agent":{"model_name":"m","accumulated_token_usage":{"prompt_tokens":\#(input),"completion_tokens":1}}}},"kind":"ConversationStateUpdateEvent"}"#
    }
    let result = try CodingAgentFixture.read(
      #"{"id":"r","timestamp":"2026-01-01T00:00:00","source":"environment","key":"execution_status","value":"running","kind":"ConversationStateUpdateEvent"}"#,
      stats(100, 4),
      #"{"id":"o","timestamp":"2026-01-01T00:00:05","source":"environment","observation":{"content":[{"type":"text","text":"ok"}],"kind":"ExecuteBashObservation"},"tool_name":"terminal","tool_call_id":"c","kind":"ObservationEvent"}"#
    )
    let trace = try #require(result.traces.first)
    let call = try #require(trace.spans(of: .llm).first)
    #expect(call.duration == 4_000_000_000 && call.timeOrigin == .inferred)
    let tool = try trace.tool(calledBy: "c")
    #expect(tool.parentID == call.id && tool.duration == 1_000_000_000)
  }

  @Test("The instructions are given to every call, and the stated end is the run's")
  func frame() throws {
    let trace = try run()
    #expect(trace.spans(of: .llm).first?.llm?.input.first?.role == .system)
    #expect(trace.ending?.kind == .finished)
  }
}
