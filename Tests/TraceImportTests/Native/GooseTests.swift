import Testing
import TraceModel
import TraceSource

@Suite("Goose sessions")
struct GooseTests {
  private func session() throws -> Trace { try CodingAgentFixture.trace("goose/session.jsonl") }

  @Test("Thoughts that were written a part a token are one")
  func thoughts() throws {
    let parts = try session().spans(of: .llm).first?.llm?.output.first?.parts
    #expect(parts?.first == .reasoning(Reasoning(text: "Use echo.")))
  }

  @Test("Results belong to the calls that asked, and an error is one")
  func tools() throws {
    let trace = try session()
    #expect(trace.spans(of: .tool).map(\.tool?.callID) == ["q1", "q2"])
    #expect(try trace.tool(calledBy: "q1").tool?.command?.text == "echo hello")
    #expect(try trace.tool(calledBy: "q2").status == .error(message: "no such tool"))
    #expect(trace.spans(of: .input).count == 1)
  }

  @Test("The header counts tokens for all calls together")
  func tokens() throws {
    let root = try session().spans.first { $0.parentID == nil }
    #expect(root?.llm?.usage == TokenUsage(input: 300, output: 30, reportedTotal: 330))
  }
}

@Suite("Goose's database")
struct GooseDatabaseTests {
  private func traces() throws -> [Trace] { try NativeFixture.load("goose/sessions.db").traces }

  @Test("Each session is a trace, that of a sub-agent within the one that started it; unused ones are none")
  func sessions() throws {
    let traces = try traces()
    #expect(traces.map(\.name) == ["Say hello", "An older one"])
    #expect(traces[0].spans.first { $0.id == "20260717_2" }?.parentID == "20260717_1")
  }

  @Test("The ledger says what each call used, and what the compaction did")
  func ledger() throws {
    let calls = try traces()[0].spans(of: .llm)
    #expect(
      calls.map(\.name) == ["claude-sonnet-4-5", "claude-sonnet-4-5", "compaction", "claude-sonnet-4-5"])
    #expect(calls.map { $0.llm?.usage?.input } == [1000, 200, 1100, 300])
    #expect(calls[0].llm?.usage?.cacheRead == 600 && calls[0].llm?.reportedCost?.total == 0.0125)
    #expect(calls[2].llm?.output.first?.text.contains("The shell said hello") == true)
    // Behind the compaction the model sees its summary alone.
    #expect(calls[3].llm?.input.map(\.text) == ["The shell said hello; looking around failed."])
  }

  @Test("An answer that was kept a tool at a time is one call that asks for both")
  func pieces() throws {
    let call = try #require(try traces()[0].spans(of: .llm).first)
    #expect(call.llm?.output.first?.toolCalls.map(\.name) == ["developer__shell", "delegate"])
    #expect(call.llm?.output.first?.parts.first == .reasoning(Reasoning(text: "Use echo.")))
    #expect(call.duration == 2_500_000_000 && call.events.map(\.name) == ["first token"])
  }

  @Test("Without a ledger the session's own sum is told once")
  func sum() throws {
    let older = try traces()[1]
    #expect(older.usages == [nil])
    #expect(older.spans.first { $0.parentID == nil }?.llm?.usage?.input == 30)
  }
}
