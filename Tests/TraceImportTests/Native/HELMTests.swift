import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Scenario states of HELM")
struct HELMTests {
  private func traces() throws -> [Trace] { try NativeFixture.load("helm/scenario_state.json").traces }

  @Test("an instance is a run: its question, the model's call with the prompt, and when it was made")
  func instances() throws {
    let traces = try traces()
    #expect(traces.map(\.spans[0].name) == ["id1", "id2", "id3", "id4"])
    let trace = traces[2]
    #expect(
      trace.spans[0].input?.text == "What is ice made of?" && trace.spans[0].output?.text == "Frozen water.")
    let call = try #require(trace.spans[1].llm)
    #expect(call.modelName == "meta/llama-3-8b" && call.finishReasons == ["stop"])
    #expect(call.input.map(\.text) == ["Answer.\n\nQuestion: What is ice made of?\nAnswer:"])
    #expect(call.usage == nil, "the pieces of a completion are no count of tokens")
    #expect(trace.spans[1].start?.nanoseconds == 1_777_888_800_000_000_000)
    #expect(traces[3].spans[1].status.isError)
  }

  @Test("a letter is judged by the answer that it stands for; what annotators said is a score each")
  func scores() throws {
    let traces = try traces()
    #expect(traces.map { $0.scores.map(\.verdict) } == [[.right], [.wrong], [nil], []])
    #expect(traces[1].scores.first?.target == "A: a crow" && traces[1].scores.first?.answer == "B: a boat")
    let score = try #require(traces[2].scores.first)
    #expect(score.target == "Water.", "the reference that the annotator compared with")
    #expect(score.name == "gpt accuracy" && score.value == .number(5) && score.explanation == "It is right.")
  }
}
