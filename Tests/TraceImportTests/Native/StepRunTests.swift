import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Runs told by thoughts, actions and observations")
struct StepRunTests {
  /// The trace in which these words were asked or answered.
  private func run(_ words: String) throws -> Trace {
    let traces = try NativeFixture.recognised("chat/steps.json", as: "chat").traces
    return try #require(
      traces.first { $0.spans.contains { $0.input?.text == words || $0.output?.text == words } })
  }

  @Test("A thought is a model's call, its action a tool with what was seen, and what ends the run its answer")
  func reacts() throws {
    let trace = try run("How deep is the lake?")
    #expect(trace.spans.map(\.kind) == [.chain, .input, .llm, .tool, .llm])
    let tool = try #require(trace.spans(of: .tool).first)
    #expect(tool.name == "search" && tool.tool?.arguments?.text == #"{"query":"lake survey"}"#)
    #expect(tool.tool?.result?.text == "Survey of 2021: 14 m.")
    #expect(trace.spans[0].output?.text == "It is 14 m deep.")
    #expect(trace.spans(of: .llm).last?.llm?.input.map(\.role) == [.user, .assistant, .tool])
  }

  @Test(
    "Actions without thoughts are tools without calls, and a step's flag that is never true is no failure")
  func actions() throws {
    let trace = try run("Put the map into the box.")
    #expect(trace.spans.map(\.kind) == [.chain, .input, .tool, .tool])
    #expect(trace.spans(of: .tool).map(\.name) == ["action", "take"])
    #expect(trace.spans(of: .tool).map { $0.tool?.arguments?.text } == ["go to table 1", "map 1"])
    #expect(trace.spans.allSatisfy { !$0.status.isError } && trace.spans[0].output == nil)
    #expect(trace.scores.map(\.name) == ["completed"] && trace.scores.map(\.verdict) == [.wrong])
  }

  @Test(
    "Tools that were called, of which no more is told, have no result; messages may stand beside their question"
  )
  func calls() throws {
    let (calls, messages) = (try run("The gate opens at nine."), try run("Who has the key?"))
    #expect(calls.spans.map(\.name).dropFirst() == ["opening_hours", "calendar"])
    #expect(calls.spans(of: .tool).allSatisfy { $0.tool?.result == nil })
    #expect(calls.spans[0].output?.text == "The gate opens at nine.")
    #expect(messages.spans.map(\.kind) == [.chain, .input, .llm, .tool, .llm])
    #expect(messages.spans(of: .tool).map { $0.tool?.result?.text } == ["warden"])
  }

  @Test("Steps that stand a line each are one run, and a number that begins anew begins the next")
  func lines() throws {
    func step(_ number: Int, _ action: String) -> String {
      #"{"step": \#(number), "thought": "t", "action": "\#(action)", "action_input": "x", "result": "r"}"#
    }
    let text = [step(1, "a"), step(2, "b"), step(1, "c")].joined(separator: "\n")
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "s.jsonl", text: text)], format: nil)
    #expect(result.traces.map { $0.spans(of: .tool).map(\.name) } == [["a", "b"], ["c"]])
  }

  @Test("Blocks of a message stand for its content, as LangChain writes them by their parts")
  func blocks() throws {
    let text =
      #"[{"question": "Q", "react_loop": [{"role": "human", "content_blocks": [{"type": "text", "text": "Q"}]}, {"role": "ai", "content_blocks": [{"type": "text", "text": "T"}, {"type": "tool_call", "id": "1", "name": "look", "args": {"a": 1}}]}, {"role": "tool", "content_blocks": [{"type": "text", "text": "R"}]}]}]"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "s.json", text: text)], format: nil)
    let tool = try #require(result.traces.first?.spans(of: .tool).first)
    #expect(tool.name == "look" && tool.tool?.result?.text == "R")
  }

  @Test("A run that says that it failed is not right because it is completed")
  func failedRun() throws {
    let step = #"{"thought": "t", "action": "look", "action_input": "x", "observation": "r", "name": "Ada"}"#
    let text = #"[{"task": "Q", "steps": [\#(step)], "status": "failed", "completed": true}]"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "s.json", text: text)], format: nil)
    #expect(result.traces.first?.scores.map(\.verdict) == [.wrong])
  }

  @Test("A name beside a thought is the agent's, not a tool's")
  func namedAgent() throws {
    let step = #"{"thought": "t", "observation": "r", "name": "Researcher"}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "s.json", text: #"[{"task": "Q", "steps": [\#(step)]}]"#)], format: nil)
    #expect(result.traces.first?.spans(of: .tool).isEmpty == true)
  }

  @Test("What a run tells by messages is the run, not the talk before it")
  func talkBefore() throws {
    func message(_ text: String) -> String { #"{"role": "user", "content": "\#(text)"}"# }
    let text =
      #"{"task": "Q", "history": [\#(message("Old."))], "trace": [\#(message("New.")), {"role": "assistant", "content": "Yes."}]}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "s.json", text: text)], format: nil)
    let texts = result.traces.flatMap(\.spans).compactMap { $0.input?.text ?? $0.llm?.input.last?.text }
    #expect(!texts.contains { $0.contains("Old.") })
  }
}
