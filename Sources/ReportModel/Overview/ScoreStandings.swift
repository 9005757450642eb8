import TraceAnalysis
import TraceModel

/// Where the scores of each trace stand among those that the same scorers gave the others.
struct ScoreStandings {
  private let ranges: [String: ClosedRange<Double>]

  /// Reads the range of each scorer that did not give all traces the same. O(n) in the scores.
  init(_ facts: [ListFacts]) {
    var ranges: [String: ClosedRange<Double>] = [:]
    for fact in facts {
      for (name, score) in fact.scores where score.isFinite {
        let known = ranges[name] ?? score...score
        ranges[name] = min(known.lowerBound, score)...max(known.upperBound, score)
      }
    }
    self.ranges = ranges.filter {
      $0.value.lowerBound < $0.value.upperBound && ($0.value.upperBound - $0.value.lowerBound).isFinite
    }
  }

  /// The worst place that a scorer gave a trace, from 0, none was given worse, to 1; `nil` where none tells it apart.
  func least(of fact: ListFacts) -> Double? {
    fact.scores.compactMap { name, score in
      guard let range = ranges[name], score.isFinite else { return nil }
      let share = (score - range.lowerBound) / (range.upperBound - range.lowerBound)
      return Score.isWorseWhenHigher(name) ? 1 - share : share
    }.min()
  }
}
