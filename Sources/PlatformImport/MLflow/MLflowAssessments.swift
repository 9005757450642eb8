import TraceModel
import TraceSource

/// Reads a trace's assessments: feedback is a score, an expectation the target of the scores of the same span.
struct MLflowAssessments {
  /// The scores, each with the span that is judged; the whole trace where there is none.
  private(set) var scores: [(score: Score, span: String?)] = []

  private let root: String?

  /// - Parameter root: the trace's root; what is judged of it is judged of the whole trace.
  init(_ assessments: [AttributeValue], root: String?) {
    self.root = root
    // What was overridden by a later one is told to be no longer valid.
    let valid = assessments.filter { $0["valid"]?.bool != false }
    for feedback in valid where feedback["expectation"] == nil {
      scores.append((Self.score(feedback), span(feedback)))
    }
    for expectation in valid where expectation["expectation"] != nil { expect(expectation) }
  }

  private mutating func expect(_ expectation: AttributeValue) {
    let value = expectation["expectation"] ?? .null
    let target = (value["value"] ?? value["serialized_value"]?["value"] ?? value).unwrapped.plainText
    let span = span(expectation)
    let judged = scores.indices.filter { scores[$0].span == span && scores[$0].score.value != nil }
    for index in judged {
      scores[index].score.target = [scores[index].score.target, target].compactMap(\.self).joined(
        separator: "\n")
    }
    guard judged.isEmpty else { return }
    var score = Score(name: Self.name(expectation), target: target)
    Self.setJudge(of: &score, expectation)
    scores.append((score, span))
  }

  private static func score(_ assessment: AttributeValue) -> Score {
    let feedback = assessment["feedback"] ?? .null
    var score = Score(name: name(assessment), value: Score.Value((feedback["value"] ?? .null).unwrapped))
    score.concludeVerdict()
    score.explanation = assessment["rationale"]?.tellingString
    if let error = (feedback["error"] ?? assessment["error"])?.telling {
      score.failure = (error["error_message"] ?? error["error_code"] ?? error).plainText
    }
    setJudge(of: &score, assessment)
    return score
  }

  private static func setJudge(of score: inout Score, _ assessment: AttributeValue) {
    let source = assessment["source"]
    score.setJudge(
      kind: source?["source_type"]?.string,
      name: source?["source_id"]?.tellingString.flatMap { $0 == "default" ? nil : $0 })
  }

  private func span(_ assessment: AttributeValue) -> String? {
    let id = MLflowSpan.id(assessment["span_id"], byteCount: 8)
    return id == root ? nil : id
  }

  static func name(_ assessment: AttributeValue) -> String {
    assessment["assessment_name"]?.string ?? assessment["name"]?.string ?? "assessment"
  }
}
