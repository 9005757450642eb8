import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("SWE-agent trajectories")
struct SWEAgentTests {
  private static func trace(_ name: String) throws -> Trace {
    try #require(NativeFixture.load("swe-agent/" + name).traces.first)
  }

  @Test("An edit that was written as a line of the shell is an edit of that file")
  func editorLine() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"trajectory":[{"action":"str_replace_editor str_replace /a.py   --old_str 'x = \"1\"' --new_str 'x = 2'","observation":"The file /a.py has been edited.","response":"","thought":"","state":"{}"},
        {"action":"str_replace_editor view /a.py --view_range 1 9","observation":"1 x = 2","response":"","thought":"","state":"{}"}],"history":[],"info":{}}
        """#)
    let files = result.traces.first?.spans(of: .tool).flatMap { $0.tool?.files ?? [] } ?? []
    #expect(files.map(\.path) == ["/a.py", "/a.py"] && files.map(\.action) == [.edit, .read])
    #expect(files.first?.patch?.contains("-x = \"1\"\n+x = 2") == true)
  }

  @Test("the actions are laid end to end by their lengths, and all times are marked as inferred")
  func times() throws {
    let result = try NativeFixture.load("swe-agent/calls.traj")
    let tools = try #require(result.traces.first).spans.filter { $0.kind == .tool }
    #expect(tools.map(\.duration) == [250_000_000, 500_000_000, 125_000_000, 125_000_000])
    #expect(tools.last?.end == Timestamp(nanoseconds: 1_000_000_000))
    #expect(result.traces.flatMap(\.spans).allSatisfy { $0.timeOrigin == .inferred })
    #expect(result.diagnostics.map(\.severity) == [.note])
  }

  @Test("a file without lengths has no times")
  func noTimes() throws {
    #expect(try Self.trace("text.traj").spans.allSatisfy { $0.start == nil && $0.end == nil })
  }

  @Test("tokens and cost are the run's: they stand on the agent, not on calls")
  func usage() throws {
    let spans = try Self.trace("calls.traj").spans
    #expect(spans.first?.llm?.usage == TokenUsage(input: 9000, output: 300))
    #expect(spans.first?.llm?.reportedCost == ReportedCost(total: 0.42))
    #expect(spans.dropFirst().allSatisfy { $0.llm?.usage == nil })
  }

  @Test("a call sees the step's query, and writes the message with its tool call")
  func calls() throws {
    let calls = try Self.trace("calls.traj").spans.filter { $0.kind == .llm }.compactMap(\.llm)
    #expect(calls.map(\.input.count) == [3, 5, 7, 9])
    #expect(calls.first?.output.first?.toolCalls.map(\.name) == ["bash"])
    #expect(calls.first?.model == "acme-2")
    #expect(calls[1].input.last?.parts == [.toolResult(ToolResult(callID: "t1", content: "calc.py"))])
  }

  @Test("without a query, a call sees the history before its message")
  func history() throws {
    let calls = try Self.trace("text.traj").spans.filter { $0.kind == .llm }.compactMap(\.llm)
    #expect(calls.map(\.input.count) == [2, 4])
  }

  @Test("commands of the shell and the agent's own commands are told apart")
  func commands() throws {
    let tools = try Self.trace("text.traj").spans.filter { $0.kind == .tool }
    #expect(tools.map(\.name) == ["open", "bash"])
    #expect(tools.first?.tool?.files == [FileAccess(path: "calc.py", action: .read)])
    #expect(tools.last?.tool?.command?.text == "python calc.py\n")
    #expect(tools.last?.tool?.command?.directory == "/repo")
  }

  @Test("an edit that was refused is a failure and changed nothing")
  func refusedEdit() throws {
    let edit = try Self.trace("calls.traj").span("action 3")
    #expect(edit.tool?.isError == true)
    #expect(edit.status == .error(message: "E999 IndentationError: unexpected indent"))
    #expect(edit.tool?.files == [FileAccess(path: "/repo/calc.py", action: .edit)])
  }

  @Test("an edit that names what it replaces has a diff")
  func edit() throws {
    let files = try Self.trace("calls.traj").span("action 2").tool?.files
    #expect(files == [FileAccess(path: "/repo/calc.py", action: .edit, patch: "-def f()\n+def f():")])
  }

  @Test("a run that reached a limit did not fail; one that handed in what it had states no success")
  func exitStatus() throws {
    #expect(try Self.trace("text.traj").spans.first?.status == .unset)
    #expect(try Self.trace("text.traj").ending == RecordedEnding(.limit, words: "exit_context"))
    #expect(try Self.trace("calls.traj").spans.first?.status == .unset)
    #expect(try Self.trace("calls.traj").spans.first?.output?.text.hasPrefix("diff --git") == true)
  }

  @Test("the run's name is the problem's, out of the configuration that is JSON in a string")
  func name() throws {
    #expect(try Self.trace("calls.traj").name == "calc-7")
    #expect(try Self.trace("text.traj").name == nil)
  }

  @Test("a demonstration is no task")
  func demonstration() throws {
    #expect(try Self.trace("calls.traj").span("task").input?.text == "Division fails in calc.py.")
  }

  @Test("a history alone is enough")
  func historyAlone() throws {
    let text = #"""
      {"history": [{"role": "user", "content": "Go.", "agent": "main"},
      {"role": "assistant", "content": "I go.", "action": "ls", "agent": "main"},
      {"role": "user", "content": "a.txt", "agent": "main"}]}
      """#
    let result = try NativeFixture.load(text: text)
    #expect(result.traces.first?.spans.map(\.kind) == [.agent, .input, .llm, .tool])
    #expect(result.traces.first?.spans.last?.tool?.result?.text == "a.txt")
    #expect(result.diagnostics.count == 1)
  }

  @Test("steps of any shape do no harm")
  func hostile() throws {
    let text = #"""
      {"trajectory": [{"action": "x", "observation": null}, 3, {"action": "", "execution_time": 1e300},
      {"action": "edit", "state": "{", "query": [null, {}], "execution_time": "NaN"}], "history": 5, "info": []}
      """#
    let trace = try #require(NativeFixture.load(text: text).traces.first)
    #expect(trace.spans.filter { $0.kind == .llm }.count == 4)
  }
}
