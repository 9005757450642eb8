import TraceModel
import TraceSource

/// Which step of a run went wrong, where a collection of failures names it.
enum FailureStep {
  /// The number that stands in the record, and the note that the step with it is given.
  static func score(in row: AttributeValue) -> (step: Int, score: Score)? {
    for record in [row] + TrajectoryScores.judgements.compactMap({ row[$0]?.unwrapped }) {
      for name in Score.failureSteps {
        guard let value = record[name], let step = value.int ?? value.string.flatMap({ Int($0) }) else {
          continue
        }
        return (step, Score(name: name, value: .label("step \(step)")))
      }
    }
    return nil
  }
}
