import Testing
import TraceModel

@testable import TraceSource

@Suite("What a score's value says")
struct ScoreReadingTests {
  private static func verdict(_ name: String, _ value: AttributeValue) -> Score.Verdict? {
    var score = Score(name: name, value: Score.Value(value))
    score.concludeVerdict()
    return score.verdict
  }

  @Test(
    "labels, truth values and shares of correctness are verdicts",
    arguments: [
      ("correctness", .int(0), .wrong), ("Correctness", .double(1), .right),
      ("accuracy", .double(0.5), .partly),
      ("resolved", .bool(true), .right), ("helpful", .bool(false), .wrong),
      ("qa", .string("incorrect"), .wrong), ("hallucination", .string("factual"), .right),
    ] as [(String, AttributeValue, Score.Verdict)])
  func verdicts(name: String, value: AttributeValue, verdict: Score.Verdict) {
    #expect(Self.verdict(name, value) == verdict)
  }

  @Test(
    "where the scale is not known there is none",
    arguments: [
      ("toxicity", .int(0)), ("hallucination", .double(1)), ("helpfulness", .double(0.8)),
      ("correctness", .int(7)), ("is_toxic", .bool(true)), ("toxicity", .string("no")),
      ("grade", .string("C")),
      ("correctness", .double(.nan)), ("tone", .string("friendly")),
    ] as [(String, AttributeValue)])
  func unknown(name: String, value: AttributeValue) {
    #expect(Self.verdict(name, value) == nil)
  }
}
