import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Messages of AutoGen")
struct AutoGenTests {
  @Test("a message with tokens or a request of tools is a call, with the thought before it")
  func calls() throws {
    let trace = try #require(try NativeFixture.load("autogen/result.json").traces.first)
    let calls = trace.spans(of: .llm)
    #expect(calls.map(\.agentName) == ["weather", "critic", "critic", "weather"])
    #expect(calls.map { $0.llm?.usage?.input } == [80, 90, 130, 150])
    #expect(calls.first?.llm?.output.first?.parts.first == .reasoning(Reasoning(text: "I need the tool.")))
    // What the weather agent did with its tool is told to nobody else.
    #expect(calls[1].llm?.input.map(\.text) == ["What is the weather in Paris?", "18 degrees"])
    #expect(calls[2].llm?.input.map(\.role) == [.user, .assistant, .assistant, .tool])
  }

  @Test("steps of one agent lie in a span of it, tools below the call that asked for them")
  func turns() throws {
    let trace = try #require(try NativeFixture.load("autogen/result.json").traces.first)
    #expect(trace.spans(of: .agent).map(\.name) == ["AutoGen", "weather", "critic", "runner", "weather"])
    #expect(trace.spans(of: .tool).map(\.status.isError) == [false, true, true])
    #expect(
      trace.spans(of: .retrieval).first?.retrieval?.documents.map(\.content) == ["The user likes Celsius."])
  }

  @Test("without times prompts and the agents that answer them stand in the order of the file")
  func order() throws {
    func said(_ source: String, _ text: String, _ tokens: String) -> String {
      #"{"source":"\#(source)","models_usage":\#(tokens),"content":"\#(text)","type":"TextMessage"}"#
    }
    let tokens = #"{"prompt_tokens":9,"completion_tokens":1}"#
    let log = [
      said("user", "One?", "null"), said("helper", "1", tokens), said("user", "Two?", "null"),
      said("critic", "2", tokens),
    ]
    let trace = try #require(
      try NativeFixture.load(text: "[" + log.joined(separator: ",") + "]").traces.first)
    #expect(trace.spans.dropFirst().map(\.kind) == [.input, .agent, .llm, .input, .agent, .llm])
    // Where one agent does all of it the run is its own.
    let alone = try #require(
      try NativeFixture.load(text: "[" + log.dropLast().joined(separator: ",") + "]").traces.first)
    #expect(alone.spans.map(\.kind) == [.agent, .input, .llm, .input])
    #expect(alone.spans.first?.agentName == "helper")
  }

  @Test("what stopped a team is its end and no answer of it")
  func ending() throws {
    let trace = try #require(try NativeFixture.load("autogen/result.json").traces.first)
    #expect(trace.ending == RecordedEnding(.finished, words: "Text 'TERMINATE' mentioned"))
    #expect(trace.spans(of: .agent).first?.output?.text == "It is 18 degrees Celsius. TERMINATE")
  }

  @Test("a saved state gives the context of its agents where its manager has no thread")
  func state() throws {
    let trace = try #require(try NativeFixture.load("autogen/state.json").traces.first)
    #expect(NativeFixture.kinds(trace.spans) == "agent 1, input 1, llm 2, tool 1")
    #expect(trace.spans(of: .llm).first?.source?.pointer?.hasPrefix("/agent_states/writer~11/") == true)
  }

  @Test(
    "a log of one's own: the question beside the messages, no calls where nothing tells of one, ids once each"
  )
  func log() throws {
    let result = try NativeFixture.load("autogen/log.json")
    #expect(result.traces.map(\.id) == ["log.json#1", "log.json#2"] && result.diagnostics.count == 1)
    #expect(
      result.traces.map { $0.spans(of: .input).map { $0.input?.text } } == [
        ["How are sales?"], ["And by region?"],
      ])
    #expect(result.traces.allSatisfy { $0.spans(of: .llm).isEmpty })
  }
}
