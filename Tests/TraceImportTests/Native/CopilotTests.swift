import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Copilot CLI sessions")
struct CopilotTests {
  private func session() throws -> Trace { try CodingAgentFixture.trace("copilot-cli/events.jsonl") }

  @Test("The session states its tokens at its end, for all calls together")
  func tokens() throws {
    let trace = try session()
    let root = try #require(trace.spans.first { $0.parentID == nil })
    #expect(
      root.llm?.usage == TokenUsage(input: 1000, cacheRead: 300, cacheWrite: 0, output: 54, reasoning: 0))
    #expect(trace.usages.allSatisfy { $0 == nil })
  }

  @Test("A session that never ended has the output of its calls, as a lower bound")
  func unended() throws {
    let result = try CodingAgentFixture.read(
      #"{"type":"session.start","data":{"sessionId":"s","producer":"copilot-agent"},"id":"1","parentId":null}"#,
      #"{"type":"assistant.message","data":{"messageId":"m","content":"Hi","outputTokens":7},"id":"2","parentId":"1"}"#
    )
    let usage = result.traces.first?.usages.first
    #expect(usage == TokenUsage(output: 7, isUnfinished: true))
  }

  private static let start =
    #"{"type":"session.start","data":{"sessionId":"s","producer":"copilot-agent"},"id":"1","parentId":null}"#

  @Test("A session that states its tokens by kind alone has them: cached ones lie beside the others")
  func details() throws {
    let result = try CodingAgentFixture.read(
      Self.start,
      #"{"type":"assistant.message","data":{"messageId":"m","content":"Hi","outputTokens":7},"id":"2","parentId":"1"}"#,
      #"{"type":"session.shutdown","data":{"modelMetrics":{"m":{"requests":1}},"tokenDetails":{"input":{"tokenCount":90},"output":{"tokenCount":7},"cache_read":{"tokenCount":10}}},"id":"3","parentId":"2"}"#
    )
    let root = try #require(result.traces.first?.spans.first { $0.parentID == nil })
    #expect(root.llm?.usage == TokenUsage(input: 100, cacheRead: 10, output: 7))
  }

  @Test("An error of the session is its end, unless something follows")
  func sessionError() throws {
    let error = #"{"type":"session.error","data":{"message":"quota"},"id":"2","parentId":"1"}"#
    let answer =
      #"{"type":"assistant.message","data":{"messageId":"m","content":"Hi"},"id":"3","parentId":"2"}"#
    let broken = try CodingAgentFixture.read(Self.start, answer, error)
    #expect(broken.traces.first?.ending?.kind == .failed && broken.traces.first?.ending?.words == "quota")
    #expect(try CodingAgentFixture.read(Self.start, error, answer).traces.first?.ending == nil)
  }

  @Test("A prompt without a time stands among the others where the file has it")
  func untimedPrompt() throws {
    let result = try CodingAgentFixture.read(
      Self.start,
      #"{"type":"user.message","data":{"content":"One"},"id":"2","parentId":"1","timestamp":"2026-01-01T00:00:00Z"}"#,
      #"{"type":"assistant.message","data":{"messageId":"m","content":"Hi"},"id":"3","parentId":"2","timestamp":"2026-01-01T00:00:05Z"}"#,
      #"{"type":"user.message","data":{"content":"Two"},"id":"4","parentId":"3"}"#)
    let prompts = try #require(result.traces.first).spans(of: .input)
    #expect(prompts.map(\.timeOrigin) == [.recorded, .inferred])
    #expect(prompts[1].start == result.traces.first?.spans(of: .llm).first?.end)
  }

  @Test("The prompt is what was typed; the model was given it as it was wrapped")
  func prompt() throws {
    let trace = try session()
    #expect(trace.spans(of: .input).map(\.input?.text) == ["List the files"])
    #expect(trace.spans(of: .llm).first?.llm?.input.map(\.role) == [.system, .user])
    #expect(trace.spans(of: .llm).first?.llm?.input.last?.text.hasPrefix("<now>") == true)
  }

  @Test("Calls and tools have the times of their events, and a no of the user is a refusal")
  func tools() throws {
    let trace = try session()
    #expect(trace.spans(of: .llm).map(\.duration) == [3_000_000_000, 3_000_000_000, 2_000_000_000])
    let listing = try trace.tool(calledBy: "t1")
    #expect(listing.duration == 1_000_000_000 && listing.tool?.command?.exitCode == 0)
    let refused = try trace.tool(calledBy: "t2")
    #expect(refused.tool?.outcome == .refused && !refused.status.isError)
  }

  @Test("A sub-agent's calls lie within the tool that started it, with its name")
  func subAgent() throws {
    let trace = try session()
    let agent = try #require(trace.spans.first { $0.agentName == "Explore" })
    #expect(agent.parentID == (try trace.tool(calledBy: "t3").id))
    #expect(trace.spans(of: .llm).map(\.parentID) == ["cop-1", agent.id, "cop-1"])
  }
}
