import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import TraceSource

@Suite("Codex exec events")
struct CodexExecTests {
  private func trace() throws -> Trace { try CodingAgentFixture.trace("codex-exec/events.jsonl") }

  @Test("The format has no times, so no span has any")
  func noTimes() throws {
    #expect(try trace().spans.allSatisfy { $0.start == nil && $0.end == nil })
  }

  @Test("A turn stands for all its calls, so that its tokens count once")
  func turns() throws {
    let trace = try trace()
    #expect(trace.usages.map { $0?.input } == [5000, nil])
    #expect(trace.usages.first??.cacheRead == 4000)
    #expect(trace.usages.first??.output == 300)
    #expect(trace.usages.first??.reasoning == nil)
  }

  @Test("What the model said before and after a tool are two messages, the last of which is the answer")
  func messages() throws {
    let output = try #require(trace().spans(of: .llm).first?.llm?.output)
    #expect(output.map(\.text) == ["I look first.", "", "", "", "Done."])
    #expect(output.flatMap(\.toolCalls).map(\.id) == ["item_2", "item_3", "item_4", "item_5"])
  }

  @Test("A command is told without the shell around it, with its exit code and output")
  func command() throws {
    let tool = try trace().tool(calledBy: "item_2")
    #expect(
      tool.tool?.command
        == ShellCommand(text: "cat a.txt", exitCode: 1, output: "cat: a.txt: No such file or directory\n"))
    #expect(tool.status == .error(message: "cat: a.txt: No such file or directory"))
  }

  @Test("Changed files are named, without the changes that the format leaves out")
  func files() throws {
    #expect(
      try trace().tool(calledBy: "item_3").tool?.files == [
        FileAccess(path: "/srv/a.txt", action: .create), FileAccess(path: "/srv/b.txt", action: .delete),
      ])
  }

  @Test("Of an item that is updated, the last state counts")
  func updates() throws {
    let tools = try trace().spans(of: .tool)
    #expect(tools.map(\.name) == ["command_execution", "file_change", "mcp__tickets__find", "todo_list"])
    #expect(tools.last?.tool?.arguments?.text == #"[{"text":"Write","completed":true}]"#)
  }

  @Test("A turn that failed is an error; a stream that is tried again is an event")
  func failure() throws {
    let turn = try #require(trace().spans(of: .llm).last)
    #expect(turn.status == .error(message: "stream disconnected before completion"))
    #expect(turn.events.map(\.name) == ["error"])
  }
}
