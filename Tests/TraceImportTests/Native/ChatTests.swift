import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Chat messages")
struct ChatTests {
  private func read(_ text: String) throws -> ImportResult {
    let document = SourceDocument(name: "chat.json", text: text)
    return try ImporterRegistry.standard.importTraces(from: [document], format: nil)
  }

  private func lines() throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: [NativeFixture.document("chat/lines.jsonl")], format: nil)
  }

  @Test(
    "A list of messages is one conversation in every shape",
    arguments: [
      #"[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]"#,
      #"{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"text","text":"Hello"}]}]}"#,
      #"{"conversations":[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]}"#,
      #"[{"type":"human","data":{"content":"Hi"}},{"type":"ai","data":{"content":"Hello"}}]"#,
      #"[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]}]"#,
      "{\"role\":\"user\",\"content\":\"Hi\"}\n{\"role\":\"assistant\",\"content\":\"Hello\"}",
      #"[{"kind":"request","parts":[{"part_kind":"user-prompt","content":"Hi"}]},{"kind":"response","parts":[{"part_kind":"text","content":"Hello"}]}]"#,
    ])
  func shapes(_ text: String) throws {
    let traces = try read(text).traces
    let call = try #require(traces.first?.spans(of: .llm).first?.llm)
    #expect(traces.count == 1 && traces[0].spans(of: .input).map(\.input?.text) == ["Hi"])
    #expect(call.input.map(\.text) == ["Hi"] && call.output.map(\.text) == ["Hello"])
  }

  @Test(
    "A line of its own that states a command's exit code counts like one",
    arguments: [
      ("rc=1\\ncat: a: No such file", 1), ("rc=0\\nfine", 0), ("exit code: 2", 2), ("one\\nreturncode=3", 3),
      ("exitcode: 1 (execution failed)\\nCode output: x", 1), ("my rc=1 is set", nil),
      ("rc=1 of 3\\nfine", nil),
    ])
  func exitCodeLines(output: String, code: Int?) throws {
    let text = """
      [{"role":"user","content":"Go"},
      {"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"bash","arguments":"{\\"cmd\\":\\"x\\"}"}}]},
      {"role":"tool","tool_call_id":"1","content":"\(output)"}]
      """
    let tool = try #require(read(text).traces.first?.spans(of: .tool).first)
    #expect(tool.tool?.command?.exitCode == code)
    #expect(tool.status.isError == ((code ?? 0) != 0))
  }

  @Test("In a group's chat each named user is an agent, and code that one of them ran is a tool")
  func groupAgents() throws {
    let text = #"""
      {"id":"g","metadata":{"question":"How many?","is_correct":false},"gt":{"mistake_step":"1"},"history":[
      {"role":"assistant","name":"Planner","content":"Count them."},
      {"role":"user","name":"Counter","content":"I count: run this."},
      {"role":"user","name":"Terminal","content":"exitcode: 1 (execution failed)\nCode output: KeyError: a"},
      {"role":"user","name":"Counter","content":"There are three."},
      {"role":"assistant","name":"Planner","content":"TERMINATE"}]}
      """#
    let trace = try #require(read(text).traces.first)
    #expect(trace.spans(of: .input).isEmpty)
    #expect(trace.spans(of: .llm).map(\.agentName) == ["Planner", "Counter", "Counter", "Planner"])
    #expect(trace.spans(of: .tool).map(\.tool?.isError) == [true])
    let named = trace.scores.first { $0.namesFailureStep }
    #expect(named?.spanID == trace.spans(of: .llm)[1].id)
  }

  @Test("A group whose agents stand as roles is one too, with whom they speak to left out of their names")
  func agentsAsRoles() throws {
    let text = #"""
      {"question":"How many?\n","ground_truth":"3","is_corrected":false,"mistake_step":"2","mistake_reason":"It guessed.",
      "history":[{"role":"human","content":"How many?"},{"role":"Lead (-> Counter)","content":"Count."},
      {"role":"Counter","content":"Two."},{"role":"Terminal","content":"exitcode: 1\nKeyError: a"},
      {"role":"Lead (thought)","content":"Two, then."}]}
      """#
    let trace = try #require(read(text).traces.first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["How many?"])
    #expect(trace.spans(of: .llm).map(\.agentName) == ["Lead", "Counter", "Lead"])
    #expect(trace.spans(of: .tool).map(\.tool?.isError) == [true])
    #expect(trace.scores.first { $0.namesFailureStep }?.spanID == trace.spans(of: .llm)[1].id)
    let judged = trace.scores.first { $0.name == "is_corrected" }
    #expect(judged?.verdict == .wrong && judged?.target == "3" && judged?.explanation == "It guessed.")
  }

  @Test(
    "Where a chat of one agent names the step that went wrong, that is one of its answers, counted from 1")
  func failureStep() throws {
    let text = #"""
      {"id":"g","gt":{"critical_failure_step":2,"won":false},"history":[
      {"role":"user","content":"How many?"},{"role":"assistant","content":"One."},
      {"role":"user","content":"Look again."},{"role":"assistant","content":"Two."}]}
      """#
    let trace = try #require(read(text).traces.first)
    let named = trace.scores.first { $0.namesFailureStep }
    #expect(named?.spanID == trace.spans(of: .llm)[1].id && named?.value == .label("step 2"))
  }

  @Test(
    "Lines that frame their messages are one session with its tools",
    arguments: [
      // Cursor keeps no results of tools.
      #"""
      {"role":"user","message":{"content":[{"type":"text","text":"<timestamp>Monday</timestamp>\n<user_query>\nCount\n</user_query>"}]}}
      {"role":"assistant","message":{"content":[{"type":"text","text":"Looking."},{"type":"tool_use","name":"Shell","input":{"command":"ls"}}]}}
      {"role":"assistant","message":{"content":[{"type":"text","text":"Two."}]}}
      """#,
      // Factory's Droid.
      #"""
      {"type":"session_start","id":"s","title":"Counting","cwd":"/work"}
      {"type":"message","id":"1","timestamp":"2026-01-01T00:00:00Z","message":{"role":"user","content":[{"type":"text","text":"Count"}]}}
      {"type":"message","id":"2","timestamp":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Shell","input":{"command":"ls"}}]}}
      {"type":"message","id":"3","timestamp":"2026-01-01T00:00:02Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"a\nb"}]}}
      {"type":"message","id":"4","timestamp":"2026-01-01T00:00:03Z","message":{"role":"assistant","content":[{"type":"text","text":"Two."}]}}
      """#,
      // Grok's command line.
      #"""
      {"type":"system","content":"Be brief."}
      {"type":"user","content":[{"type":"text","text":"<user_query>Count</user_query>"}]}
      {"type":"reasoning","summary":[{"type":"summary_text","text":"I must list."}]}
      {"type":"assistant","content":"","tool_calls":[{"id":"t","name":"Shell","arguments":"{\"command\":\"ls\"}"}],"model_id":"grok"}
      {"type":"tool_result","tool_call_id":"t","content":"a\nb"}
      {"type":"assistant","content":"Two.","model_id":"grok"}
      """#,
    ])
  func framed(_ text: String) throws {
    let result = try read(text)
    let trace = try #require(result.traces.first)
    #expect(result.traces.count == 1 && result.diagnostics.isEmpty)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Count"])
    #expect(trace.spans(of: .llm).last?.llm?.output.map(\.text) == ["Two."])
    #expect(trace.spans(of: .tool).map(\.name) == ["Shell"])
  }

  @Test("ChatGPT's pictures and sounds lie beside the export, and what was said is a text")
  func pointers() throws {
    let parts = #"""
      {"content_type":"image_asset_pointer","asset_pointer":"sediment://file_1","width":9},
      {"content_type":"audio_transcription","text":"What is this?"},
      {"content_type":"audio_asset_pointer","asset_pointer":"sediment://file_2","format":"wav"}
      """#
    let trace = try #require(
      try read(
        #"{"title":"t","current_node":"b","mapping":{"a":{"id":"a","children":["b"],"message":{"id":"a","author":{"role":"user"},"content":{"content_type":"multimodal_text","parts":["#
          + parts
          + #"]}}},"b":{"id":"b","parent":"a","children":[],"message":{"id":"b","author":{"role":"assistant"},"content":{"content_type":"text","parts":["A cat."]}}}}}"#
      ).traces.first)
    let input = try #require(trace.spans(of: .llm).first?.llm?.input.first)
    #expect(
      input.parts == [
        .media(Media(mediaType: "image", content: .file("sediment://file_1"))), .text("What is this?"),
        .media(Media(mediaType: "audio/wav", content: .file("sediment://file_2"))),
      ])
  }

  @Test("A line that begins a session makes no chat of what follows it")
  func headerAlone() {
    let log = #"{"type":"session_start","id":"s"}"# + "\n" + #"{"type":"tool_use","name":"Read"}"#
    #expect(throws: ImportError.self) { try read(log) }
  }

  @Test("What Grok's model thought before a message is part of it, and what the program says is no prompt")
  func thoughts() throws {
    let trace = try #require(
      try read(
        #"""
        {"type":"system","content":"Be brief."}
        {"type":"user","content":"<user_info>Linux</user_info>","synthetic_reason":"environment_context"}
        {"type":"user","content":"Hi"}
        {"type":"reasoning","summary":[{"type":"summary_text","text":"A greeting."}]}
        {"type":"assistant","content":"Hello","model_id":"grok"}
        """#
      ).traces.first)
    let call = try #require(trace.spans(of: .llm).first?.llm)
    #expect(trace.spans(of: .llm).count == 1 && call.model == "grok" && call.input.count == 3)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Hi"])
    #expect(call.output.first?.parts.first == .reasoning(Reasoning(text: "A greeting.")))
  }

  @Test(
    "Messages that end with the model's are a conversation, whatever body of an API they were in",
    arguments: [
      #"{"model":"m","messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}"#,
      #"{"model":"m","temperature":0,"input":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}"#,
      #"{"model":"m","contents":[{"role":"user","parts":[{"text":"Hi"}]},{"role":"model","parts":[{"text":"Hello"}]}]}"#,
    ])
  func answered(_ text: String) throws {
    let trace = try #require(try read(text).traces.first)
    let call = try #require(trace.spans(of: .llm).first?.llm)
    #expect(trace.format == "chat" && call.model == "m")
    #expect(call.input.map(\.text) == ["Hi"] && call.output.map(\.text) == ["Hello"])
  }

  @Test(
    "A request that asks for an answer stays one",
    arguments: [
      #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#,
      #"{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"{"}]}"#,
      #"{"model":"m","input":[{"role":"user","content":"Hi"}]}"#,
    ])
  func request(_ text: String) throws { #expect(try read(text).traces.map(\.format) == ["raw-api"]) }

  @Test("Nothing is timed that has no time")
  func times() throws {
    for span in try lines().traces.flatMap(\.spans) { #expect(span.start == nil && span.end == nil) }
  }

  @Test("Each line is a conversation, and what is none is told")
  func manyLines() throws {
    let result = try lines()
    #expect(result.traces.map(\.id) == ["lines.jsonl#1", "lines.jsonl#2", "s-3"])
    #expect(result.diagnostics.map(\.place.line) == [4])
  }

  @Test(
    "A call was given the instructions and the tools; a result that tells of an error is one; a reward is a score"
  )
  func tools() throws {
    let trace = try #require(try lines().traces.first)
    let calls = trace.spans(of: .llm)
    let tool = try trace.tool(calledBy: "c1")
    #expect(calls[1].llm?.input.map(\.role) == [.system, .user, .assistant, .tool])
    #expect(calls[0].llm?.tools.map(\.name) == ["weather"])
    #expect(tool.parentID == calls[0].id && tool.status == .error(message: "no such station"))
    #expect(trace.scores.map(\.name) == ["reward"])
  }

  @Test(
    "Results in a user's message belong to the calls that asked; what stands beside them is said to the model"
  )
  func anthropic() throws {
    let trace = try CodingAgentFixture.trace("chat/anthropic.json")
    let tools = trace.spans(of: .tool)
    #expect(tools.map(\.tool?.callID) == ["t1", "t2"] && tools.map(\.status.isError) == [false, true])
    #expect(tools[0].tool?.files == [FileAccess(path: "app.py", action: .read)])
    #expect(tools[1].tool?.command?.text == "make test")
    #expect(trace.spans(of: .llm)[1].llm?.input.count == 4)
  }

  @Test("Pydantic AI's history has times, models and tokens; what a tool is asked to try again has failed")
  func pydantic() throws {
    let trace = try CodingAgentFixture.trace("chat/pydantic.json")
    #expect(trace.usages.map { $0?.input } == [53, 54] && trace.usages.map { $0?.output } == [5, 9])
    #expect(trace.spans(of: .llm).map(\.llm?.requestModel) == ["test", "test"])
    #expect(try trace.tool(calledBy: "call-b").status.isError)
  }

  @Test("Of ChatGPT's tree the branch is read that was shown last")
  func chatGPT() throws {
    let documents = [try NativeFixture.document("chat/chatgpt.json")]
    let traces = try ImporterRegistry.standard.importTraces(from: documents, format: nil).traces
    #expect(traces.map(\.name) == ["Towns", "Empty"] && traces.map(\.id) == ["conv-1", "conv-2"])
    #expect(traces[0].spans(of: .llm).map { $0.llm?.output.first?.text } == ["Bruges"])
    #expect(traces[0].spans(of: .input).map(\.input?.text) == ["Name a town.", "Thanks"])
  }

  @Test("A thousand conversations are read, and how many there are is told")
  func bound() throws {
    let line = #"{"messages":[{"role":"user","content":"Hi"}]}"#
    let result = try read(Array(repeating: line, count: 1003).joined(separator: "\n"))
    #expect(result.traces.count == 1000)
    #expect(result.diagnostics.map(\.message).contains { $0.contains("1003 conversations") })
  }

  @Test(
    "What belongs to another format or is no conversation is left alone",
    arguments: [
      #"[{"role":"admin","name":"x"}]"#, #"{"messages":["a","b"]}"#, #"{"messages":[]}"#,
      #"{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":5}"#, #"[[1],[2]]"#,
    ])
  func foreign(_ text: String) {
    let claims = ImporterRegistry.standard.claims(on: SourceDocument(name: "-", text: text))
    #expect(!claims.map(\.format.id).contains("chat"))
  }

  @Test("That an event ended well says nothing of the answer in it; of a row of data it does")
  func success() throws {
    func scores(_ head: String) throws -> [[Score]] {
      try NativeFixture.load(
        text: """
          {\(head)"success":true,"messages":[{"role":"user","content":"1 + 1?"},{"role":"assistant","content":"3"}]}
          {\(head)"success":true,"messages":[{"role":"user","content":"1 + 2?"},{"role":"assistant","content":"3"}]}
          """
      ).traces.map(\.scores)
    }
    #expect(try scores(#""type":"agent.end","#) == [[], []])
    #expect(try scores("").map(\.count) == [1, 1])
  }

  @Test(
    "A conversation under “history” is read with what its collection says of it; beside another question it is what was before"
  )
  func history() throws {
    let messages =
      #"[{"role": "user", "name": null, "content": "1 + 1?"}, {"role": "assistant", "content": "3"}]"#
    let row =
      #"{"trajectory_id": "r", "llm": "m-8b", "history": \#(messages), "metadata": {"steps": 1}, "gt": {"won": false, "ground_truth_answer": "2", "failure_reason": "It miscounted."}}"#
    let trace = try #require(try read(row).traces.first)
    #expect(
      trace.format == "chat" && trace.id == "r"
        && trace.spans(of: .llm).map { $0.llm?.requestModel } == ["m-8b"])
    let score = try #require(trace.scores.first)
    #expect(score.name == "won" && score.verdict == .wrong && score.target == "2")
    #expect(score.explanation == "It miscounted." && trace.spans[0].attributes["gt"] != nil)
    let turn = SourceDocument(name: "-", text: #"{"question": "2 + 2?", "history": \#(messages)}"#)
    #expect(ImporterRegistry.standard.claims(on: turn).isEmpty)
    let named =
      #"{"question": "1 + 1?\n", "ground_truth": "2", "mistake_step": "1", "history": \#(messages)}"#
    #expect(try read(named).traces.first?.spans(of: .llm).count == 1)
  }

  @Test("A group's chat is asked what its collection states, not what its agents say to each other")
  func groupChat() throws {
    let row =
      #"{"history": [{"role": "assistant", "name": "Solver", "content": "I count."}, {"role": "user", "name": "Terminal", "content": "No code."}, {"role": "assistant", "name": "Solver", "content": "2"}], "metadata": {"question": "1 + 1?", "is_correct": true}}"#
    let trace = try #require(try read(row).traces.first)
    #expect(trace.spans[0].input?.text == "1 + 1?" && trace.spans(of: .input).isEmpty)
    #expect(trace.scores.map(\.verdict) == [.right])
  }
}
