/// Which run of one side is the same sample or question as which of another.
package enum RunPairs {
  /// Pairs by their places: the n-th run of a sample and epoch, else of a question, with the n-th of the same. One run
  /// a side is a pair whatever it was asked. O(n).
  package static func pairs(_ left: [AnalysedTrace], _ right: [AnalysedTrace]) -> [(left: Int, right: Int)] {
    if left.count == 1, right.count == 1 { return [(0, 0)] }
    var waiting: [String: [Int]] = [:]
    for index in right.indices.reversed() {
      if let key = key(right[index]) { waiting[key, default: []].append(index) }
    }
    return left.indices.compactMap { index in
      key(left[index]).flatMap { waiting[$0]?.popLast() }.map { (index, $0) }
    }
  }

  private static func key(_ run: AnalysedTrace) -> String? {
    if let sample = EvalSample(run) { return "\(sample.id)\u{0}\(sample.epoch)" }
    return run.conversation.question
  }
}
