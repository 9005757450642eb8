import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import TraceImport
@testable import TraceSource

@Suite("Gemini CLI's printed events")
struct GeminiStreamTests {
  private func runs() throws -> [Trace] {
    try NativeFixture.load("gemini-cli/stream.jsonl").traces
  }

  private func first() throws -> Trace { try #require(runs().first) }

  private func run(_ lines: String...) throws -> ImportResult {
    let opening =
      #"{"type":"init","timestamp":"2026-06-01T10:00:00Z","session_id":"s","model":"gemini-3-flash"}"#
    return try NativeFixture.load(text: ([opening] + lines).joined(separator: "\n"))
  }

  @Test("Each run of a file is a trace")
  func severalRuns() throws {
    #expect(try runs().map(\.id) == ["run-a", "run-b"])
    let again = try run(
      #"{"type":"init","timestamp":"2026-06-01T11:00:00Z","session_id":"s","model":"gemini-3-flash"}"#)
    #expect(again.traces.map(\.id) == ["s", "s/run-2"])
    #expect(again.traces.map(\.sessionID) == ["s", "s"])
  }

  @Test("A call is what the model wrote between two rounds of results, its pieces joined")
  func calls() throws {
    let calls = try first().spans(of: .llm)
    #expect(calls.map { $0.llm?.output.first?.toolCalls.count } == [2, 1, 0])
    #expect(calls.first?.llm?.output.first?.text == "I look at both files.")
    #expect(calls.map { $0.llm?.input.count } == [1, 4, 6])
    #expect(calls.first?.duration == 1_900_000_000)
    #expect(calls.first?.timeOrigin == .inferred)
  }

  @Test("Tokens are those of the whole run, not of a call; thoughts make a total above its parts")
  func tokens() throws {
    let trace = try first()
    #expect(trace.spans(of: .llm).allSatisfy { $0.llm?.usage == nil })
    let usage = try #require(trace.spans(of: .agent).first?.llm?.usage)
    #expect(usage == TokenUsage(input: 1200, cacheRead: 900, output: 80, reportedTotal: 1300))
    #expect(usage.hasGap)
  }

  @Test(
    "The sum is a model's where the run names one alone, which is the one it began with where it names none")
  func models() throws {
    let flash = "gemini-3-flash"
    #expect(try runs().map { $0.spans(of: .agent).first?.llm?.requestModel } == [flash, flash])
    let two = try run(
      #"{"type":"result","timestamp":"2026-06-01T10:00:03Z","status":"success","stats":{"total_tokens":3,"input_tokens":2,"output_tokens":1,"models":{"a":{},"b":{}}}}"#
    )
    #expect(try #require(two.traces.first).spans(of: .agent).first?.llm?.requestModel == nil)
  }

  @Test("A result without a text shows none; a failure keeps its words")
  func results() throws {
    let trace = try first()
    #expect(try trace.tool(calledBy: "read-1").tool?.result == nil)
    #expect(try trace.tool(calledBy: "read-2").status == .error(message: "File not found."))
    #expect(try trace.tool(calledBy: "shell-1").tool?.command?.output == "2 tests passed")
  }

  @Test("The result tells how the run ended")
  func endings() throws {
    let endings = try runs().map(\.ending)
    #expect(endings.map { $0?.kind } == [.finished, .limit])
    #expect(endings.last??.words == "Reached max session turns for this session.")
    let silent = try run(
      #"{"type":"error","timestamp":"2026-06-01T10:00:01Z","severity":"error","message":"The model returned nothing."}"#,
      #"{"type":"result","timestamp":"2026-06-01T10:00:02Z","status":"error","stats":{"total_tokens":0}}"#)
    #expect(silent.traces.first?.ending?.kind == .failed)
    #expect(silent.traces.first?.ending?.words == "The model returned nothing.")
    let stopped = try run(
      #"{"type":"result","timestamp":"2026-06-01T10:00:02Z","status":"error","error":{"type":"FatalCancellationError","message":"Operation cancelled."}}"#
    )
    #expect(stopped.traces.first?.ending?.kind == .interrupted)
  }

  @Test("A run that breaks off has no end, and its last tool none either")
  func cutOff() throws {
    let trace = try #require(
      run(
        #"{"type":"tool_use","timestamp":"2026-06-01T10:00:01Z","tool_name":"glob","tool_id":"g","parameters":{}}"#
      ).traces.first)
    #expect(trace.ending == nil)
    #expect(try trace.tool(calledBy: "g").end == nil)
  }

  @Test("What a program wrote around the events is kept and is no prompt; warnings are events")
  func surroundings() throws {
    let trace = try first()
    #expect(trace.spans(of: .input).map { $0.input?.text } == ["Make the greeting polite and run the tests."])
    #expect(trace.spans(of: .agent).first?.events.map(\.name) == ["message", "error"])
    #expect(!trace.spans.contains { $0.name == "error" })
  }

  @Test("The session itself is shown where it is in the input too")
  func session() throws {
    let header = SourceDocument(
      name: "session.jsonl",
      text: #"""
        {"sessionId":"s","projectHash":"p","startTime":"2026-06-01T10:00:00Z"}
        {"id":"u1","timestamp":"2026-06-01T10:00:00Z","type":"user","content":"One"}
        """#)
    let stream = SourceDocument(
      name: "run.jsonl",
      text: #"{"type":"init","timestamp":"2026-06-01T10:00:00Z","session_id":"s","model":"gemini-3-flash"}"#)
    let result = try ImporterRegistry.standard.importTraces(from: [stream, header], format: nil)
    #expect(result.traces.map(\.spans.count) == [2])
    #expect(result.diagnostics.filter { $0.place.file == "run.jsonl" }.count == 1)
  }
}
