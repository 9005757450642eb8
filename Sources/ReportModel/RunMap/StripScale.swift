import TraceAnalysis

/// Where steps stand in the strip of the whole run: in true time with idle time folded, and in their order, one as
/// wide as the other, where nothing has a time.
struct StripScale {
  private let analysis: AnalysedTrace
  private let gap: Int64
  private let whole: Double
  /// The places of the steps of a run without times, by span.
  private let order: [Int: Int]

  init(_ analysis: AnalysedTrace) {
    self.analysis = analysis
    let active = analysis.activeTime
    let duration = analysis.timing.duration ?? 0
    let count = Double(active.idle.count)
    let share = count > 0 ? min(7.0 / 800, 0.4 / count) : 0
    let busy = Double(duration - active.idle.reduce(0) { $0 + $1.length })
    gap = Int64(max(0, busy) * share / (1 - count * share))
    whole = Double(max(1, active.compressed(duration, gap: gap)))
    let steps = Set(analysis.timing.duration == nil ? analysis.agents.lanes.flatMap(\.steps) : [])
    let ordered = steps.isEmpty ? [] : analysis.tree.preorder.filter(steps.contains)
    order = Dictionary(zip(ordered, ordered.indices), uniquingKeysWith: { first, _ in first })
  }

  /// The whole run in nanoseconds; `nil` where it has no times.
  var duration: Int64? { analysis.timing.duration }

  /// The share of a moment, between 0 and 1.
  func share(_ offset: Int64) -> Double {
    min(1, max(0, Double(analysis.activeTime.compressed(offset, gap: gap)) / whole))
  }

  /// Where a step begins; `nil` where that is unknown.
  func start(of step: Int) -> Double? {
    order[step].map { Double($0) / Double(order.count) } ?? analysis.timing.offset[step].map(share)
  }

  /// From the beginning to the end of a step, as shares; `nil` where one of them is unknown.
  func extent(of step: Int) -> (start: Double, end: Double)? {
    guard let start = start(of: step) else { return nil }
    if order[step] != nil { return (start, start + 1 / Double(order.count)) }
    return analysis.timing.finish[step].map { (start, share($0)) }
  }

  /// From the first to the last moment of a column.
  func place(of turn: TurnSteps) -> (start: Double, end: Double) {
    guard order.isEmpty else { return extent(of: turn.steps) ?? (0, 0) }
    let start = turn.start.map(share) ?? 0
    return (start, max(start, turn.end.map(share) ?? start))
  }

  /// From the first to the last of several steps.
  func extent(of steps: [Int]) -> (start: Double, end: Double)? {
    let extents = steps.compactMap { extent(of: $0) }
    guard let start = extents.map(\.start).min(), let end = extents.map(\.end).max() else { return nil }
    return (start, end)
  }

  /// Whether a column has a place.
  func holds(_ turn: TurnSteps) -> Bool { turn.start != nil || turn.steps.contains { order[$0] != nil } }
}
