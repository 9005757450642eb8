import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Samples of lm-evaluation-harness")
struct LMEvalTests {
  private static let written = "lm-eval/samples_greet_2026-05-04T10-00-00.000000.jsonl"

  @Test("a document that several filters judged is one run; the first of them has the verdict")
  func filters() throws {
    let result = try NativeFixture.load(Self.written)
    #expect(result.diagnostics.map(\.place.line) == [4])
    #expect(result.traces.map(\.name) == ["greet, sample 0", "greet, sample 1"])
    let trace = try #require(result.traces.first)
    #expect(trace.scores.map(\.name) == ["exact_match, strict-match", "exact_match, flexible-extract"])
    #expect(trace.scores.map(\.verdict) == [.right, nil])
    #expect(trace.scores.map(\.answer) == ["42", "42."])
    #expect(trace.spans[0].input?.text == "What is 6 times 7?" && trace.spans[0].output?.text == "It is 42.")
  }

  @Test("a call has the prompt, be it a chat, and its parameters; each repetition is a call")
  func calls() throws {
    let trace = try #require(try NativeFixture.load(Self.written).traces.last)
    let calls = trace.spans(of: .llm).compactMap(\.llm)
    #expect(calls.map { $0.input.map(\.text) } == [["What is 6 times 8?"], ["What is 6 times 8?"]])
    #expect(calls.map { $0.output.map(\.text) } == [["Forty."], ["48"]])
    #expect(calls[0].parameters.map(\.name) == ["until"])
  }

  @Test("of endings to choose from the likeliest stands first, and the target is told by its text")
  func choices() throws {
    let traces = try NativeFixture.load("lm-eval/choices.json").traces
    #expect(traces.map { $0.spans[0].output?.text } == ["blue: -1.25\ndog: -3.5", "b: -1.0\na: -2.0"])
    #expect(traces.map { $0.scores.first?.target } == ["1: blue", "0: a"])
    #expect(traces.map { $0.scores.map(\.name) } == [["acc", "acc_norm"], ["acc"]])
    #expect(traces.map { $0.scores.map(\.verdict) } == [[.right, nil], [.wrong]])
  }
}
