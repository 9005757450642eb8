import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Inspect's scores")
struct InspectScoreTests {
  /// A log of one sample with those scores and events.
  private static func trace(
    scores: String = "{}", events: String = "", eval: String = "", results: String = "{}", more: String = ""
  ) throws -> Trace {
    let text = """
      {"version": 2, "eval": {"run_id": "r", "task": "t", "model": "acme/m"\(eval)}, "plan": {},
      "results": \(results), "samples": [{"id": 1, "epoch": 1, "input": "What is 1 + 1? A) 2 B) 3", "target": "A",
      "uuid": "s", "scores": \(scores), "events": [\(events)]\(more)}]}
      """
    return try #require(NativeFixture.load(text: text).traces.first)
  }

  @Test("a wrong answer is a wrong score of the whole run, its target beside its answer")
  func wrong() throws {
    let trace = try Self.trace(
      scores: #"{"choice": {"value": "I", "answer": "B", "explanation": "ANSWER: B"}}"#)
    #expect(
      trace.scores == [
        Score(
          name: "choice", value: .label("I"), verdict: .wrong, explanation: "ANSWER: B", judge: .program,
          target: "A", answer: "B")
      ])
  }

  @Test(
    "Inspect's values are verdicts: correct, partly, incorrect, no answer",
    arguments: [
      ("\"C\"", .right), ("\"P\"", .partly), ("\"I\"", .wrong), ("\"N\"", .wrong), ("true", .right),
    ]
      as [(String, Score.Verdict)])
  func values(value: String, verdict: Score.Verdict) throws {
    #expect(try Self.trace(scores: #"{"mine": {"value": \#(value)}}"#).scores.map(\.verdict) == [verdict])
  }

  @Test("a number is a share of what is right where its accuracy is measured, else no verdict")
  func numbers() throws {
    let scores = #"{"mine": {"value": 0.5}, "toxicity": {"value": 0}}"#
    let results =
      #"{"scores": [{"name": "mine", "scorer": "mine", "metrics": {"accuracy": {"value": 0.5}}}]}"#
    let trace = try Self.trace(scores: scores, results: results)
    #expect(trace.scores.map(\.value) == [.number(0.5), .number(0)])
    #expect(trace.scores.map(\.verdict) == [.partly, nil])
  }

  @Test("a monitor's suspicion is no share of what is right, though its mean is called an accuracy")
  func suspicion() throws {
    let results =
      #"{"scores": [{"name": "max_sus", "scorer": "max_sus", "metrics": {"accuracy": {"value": 1}}}]}"#
    let trace = try Self.trace(scores: #"{"max_sus": {"value": 1}}"#, results: results)
    #expect(trace.scores.map(\.verdict) == [nil])
  }

  @Test("a map of values is a score each")
  func maps() throws {
    let trace = try Self.trace(scores: #"{"grader": {"value": {"helpful": "C", "brief": "I"}}}"#)
    #expect(trace.scores.map(\.name) == ["helpful", "brief"])
    #expect(trace.scores.map(\.verdict) == [.right, .wrong])
    #expect(trace.scores.map(\.judgeName) == ["grader", "grader"])
  }

  @Test("a scorer of whom the sample has nothing, and one that gave NaN, gave no score")
  func unscored() throws {
    let trace = try Self.trace(
      scores: #"{"b": {"value": NaN}}"#, eval: #", "scorers": [{"name": "a"}, {"name": "b"}]"#)
    #expect(trace.scores.map(\.name) == ["b", "a"])
    #expect(trace.scores.allSatisfy { $0.value == nil && $0.verdict == nil && $0.failure == nil })
  }

  @Test("a scorer that was at work when the sample failed has failed, and judges nothing")
  func failedScorer() throws {
    let begin = #"""
      {"event": "span_begin", "id": "g", "type": "scorer", "name": "grader", "timestamp": "2026-03-01T10:00:00Z"}
      """#
    let trace = try Self.trace(
      events: begin, eval: #", "scorers": [{"name": "grader"}, {"name": "match"}]"#,
      more: #", "error": {"message": "rate limit"}"#)
    #expect(trace.scores.map(\.name) == ["grader", "match"])
    #expect(trace.scores.map(\.failure) == ["rate limit", nil])
    #expect(trace.scores.map(\.verdict) == [nil, nil])
  }

  @Test("scores given on the way are none of the sample's; those of events count where it has no others")
  func events() throws {
    func event(_ value: String, _ intermediate: Bool) -> String {
      #"""
      {"event": "score", "scorer": "mine", "intermediate": \#(intermediate), "timestamp": "2026-03-01T10:00:00Z",
      "score": {"value": "\#(value)"}}
      """#
    }
    let trace = try Self.trace(events: event("I", true) + "," + event("C", false))
    #expect(trace.scores.map(\.verdict) == [.right])
    #expect(trace.spans.filter { $0.kind == .evaluator }.count == 2)
  }

  @Test("the model whose call stands below a scorer judged; a person who edited a score is its judge")
  func judges() throws {
    let old = try #require(NativeFixture.load("inspect/steps.json").traces.first)
    #expect(old.scores.map(\.judge) == [.model])
    #expect(old.scores.first?.judgeName != nil)
    let edited = try Self.trace(
      scores: """
        {"match": {"value": "C", "history": [{"value": "I"}, {"value": "C", "provenance": {"author": "ada"}}]}}
        """)
    #expect(edited.scores.first?.judge == .person)
    #expect(edited.scores.first?.judgeName == "ada")
  }

  @Test("every epoch of a sample is a trace that names it")
  func epochs() throws {
    #expect(try Self.trace(eval: #", "config": {"epochs": 2}"#).name == "t, sample 1, epoch 1")
    #expect(try Self.trace(eval: #", "config": {"epochs": 1}"#).name == "t, sample 1")
  }

  @Test("a limit and an error end a sample; an operator interrupts it")
  func endings() throws {
    func ending(_ more: String) throws -> RecordedEnding? { try Self.trace(more: more).ending }
    #expect(
      try ending(#", "limit": {"type": "message", "limit": 30}"#)
        == RecordedEnding(.limit, words: "message limit of 30"))
    #expect(try ending(#", "limit": {"type": "operator", "limit": 1}"#)?.kind == .interrupted)
    #expect(try ending(#", "error": {"message": "boom"}"#) == RecordedEnding(.failed, words: "boom"))
    #expect(try ending("") == nil)
  }

  @Test(
    "A scorer that says that it failed itself gave no verdict; one that found a failure did",
    arguments: [
      (
        #""value": false, "explanation": "Failed to setup testing context", "metadata": {"error": "Failed to build x"}"#,
        true
      ),
      (#""value": 0, "explanation": "Could not evaluate the answer: timeout""#, true),
      (#""value": "I", "explanation": "Failed to build", "metadata": {}"#, false),
      (#""value": "I", "explanation": "2 tests failed", "metadata": {"error": "AssertionError"}"#, false),
    ])
  func failedScorer(members: String, isFailure: Bool) throws {
    let score = try #require(try Self.trace(scores: #"{"mine": {\#(members)}}"#).scores.first)
    #expect((score.failure != nil) == isFailure && (score.value == nil) == isFailure)
    #expect(!isFailure || score.verdict == nil)
  }

  @Test(
    "What a sample answered is the end of its conversation where its output is empty; a monitor's word is in neither"
  )
  func emptyOutput() throws {
    func answer(_ last: String) throws -> String? {
      let more =
        #", "output": {"model": "acme/m", "choices": []}, "messages": [{"role": "user", "content": "Go"}, \#(last)]"#
      return try Self.trace(more: more).spans.first?.output?.text
    }
    #expect(try answer(#"{"role": "assistant", "content": "Done."}"#) == "Done.")
    #expect(
      try answer(
        #"{"role": "assistant", "content": "Sending it.", "tool_calls": [{"id": "1", "function": "submit", "arguments": {"answer": "B"}}]}"#
      ) == nil)
  }

  @Test("The role for which a model was taken is a parameter of its call")
  func role() throws {
    let event = #"""
      {"event": "model", "timestamp": "2026-01-01T00:00:00Z", "span_id": "s", "model": "acme/small", "role": "monitor",
       "input": [{"role": "user", "content": "Rate it"}], "output": {"model": "small", "choices": []}, "config": {}}
      """#
    let call = try #require(try Self.trace(events: event).spans(of: .llm).first?.llm)
    #expect(call.parameters["model_role"] == .string("monitor"))
  }
}
