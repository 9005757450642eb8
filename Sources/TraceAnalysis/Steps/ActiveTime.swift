import TraceText

/// When a run worked and when nothing ran, so that views can fold the idle time and say how long it was.
public struct ActiveTime: Hashable, Sendable {
  /// A stretch in which no step ran.
  public struct Gap: Hashable, Sendable {
    /// Nanoseconds from the start of the run.
    public let start: Int64
    /// Nanoseconds from the start of the run; after `start`.
    public let end: Int64

    /// How long, in nanoseconds.
    public var length: Int64 { end - start }
  }

  /// How long at least one step ran, in nanoseconds.
  public let active: Int64
  /// The stretches without a step that are long enough to be folded, in order: longer than five seconds and than a
  /// fiftieth of the active time.
  public let idle: [Gap]
  /// The steps whose time is a wait for a person or for something outside, not work.
  public let waiting: [Int]
  /// How long the run did nothing but wait so, in nanoseconds: a part of the time in which no step ran.
  public let waited: Int64
  /// The length of the gaps before each gap, in nanoseconds.
  private let idleBefore: [Int64]

  /// Measures a run: the union of what its steps did. O(n log n).
  init(_ pieces: WorkPieces, timing: Timing) {
    let work = pieces.work.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var active: Int64 = 0
    var gaps: [Gap] = []
    var reached: Int64 = work.first.map { min(0, $0.start) } ?? 0
    for piece in work {
      if piece.start > reached { gaps.append(Gap(start: reached, end: piece.start)) }
      active += max(0, piece.end - max(reached, piece.start))
      reached = max(reached, piece.end)
    }
    if let end = timing.duration, !work.isEmpty, end > reached {
      gaps.append(Gap(start: reached, end: end))
    }
    let idleTime = Stretches(gaps.map { ($0.start, $0.end) })
    waited = Stretches(pieces.waits).merged.reduce(0) { $0.saturatingAdd(idleTime.covered($1)) }
    let least = max(5_000_000_000, active / 50)
    self.active = active
    waiting = pieces.waiting
    idle = gaps.filter { $0.length > least }
    var sum: Int64 = 0
    idleBefore = idle.map { gap in
      defer { sum += gap.length }
      return sum
    }
  }

  /// A moment's place in the active and short idle time, each folded gap taking `width` nanoseconds.
  ///
  /// Monotonic. `offset` in nanoseconds from the start of the run. O(log n).
  public func compressed(_ offset: Int64, gap width: Int64 = 0) -> Int64 {
    var low = 0
    var high = idle.count
    while low < high {
      let middle = (low + high) / 2
      if idle[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    let last = idle[low - 1]
    let within = min(offset, last.end) - last.start
    return offset - idleBefore[low - 1] - within + Int64(low - 1) * width
      + (last.length > 0 ? Int64(Double(width) * Double(within) / Double(last.length)) : 0)
  }

  /// How long a stretch of the critical path is without the idle time in it, in nanoseconds. O(log n).
  public func worked(_ segment: Timing.Segment) -> Int64 {
    max(0, compressed(segment.end) - compressed(segment.start))
  }
}
