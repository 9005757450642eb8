import TraceModel
import TraceSource

/// Reads feedback: records of it, and the statistics that a run carries.
enum LangSmithFeedback {
  /// Whether a record is feedback: it names a run and what is judged.
  static func isFeedback(_ value: AttributeValue) -> Bool {
    value["run_type"] == nil && value["run_id"]?.string != nil && value["key"]?.string != nil
      && (value["score"] != nil || value["value"] != nil || value["comment"] != nil)
  }

  static func score(_ record: AttributeValue) -> Score {
    let comment = record["comment"]?.tellingString
    var score = Score(
      name: record["key"]?.string ?? "feedback", label: record["value"], number: record["score"],
      explanation: comment)
    // An evaluator that raised leaves its exception as the comment.
    if record["extra"]?["error"]?.bool == true || record["error"]?.bool == true {
      (score.failure, score.explanation) = (comment ?? "error", nil)
    }
    score.target = record["correction"]?.telling.map(\.plainText)
    let source = record["feedback_source"]
    score.setJudge(
      kind: source?["type"]?.string,
      name: (source?["user_name"] ?? source?["metadata"]?["evaluator_name"])?.tellingString)
    return score
  }

  /// A score for each key of `feedback_stats`: the mean of its scores, or the one word that was given.
  static func scores(of stats: AttributeValue?) -> [Score] {
    (stats?.map ?? []).map { member in
      let words = member.value["values"]?.map ?? []
      let comments = (member.value["comments"]?.array ?? []).compactMap(\.tellingString)
      var score = Score(
        name: member.name, label: words.count == 1 ? .string(words[0].name) : nil,
        number: member.value["avg"],
        explanation: comments.isEmpty ? nil : comments.joined(separator: "\n\n"))
      if score.value == nil, words.count > 1 { score.value = Score.Value(.map(words)) }
      if let count = member.value["n"]?.int, count > 1 { score.judgeName = "\(count) judges" }
      return score
    }
  }
}
