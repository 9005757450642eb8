import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Codex rollouts")
struct CodexRolloutTests {
  private let meta =
    #"{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"019a","model_provider":"openai"}}"#

  private func item(_ payload: String) -> String {
    #"{"timestamp":"2026-01-01T00:00:01Z","type":"response_item","payload":\#(payload)}"#
  }

  private func event(_ payload: String) -> String {
    #"{"timestamp":"2026-01-01T00:00:02Z","type":"event_msg","payload":\#(payload)}"#
  }

  private func count(total: Int, last: Int? = nil) -> String {
    let lastUsage = last.map { #","last_token_usage":{"input_tokens":\#($0),"output_tokens":1}"# } ?? ""
    return event(
      #"{"type":"token_count","info":{"total_token_usage":{"input_tokens":\#(total),"output_tokens":1}\#(lastUsage)}}"#
    )
  }

  private let reply =
    #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Yes."}]}"#
  private let question = #"{"type":"message","role":"user","content":[{"type":"input_text","text":"Sure?"}]}"#

  // MARK: Tokens

  @Test("What a model says on the way to its final answer is a message of its own")
  func phases() throws {
    func said(_ text: String, _ phase: String) -> String {
      #"{"timestamp":"2026-06-01T10:00:02Z","type":"response_item","payload":{"type":"message","role":"assistant","phase":"\#(phase)","content":[{"type":"output_text","text":"\#(text)"}]}}"#
    }
    let result = try CodingAgentFixture.read(
      #"{"timestamp":"2026-06-01T10:00:00Z","type":"session_meta","payload":{"id":"s","timestamp":"2026-06-01T10:00:00Z","cwd":"/a","originator":"o","cli_version":"0.1"}}"#,
      said("I am done reading.", "commentary"), said("It is a.c.", "final_answer"))
    let call = try #require(result.traces.first?.spans(of: .llm).first?.llm)
    #expect(call.output.map(\.text) == ["I am done reading.", "It is a.c."])
  }

  @Test("Searches that the provider ran are counted for their fees, pages that it opened are not")
  func searches() throws {
    let search = #"{"type":"web_search_call","status":"completed","action":{"type":"search","query":"tide"}}"#
    let page =
      #"{"type":"web_search_call","status":"completed","action":{"type":"open_page","url":"https://tides.example"}}"#
    let result = try CodingAgentFixture.read(
      meta, item(question), item(search), item(page), item(search), item(reply), count(total: 100, last: 100))
    #expect(
      result.traces.first?.spans(of: .llm).first?.llm?.hostedTools == [
        HostedToolUse(tool: .webSearch, count: 2)
      ])
  }

  @Test("Each response's own record is counted, and the running totals beside it are not")
  func records() throws {
    let trace = try CodingAgentFixture.trace("codex/session.jsonl")
    #expect(trace.usages.map { $0?.input } == [1000, 1100, 1200])
    #expect(trace.usages.map { $0?.cacheRead } == [0, 900, 1100])
    #expect(trace.usages.map { $0?.output } == [50, 30, 10])
    #expect(trace.usages.map { $0?.reasoning } == [20, 0, 0])
    #expect(trace.spans(of: .llm).map { $0.llm?.responseID } == ["resp_a", "resp_b", "resp_c"])
  }

  @Test("A token count that is told again counts once")
  func repeatedCount() throws {
    let trace = try CodingAgentFixture.trace("codex/older.jsonl")
    #expect(trace.usages.map { $0?.input } == [500, 700, 300])
  }

  @Test("Without a call's own count, the growth of the running total is the call's")
  func growth() throws {
    let result = try CodingAgentFixture.read(
      meta, item(reply), count(total: 100), item(question), item(reply), count(total: 250))
    #expect(result.traces.first?.usages.map { $0?.input } == [100, 150])
  }

  @Test("A count that no item stands for is a call of its own, so that others keep theirs")
  func countWithoutItems() throws {
    let result = try CodingAgentFixture.read(
      meta, item(reply), count(total: 100, last: 100), count(total: 130, last: 30), item(question),
      item(reply),
      count(total: 230, last: 100))
    #expect(result.traces.first?.usages.map { $0?.input } == [100, 30, 100])
    #expect(result.traces.first?.spans(of: .llm).map { $0.llm?.output.isEmpty } == [false, true, false])
  }

  @Test("Counts that come before the items of their call are given to that call")
  func countsFirst() throws {
    let result = try CodingAgentFixture.read(
      meta, item(question), count(total: 100, last: 100), item(reply), item(question),
      count(total: 150, last: 50), item(reply))
    #expect(result.traces.first?.usages.map { $0?.input } == [100, 50])
  }

  @Test("A call that was broken off has no tokens rather than none")
  func unfinished() throws {
    let result = try CodingAgentFixture.read(meta, item(question), item(reply))
    #expect(result.traces.first?.spans(of: .llm).map { $0.llm?.usage == nil } == [true])
  }

  // MARK: Messages

  @Test("What Codex says in the user's name is input of the call, and no prompt of the user")
  func contexts() throws {
    let trace = try CodingAgentFixture.trace("codex/session.jsonl")
    #expect(trace.spans(of: .input).map { $0.input?.text } == ["Why does the build fail?", "Write a plan."])
    let first = try #require(trace.spans(of: .llm).first?.llm)
    #expect(first.input.map(\.role) == [.system, .developer, .user, .user])
  }

  @Test("A prompt that begins like markup is a prompt where an event says so")
  func markup() throws {
    let trace = try CodingAgentFixture.trace("codex/older.jsonl")
    #expect(trace.spans(of: .input).map { $0.input?.text } == ["<b>Which</b> posts are drafts?"])
  }

  @Test("Items and events that say the same are one message")
  func duplicates() throws {
    let trace = try CodingAgentFixture.trace("codex/session.jsonl")
    let answer = try #require(trace.spans(of: .llm).dropFirst().first?.llm)
    #expect(answer.output.map(\.text) == ["A target was misspelled; fixed."])
    #expect(!trace.spans.flatMap(\.events).contains { $0.name == "agent_message" })
  }

  @Test("Encrypted reasoning is told by its length, and never shown")
  func encrypted() throws {
    let trace = try CodingAgentFixture.trace("codex/session.jsonl")
    let dump =
      TraceDump.trace(trace).joined() + trace.spans.flatMap(\.attributes).map(\.value.plainText).joined()
    #expect(!dump.contains("gAAAAAB"))
    #expect(dump.contains("[encrypted, 19 bytes]"))
  }

  // MARK: Tools

  @Test("A command that fails is an error with its exit code, output and folder")
  func failingCommand() throws {
    let tool = try CodingAgentFixture.trace("codex/session.jsonl").span(named: "exec_command")
    #expect(tool.status == .error(message: "make: *** No rule to make target 'ap'."))
    #expect(
      tool.tool?.command
        == ShellCommand(
          text: "make", directory: "/srv/shop", exitCode: 2,
          output: "make: *** No rule to make target 'ap'.\n"))
    #expect(tool.duration == 900_000_000)
    #expect(tool.timeOrigin == .recorded)
  }

  @Test("A call id that is given again after a resume is another call")
  func repeatedCallID() throws {
    let trace = try CodingAgentFixture.trace("codex/session.jsonl")
    #expect(trace.spans(of: .tool).map(\.tool?.callID) == ["call_1", "call_2", "call_1"])
    #expect(try trace.span(named: "update_plan").status == .error(message: "unsupported call: update_plan"))
    #expect(try trace.span(named: "exec_command").tool?.result?.text.hasPrefix("Process exited") == true)
  }

  @Test("A file's change is the diff that was applied")
  func fileChange() throws {
    let tool = try CodingAgentFixture.trace("codex/session.jsonl").span(named: "apply_patch")
    #expect(
      tool.tool?.files == [
        FileAccess(path: "/srv/shop/Makefile", action: .edit, patch: "@@ -1,1 +1,1 @@\n-all: ap\n+all: app\n")
      ])
  }

  @Test("A patch in a call's arguments is a change a file")
  func patchArguments() {
    let files = ApplyPatch.files(
      in: """
        cat <<'EOF' | apply_patch
        *** Begin Patch
        *** Add File: new.txt
        +one
        *** Update File: old.txt
        *** Move to: moved.txt
        @@ def f():
        -a
        +b
        *** End of File
        *** Delete File: gone.txt
        *** End Patch
        EOF
        """)
    #expect(
      files == [
        FileAccess(path: "new.txt", action: .create, patch: "@@\n+one\n"),
        FileAccess(
          path: "old.txt", action: .move, patch: "--- old.txt\n+++ moved.txt\n@@ def f():\n-a\n+b\n"),
        FileAccess(path: "gone.txt", action: .delete),
      ])
  }

  @Test("A patch that was refused changed nothing")
  func refusedPatch() throws {
    let tool = try CodingAgentFixture.trace("codex/older.jsonl").tool(calledBy: "call_b")
    #expect(tool.status == .error(message: "patch did not apply"))
    #expect(tool.tool?.files == [])
  }

  @Test("A tool of an MCP server tells its arguments, its result and its failure")
  func mcp() throws {
    let result = try CodingAgentFixture.read(
      meta, item(#"{"type":"function_call","name":"mcp__web__get","arguments":"{}","call_id":"c"}"#),
      event(
        #"{"type":"mcp_tool_call_end","call_id":"c","invocation":{"server":"web","tool":"get","arguments":{}},"duration":{"secs":1,"nanos":0},"result":{"Err":"timed out"}}"#
      ))
    let tool = try #require(result.traces.first?.spans(of: .tool).first)
    #expect(tool.status == .error(message: "timed out"))
    #expect(tool.duration == 1_000_000_000)
  }

  @Test("A command that the user ran has no call of the model above it")
  func userCommand() throws {
    let result = try CodingAgentFixture.read(
      meta,
      event(
        #"{"type":"exec_command_end","call_id":"u","command":["bash","-lc","ls"],"aggregated_output":"a","exit_code":0}"#
      ))
    let tool = try #require(result.traces.first?.spans(of: .tool).first)
    #expect(tool.name == "shell")
    #expect(tool.parentID == "019a")
    #expect(tool.tool?.command?.text == "ls")
  }

  // MARK: What happens besides

  @Test("A broken stream that is tried again is an event of the call")
  func retry() throws {
    let call = try #require(CodingAgentFixture.trace("codex/older.jsonl").spans(of: .llm).first)
    #expect(call.events.map(\.name) == ["stream_error"])
    #expect(call.status == .unset)
  }

  @Test("A compaction stands once, with what took the place of the messages")
  func compaction() throws {
    let trace = try CodingAgentFixture.trace("codex/older.jsonl")
    let compactions = trace.spans.filter { $0.compaction != nil }
    #expect(compactions.map { $0.output?.text } == ["The user looks for drafts."])
    #expect(trace.spans(of: .llm).last?.llm?.input.map(\.text) == ["The user looks for drafts."])
  }

  @Test("After a compaction with a history of its own the model sees the instructions and that history")
  func replacementHistory() throws {
    let instructed =
      #"{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"019a","base_instructions":{"text":"Be brief."}}}"#
    let compacted =
      #"{"timestamp":"2026-01-01T00:00:03Z","type":"compacted","payload":{"message":"","replacement_history":[\#(question),{"type":"compaction","encrypted_content":"gAAAAABfake"}]}}"#
    let result = try CodingAgentFixture.read(instructed, item(question), item(reply), compacted, item(reply))
    let input = try #require(result.traces.first?.spans(of: .llm).last?.llm?.input)
    #expect(input.map(\.text).prefix(2) == ["Be brief.", "Sure?"])
    #expect(!input.map { TraceDump.message($0) }.joined().contains("gAAAAAB"))
  }

  @Test("What the provider refuses is an error of the session")
  func providerError() throws {
    let error = try CodingAgentFixture.trace("codex/older.jsonl").span(named: "error")
    #expect(error.status == .error(message: "You've hit your usage limit."))
  }

  // MARK: Sub-agents

  @Test("A sub-agent's rollout hangs under the tool that started it")
  func subAgent() throws {
    let trace = try CodingAgentFixture.trace("codex/parent.jsonl", "codex/child.jsonl")
    let tools = trace.spans(of: .tool)
    #expect(trace.spans(of: .agent).map(\.name) == ["Codex", "bob", "Ada"])
    #expect(try trace.span(named: "Ada").parentID == tools.first?.id)
    #expect(try trace.span(named: "bob").parentID == tools.last?.id)
    #expect(try trace.span(named: "gpt-5.4-mini").parentID == trace.span(named: "Ada").id)
  }

  @Test("The order of the files does not matter")
  func anyOrder() throws {
    #expect(
      try CodingAgentFixture.trace("codex/parent.jsonl", "codex/child.jsonl")
        == CodingAgentFixture.trace("codex/child.jsonl", "codex/parent.jsonl"))
  }

  @Test("What a sub-agent's file copies of its parent is seen by its model, and not counted again")
  func inherited() throws {
    let trace = try CodingAgentFixture.trace("codex/parent.jsonl", "codex/child.jsonl")
    #expect(trace.usages.map { $0?.input } == [100, 150, 80])
    #expect(
      try trace.span(named: "gpt-5.4-mini").llm?.input.map(\.text) == [
        "Have both modules reviewed.", "Review a.",
      ])
  }

  @Test("A sub-agent's rollout alone is a trace")
  func childAlone() throws {
    let trace = try CodingAgentFixture.trace("codex/child.jsonl")
    #expect(trace.id == "019d0000-0001-7000-8000-000000000001")
    #expect(trace.spans.first?.parentID == nil)
  }

  @Test("A search that an event tells too, before or after its item, is one run", arguments: [true, false])
  func hostedEvents(eventFirst: Bool) throws {
    let item = item(
      #"{"type":"web_search_call","status":"completed","action":{"type":"search","query":"tide"}}"#)
    let event = event(
      #"{"type":"web_search_end","call_id":"ws_1","query":"tide","action":{"type":"search","query":"tide"}}"#)
    let lines = eventFirst ? [event, item] : [item, event]
    let trace = try #require(
      NativeFixture.load(text: ([meta] + lines + lines).joined(separator: "\n")).traces.first)

    let tools = trace.spans(of: .tool)
    #expect(tools.count == 2 && tools.allSatisfy { $0.status == .ok && $0.end != nil })
    #expect(Set(tools.map(\.parentID)) == [trace.spans(of: .llm).first?.id])
  }

  // MARK: Files

  @Test("Files from before the envelope have their items, and no times")
  func bare() throws {
    let trace = try CodingAgentFixture.trace("codex/bare.jsonl")
    #expect(trace.spans(of: .llm).count == 2)
    #expect(trace.spans.dropFirst().allSatisfy { $0.start == nil && $0.end == nil })
    #expect(try trace.span(named: "shell").tool?.command?.exitCode == 0)
  }

  @Test("A line that is damaged is reported, and loses no other")
  func damagedLine() throws {
    let result = try CodingAgentFixture.read(meta, item(question), #"{"type":"event_msg","payl"#, item(reply))
    #expect(result.traces.first?.spans(of: .llm).count == 1)
    #expect(!result.diagnostics.isEmpty)
  }

  @Test("Sessions whose parents form a circle are traces of their own")
  func circle() throws {
    func session(_ id: String, parent: String) -> SourceDocument {
      let meta =
        #"{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"\#(id)","parent_thread_id":"\#(parent)"}}"#
      return SourceDocument(name: "\(id).jsonl", text: meta + "\n" + item(reply))
    }
    let result = try CodexRolloutImporter().importTraces(from: [
      session("a", parent: "b"), session("b", parent: "a"),
    ])
    #expect(result.traces.map(\.id).sorted() == ["a", "b"])
  }
}
