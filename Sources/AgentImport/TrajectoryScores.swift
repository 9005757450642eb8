import TraceModel
import TraceSource

/// Reads what a benchmark made of a trajectory: resolved flags, rewards, test results.
enum TrajectoryScores {
  /// The scores in the row of a trajectory, each name once; what stands in a report goes before what stands beside.
  static func scores(in row: AttributeValue) -> [Score] {
    var scores: [Score] = []
    let reports = [row["test_result"]?["report"], row["test_result"], row["report"]]
    for (place, record) in (reports + [row["info"], row]).enumerated() {
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
        score.target = (record?["correct_answer"] ?? record?["ground_truth"])?.telling?.plainText
        score.answer = record?["model_answer"]?.telling?.plainText
        scores.append(score)
      }
    }
    return scores
  }

  private static let names: Set<String> = ["resolved", "reward", "success", "passed", "correct", "score"]
}
