import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Failures that a harness tells in the text of a result, where its format has no field for them.
@Suite("Failures told in a result")
struct ToldFailureTests {
  private static let session =
    #"{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"019a"}}"#

  /// A script of Codex's code mode, and what was given back.
  private func script(_ input: String, id: String = "c", _ head: String, _ output: String) -> String {
    func line(_ payload: String) -> String {
      #"{"timestamp":"2026-01-01T00:00:01Z","type":"response_item","payload":\#(payload)}"#
    }
    func text(_ text: String) -> String { AttributeValue.string(text).jsonText }
    return line(
      #"{"type":"custom_tool_call","name":"exec","call_id":"\#(id)","input":\#(text(input))}"#)
      + "\n"
      + line(
        #"{"type":"custom_tool_call_output","call_id":"\#(id)","output":[{"type":"input_text","text":\#(text(head + "\nWall time 0.1 seconds\nOutput:\n"))},{"type":"input_text","text":\#(text(output))}]}"#
      )
  }

  @Test("A script that failed is an error in its words; the one command of a script is a command")
  func codexScripts() throws {
    let check = #"const r = await tools.exec_command({"cmd":"cargo check","workdir":"/w"}); text(r.output);"#
    let trace = try #require(
      try NativeFixture.load(
        text: [
          Self.session,
          script(
            "await tools.apply_patch(p)", id: "a", "Script failed", "Script error:\nno such lines in a.rs"),
          script(check, id: "b", "Script completed", "Checking a\nerror: could not compile `a` (lib)"),
          script(check, id: "c", "Script completed", "Finished `dev` profile"),
        ].joined(separator: "\n")
      ).traces.first)
    let tools = trace.spans(of: .tool)
    #expect(
      tools.map(\.status) == [
        .error(message: "no such lines in a.rs"), .error(message: "error: could not compile `a` (lib)"), .ok,
      ])
    #expect(tools.map(\.tool?.command?.text) == [nil, "cargo check", "cargo check"])
    #expect(tools.map(\.tool?.command?.directory) == [nil, "/w", "/w"])
  }

  @Test("What waits for a script that goes on tells its failure")
  func codexWait() throws {
    let wait =
      #"{"timestamp":"2026-01-01T00:00:02Z","type":"response_item","payload":{"type":"function_call","name":"wait","call_id":"w","arguments":"{\"cell_id\":\"7\"}"}}"#
    let end =
      #"{"timestamp":"2026-01-01T00:00:09Z","type":"response_item","payload":{"type":"function_call_output","call_id":"w","output":"Script completed\nWall time 7.0 seconds\nOutput:\nerror: failed to get `b`"}}"#
    let trace = try #require(
      try NativeFixture.load(
        text: [
          Self.session,
          script(#"await tools.exec_command({"cmd":"cargo test"})"#, "Script running with cell ID 7", ""),
          wait,
          end,
        ].joined(separator: "\n")
      ).traces.first)
    #expect(trace.spans(of: .tool).map(\.status.isError) == [false, true])
  }

  @Test("Arguments of which only a kind is told are none")
  func codexSearch() throws {
    let search =
      #"{"timestamp":"2026-01-01T00:00:02Z","type":"event_msg","payload":{"type":"web_search_end","call_id":"s","query":"","action":{"type":"other"}}}"#
    let trace = try #require(
      try NativeFixture.load(text: Self.session + "\n" + search + "\n" + script("1", "Script completed", ""))
        .traces.first)
    #expect(try trace.span(named: "web_search").tool?.arguments == nil)
  }

  @Test("Gemini's output of an edit that found something else is a failure")
  func geminiEdit() throws {
    let report = #"""
      {"error":{"message":"overloaded"},"context":[{"role":"user","parts":[{"text":"Mend it"}]},\#
      {"role":"model","parts":[{"functionCall":{"name":"replace","args":{"file_path":"/a"}}}]},\#
      {"role":"user","parts":[{"functionResponse":{"id":"r","name":"replace","response":{"output":"Failed to edit, Expected 3 occurrences but found 1 for old_string in file: /a"}}}]},\#
      {"role":"model","parts":[{"text":"Done."}]}]}
      """#
    let tool = try #require(try NativeFixture.load(text: report).traces.first).spans(of: .tool).first
    #expect(tool?.status.isError == true && tool?.tool?.files.isEmpty == true)
  }

  @Test(
    "A call's run is found by the beginning of its id, else by its tool; a run that was denied is refused")
  func copilotRuns() throws {
    let chat = #"""
      {"requests":[{"requestId":"r","message":{"text":"Go"},"response":[\#
      {"kind":"toolInvocationSerialized","toolCallId":"call_1","toolId":"copilot_readFile","isConfirmed":{"type":1},"isComplete":true},\#
      {"kind":"toolInvocationSerialized","toolCallId":"0a-1b","toolId":"run_in_terminal","isConfirmed":{"type":0},"isComplete":true}],\#
      "result":{"metadata":{"toolCallRounds":[{"response":"","toolCalls":[{"id":"call_1__vscode-1","name":"read_file","arguments":"{}"}]},\#
      {"response":"","toolCalls":[{"id":"call_2__vscode-2","name":"run_in_terminal","arguments":"{\"command\":\"npm i\"}"}]}],\#
      "toolCallResults":{"call_1__vscode-1":{"content":[{"value":"ERROR while calling tool: no such file"}]},"call_2__vscode-2":{"content":[{"value":"The user cancelled the tool call."}]}}}}}],"version":3}
      """#
    let trace = try #require(try NativeFixture.load(text: chat).traces.first)
    #expect(trace.spans(of: .tool).map(\.tool?.outcome) == [nil, .refused])
    #expect(trace.spans(of: .tool).map { $0.attributes["isConfirmed"]?["type"]?.int } == [1, 0])
  }

  @Test("What mini-swe-agent exits with is the result of the command that handed the work in")
  func submission() throws {
    let trace = try #require(
      try NativeFixture.load(
        text: #"""
          {"trajectory_format":"mini-swe-agent-1","info":{"exit_status":"Submitted"},"messages":[{"role":"user","content":"Mend it"},
          {"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"bash","arguments":"{\"command\":\"echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && git diff\"}"}}]},
          {"role":"exit","content":"diff --git a/x b/x","extra":{"exit_status":"Submitted"}}]}
          """#
      ).traces.first)
    let tool = try trace.tool(calledBy: "c")
    #expect(tool.tool?.result?.text == "diff --git a/x b/x" && tool.status == .ok)
  }
}
