import TraceAnalysis
import TraceModel

/// Where the scores of each trace stand among those that the same scorers gave the others.
struct ScoreStandings {
  private let scales: [String: (range: ClosedRange<Double>, isWorseWhenHigher: Bool)]

  /// Reads the range of each scorer that did not give all traces the same. O(n) in the scores.
  init(_ facts: [ListFacts]) {
    var ranges: [String: ClosedRange<Double>] = [:]
    for fact in facts {
      for (name, score) in fact.scores where score.isFinite {
        let known = ranges[name] ?? score...score
        ranges[name] = min(known.lowerBound, score)...max(known.upperBound, score)
      }
    }
    let telling = ranges.filter { _, range in
      range.lowerBound < range.upperBound && (range.upperBound - range.lowerBound).isFinite
    }
    scales = Dictionary(
      uniqueKeysWithValues: telling.map { ($0, (range: $1, isWorseWhenHigher: Score.isWorseWhenHigher($0))) })
  }

  /// The worst place that a scorer gave a trace, from 0, none was given worse, to 1; `nil` where none tells it apart.
  func least(of fact: ListFacts) -> Double? {
    fact.scores.compactMap { name, score in
      guard let (range, isWorseWhenHigher) = scales[name], score.isFinite else { return nil }
      let share = (score - range.lowerBound) / (range.upperBound - range.lowerBound)
      return isWorseWhenHigher ? 1 - share : share
    }.min()
  }
}
