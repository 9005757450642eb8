import Testing
import TraceModel
import TraceSource

@Suite("Kimi Code sessions")
struct KimiTests {
  private func session() throws -> Trace {
    try CodingAgentFixture.trace("kimi/main.jsonl", "kimi/agent-0.jsonl")
  }

  @Test("A step is a call; input leaves out what the cache gave; the answer ends before its tools")
  func calls() throws {
    let call = try #require(try session().spans(of: .llm).first)
    #expect(call.llm?.usage == TokenUsage(input: 940, cacheRead: 800, cacheWrite: 40, output: 50))
    #expect(call.llm?.output.first?.parts.first == .reasoning(Reasoning(text: "Look first.")))
    #expect(call.llm?.tools.map(\.name) == ["Bash", "Agent"])
    #expect(call.duration == 2_000_000_000)
    #expect(call.events.map(\.name) == ["attempt 2/10", "first token"])
  }

  @Test("Tools have their own times, a failed command is a failure, a no of the user is a refusal")
  func tools() throws {
    let trace = try session()
    #expect(try trace.tool(calledBy: "c1").tool?.command?.exitCode == 1)
    #expect(try trace.tool(calledBy: "c1").duration == 1_800_000_000)
    #expect(try trace.tool(calledBy: "c3").tool?.outcome == .refused)
  }

  @Test("A sub-agent's file lies within the tool that started it")
  func child() throws {
    let trace = try session()
    let agent = try #require(trace.spans.first { $0.name == "agent-0" })
    #expect(agent.parentID == (try trace.tool(calledBy: "c2").id))
    #expect(trace.spans(of: .llm).contains { $0.parentID == agent.id && $0.llm?.usage?.input == 30 })
  }

  @Test("Behind a compaction the model sees the summary; what made it is a call")
  func compaction() throws {
    let trace = try session()
    #expect(try trace.span(named: "compaction").llm?.usage?.input == 1200)
    #expect(try trace.span(named: "context compaction").compaction?.tokensBefore == 1240)
    let after = try #require(trace.spans(of: .llm).first { $0.id.hasSuffix("/s3") })
    #expect(after.llm?.input.map(\.text) == ["You are Kimi.", "The price is not mended yet."])
  }

  @Test("A turn that the user cancelled ends the session; its call has no answer and is no failure")
  func cancelled() throws {
    let trace = try session()
    #expect(trace.ending?.kind == .interrupted && trace.ending?.words == "user_cancelled")
    let last = try #require(trace.spans(of: .llm).last)
    #expect(last.llm?.output.isEmpty == true && !last.status.isError)
    #expect(
      trace.spans(of: .input).map(\.input?.text) == [
        "Mend the price.", "Look at the log", "Go on.",
      ])
  }

  @Test("Requests that were sent again and again without an answer are a failure")
  func retries() throws {
    let result = try CodingAgentFixture.read(
      #"{"type":"turn.prompt","input":[],"time":1784950600000}"#,
      #"{"type":"context.append_loop_event","event":{"type":"step.begin","uuid":"s"},"time":1784950600000}"#,
      #"{"type":"llm.request","provider":"kimi","model":"k2","time":1784950600001}"#,
      #"{"type":"llm.request","provider":"kimi","model":"k2","attempt":"2/10","time":1784950602000}"#,
      #"{"type":"turn.cancel","time":1784950605000}"#)
    let call = try #require(result.traces.first?.spans(of: .llm).first)
    #expect(call.status == .error(message: "no answer after 2 requests"))
  }
}
