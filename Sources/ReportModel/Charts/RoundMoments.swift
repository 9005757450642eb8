import TraceText

/// Round moments of a run in order, outside of the stretches in which nothing ran; nanoseconds from its start.
struct RoundMoments: Sequence, IteratorProtocol {
  private let step: Int64
  /// The stretches in which something ran that are still to come.
  private var stretches: ArraySlice<ClosedRange<Int64>>
  private var following: Int64?

  /// - Parameters:
  ///   - about: No two moments are nearer to each other, in nanoseconds.
  ///   - idle: The stretches in which nothing ran, in order.
  init(about distance: Double, duration: Int64, idle: [Range<Int64>]) {
    step = Int64(Swift.min(9e18, Swift.max(1, Axis.step(distance, .time))))
    let begins = [0] + idle.map(\.upperBound)
    let ends = idle.map(\.lowerBound) + [duration]
    stretches = zip(begins, ends).filter { $0 <= $1 }.map { $0...$1 }[...]
  }

  mutating func next() -> Int64? {
    while let stretch = stretches.first {
      let moment = following ?? firstRound(from: stretch.lowerBound)
      if moment <= stretch.upperBound {
        let (later, isBeyond) = moment.addingReportingOverflow(step)
        if isBeyond { stretches = [] }
        following = later
        return moment
      }
      stretches = stretches.dropFirst()
      following = nil
    }
    return nil
  }

  private func firstRound(from start: Int64) -> Int64 {
    (start / step * step).saturatingAdd(start % step > 0 ? step : 0)
  }

  /// What moments are called one after the other: where two read alike (`1 h 8 m`), the later one says how far it is
  /// from the earlier.
  struct Words {
    private var named: (words: String, moment: Int64) = ("", 0)

    mutating func next(_ moment: Int64) -> String {
      let words = Axis.time(Double(moment))
      if words == named.words { return "+" + Axis.time(Double(moment - named.moment)) }
      named = (words, moment)
      return words
    }
  }
}
