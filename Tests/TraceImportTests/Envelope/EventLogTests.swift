import JSONReader
import Testing
import TraceModel
import TraceText

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Event logs of an application's agents")
struct EventLogTests {
  private func read(_ text: String) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "log.jsonl", text: text)], format: nil)
  }

  /// The spans of one run whose events have these members beside its id, a second apart.
  private func run(_ events: String...) throws -> [Span] {
    let lines = events.enumerated().map { second, members in
      #"{"run_id": "r-1", "timestamp": "2026-05-19T09:00:0\#(second)Z", \#(members)}"#
    }
    return try #require(try read(lines.joined(separator: "\n")).traces.first).spans
  }

  @Test(
    "Of agents that did a task each the run was asked the first task, gave back the last answer and is named by their number"
  )
  func tasks() throws {
    func line(_ second: Int, _ agent: String, _ members: String) -> String {
      #"{"timestamp": "2026-05-19 09:00:0\#(second)", "task": "\#(agent)'s task", "agent": "\#(agent)", \#(members)}"#
    }
    let lines = [
      line(1, "Finder", #""status": "started""#),
      line(2, "Finder", #""status": "completed", "output": "Three pages""#),
      line(2, "Writer", #""status": "started""#),
      line(3, "Writer", #""status": "completed", "output": "A report""#),
    ]
    let root = try #require(try read(lines.joined(separator: "\n")).traces.first?.spans.first)
    #expect(root.name == "2 tasks: Finder, Writer")
    #expect(root.input?.text == "Finder's task" && root.output?.text == "A report")
  }

  @Test(
    "A kind that says no more than which way words went leaves the title to tell the step; a bare error is a step's reason"
  )
  func titles() throws {
    let spans = try run(
      #""type": "input", "label": "User Prompt", "data": "Build it""#,
      #""type": "process", "label": "Calling LLM for Commands", "data": {"prompt": "Build it"}"#,
      #""type": "output", "label": "LLM Response", "data": {"preview": "make"}"#,
      #""type": "output", "label": "Code Result", "data": {"success": false}"#,
      #""type": "error", "label": "Error", "data": {"error_message": "no such file"}"#)
    #expect(spans.filter { $0.kind == .llm }.map { $0.llm?.output.map(\.text) } == [["make"]])
    #expect(spans.filter { $0.kind == .input }.map(\.input?.text) == ["Build it"])
    #expect(spans.filter { $0.status.isError }.map(\.name) == ["Code Result"])
    #expect(spans.first { $0.name == "Code Result" }?.status == .error(message: "no such file"))
  }

  @Test(
    "A log whose prompts hold conversations is a log: its runs are sessions, an answer is read as a provider sent it"
  )
  func providerAnswers() throws {
    func line(_ second: Int, _ members: String) -> String {
      #"{"ts": "2026-05-19T09:00:0\#(second)Z", "session": "u-1", \#(members)}"#
    }
    let lines = [
      line(1, #""event": "user_input", "text": "Hi""#),
      line(
        2,
        #""event": "prompt", "messages": [{"role": "system", "content": "Help."}, {"role": "user", "content": "Hi"}]"#
      ),
      line(3, #""event": "agent_state", "step": 1, "tools_called": []"#),
      line(
        4,
        #""event": "llm_response", "elapsed_ms": 2000, "raw": {"object": "chat.completion", "model": "m-1", "choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": "Hello"}}], "usage": {"prompt_tokens": 9, "completion_tokens": 2}}"#
      ),
      line(5, #""event": "final_answer", "answer": "Hello""#),
    ]
    let result = try read(lines.joined(separator: "\n"))
    let trace = try #require(result.traces.first)
    #expect(result.traces.map(\.format) == ["event-log"] && trace.id == "u-1")
    #expect(NativeFixture.kinds(trace.spans) == "chain 1, input 1, llm 1, output 1")
    let call = try #require(trace.spans(of: .llm).first?.llm)
    #expect(call.input.map(\.text) == ["Help.", "Hi"] && call.output.map(\.text) == ["Hello"])
    #expect(
      call.usage?.input == 9 && call.usage?.output == 2 && call.responseModel ?? call.requestModel == "m-1")
    #expect(trace.spans(of: .output).first?.output?.text == "Hello")
  }

  @Test(
    "What tells of no agent is not taken for one",
    arguments: [
      #"[{"kind": "response", "run_id": "r", "timestamp": "2026-05-19T09:00:00Z", "model_name": "m", "usage": {"input_tokens": 1, "output_tokens": 1}, "parts": []}]"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "type": "usage", "model": "gpt-4o", "tokens": 100, "cost": 1}"#,
      // Manifests, data sets, logs of servers and of other programs.
      #"{"name": "shop", "version": "1.0.0", "type": "module", "scripts": {"test": "node test.js"}, "dependencies": {"ai": "^5"}}"#,
      #"{"id": 1, "tokens": ["Ada", "sang"], "tags": [1, 0], "type": "train", "timestamp": "2026-05-19T09:00:00Z"}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "event": "page_view", "session_id": "s", "url": "/cart", "content": "banner"}"#,
      #"{"@timestamp": "2026-05-19T09:00:00Z", "event": {"kind": "event", "action": "logon"}, "agent": {"id": "1", "type": "filebeat"}, "message": "tool result", "trace": {"id": "t"}}"#,
      #"{"time": "2026-05-19T09:00:00Z", "level": "info", "msg": "request completed", "req": {"id": 1, "method": "GET"}, "res": {"statusCode": 200}, "responseTime": 5}"#,
      #"{"ts": 1779181200.5, "level": "info", "event": "response sent", "request_id": "r", "status": 200, "duration_ms": 12}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "type": "deploy", "task_id": "t", "stage": "BUILD_START", "content": "Starting the build."}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "event_type": "job_started", "job_id": "j", "agent": "linux-runner-3", "queue": "ci"}"#,
      #"{"run_id": "r", "event": "epoch_end", "timestamp": "2026-05-19T09:00:00Z", "loss": 0.2, "tokens": 20000}"#,
      #"{"created_at": "2026-05-19T09:00:00Z", "type": "post", "content": "Kettles are great.", "token_count": 5, "user": "ada"}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "type": "measurement", "model": "X-200", "sensor": "t", "output": 21.5}"#,
      #"{"event": "model_trained", "model": "forest", "timestamp": "2026-05-19T09:00:00Z", "run_id": "r", "input": "data.csv"}"#,
    ])
  func foreign(_ text: String) throws {
    let document = SourceDocument(name: "log.jsonl", text: text)
    #expect(EventLogImporter().confidence(in: document) == .none)
    let error = #expect(throws: ImportError.self) { try read(text) }
    #expect(error?.message.contains("no known trace format") == true)
  }

  @Test("A record with the ids and times of a span is one, and no event")
  func spans() throws {
    let line =
      #"{"trace_id": "t", "span_id": "1", "name": "llm", "event_type": "llm_call", "start_time": "2026-05-19T09:00:00Z", "model": "gpt-4o", "prompt_tokens": 1, "completion_tokens": 1}"#
    #expect(try read(line).traces.map(\.format) == ["span-log"])
  }

  @Test("A request and the response with its id are one call, whatever happened between them")
  func byID() throws {
    let spans = try run(
      #""event": "llm_request", "request_id": "a", "data": {"model": "gpt-4o", "prompt": "One?"}"#,
      #""event": "llm_request", "request_id": "b", "data": {"model": "gpt-4o", "prompt": "Two?"}"#,
      #""event": "llm_response", "request_id": "a", "data": {"content": "1", "prompt_tokens": 4, "completion_tokens": 1}"#,
      #""event": "llm_response", "request_id": "b", "data": {"content": "2", "prompt_tokens": 5, "completion_tokens": 1}"#
    )
    let calls = spans.filter { $0.kind == .llm }
    #expect(calls.map { $0.llm?.input.messages.last?.text } == ["One?", "Two?"])
    #expect(calls.map { $0.llm?.output.first?.text } == ["1", "2"])
    #expect(
      calls.map { $0.llm?.usage?.input } == [4, 5] && calls.map(\.duration) == [2_000_000_000, 2_000_000_000])
  }

  @Test("Of several open requests the one is answered that began when the response says")
  func byLength() throws {
    let spans = try run(
      #""event": "llm_request", "data": {"model": "gpt-4o", "prompt": "One?"}"#,
      #""event": "llm_request", "data": {"model": "gpt-4o", "prompt": "Two?"}"#,
      #""event": "llm_response", "data": {"content": "2", "latency_ms": 1000.4}"#,
      #""event": "llm_response", "data": {"content": "1", "latency_ms": 2999.8}"#)
    #expect(
      spans.filter { $0.kind == .llm }.map {
        [$0.llm?.input.messages.last?.text, $0.llm?.output.first?.text]
      }
        == [["One?", "1"], ["Two?", "2"]])
  }

  @Test("Where nothing says which request is answered, none is, and that is told")
  func ambiguous() throws {
    let lines = [
      #""event": "llm_request", "data": {"model": "gpt-4o", "prompt": "One?"}"#,
      #""event": "llm_request", "data": {"model": "gpt-4o", "prompt": "Two?"}"#,
      #""event": "llm_response", "data": {"content": "2", "prompt_tokens": 5, "completion_tokens": 1}"#,
    ].map { #"{"run_id": "r", "timestamp": "2026-05-19T09:00:00Z", \#($0)}"# }
    let result = try read(lines.joined(separator: "\n"))
    let calls = try #require(result.traces.first).spans.filter { $0.kind == .llm }
    #expect(
      calls.count == 3 && calls.allSatisfy { ($0.llm?.input.count == 0) != ($0.llm?.output.isEmpty ?? true) })
    #expect(
      result.diagnostics.contains {
        $0.message.hasPrefix("one answer could belong to several")
      })
  }

  @Test("A tool's call and its result are one step, and a call that no result follows is whole")
  func calls() throws {
    let both = try run(
      #""event": "tool_call", "tool_name": "look", "arguments": {"a": 1}"#,
      #""event": "tool_result", "tool_name": "look", "result": "12""#)
    #expect(both.filter { $0.kind == .tool }.map { $0.tool?.result?.text } == ["12"])
    let alone = try run(#""event": "tool_call", "tool_name": "look", "arguments": {"a": 1}"#)
    #expect(alone.map(\.kind) == [.tool] && alone[0].end == alone[0].start)
  }

  @Test("What LangGraph streams of a run: its steps by their ids, one below the other, without times")
  func langGraph() throws {
    let event = { (word: String, id: String, above: String, data: String) in
      #"{"event": "\#(word)", "name": "n", "run_id": "\#(id)", "parent_ids": [\#(above)], "tags": [], "metadata": {}, "data": \#(data)}"#
    }
    let question = #"{"input": {"messages": [[{"role": "user", "content": "Tea?"}]]}}"#
    let spans = try #require(
      try read(
        [
          event("on_chain_start", "r0", "", "{}"), event("on_chat_model_start", "r1", #""r0""#, question),
          event("on_chat_model_stream", "r1", #""r0""#, "{}"),
          event(
            "on_chat_model_end", "r1", #""r0""#,
            #"{"output": {"role": "assistant", "content": "Yes.", "usage_metadata": {"input_tokens": 3, "output_tokens": 1, "total_tokens": 4}}}"#
          ),
          event("on_tool_error", "r2", #""r0""#, #"{"error": "gone"}"#),
          event("on_chain_end", "r0", "", "{}"),
        ].joined(separator: "\n")
      ).traces.first
    ).spans
    #expect(spans.map(\.kind) == [.chain, .llm, .tool] && spans.map(\.parentID) == [nil, "r0", "r0"])
    #expect(spans[1].llm?.input.map(\.text) == ["Tea?"] && spans[1].llm?.output.map(\.text) == ["Yes."])
    #expect(spans[1].llm?.usage?.input == 3 && spans[2].status == .error(message: "gone"))
  }

  @Test("A step with a length was written down when it was over")
  func length() throws {
    let step = try run(
      #""kind": "llm_call", "model": "gpt-4o", "tokens": {"input": 3, "output": 2}, "latency_s": 2.5"#)[0]
    #expect(step.duration == 2_500_000_000 && step.timeOrigin == .inferred)
    #expect(step.end == Timestamp(nanoseconds: 1_779_181_200_000_000_000))
    #expect(step.llm?.usage?.input == 3 && step.llm?.usage?.output == 2)
  }

  @Test("A text that is JSON stays what the model wrote")
  func json() throws {
    let step = try run(
      #""kind": "llm_call", "model": "gpt-4o", "latency_s": 1, "prompt": "SQL?", "output_summary": "{\"sql\": \"SELECT 1\", \"reasoning\": \"r\"}""#
    )[0]
    #expect(step.llm?.output.first?.text == #"{"sql": "SELECT 1", "reasoning": "r"}"#)
  }

  @Test(
    "How a tool went is what its result says",
    arguments: [
      (#""status": "success""#, nil), (#""status": "failure""#, StepOutcome.failed),
      (#""status": "invalid_request""#, .failed), (#""status": "blocked""#, .refused),
      (#""error": "gone""#, .failed),
    ] as [(String, StepOutcome?)])
  func tools(_ said: String, _ outcome: StepOutcome?) throws {
    let spans = try run(
      #""event_type": "action_proposed", "payload": {"tool_name": "save", "arguments": {"path": "a"}}"#,
      #""event_type": "tool_invoked", "payload": {"tool_name": "save"}"#,
      #""event_type": "tool_result", "payload": {"tool_name": "save", \#(said)}"#)
    let tool = try #require(spans.first { $0.kind == .tool })
    #expect(spans.filter { $0.kind == .tool }.count == 1 && tool.name == "save")
    #expect(tool.tool?.outcome == outcome && tool.tool?.arguments?.text.contains("path") == true)
  }

  @Test("A run says how it ended, and a stage that is never told to end did not")
  func ends() throws {
    let failed = try run(
      #""event_type": "task_started", "goal": "Tea?", "agent": "a", "content": "c""#,
      #""event_type": "stage_start", "stage": "DRAFT_START", "agent": "a", "content": "c""#,
      #""event_type": "task_failed", "payload": {"reason": "no kettle"}"#)
    #expect(failed[0].status == .error(message: "no kettle") && failed[0].output == nil)
    let open = try run(
      #""event_type": "stage_start", "stage": "DRAFT_START", "agent": "a", "content": "c""#,
      #""event_type": "stage_end", "stage": "DRAFT_END", "agent": "a", "content": "c""#,
      #""event_type": "stage_start", "stage": "FINAL_START", "agent": "b", "content": "c""#)
    #expect(open.filter { ["a", "b"].contains($0.name) }.map { $0.end == nil } == [false, true])
  }

  @Test("An id that is used again hours later is that of another run")
  func again() throws {
    let line = { (time: String) in
      #"{"task_id": "t", "timestamp": "2026-05-19T\#(time)Z", "event": "llm_request", "data": {"model": "gpt-4o", "prompt": "One?"}}"#
    }
    #expect(
      try read([line("09:00:00"), line("12:00:00")].joined(separator: "\n")).traces.map(\.spans.count) == [
        1, 1,
      ])
  }

  @Test("Events of a run may stand in an object that says what holds for all of them")
  func held() throws {
    let trace = try #require(
      try read(
        #"""
        {"task_id": "t-9", "goal": "Is tea in stock?", "log": 1, "records": [
          {"timestamp": "2026-05-19T09:00:00Z", "event": "llm_call", "model": "gpt-4o", "input_tokens": 3, "output_tokens": 1, "content": "Yes."}]}
        """#
      ).traces.first)
    #expect(trace.id == "t-9" && trace.spans.map(\.kind) == [.chain, .llm])
    #expect(trace.spans[0].input?.text == "Is tea in stock?")
  }
}
