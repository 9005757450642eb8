import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("How runs ended, as their sources state it")
struct EndingTests {
  private static func trace(_ text: String) throws -> Trace {
    try #require(NativeFixture.load(text: text).traces.first)
  }

  // MARK: SWE-agent

  private static func sweAgent(
    _ observation: String, action: String = "python a.py", status: String = "submitted"
  )
    throws -> Trace
  {
    try trace(
      """
      {"trajectory": [{"action": "\(action)", "observation": "\(observation)", "response": "r", "state": "{}"}],
      "history": [], "info": {"exit_status": "\(status)"}}
      """)
  }

  @Test(
    "SWE-agent's exit status tells the end: what there was may be handed in at a limit",
    arguments: [
      ("submitted", .submitted), ("submitted (exit_cost)", .limit), ("exit_context", .limit),
      ("exit_format", .failed), ("early_exit", .interrupted), ("submitted (exit_error)", .failed),
    ] as [(String, RecordedEnding.Kind)])
  func exitStatus(status: String, kind: RecordedEnding.Kind) throws {
    let trace = try Self.sweAgent("ok", status: status)
    #expect(trace.ending == RecordedEnding(kind, words: status))
    #expect(trace.spans.first?.status.isError == (kind == .failed))
  }

  @Test(
    "what a command wrote tells that it failed, where no exit code does",
    arguments: [
      (#"\nEXECUTION TIMED OUT"#, "EXECUTION TIMED OUT"),
      (
        #"Traceback (most recent call last):\n  File \"a.py\", line 1\nZeroDivisionError: division by zero"#,
        "ZeroDivisionError: division by zero"
      ),
      (#"  File \"a.py\", line 1\n    x ==\nSyntaxError: invalid syntax"#, "SyntaxError: invalid syntax"),
      (#"usage: a.py\na.py: error: unrecognized arguments: --x"#, "a.py: error: unrecognized arguments: --x"),
      ("bash: foo: command not found", "bash: foo: command not found"),
    ])
  func failures(observation: String, message: String) throws {
    let tool = try #require(Self.sweAgent(observation).spans.first { $0.kind == .tool })
    #expect(tool.tool?.isError == true)
    #expect(tool.status == .error(message: message))
  }

  @Test(
    "what a file holds, and what was caught on the way, is no failure",
    arguments: [
      (#"Traceback (most recent call last):\n  File \"a.py\", line 1\nValueError: x"#, "cat run.log"),
      (#"Traceback (most recent call last):\nValueError: caught\n3 passed"#, "pytest"),
      ("8.2", "python a.py"),
    ])
  func noFailures(observation: String, action: String) throws {
    let tool = try Self.sweAgent(observation, action: action).spans.first { $0.kind == .tool }
    #expect(tool?.tool?.isError == false)
  }

  @Test("without an exit status, a last action that submits tells the end")
  func submitted() throws {
    let trace = try Self.trace(
      #"{"history": [{"role": "user", "content": "x", "agent": "main"}, {"role": "assistant", "content": "r", "action": "submit\n", "agent": "main"}]}"#
    )
    #expect(trace.ending == RecordedEnding(.submitted, spanID: "action 1"))
  }

  @Test("a wrong flag is a failure of its submission")
  func wrongFlag() throws {
    let tool = try #require(
      Self.sweAgent("Wrong flag!", action: "submit 'flag{a}'").spans.first { $0.kind == .tool })
    #expect(tool.name == "submit")
    #expect(tool.status == .error(message: "Wrong flag!"))
  }

  @Test("a trajectory's resolved flag is its score")
  func resolved() throws {
    let trace = try Self.trace(
      """
      {"trajectory": [{"action": "ls", "observation": "a", "response": "r", "state": "{}"}], "history": [],
      "info": {"exit_status": "submitted"}, "report": {"resolved": false, "failed_apply_patch": false}}
      """)
    #expect(trace.scores == [Score(name: "resolved", value: .flag(false), verdict: .wrong)])
  }

  // MARK: OpenHands

  private static func openHands(_ row: String, events: String = "") throws -> Trace {
    let first =
      #"{"id": 0, "timestamp": "2025-04-30T10:00:00", "source": "user", "action": "message", "args": {"content": "Fix it."}}"#
    return try trace(#"{"instance_id": "i"\#(row), "history": [\#(first)\#(events)]}"#)
  }

  @Test("OpenHands' iteration limit is a limit and no failure of a step")
  func iterationLimit() throws {
    let words = "RuntimeError: Agent reached maximum iteration in headless mode. Current iteration: 3"
    let trace = try Self.openHands(#", "error": "\#(words)""#)
    #expect(trace.ending == RecordedEnding(.limit, words: words))
    #expect(trace.spans.first?.status == .unset)
  }

  @Test("OpenHands finishes by its action, is stopped, or fails by its state; a new message begins anew")
  func openHandsStates() throws {
    func event(_ id: Int, _ members: String) -> String {
      #", {"id": \#(id), "timestamp": "2025-04-30T10:00:0\#(id)", \#(members)}"#
    }
    func state(_ id: Int, _ state: String) -> String {
      event(
        id,
        #""source": "environment", "observation": "agent_state_changed", "content": "", "extras": {"agent_state": "\#(state)"}"#
      )
    }
    let finish = event(1, #""source": "agent", "action": "finish", "args": {"final_thought": "Done."}"#)
    let ended = try Self.openHands("", events: finish + state(2, "finished"))
    #expect(ended.ending == RecordedEnding(.finished, words: "finish", spanID: "event 1"))
    #expect(try Self.openHands("", events: state(1, "stopped")).ending?.kind == .interrupted)
    #expect(try Self.openHands("", events: state(1, "error")).ending?.kind == .failed)
    let anew = event(2, #""source": "user", "action": "message", "args": {"content": "And?"}"#)
    #expect(try Self.openHands("", events: finish + anew).ending == nil)
  }

  @Test("OpenHands' rejected action was refused and did not fail")
  func rejected() throws {
    let events = #"""
      , {"id": 1, "timestamp": "2025-04-30T10:00:01", "source": "agent", "action": "run", "args": {"command": "rm -r ."}},
      {"id": 2, "timestamp": "2025-04-30T10:00:02", "source": "user", "cause": 1, "observation": "user_rejected",
      "content": "Action has been rejected by the user!", "extras": {}}
      """#
    let tool = try Self.openHands("", events: events).spans.first { $0.kind == .tool }
    #expect(tool?.tool?.outcome == .refused)
    #expect(tool?.status == .unset)
  }

  @Test(
    "a command that goes on is unfinished; one whose time was over failed",
    arguments: [("no new output after 30 seconds", .unfinished), ("timed out after 120 seconds", .failed)]
      as [(String, StepOutcome)])
  func goingOn(suffix: String, outcome: StepOutcome) throws {
    let events = #"""
      , {"id": 1, "timestamp": "2025-04-30T10:00:01", "source": "agent", "action": "run", "args": {"command": "serve"}},
      {"id": 2, "timestamp": "2025-04-30T10:00:02", "source": "agent", "cause": 1, "observation": "run",
      "content": "Serving", "extras": {"metadata": {"exit_code": -1, "suffix": "[The command has \#(suffix)]"}}}
      """#
    let tool = try Self.openHands("", events: events).spans.first { $0.kind == .tool }
    #expect(tool?.tool?.outcome == outcome)
  }

  @Test("OpenHands' test results are scores; the resolver's model says why")
  func openHandsScores() throws {
    let report = try Self.openHands(#", "test_result": {"git_patch": "", "report": {"resolved": true}}"#)
    #expect(report.scores == [Score(name: "resolved", value: .flag(true), verdict: .right)])
    let resolver = try Self.openHands(#", "success": false, "result_explanation": "The tests are missing.""#)
    #expect(
      resolver.scores == [
        Score(
          name: "success", value: .flag(false), verdict: .wrong, explanation: "The tests are missing.",
          judge: .model)
      ])
  }

  // MARK: Other agents

  @Test(
    "Codex' aborted turn interrupts the session unless another turn follows; a declined command was refused")
  func codex() throws {
    let meta =
      #"{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"s","timestamp":"2026-01-01T00:00:00Z"}}"#
    let aborted =
      #"{"timestamp":"2026-01-01T00:00:02Z","type":"event_msg","payload":{"type":"turn_aborted","reason":"interrupted"}}"#
    let next = #"{"timestamp":"2026-01-01T00:00:03Z","type":"event_msg","payload":{"type":"task_started"}}"#
    let call =
      #"{"timestamp":"2026-01-01T00:00:01Z","type":"response_item","payload":{"type":"function_call","name":"shell","call_id":"c","arguments":"{\"command\":[\"rm\"]}"}}"#
    let declined =
      #"{"timestamp":"2026-01-01T00:00:02Z","type":"event_msg","payload":{"type":"exec_command_end","call_id":"c","command":["rm"],"exit_code":-1,"status":"declined"}}"#
    let session = try Self.trace([meta, call, declined, aborted].joined(separator: "\n"))
    #expect(session.ending == RecordedEnding(.interrupted, words: "interrupted"))
    #expect(session.spans.first { $0.kind == .tool }?.tool?.outcome == .refused)
    let resumed = try Self.trace([meta, call, aborted, next].joined(separator: "\n"))
    #expect(resumed.ending == nil)
    #expect(resumed.spans.first { $0.kind == .llm }?.events.map(\.name) == ["interrupted"])
  }

  @Test(
    "Gemini CLI's last record tells that a request was cancelled or failed; other notes change nothing",
    arguments: [
      (#""type": "info", "content": "Request cancelled.""#, .interrupted),
      (#""type": "error", "content": "[API Error: quota]""#, .failed),
      (#""type": "info", "content": "Update available.""#, nil),
    ] as [(String, RecordedEnding.Kind?)])
  func gemini(record: String, kind: RecordedEnding.Kind?) throws {
    let trace = try Self.trace(
      #"""
      {"sessionId": "s", "projectHash": "p", "startTime": "2026-01-05T10:00:00.000Z",
      "lastUpdated": "2026-01-05T10:00:30.000Z", "messages": [
      {"id": "m1", "timestamp": "2026-01-05T10:00:01.000Z", "type": "user", "content": "Hi"},
      {"id": "m2", "timestamp": "2026-01-05T10:00:02.000Z", \#(record)}]}
      """#)
    #expect(trace.ending?.kind == kind)
  }

  @Test("pi's last answer that the user stopped interrupts the session")
  func pi() throws {
    let lines = [
      #"{"type":"session","id":"s","timestamp":"2026-01-01T00:00:00Z","cwd":"/"}"#,
      #"{"type":"message","id":"a","timestamp":"2026-01-01T00:00:01Z","message":{"role":"user","content":"Hi"}}"#,
      #"{"type":"message","id":"b","timestamp":"2026-01-01T00:00:02Z","message":{"role":"assistant","content":[],"stopReason":"aborted"}}"#,
    ]
    let trace = try Self.trace(lines.joined(separator: "\n"))
    #expect(trace.ending == RecordedEnding(.interrupted, words: "aborted", spanID: "s/b"))
  }

  @Test(
    "an error of a framework that means a limit is one, on the root that it ended",
    arguments: [
      ("GraphRecursionError('Recursion limit of 25 reached')", .limit), ("CancelledError()", .interrupted),
      ("ValueError('x')", nil),
    ] as [(String, RecordedEnding.Kind?)])
  func limitErrors(error: String, kind: RecordedEnding.Kind?) throws {
    let run = #"""
      {"id": "r", "trace_id": "r", "run_type": "chain", "name": "graph", "start_time": "2026-01-01T00:00:00Z", "error": "\#(error)", "status": "error"}
      """#
    #expect(try Self.trace(run).ending == kind.map { RecordedEnding($0, words: error, spanID: "r") })
  }

  @Test("the sentence with which LangChain's executor stops is a limit")
  func stoppedExecutor() throws {
    let run = #"""
      {"id": "r", "trace_id": "r", "run_type": "chain", "name": "AgentExecutor", "start_time": "2026-01-01T00:00:00Z", "outputs": {"output": "Agent stopped due to iteration limit or time limit."}, "status": "success"}
      """#
    #expect(try Self.trace(run).ending?.kind == .limit)
  }

  @Test("smolagents' spans tell its limit of steps: an answer that no step asked for follows the last one")
  func stepLimit() throws {
    func span(_ id: Int, _ name: String, _ kind: String, in parent: String) -> String {
      #"""
      {"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b\#(id)", "name": "\#(name)"\#(parent),
      "startTimeUnixNano": "179540658062262108\#(id)", "endTimeUnixNano": "1795406580922938286", "attributes": [
      {"key": "openinference.span.kind", "value": {"stringValue": "\#(kind)"}},
      {"key": "smolagents.max_steps", "value": {"intValue": "1"}}]}
      """#
    }
    let parent = #", "parentSpanId": "00f067aa0ba902b1""#
    func ending(_ spans: [String]) throws -> RecordedEnding? {
      try Self.trace(#"{"resourceSpans": [{"scopeSpans": [{"spans": [\#(spans.joined(separator: ","))]}]}]}"#)
        .ending
    }
    let run = [span(1, "ToolCallingAgent.run", "AGENT", in: ""), span(2, "Step 1", "CHAIN", in: parent)]
    #expect(try ending(run) == nil)
    #expect(
      try ending(run + [span(3, "OpenAIModel.generate", "LLM", in: parent)])
        == RecordedEnding(.limit, words: "max_steps 1", spanID: "00f067aa0ba902b1"))
  }

  @Test("a tool that Inspect's approver rejected was refused")
  func approval() throws {
    let log = """
      {"version": 2, "eval": {"run_id": "r", "task": "t"}, "plan": {}, "samples": [{"id": 1, "epoch": 1, "input": "x",
      "uuid": "s", "events": [{"event": "tool", "id": "c", "function": "bash", "arguments": {},
      "timestamp": "2026-01-01T00:00:00Z", "error": {"type": "approval", "message": "Not in this folder."}}]}]}
      """
    let tool = try Self.trace(log).spans.first { $0.kind == .tool }
    #expect(tool?.tool?.outcome == .refused)
    #expect(tool?.status == .unset)
  }
}
