import Testing
import TraceModel

@testable import TraceSource

@Suite("Qwen Code sessions")
struct QwenTests {
  private func session() throws -> Trace { try CodingAgentFixture.trace("qwen-code/session.jsonl") }

  @Test("It is no Claude Code session, though the frame of its records is the same")
  func format() throws {
    #expect(try session().format == "qwen-code")
  }

  @Test("Records that both write do not make it one of Claude Code's")
  func sharedRecords() throws {
    let trace = try CodingAgentFixture.read(
      #"{"uuid":"a","parentUuid":null,"sessionId":"s","type":"user","message":{"role":"user","parts":[{"text":"Hi"}]}}"#,
      #"{"uuid":"b","parentUuid":"a","sessionId":"s","type":"system","subtype":"custom_title","systemPayload":{}}"#
    ).traces.first
    #expect(trace?.format == "qwen-code")
  }

  @Test("Thoughts and cached tokens lie inside, as the totals say")
  func tokens() throws {
    let usage = try session().spans(of: .llm).first?.llm?.usage
    #expect(usage == TokenUsage(input: 1000, cacheRead: 400, output: 50, reasoning: 30, reportedTotal: 1050))
  }

  @Test("Calls have the times of their responses, and a response that became no message is a call too")
  func responses() throws {
    let calls = try session().spans(of: .llm)
    #expect(calls.map(\.llm?.responseID) == ["r-1", "r-side", "r-2"])
    #expect(calls.map(\.duration) == [3_000_000_000, 500_000_000, 2_500_000_000])
    #expect(calls[1].llm?.output.map(\.text) == ["Fixing tests"])
  }

  @Test(
    "A tool belongs to the call that asked for it; a command has its exit code, a no of the user is a refusal"
  )
  func tools() throws {
    let trace = try session()
    let tools = trace.spans(of: .tool)
    #expect(tools.map(\.parentID) == [trace.spans(of: .llm)[0].id, trace.spans(of: .llm)[2].id])
    #expect(tools[0].tool?.command?.exitCode == 1 && tools[0].status.isError)
    #expect(tools[1].tool?.outcome == .refused)
    #expect(tools.map(\.duration) == [2_000_000_000, 100_000_000])
  }

  @Test("Each call was given what stood in the session before it")
  func history() throws {
    let calls = try session().spans(of: .llm)
    #expect(calls[0].llm?.input.map(\.text) == ["Run the tests."])
    #expect(calls[2].llm?.input.count == 3)
  }
}
