import Testing
import TraceModel

@testable import TraceSource

@Suite("mini-swe-agent trajectories")
struct MiniSWEAgentTests {
  @Test(
    "What the harness says of an answer that it cannot read is no prompt; a long output is its head and its tail"
  )
  func harness() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"trajectory_format":"mini-swe-agent-1","info":{},"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Mend it"},
        {"role":"assistant","content":"```bash\nls\n```\n```bash\npwd\n```"},{"role":"user","content":"Please always provide EXACTLY ONE action in triple backticks, found 2 actions."},
        {"role":"assistant","content":"I am lost."},{"role":"user","content":"Nothing to run.","extra":{"interrupt_type":"FormatError"}},
        {"role":"assistant","content":"```bash\nmake\n```"},
        {"role":"user","content":"<returncode>0</returncode>\n<output_head>\none\n</output_head>\n<elided_chars>\n9 characters elided\n</elided_chars>\n<output_tail>\nOK\n</output_tail>"}]}
        """#)
    let trace = try #require(result.traces.first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend it"])
    #expect(trace.spans(of: .tool).map(\.tool?.command?.output) == ["one\n[9 characters elided]\nOK\n"])
  }

  @Test("Version 1 is a list of messages: commands stand in blocks, their output in the next message")
  func listed() throws {
    let trace = try CodingAgentFixture.trace("mini-swe-agent/v1.traj.json")
    let command = try #require(trace.spans(of: .tool).first?.tool?.command)
    #expect(trace.format == "mini-swe-agent" && trace.spans(of: .tool).count == 1)
    #expect(command.text == "cat a.py" && command.exitCode == 1)
    #expect(
      trace.spans(of: .input).map(\.input?.text) == ["Fix it.", "Please always provide exactly one action."])
  }

  @Test("Version 2 has tokens, costs and times beside its messages")
  func figures() throws {
    let trace = try CodingAgentFixture.trace("mini-swe-agent/v2.traj.json")
    #expect(trace.usages.map { $0?.input } == [100, 200])
    #expect(trace.spans(of: .llm).compactMap(\.llm?.reportedCost?.total) == [0.01, 0.02])
    #expect(trace.spans(of: .tool).first?.end == Timestamp(nanoseconds: 1_767_225_602_250_000_000))
  }

  @Test("What was handed in is the outcome; a command that was never run is open")
  func ending() throws {
    let trace = try CodingAgentFixture.trace("mini-swe-agent/v2.traj.json")
    #expect(trace.ending?.kind == .submitted)
    #expect(trace.spans.first { $0.parentID == nil }?.output?.text == "diff --git a/x b/x")
    #expect(trace.spans(of: .tool).map(\.tool?.command?.exitCode) == [2, nil])
  }

  @Test("A command that ran out of time failed; what came in place of an output is kept as that")
  func unfinishedCommands() throws {
    func answer(_ command: String) -> String {
      #"{"role":"assistant","content":"```bash\n\#(command)\n```"}"#
    }
    let timeout =
      #"The last command <command>npm run dev</command> timed out and has been killed.\nThe output of the command was:\n <output>\nup\n</output>"#
    let refusal = "Command not executed. The user rejected your command with the following message: go to src"
    let result = try CodingAgentFixture.read(
      #"{"trajectory_format":"mini-swe-agent-1","info":{},"messages":[{"role":"user","content":"Mend it."},"#
        + [
          answer("ls"), #"{"role":"user","content":"\#(refusal)"}"#, answer("npm run dev"),
          #"{"role":"user","content":"\#(timeout)"}"#,
        ].joined(separator: ",") + "]}")
    let tools = try #require(result.traces.first).spans(of: .tool)
    #expect(tools.map(\.status.isError) == [false, true])
    #expect(tools.first?.tool?.command?.output == refusal)
    #expect(tools.last?.tool?.command?.output == "up\n")
    #expect(
      tools.last?.status
        == .error(message: "The last command <command>npm run dev</command> timed out and has been killed."))
  }

  @Test("An answer that was turned down for its form and not kept is a call that failed")
  func turnedDown() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"trajectory_format":"mini-swe-agent-1.1","info":{"config":{"model":{"model_name":"small"}}},"messages":[{"role":"user","content":"Mend it"},
        {"role":"user","content":"No tool calls found.","extra":{"interrupt_type":"FormatError"}},
        {"role":"assistant","content":"```bash\nmake\n```"}]}
        """#)
    let calls = try #require(result.traces.first).spans(of: .llm)
    #expect(calls.map(\.status.isError) == [true, false])
    #expect(calls.first?.status == .error(message: "No tool calls found."))
    #expect(calls.first?.llm?.requestModel == "small" && calls.first?.llm?.output == [])
  }
}
