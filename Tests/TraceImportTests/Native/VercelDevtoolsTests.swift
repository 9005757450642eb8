import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Runs of the AI SDK's devtools")
struct VercelDevtoolsTests {
  private func traces() throws -> [Trace] {
    try NativeFixture.load("vercel-devtools/generations.json").traces
  }

  @Test("The fixture is recognised and gives the trace on record")
  func dump() throws {
    try NativeFixture.check("vercel-devtools/generations.json", format: "vercel-devtools")
  }

  @Test("Each run is a trace but those that a tool started; a run without a step is none")
  func runs() throws {
    let traces = try traces()
    #expect(traces.map(\.id) == ["r1", "r3"])
    let nested = try #require(traces[0].spans.first { $0.id == "r2" })
    // Two tools were at work: which of them started it is not told.
    #expect(nested.parentID == "s1" && nested.kind == .agent)
  }

  @Test("Counts are numbers or tell classes apart; what streams and objects gave is the answer")
  func calls() throws {
    let calls = try traces()[0].spans(of: .llm)
    #expect(calls.map(\.id) == ["s1", "n1", "s2", "s3"])
    #expect(calls.map { $0.llm?.usage?.input } == [1000, 20, 1200, nil])
    #expect(calls[2].llm?.usage?.cacheRead == 1000 && calls[2].llm?.usage?.reasoning == 15)
    #expect(
      calls.map { $0.llm?.output.first?.text } == [
        "I look it up.", "{\"days\":12}", "Yes, within 30 days.", "The cup",
      ])
    #expect(
      calls[0].llm?.tools.map(\.name) == ["order", "refund"] && calls[0].llm?.finishReasons == ["tool_use"])
    #expect(calls[0].duration == 1_500_000_000)
  }

  @Test("The history that each step repeats is kept once")
  func history() throws {
    let calls = try traces()[0].spans(of: .llm).filter { $0.id.hasPrefix("s") }
    #expect(calls.map { $0.llm?.input.count } == [2, 4, 6])
    let (first, second) = (try #require(calls[0].llm?.input), try #require(calls[1].llm?.input))
    #expect(second.prefix(2).identity == first.identity)
  }

  @Test("Results come from the next step's prompt; a tool that was denied is refused")
  func tools() throws {
    let trace = try traces()[0]
    #expect(try trace.tool(calledBy: "c1").tool?.result?.text == "{\"days\":12}")
    #expect(try trace.tool(calledBy: "c2").tool?.outcome == .refused)
    #expect(try trace.tool(calledBy: "c2").tool?.result?.text == "A person has to agree.")
  }

  @Test("A user's words are told once; a step that was aborted interrupts the run, an error fails it")
  func ends() throws {
    let traces = try traces()
    #expect(
      traces[0].spans(of: .input).map(\.input?.text) == ["Can I return A-1009?", "A-1009", "And the cup?"])
    #expect(traces[0].ending?.kind == .interrupted)
    #expect(traces[1].spans(of: .llm).first?.status == .error(message: "Invalid API key"))
  }

  private func open(_ last: String) throws -> ImportResult {
    let document = SourceDocument(
      name: "generations.json",
      text: #"""
        {"runs":[{"id":"empty","started_at":"2026-06-17T10:00:00Z"},{"id":"r","started_at":"2026-06-17T10:00:00Z"}],
        "steps":[{"id":"1","run_id":"r","step_number":1,"model_id":"m","started_at":"2026-06-17T10:00:00Z","duration_ms":100,
        "input":"{\"prompt\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]}",
        "output":"{\"textParts\":[{\"id\":\"0\",\"text\":\"I look.\"}]}"},
        {"id":"2","run_id":"r","step_number":2,"model_id":"m","started_at":"2026-06-17T10:00:01Z",\#(last)}]}
        """#)
    return try ImporterRegistry.standard.importTraces(from: [document], format: nil)
  }

  @Test(
    "A run whose last step has neither output nor end has no end",
    arguments: [
      (#""output":null,"duration_ms":null,"error":null"#, false),
      (#""output":null,"duration_ms":50,"error":"Request aborted""#, true),
    ])
  func openRun(_ last: String, hasEnd: Bool) throws {
    let trace = try #require(try open(last).traces.first)
    let root = try #require(trace.spans.first { $0.parentID == nil })
    #expect((root.end != nil) == hasEnd)
  }

  @Test("A run without steps is told of")
  func emptyRun() throws {
    let result = try open(#""output":null,"duration_ms":null"#)
    #expect(result.traces.map(\.id) == ["r"])
    #expect(result.diagnostics.contains { $0.message == "the run “empty” has no steps" })
  }
}
