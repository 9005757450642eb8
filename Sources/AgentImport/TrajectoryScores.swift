import TraceModel
import TraceSource

/// Reads what a benchmark made of a trajectory: resolved flags, rewards, test results.
enum TrajectoryScores {
  /// The scores in the row of a trajectory, each name once; what stands in a report goes before what stands beside.
  static func scores(in row: AttributeValue) -> [Score] {
    var scores: [Score] = []
    let reports = [row["test_result"]?["report"], row["test_result"], row["report"]]
    let others = judgements.map { row[$0] }
    let records = reports + [row["info"], row] + others
    let target = first(targets, in: records)
    for (place, record) in records.enumerated() {
      for member in record?.unwrapped.map ?? [] where names.contains(member.name) {
        guard let value = Score.Value(member.value), !scores.contains(where: { $0.name == member.name })
        else {
          continue
        }
        // An event that ended well says nothing of the answer.
        if member.name == "success", record?["type"]?.string != nil { continue }
        // What is no flag and no number is another thing of that name, such as a result's text.
        if case .label = value { continue }
        var score = Score(name: member.name, value: value)
        score.concludeVerdict()
        // What tests gave is 1 where all passed and 0 where not; elsewhere a reward has no known scale.
        if member.name == "reward", place < reports.count, case .number(let number)? = score.value,
          number == 0 || number == 1
        {
          score.verdict = number == 1 ? .right : .wrong
        }
        score.target = target
        score.answer = record?["model_answer"]?.telling?.plainText
        score.explanation = first(reasons, in: [record] + others)
        scores.append(score)
      }
    }
    return scores
  }

  /// The first text or number that one of the records has under one of the names.
  private static func first(_ names: [String], in records: [AttributeValue?]) -> String? {
    for record in records {
      for name in names {
        if let value = record?.unwrapped[name]?.telling, value.map == nil { return value.plainText }
      }
    }
    return nil
  }

  private static let names: Set<String> = [
    "resolved", "reward", "success", "passed", "correct", "score", "won", "is_correct",
    "is_corrected", "solved",
  ]
  /// Maps in which a collection keeps what it knows of the run.
  static let judgements = [
    "gt", "ground_truth", "labels", "label", "evaluation", "eval", "judgement", "judgment", "metadata",
  ]
  private static let targets = [
    "correct_answer", "ground_truth", "ground_truth_answer", "expected_answer", "reference_answer",
  ]
  private static let reasons = [
    "failure_reason", "failure_reasoning_text", "failure_explanation", "mistake_reason",
  ]
}
