import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("OpenHands sessions")
struct OpenHandsTests {
  private static func session() throws -> Trace {
    try #require(NativeFixture.load("openhands/session.json").traces.first)
  }

  @Test(
    "A command whose wait was over went on; where the agent ends without a word, what OpenHands shows is no answer of it"
  )
  func softTimeout() throws {
    let result = try NativeFixture.load(
      text: #"""
        [{"id":1,"timestamp":"2026-01-01T00:00:00","source":"user","action":"message","args":{"content":"Test it"}},
        {"id":2,"timestamp":"2026-01-01T00:00:01","source":"agent","action":"run","args":{"command":"make test"}},
        {"id":3,"timestamp":"2026-01-01T00:05:01","source":"agent","cause":2,"observation":"run","content":"1 passed","extras":{"command":"make test",
        "metadata":{"exit_code":-1,"suffix":"\n[The command timed out after 300 seconds. You may wait longer to see additional output.]"}}},
        {"id":4,"timestamp":"2026-01-01T00:05:02","source":"agent","action":"finish","args":{"outputs":{},"thought":""},"message":"All done! What's next on the agenda?"}]
        """#)
    let trace = try #require(result.traces.first)
    let command = try #require(trace.spans(of: .tool).first)
    #expect(command.tool?.outcome == .unfinished && command.tool?.command?.isInterrupted == false)
    #expect(!command.status.isError && command.events.map(\.name) == ["timed out"])
    #expect(trace.spans(of: .output).map(\.output) == [nil])
  }

  @Test("a response that asks for two tools is one call, and both tools stand below it")
  func oneCall() throws {
    let trace = try Self.session()
    #expect(
      trace.spans.filter { $0.kind == .llm }.compactMap(\.llm?.responseID).sorted()
        == (1...5).map { "resp_\($0)" })
    #expect(
      trace.spans.filter { $0.parentID == "resp_1" }.map(\.name) == ["execute_bash", "str_replace_editor"])
  }

  @Test("an observation answers the action that it names as its cause")
  func cause() throws {
    let run = try Self.session().span("event 4")
    #expect(run.duration == 1_000_000_000)
    #expect(run.tool?.command?.text == "ls nowhere")
    #expect(run.tool?.command?.exitCode == 2)
    #expect(run.tool?.command?.directory == "/w")
    #expect(run.tool?.callID == "c1")
  }

  @Test("a command with an exit code is a failure")
  func exitCode() throws {
    let run = try Self.session().span("event 4")
    #expect(run.tool?.isError == true)
    #expect(run.status == .error(message: "exit code 2: ls: cannot access 'nowhere'"))
  }

  @Test("an edit shows its diff, a reading its file")
  func files() throws {
    let trace = try Self.session()
    #expect(try trace.span("event 6").tool?.files == [FileAccess(path: "/w/a.py", action: .read)])
    let edit = try #require(trace.span("event 8").tool?.files.first)
    #expect(edit.action == .edit)
    #expect(edit.addedLines == 1)
    #expect(edit.removedLines == 1)
  }

  @Test("prompt tokens include cached ones")
  func usage() throws {
    let usage = try Self.session().span("resp_1").llm?.usage
    #expect(usage?.input == 1000)
    #expect(usage?.cacheRead == 400)
    #expect(usage?.cacheWrite == 500)
  }

  @Test("a call starts when what came before was done, or by its waiting time, and is marked")
  func times() throws {
    let trace = try Self.session()
    let (first, second) = (try trace.span("resp_1"), try trace.span("resp_2"))
    #expect(first.duration == 2_500_000_000)
    #expect(second.duration == 3_000_000_000)
    #expect(first.timeOrigin == .inferred)
    let notes = try NativeFixture.load("openhands/session.json").diagnostics
    #expect(notes.map(\.message) == ["the times are local and name no zone"])
  }

  @Test("costs go to calls where there is one for each")
  func costs() throws {
    let trace = try Self.session()
    #expect(try trace.span("resp_3").llm?.reportedCost == ReportedCost(total: 0.1))
    #expect(trace.spans.first?.llm?.reportedCost == ReportedCost(total: 0.5))
    let rows = try NativeFixture.load("openhands/evaluation.jsonl").traces
    #expect(
      rows.last?.spans.filter { $0.kind == .llm }.compactMap(\.llm?.reportedCost?.total) == [0.01, 0.02])
  }

  @Test("a condensation forgets events; the calls after it see its summary instead")
  func condensation() throws {
    let trace = try Self.session()
    #expect(try trace.span("context compaction").output?.text == "Looked at a.py.")
    let texts = try #require(trace.span("resp_3").llm).input.map(\.text)
    #expect(texts.prefix(3) == ["You are OpenHands.", "Mend a.py, please.", "Looked at a.py."])
    #expect(texts.count == 5)
  }

  @Test("a delegate is an agent below the call that asked for it, with its own calls below it")
  func delegate() throws {
    let trace = try Self.session()
    let delegate = try trace.span("TestAgent")
    #expect(delegate.kind == .agent)
    #expect(delegate.parentID == "resp_3")
    #expect(delegate.output?.text == "Tests pass.")
    #expect(try trace.span("resp_4").parentID == delegate.id)
    #expect(try trace.span("resp_4").llm?.input.isEmpty == true)
    #expect(try trace.span("resp_5").parentID == "agent")
    #expect(
      try trace.span("resp_5").llm?.input.last?.parts == [
        .toolResult(ToolResult(callID: "c4", content: "Tests pass."))
      ])
  }

  @Test("the end of the run is its answer")
  func finish() throws {
    let output = try #require(Self.session().spans.last { $0.kind == .output })
    #expect(output.output?.text == "All done.")
  }

  @Test("a row's history without numbers: an observation answers the action before it; calls are concluded")
  func rows() throws {
    let trace = try #require(NativeFixture.load("openhands/evaluation.jsonl").traces.last)
    #expect(trace.id == "calc-1")
    #expect(trace.spans.map(\.kind) == [.agent, .input, .llm, .tool, .llm, .output])
    #expect(trace.spans.filter { $0.kind == .llm }.allSatisfy { $0.kindOrigin == .inferred })
    #expect(trace.spans.first { $0.kind == .tool }?.tool?.isError == true)
    #expect(trace.spans.first?.output?.text == "diff --git a/LICENSE b/LICENSE\n")
  }

  @Test("a history of pairs is read like a list, and a row's error is the run's")
  func pairs() throws {
    let trace = try #require(
      NativeFixture.load("openhands/evaluation.jsonl").traces.first { $0.id == "calc-2" })
    #expect(trace.spans.map(\.kind) == [.agent, .input, .llm])
    #expect(trace.spans.last?.llm?.output.first?.text == "I cannot.")
    #expect(trace.spans.first?.status == .error(message: "the agent got stuck"))
  }

  @Test("a folder with a file an event is one session, in the order of the numbers")
  func folder() throws {
    let texts = [
      #"{"id": 10, "timestamp": "2026-01-01T00:00:02", "source": "agent", "action": "finish", "args": {"thought": "Bye."}}"#,
      #"{"id": 9, "timestamp": "2026-01-01T00:00:01", "source": "user", "action": "message", "args": {"content": "Hi."}}"#,
    ]
    let documents = texts.enumerated().map { SourceDocument(name: "s1/events/\($0).json", text: $1) }
    let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    #expect(result.traces.map(\.id) == ["s1/events"])
    #expect(result.traces.first?.spans.map(\.kind) == [.agent, .input, .llm, .output])
  }

  @Test("an error that answers nothing is a span, and an agent in the state of error failed")
  func errors() throws {
    let text = #"""
      [{"id": 0, "timestamp": "2026-01-01T00:00:00", "source": "user", "action": "message", "args": {"content": "Hi."}},
       {"id": 1, "timestamp": "2026-01-01T00:00:01", "source": "agent", "observation": "error", "content": "No model."},
       {"id": 2, "timestamp": "2026-01-01T00:00:02", "source": "environment", "observation": "agent_state_changed",
        "content": "", "extras": {"agent_state": "error", "reason": "AuthenticationError"}}]
      """#
    let trace = try #require(NativeFixture.load(text: text).traces.first)
    #expect(trace.spans.last?.status == .error(message: "No model."))
    #expect(trace.spans.first?.status == .error(message: "AuthenticationError"))
  }
}
