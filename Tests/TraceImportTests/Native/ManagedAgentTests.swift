import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Session events of Claude Managed Agents")
struct ManagedAgentTests {
  private func load() throws -> ImportResult {
    try NativeFixture.recognised("managed-agents/session.jsonl", as: "managed-agents")
  }

  @Test("one agent with its requests and tools, a sub-agent in a thread, a compaction")
  func kinds() throws {
    let result = try load()
    #expect(result.traces.map(\.name) == ["Fees"])
    #expect(result.kinds == "agent 2, generic 1, input 2, llm 3, tool 1")
    #expect(result.traces[0].spans.compactMap { $0.llm?.usage?.input } == [705, 20])
    try Snapshot.check(TraceDump.text(result), against: "managed-agents/session.dump.txt")
  }

  @Test("cached tokens count outside input; a request that failed has no counts")
  func usage() throws {
    let result = try load()
    #expect(
      try result.span("sevt_03").llm?.usage
        == TokenUsage(input: 705, cacheRead: 0, cacheWrite: 700, output: 30))
    #expect(try result.span("sevt_17").llm?.usage == nil)
    #expect(try result.span("sevt_17").status.isError)
  }

  @Test("events wrapped into lines of a logger; an outcome that was defined, judged and paid for")
  func wrapped() throws {
    let result = try NativeFixture.recognised("managed-agents/wrapped.jsonl", as: "managed-agents")
    #expect(result.kinds == "agent 1, evaluator 1, input 1, llm 1")
    let trace = result.traces[0]
    #expect(
      trace.scores.map(\.verdict) == [.right] && trace.scores[0].explanation == "The note says 14 days.")
    // What is interrupted when nothing is under way was over.
    #expect(trace.ending == nil && trace.spans[0].llm?.reportedCost?.total == 0.03)
    #expect(try result.span("sevt_3").llm?.input.map(\.text) == ["Write a note on returns."])
    try Snapshot.check(TraceDump.text(result), against: "managed-agents/wrapped.dump.txt")
  }

  @Test("a denied tool was refused, and tells that it was denied")
  func denial() throws {
    let tool = try load().span("sevt_06")
    #expect(tool.parentID == "sevt_03")
    #expect(tool.status == .unset)
    #expect(tool.tool?.outcome == .refused)
    #expect(tool.tool?.result?.text == "Permission denied: Not now.")
    #expect(tool.events.map(\.name) == ["permission denied"])
  }

  @Test("a sub-agent has its own conversation, and what it was told and gave back")
  func subAgent() throws {
    let result = try load()
    let agent = try result.span("sthr_2")
    #expect(agent.parentID == "sesn_1")
    #expect(agent.input?.text == "Find the SEPA fee.")
    #expect(agent.output?.text == "0.35 EUR.")
    #expect(try result.span("sevt_12").parentID == "sthr_2")
    #expect(try result.span("sevt_12").llm?.requestModel == nil, "the session tells the first agent's alone")
  }

  @Test("what was sent and came back as an event stands once, else by itself and without a time")
  func sent() throws {
    let inputs = try load().traces[0].spans.filter { $0.kind == .input }
    #expect(inputs.map(\.input?.text) == ["What does SEPA cost?", "Still there?"])
    #expect(inputs.map { $0.start == nil } == [false, true])
  }

  @Test("after a compaction nobody knows what the model saw")
  func compaction() throws {
    #expect(try load().span("sevt_17").llm?.input.map(\.role) == [.system])
  }

  @Test("a page of events alone, as the API lists them")
  func page() throws {
    let result = try NativeFixture.load(
      text: """
        {"data":[{"type":"span.model_request_start","id":"sevt_1","processed_at":"2026-03-02T10:00:00Z"},
         {"type":"agent.message","id":"sevt_2","content":[{"type":"text","text":"Hi."}],"processed_at":"2026-03-02T10:00:01Z"},
         {"type":"agent.odd","id":"sevt_3","processed_at":"2026-03-02T10:00:02Z"}],"has_more":false}
        """)
    #expect(result.kinds == "agent 1, llm 1")
    #expect(try result.span("sevt_1").llm?.output.map(\.text) == ["Hi."])
    #expect(try result.span("session").events.map(\.name) == ["agent.odd"])
  }
}
