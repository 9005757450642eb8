import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Scores of platforms")
struct PlatformScoreTests {
  // MARK: Langfuse

  private static func langfuse(_ score: String) throws -> [Score] {
    try NativeFixture.load(
      text: """
        {"trace": {"id": "t", "scores": [\(score)]}, "observations": [
        {"id": "a", "traceId": "t", "type": "SPAN", "startTime": "2026-01-01T00:00:00Z"},
        {"id": "b", "traceId": "t", "type": "GENERATION", "startTime": "2026-01-01T00:00:00Z",
        "parentObservationId": "a"}]}
        """
    ).traces.first?.scores ?? []
  }

  @Test("Langfuse's number has a verdict where its name measures what is right, with comment and judge")
  func langfuseNumbers() throws {
    let wrong = try Self.langfuse(
      #"{"id": "s", "name": "correctness", "value": 0, "dataType": "NUMERIC", "source": "EVAL", "comment": "no fact"}"#
    )
    #expect(
      wrong == [
        Score(name: "correctness", value: .number(0), verdict: .wrong, explanation: "no fact", judge: .model)
      ])
    let toxicity = try Self.langfuse(
      #"{"id": "s", "name": "toxicity", "value": 0, "dataType": "NUMERIC", "source": "API", "observationId": "b"}"#
    )
    #expect(toxicity == [Score(name: "toxicity", value: .number(0), spanID: "b")])
  }

  @Test("Langfuse's categories are words, its truth values are written as numbers, a correction is a target")
  func langfuseTypes() throws {
    let category =
      #"{"id": "s", "name": "q", "value": 1, "stringValue": "correct", "dataType": "CATEGORICAL"}"#
    #expect(try Self.langfuse(category).first?.value == .label("correct"))
    #expect(try Self.langfuse(category).first?.verdict == .right)
    let flag = try Self.langfuse(
      #"{"id": "s", "name": "ok", "value": 0, "stringValue": "False", "dataType": "BOOLEAN", "source": "ANNOTATION"}"#
    )
    #expect(flag == [Score(name: "ok", value: .flag(false), verdict: .wrong, judge: .person)])
    let correction = try Self.langfuse(
      #"{"id": "s", "name": "output", "longStringValue": "Berlin", "dataType": "CORRECTION", "observationId": "a"}"#
    )
    #expect(correction == [Score(name: "output", target: "Berlin")])
  }

  @Test("scores of Langfuse's batches are read like those of its downloads")
  func langfuseBatch() throws {
    let result = try NativeFixture.load("langfuse/ingestion-late.json", "langfuse/ingestion.json")
    #expect(
      result.traces.first?.scores == [
        Score(name: "thumbs", value: .flag(true), verdict: .right, spanID: "g-1")
      ])
  }

  // MARK: MLflow

  private static func mlflow(_ assessments: String) throws -> [Score] {
    try NativeFixture.load(
      text: """
        {"info": {"trace_id": "tr-1", "trace_metadata": {}, "assessments": [\(assessments)]}, "data": {"spans": [
        {"span_id": "AAAAAAAAAAE=", "trace_id": "AAAAAAAAAAAAAAAAAAAAAQ==", "name": "root",
        "attributes": {"mlflow.spanType": "\\"CHAIN\\""}}]}}
        """
    ).traces.first?.scores ?? []
  }

  @Test("MLflow's feedback is a score, an expectation its target; what was overridden counts no more")
  func mlflow() throws {
    let feedback = #"""
      {"assessment_name": "correctness", "feedback": {"value": "no"}, "rationale": "It is 4.",
      "source": {"source_type": "LLM_JUDGE", "source_id": "gpt-x"}}
      """#
    let expected =
      #"{"assessment_name": "expected_response", "expectation": {"value": "4"}, "span_id": "AAAAAAAAAAE="}"#
    let old = #"{"assessment_name": "correctness", "feedback": {"value": "yes"}, "valid": false}"#
    #expect(
      try Self.mlflow([feedback, expected, old].joined(separator: ",")) == [
        Score(
          name: "correctness", value: .label("no"), verdict: .wrong, explanation: "It is 4.", judge: .model,
          judgeName: "gpt-x", target: "4")
      ])
    #expect(try Self.mlflow(expected) == [Score(name: "expected_response", target: "4")])
  }

  @Test("an MLflow scorer that failed judges nothing")
  func mlflowFailure() throws {
    let failed = try Self.mlflow(
      #"""
      {"assessment_name": "safety", "feedback": {"error": {"error_code": "X", "error_message": "no key"}},
      "source": {"source_type": "CODE"}}
      """#)
    #expect(failed == [Score(name: "safety", judge: .program, failure: "no key")])
  }

  // MARK: LangSmith

  private static let run = #"""
    {"id": "r1", "trace_id": "r1", "run_type": "chain", "name": "app", "start_time": "2026-01-01T00:00:00Z"
    """#

  @Test("LangSmith's statistics of feedback are scores: a mean, or the one word given")
  func langsmithStats() throws {
    let stats = #"""
      , "feedback_stats": {"correctness": {"n": 1, "avg": 0.0, "comments": ["It is 4."]},
      "style": {"n": 1, "values": {"terse": 1}}}}
      """#
    #expect(
      try NativeFixture.load(text: (Self.run + stats).replacing("\n", with: " ")).traces.first?.scores == [
        Score(name: "correctness", value: .number(0), verdict: .wrong, explanation: "It is 4."),
        Score(name: "style", value: .label("terse")),
      ])
  }

  @Test("records of feedback beside the runs are joined to them by the run's id")
  func langsmithRecords() throws {
    let records = [
      Self.run.replacing("\n", with: "") + "}",
      #"{"id": "f1", "run_id": "r1", "key": "correctness", "score": 1, "feedback_source": {"type": "app"}}"#,
      #"{"id": "f2", "run_id": "r1", "key": "judge", "score": null, "comment": "boom", "extra": {"error": true}}"#,
    ]
    let result = try NativeFixture.load(text: records.joined(separator: "\n"))
    #expect(
      result.traces.first?.scores == [
        Score(name: "correctness", value: .number(1), verdict: .right, judge: .person),
        Score(name: "judge", failure: "boom"),
      ])
    #expect(!result.diagnostics.contains { $0.severity == .loss })
    #expect(
      result.traces.first?.spans.first?.events.map(\.name) == ["feedback correctness", "feedback judge"])
  }

  // MARK: OpenTelemetry

  private static func otel(_ attributes: String = "", events: String = "") throws -> [Score] {
    try NativeFixture.load(
      text: """
        {"resourceSpans": [{"scopeSpans": [{"spans": [
        {"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b7", "name": "agent",
        "startTimeUnixNano": "1795406580622621083", "endTimeUnixNano": "1795406580622938286"},
        {"traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "spanId": "00f067aa0ba902b8", "name": "chat",
        "parentSpanId": "00f067aa0ba902b7", "startTimeUnixNano": "1795406580622621083",
        "endTimeUnixNano": "1795406580622938286", "attributes": [\(attributes)], "events": [\(events)]}]}]}]}
        """
    ).traces.first?.scores ?? []
  }

  private static func text(_ name: String, _ value: String) -> String {
    #"{"key": "\#(name)", "value": {"stringValue": "\#(value)"}}"#
  }

  private static func number(_ name: String, _ value: Double) -> String {
    #"{"key": "\#(name)", "value": {"doubleValue": \#(value)}}"#
  }

  @Test("an evaluation event is a score of its span; an evaluation that failed is none")
  func evaluationEvents() throws {
    let facts = [
      Self.text("gen_ai.evaluation.name", "Relevance"), Self.number("gen_ai.evaluation.score.value", 0.2),
      Self.text("gen_ai.evaluation.score.label", "fail"),
      Self.text("gen_ai.evaluation.explanation", "off topic"),
    ].joined(separator: ",")
    let event =
      #"{"name": "gen_ai.evaluation.result", "timeUnixNano": "1795406580622938286", "attributes": [\#(facts)]}"#
    #expect(
      try Self.otel(events: event) == [
        Score(
          name: "Relevance", value: .label("fail"), verdict: .wrong, explanation: "off topic",
          spanID: "00f067aa0ba902b8")
      ])
    let failed = [Self.text("gen_ai.evaluation.name", "Relevance"), Self.text("error.type", "timeout")]
      .joined(separator: ",")
    let failure = #"{"name": "gen_ai.evaluation.result", "attributes": [\#(failed)]}"#
    #expect(try Self.otel(events: failure).map(\.failure) == ["timeout"])
  }

  @Test("Phoenix's evaluations in attributes are scores by their names")
  func phoenixAttributes() throws {
    let attributes = [
      Self.text("eval.Hallucination.label", "hallucinated"), Self.number("eval.Hallucination.score", 1),
      Self.text("eval.Hallucination.explanation", "no source"),
    ].joined(separator: ",")
    #expect(
      try Self.otel(attributes) == [
        Score(
          name: "Hallucination", value: .label("hallucinated"), verdict: .wrong, explanation: "no source",
          spanID: "00f067aa0ba902b8")
      ])
  }

  @Test("columns of a dataframe are read like attributes; a score of the only root is the whole run's")
  func phoenixRows() throws {
    let row = """
      {"name": "chat", "span_kind": "LLM", "parent_id": null, "start_time": "2026-11-23T03:52:05+00:00",
      "end_time": "2026-11-23T03:52:06+00:00", "context.span_id": "9396b9baa05da36e",
      "context.trace_id": "66ea4ee0efb0df51655ff26b3b9ec983", "eval.QA.label": "incorrect", "eval.QA.score": 0}
      """
    #expect(
      try NativeFixture.load(text: row.replacing("\n", with: "")).traces.first?.scores == [
        Score(name: "QA", value: .label("incorrect"), verdict: .wrong)
      ])
  }

  @Test("Phoenix's annotations beside a span are scores with the kind of their annotator")
  func phoenixAnnotations() throws {
    let result = try NativeFixture.load(
      text: """
        {"data": [{"name": "chat", "context": {"trace_id": "66ea4ee0efb0df51655ff26b3b9ec983",
        "span_id": "9396b9baa05da36e"}, "span_kind": "LLM", "parent_id": null,
        "start_time": "2026-11-23T03:52:05+00:00", "end_time": "2026-11-23T03:52:06+00:00", "status_code": "OK",
        "attributes": {}, "annotations": [{"name": "quality", "annotator_kind": "HUMAN",
        "result": {"label": "correct", "score": 1.0, "explanation": null}}]}]}
        """)
    #expect(
      result.traces.first?.scores == [
        Score(name: "quality", value: .label("correct"), verdict: .right, judge: .person)
      ])
  }
}
