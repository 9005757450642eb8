import JSONReader
import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Antigravity conversations")
struct AntigravityTests {
  private func conversation() throws -> Trace {
    try CodingAgentFixture.trace("antigravity/transcript.jsonl")
  }

  private func tool(_ step: String) throws -> Span {
    try #require(try conversation().spans.first { $0.id.hasSuffix("/step-\(step)") })
  }

  @Test("The conversation has the id of its folder and the name that its first checkpoint gives it")
  func names() throws {
    let trace = try conversation()
    #expect(trace.id == "3f0c1d2e-5a6b-4c7d-8e9f-0a1b2c3d4e5f")
    #expect(trace.name == "Mending The Price")
  }

  @Test(
    "A prompt is a person's own words; the model was given all of it, and is the one that was chosen with it")
  func prompts() throws {
    let trace = try conversation()
    #expect(
      trace.spans(of: .input).map(\.input?.text) == ["Mend the price of the lamp.", "Go onn", "Go on"])
    let call = try #require(trace.spans(of: .llm).first)
    #expect(call.llm?.input.first?.text.hasPrefix("<USER_REQUEST>") == true)
    #expect(trace.spans(of: .llm).allSatisfy { $0.llm?.requestModel == "Gemini 3.5 Flash (Medium)" })
  }

  @Test("An answer lasts from its own time to its first tool's; arguments are read out of their quotes")
  func answers() throws {
    let trace = try conversation()
    let call = try #require(trace.spans(of: .llm).first)
    #expect(call.duration == 4_000_000_000)
    #expect(call.llm?.output.first?.parts.first == .reasoning(Reasoning(text: "Look first.")))
    #expect(
      call.llm?.output.first?.toolCalls.first?.arguments == #"{"DirectoryPath":"/shop","toolSummary":"Shop"}"#
    )
    #expect(try tool("15-2").llm?.usage == TokenUsage(input: 100, cacheRead: 40, output: 20))
  }

  @Test("Results answer the calls in their order, with the times that their first lines tell")
  func results() throws {
    #expect(try tool("3").name == "list_dir" && tool("3").duration == 1_000_000_000)
    #expect(try tool("4").tool?.files == [FileAccess(path: "/shop/price.py", action: .read)])
    #expect(try tool("4").tool?.result?.text.hasPrefix("File Path: ") == true)
  }

  @Test("A call that could not be read is a failure of its tool, in the words of the error alone")
  func malformed() throws {
    let span = try tool("7")
    #expect(span.name == "replace_file_content")
    #expect(
      span.status
        == .error(
          message:
            "model output error: invalid tool call error (invalid_args) /shop/price.py is not within the workspace"
        ))
  }

  @Test("A command that goes on behind the conversation ends as the message about it says")
  func tasks() throws {
    let span = try tool("9")
    #expect(span.tool?.command?.exitCode == 1 && span.status.isError)
    #expect(span.tool?.command?.output == "E   assert 12 == 21\n1 failed in 0.02s")
    #expect(span.duration == 9_000_000_000)
  }

  @Test("An answer without a word before an error is a call that failed")
  func failedCall() throws {
    let span = try tool("12")
    #expect(span.kind == .llm)
    #expect(span.status == .error(message: "request failed: RESOURCE_EXHAUSTED: quota reached"))
  }

  @Test("What is asked anew from an earlier step replaces what was said since")
  func rewound() throws {
    let given = try tool("15-2").llm?.input.map(\.text) ?? []
    #expect(given.contains { $0.contains("Go on\n") } && !given.contains { $0.contains("Go onn") })
  }

  @Test("A tool that a hook denied was refused")
  func refused() throws {
    #expect(try tool("16").tool?.outcome == .refused)
  }

  @Test("The first checkpoint comes with each conversation; those after it shorten what the model is given")
  func checkpoints() throws {
    let trace = try conversation()
    #expect(trace.spans.filter { $0.compaction != nil }.map(\.id.last) == ["7"])
    #expect(try tool("18").llm?.input.count == 1)
  }

  @Test("What a command wrote to each of its outputs, and its exit code by name")
  func commands() throws {
    let command = try #require(try tool("19").tool?.command)
    #expect(command.output == "lamp = 21" && command.errorOutput == "warned" && command.exitCode == 0)
    let other = try CodingAgentFixture.trace("antigravity/cli.jsonl").spans(of: .tool)
    #expect(other.first?.tool?.command?.text == "node -v" && other.first?.tool?.command?.exitCode == 127)
  }

  @Test("Of two files of a conversation the one that tells more is read, and the other is named")
  func twoFiles() throws {
    let whole = try NativeFixture.document("antigravity/transcript.jsonl")
    let half = whole.bytes[0..<whole.bytes.count / 2].text
    let part = SourceDocument(
      name: "cut.jsonl", text: String(half[..<(half.lastIndex(of: "\n") ?? half.endIndex)]))
    let result = try ImporterRegistry.standard.importTraces(from: [part, whole], format: nil)
    #expect(result.traces.count == 1)
    #expect(result.traces.first?.spans(of: .input).count == 3)
    #expect(result.diagnostics.contains { $0.place.file == "cut.jsonl" && $0.action == "it was left out" })
  }
}
