import Testing
import TraceModel
import TraceSource

@Suite("Crush sessions")
struct CrushTests {
  private func traces() throws -> [Trace] { try NativeFixture.load("crush/crush.db").traces }

  private func span(_ message: String) throws -> Span {
    try #require(try traces().flatMap(\.spans).first { $0.id.hasSuffix("/" + message) })
  }

  @Test("A session has its title and its cost; its tokens are those of its latest call, and no sum")
  func sessions() throws {
    let (first, second) = (try traces()[0], try traces()[1])
    #expect(first.name == "Mending the lamp" && second.name == nil)
    #expect(first.spans[0].llm?.reportedCost == ReportedCost(total: 0.25))
    #expect(first.spans[0].llm?.usage == nil && first.spans[0].attributes["prompt_tokens"] == .int(17495))
  }

  @Test("An answer lasts from its record's beginning to its end, by the model that it names")
  func calls() throws {
    let call = try span("m2")
    #expect(call.duration == 2_000_000_000 && call.llm?.requestModel == "claude-sonnet-4")
    #expect(call.llm?.output.first?.parts.first == .reasoning(Reasoning(text: "Ask around.")))
    #expect(call.llm?.finishReasons == ["tool_use"])
  }

  @Test("An agent's session lies below the call that started it, and its cost is in its parent's")
  func agents() throws {
    let trace = try traces()[0]
    let agent = try #require(trace.spans.first { $0.id == "m2$$c1" })
    #expect(agent.parentID == (try trace.tool(calledBy: "c1").id) && agent.llm == nil)
    #expect(trace.spans(of: .llm).contains { $0.parentID == agent.id })
  }

  @Test("A tool has the times, the change and the exit code that are noted beside its result")
  func tools() throws {
    let trace = try traces()[0]
    #expect(try trace.tool(calledBy: "c2").tool?.files.first?.patch?.hasPrefix("--- a/price.py") == true)
    let command = try trace.tool(calledBy: "c3")
    #expect(command.duration == 3_000_000_000 && command.tool?.command?.exitCode == 1)
    #expect(command.tool?.command?.directory == "/shop" && command.status.isError)
  }

  @Test(
    "What a person denied is refused, what a provider failed at says so, and what was stopped is interrupted")
  func stops() throws {
    let trace = try traces()[0]
    #expect(try trace.tool(calledBy: "c4").tool?.outcome == .refused)
    #expect(try span("m10").status == .error(message: "Provider Error: 500: upstream"))
    #expect(try traces()[1].ending == RecordedEnding(.interrupted, words: "Request cancelled"))
  }

  @Test("Behind a summary the model is given that and what follows")
  func summary() throws {
    #expect(try span("m11").compaction != nil)
    #expect(
      try span("m13").llm?.input.map(\.text) == ["The lamp is to cost 21; one test fails.", "Go on"])
  }
}
