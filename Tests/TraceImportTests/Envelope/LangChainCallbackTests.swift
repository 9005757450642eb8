import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Logs of LangChain's callbacks")
struct LangChainCallbackTests {
  @Test(
    "Callbacks with ids are steps below each other, with what they were given, gave back, took and counted")
  func ids() throws {
    let trace = try #require(
      try NativeFixture.recognised("event-log/callbacks.jsonl", as: "event-log").traces.first)
    #expect(trace.id == "a1" && trace.spans.map(\.kind) == [.chain, .llm, .tool, .llm])
    #expect(trace.spans.dropFirst().allSatisfy { $0.parentID == "a1" })
    #expect(trace.spans.map { $0.duration.map { $0 / 1_000_000_000 } } == [5, 1, 1, 2])
    let calls = trace.spans(of: .llm).compactMap(\.llm)
    #expect(calls.map(\.requestModel) == ["gpt-4o-mini", "gpt-4o-mini"])
    #expect(calls.map { $0.usage?.input } == [40, 60] && calls.map { $0.usage?.output } == [9, 5])
    #expect(calls[1].input.map(\.role) == [.system, .user, .assistant, .tool])
    #expect(trace.spans(of: .tool).map(\.status) == [.error(message: "no such gate")])
  }

  @Test("Without ids a tool's message names its tool, and a run ends where the model asks for no tool")
  func loop() throws {
    let result = try NativeFixture.recognised("event-log/loop.jsonl", as: "event-log")
    #expect(result.traces.map { $0.spans(of: .llm).count } == [2, 1])
    let tools = result.traces[0].spans(of: .tool)
    #expect(
      tools.map(\.name) == ["add", "gates"]
        && tools.map { $0.tool?.result?.text } == ["5", "Error: no 'gates'"])
    #expect(Set(tools.map(\.parentID)).count == 1)
    #expect(tools.map(\.status.isError) == [false, true])
    let asked = result.traces[0].spans(of: .llm)[0].llm?.output.first?.toolCalls
    #expect(asked?.map(\.name) == ["add", "gates"])
    #expect(result.diagnostics.map(\.message) == ["10 events name no run"])
  }
}
