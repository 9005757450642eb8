import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Rows of promptflow's evaluate()")
struct PromptflowRowTests {
  @Test("A row is a question with what was found and the answer; a score that was not given is told as that")
  func rows() throws {
    let traces = try NativeFixture.load("promptflow/rows.jsonl").traces
    #expect(traces.map { $0.spans.map(\.kind) } == [[.chain, .retrieval], [.chain]])
    #expect(traces.map { $0.spans[0].input?.text } == ["When does the gate open?", "How deep is the lake?"])
    #expect(traces.map { $0.spans[0].output?.text } == ["The north gate opens at nine.", "I do not know."])
    #expect(traces[0].spans[1].retrieval?.documents.map(\.content) == ["North gate: 9 to 17."])
    #expect(traces[0].scores.map(\.name) == ["gpt_relevance", "gpt_groundedness", "gpt_similarity"])
    #expect(traces[0].scores.map(\.value) == [.number(5), .number(4), nil])
    #expect(
      traces.map { $0.scores.map { $0.failure != nil } } == [[false, false, true], [false, true, false]])
    // One to five is no scale of which a part is known.
    #expect(traces[0].scores.allSatisfy { $0.verdict == nil } && traces[1].scores.last?.target == "14 m.")
  }

  @Test("A threshold and what came of it are the score's; its second name and what it cost are no scores")
  func results() throws {
    let traces = try NativeFixture.load("promptflow/results.json").traces
    #expect(traces.map { $0.scores.map(\.name) } == [["coherence", "f1_score"], ["coherence", "f1_score"]])
    #expect(traces[0].scores.map(\.verdict) == [.right, .wrong])
    #expect(traces[0].scores.map(\.target) == ["at least 3.00", "at least 0.50"])
    #expect(
      traces[0].scores[0].explanation == "It answers what was asked." && traces[0].scores[0].judge == .model)
    #expect(traces[0].spans[0].output?.text == "On a leash.")
  }

  @Test("Of a harm the threshold is no target")
  func harms() throws {
    let row =
      #"{"inputs.query": "Q?", "outputs.response": "No.", "outputs.violence.violence_score": 0, "outputs.violence.violence_threshold": 3, "outputs.violence.violence_result": "pass"}"#
    let scores = try NativeFixture.load(text: #"{"rows": [\#(row)], "metrics": {}}"#).traces.flatMap(\.scores)
    #expect(scores.map(\.target) == [nil] && scores.map(\.verdict) == [.right])
  }
}
