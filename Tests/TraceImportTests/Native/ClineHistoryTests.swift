import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Cline's history")
struct ClineHistoryTests {
  /// A conversation of the messages, of which each is a role and its blocks.
  private func trace(_ messages: (role: String, blocks: [String])...) throws -> Trace {
    let list = messages.enumerated().map { place, message in
      let blocks = message.blocks.map { $0.hasPrefix("{") ? $0 : #"{"type":"text","text":"\#($0)"}"# }
      let metrics =
        message.role == "user"
        ? "" : #","metrics":{"tokens":{"prompt":100,"completion":10,"cached":40},"cost":0.25}"#
      return
        #"{"role":"\#(message.role)","ts":\#(1_777_073_160_000 + place * 1000),"content":[\#(blocks.joined(separator: ","))]\#(metrics)}"#
    }
    let document = SourceDocument(
      name: "api_conversation_history.json", text: "[\(list.joined(separator: ","))]")
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.traces.map(\.format) == ["chat"])
    return try #require(result.traces.first)
  }

  private static let state = #"<environment_details>\n<answer>none</answer>\n</environment_details>"#

  private static func call(_ id: String, _ tool: String, _ input: String = "{}") -> String {
    #"{"type":"tool_use","id":"\#(id)","name":"\#(tool)","input":\#(input)}"#
  }

  @Test(
    "Results stand as text: each belongs to the call of its tool, in order, else to the first that is open")
  func results() throws {
    let trace = try trace(
      ("user", [#"<task>\nMend it.\n</task>"#, Self.state]),
      (
        "assistant",
        [
          Self.call("a", "list_files"), Self.call("b", "read_file"), Self.call("c", "read_file"),
          Self.call("d", "use_subagents"),
        ]
      ),
      (
        "user",
        [
          #"[list_files for 'src'] Result:\none.py"#,
          #"[read_file for 'one.py'] Result:\n1 | <task>x</task>"#,
          "[read_file for 'two.py'] Result:", "2 | y", #"[subagents] Result:\nDone"#, Self.state,
        ]
      ))
    #expect(
      ["a", "b", "c", "d"].map { id in (try? trace.tool(calledBy: id))?.tool?.result?.text }
        == ["one.py", "1 | <task>x</task>", "2 | y", "Done"])
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend it."])
    #expect(trace.spans(of: .tool).allSatisfy { $0.start != nil && $0.end != nil })
  }

  @Test("A turn is a person's where it holds their words in tags; the model was given all the rest")
  func turns() throws {
    let trace = try trace(
      ("user", [#"<task>\nMend it.\n</task>"#, Self.state]),
      ("assistant", ["Which?"]),
      ("user", ["[ERROR] You did not use a tool in your previous response!", Self.state]),
      ("assistant", [Self.call("a", "ask_followup_question")]),
      (
        "user",
        [#"[ask_followup_question for 'Which?\nSay.'] Result:\n<answer>\nThe first\n</answer>"#, Self.state]
      ),
      ("assistant", [Self.call("b", "attempt_completion", #"{"result":"Mended"}"#)]),
      (
        "user",
        [
          "[attempt_completion] Result: Done", "The user has provided feedback on the results.",
          #"<feedback>\nNot yet\n</feedback>"#, Self.state,
        ]
      ),
      ("assistant", ["I go on."]),
      (
        "user",
        [
          "[TASK RESUMPTION] This task was interrupted.",
          #"New instructions for task continuation:\n<user_message>\nGo on\n</user_message>"#, Self.state,
        ]
      ),
      ("assistant", ["Mended."]))
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend it.", "The first", "Not yet", "Go on"])
    #expect(trace.spans(of: .tool).map(\.tool?.result?.text) == ["<answer>\nThe first\n</answer>", "Done"])
    #expect(trace.spans(of: .llm)[1].llm?.input.last?.text.contains("[ERROR]") == true)
  }

  @Test("A command that failed says so; what the user denied is told as such")
  func endings() throws {
    let trace = try trace(
      ("user", [#"<task>\nMend it.\n</task>"#, Self.state]),
      (
        "assistant",
        [
          Self.call("a", "execute_command", #"{"command":"make"}"#),
          Self.call("b", "execute_command", #"{"command":"ls"}"#),
          Self.call("c", "replace_in_file", #"{"path":"a.py","diff":""}"#),
        ]
      ),
      (
        "user",
        [
          #"[execute_command for 'make'] Result:\nCommand failed with exit code 2.\nOutput:\nno rule"#,
          #"[execute_command for 'ls'] Result:\nCommand executed successfully (exit code 0).\nOutput:\na"#,
          #"[replace_in_file for 'a.py'] Result:\nThe user denied this operation."#, Self.state,
        ]
      ))
    #expect(try trace.tool(calledBy: "a").tool?.command?.exitCode == 2)
    #expect(try trace.tool(calledBy: "a").status.isError)
    #expect(try trace.tool(calledBy: "b").tool?.command?.exitCode == 0)
    #expect(try trace.tool(calledBy: "c").tool?.result?.text == "The user denied this operation.")
  }

  @Test("Tokens and cost stand beside the answer; cached ones lie within the prompt's")
  func metrics() throws {
    let trace = try trace(("user", [#"<task>\nHi\n</task>"#, Self.state]), ("assistant", ["Hello"]))
    #expect(trace.usages == [TokenUsage(input: 100, cacheRead: 40, output: 10)])
    #expect(trace.spans(of: .llm).first?.llm?.reportedCost?.total == 0.25)
  }
}
