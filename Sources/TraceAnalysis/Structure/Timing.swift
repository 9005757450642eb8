public import TraceModel
import TraceText

/// When things happened, in whole nanoseconds. Unknown times stay `nil`, never zero.
public struct Timing: Hashable, Sendable {
  /// A stretch of the critical path.
  public struct Segment: Hashable, Sendable {
    /// The span that held the run up.
    public let span: Int
    /// Nanoseconds from the start of the run.
    public let start: Int64
    /// Nanoseconds from the start of the run; after `start`.
    public let end: Int64
  }

  /// The earliest start of any span.
  public let start: Timestamp?
  /// The latest moment any span names as start or end.
  public let end: Timestamp?
  /// From the earliest start to the latest end, in nanoseconds; `nil` where nothing but one moment is known.
  public let duration: Int64?
  /// Each span's duration less what its children cover together, in nanoseconds; `nil` where unknown.
  ///
  /// A child without times stands aside for its own children.
  public let selfTime: [Int64?]
  /// Each span's start from the start of the run, in nanoseconds.
  public let offset: [Int64?]
  /// Each span's end from the start of the run, in nanoseconds: its start where the end is unknown or lies before it,
  /// and `nil` where it has no start.
  public let finish: [Int64?]
  /// What the run waited for, in order of time and without overlap.
  ///
  /// From the end backwards: the child that finished last, then the one that had finished when that one
  /// began; between them the parent itself. Each nanosecond of a root belongs to one span at most.
  public let criticalPath: [Segment]
  /// Each span's time on the critical path, in nanoseconds.
  public let criticalTime: [Int64]

  /// Whether the moments are days of the calendar: a source that only tells how long things took has none, and
  /// its spans are laid out from 1970 on.
  public var isDated: Bool { start.map(Self.isDated) ?? false }

  /// Whether steps are laid out without dates: a root that alone states how long the run took is not, nor are the
  /// times of a clock that began with the run.
  public let isLaidOut: Bool

  static func isDated(_ moment: Timestamp) -> Bool { moment >= firstDay }

  /// 1990-01-01 UTC.
  private static let firstDay = Timestamp(nanoseconds: 631_152_000 * 1_000_000_000)

  /// Measures a trace. O(n log n).
  public init(_ spans: [Span], tree: SpanTree) {
    let start = spans.lazy.compactMap(\.start).min()
    let end = spans.lazy.compactMap { span in [span.start, span.end].compactMap(\.self).max() }.max()
    self.start = start
    self.end = end
    isLaidOut =
      start.map { !Self.isDated($0) } ?? false
      && spans.indices.contains {
        tree.parent[$0] != nil && (spans[$0].start ?? spans[$0].end) != nil
          && spans[$0].timeOrigin == .inferred
      }
    // One moment alone says nothing of how long the run took.
    let isMoment = start == end && !spans.contains { $0.end != nil }
    duration = isMoment ? nil : start.flatMap { start in end.map { max(0, $0.nanoseconds(since: start)) } }
    let offset = spans.map { span in start.flatMap { span.start?.nanoseconds(since: $0) } }
    self.offset = offset
    finish = zip(spans, offset).map { span, offset in offset?.saturatingAdd(max(0, span.duration ?? 0)) }

    let intervals = Intervals(spans, tree: tree, origin: start)
    selfTime = spans.indices.map(intervals.selfTime)
    criticalPath = intervals.criticalPath()
    var criticalTime = [Int64](repeating: 0, count: spans.count)
    for segment in criticalPath { criticalTime[segment.span] += segment.end - segment.start }
    self.criticalTime = criticalTime
  }
}
