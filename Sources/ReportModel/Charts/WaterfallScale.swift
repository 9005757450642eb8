import TraceAnalysis
import TraceText

/// The run's time as a scale on which idle stretches are bands of one width.
struct WaterfallScale {
  /// A band's share of the scale: 18 pixels of the panel.
  private static let band = 0.036
  /// All bands together take this much of the scale at most.
  private static let most = 0.4

  private let activeTime: ActiveTime
  private let gap: Int64
  private let whole: Double
  private let duration: Int64
  /// Whether the times are those of a damaged source, beyond a human life: such a scale has no ticks.
  private let isMad: Bool

  init(_ activeTime: ActiveTime, duration: Int64) {
    self.activeTime = activeTime
    self.duration = max(1, duration)
    let working = activeTime.compressed(max(1, duration))
    isMad = duration > .max / 4
    let count = Double(activeTime.idle.count)
    let share = min(Self.band, count > 0 ? Self.most / count : Self.band)
    gap = count > 0 && !isMad ? max(1, Int64(Double(max(1, working)) * share / (1 - count * share))) : 0
    whole = Double(max(1, activeTime.compressed(max(1, duration), gap: gap)))
  }

  /// Where a moment stands, between 0 and 1. `offset` in nanoseconds from the start of the run.
  func place(_ offset: Int64) -> Double {
    min(1, max(0, Double(activeTime.compressed(offset, gap: gap)) / whole))
  }

  /// The bands with their lengths.
  var idle: [WaterfallView.Idle] {
    var taken = -1.0
    return activeTime.idle.map { stretch in
      let (start, end) = (place(stretch.start), place(stretch.end))
      // Words are about a hundred pixels wide, and stand around the middle of the band.
      let isNamed = (start + end) / 2 - 0.11 > taken
      if isNamed { taken = (start + end) / 2 + 0.11 }
      return WaterfallView.Idle(
        start: start, end: end, words: "idle \(Formatting.duration(stretch.length))", isNamed: isNamed)
    }
  }

  /// Round moments of the run outside of the bands.
  var ticks: [Axis.Tick] {
    guard !isMad else { return [] }
    let working = activeTime.compressed(duration)
    let moments = RoundMoments(
      about: Double(max(1, working)) / 6, duration: duration, idle: activeTime.idle.map { $0.start..<$0.end })
    var words = RoundMoments.Words()
    var ticks: [Axis.Tick] = []
    for moment in moments {
      let spot = place(moment)
      let hasRoom = ticks.last { !$0.label.isEmpty }.map { spot - $0.place > 0.13 } ?? true
      ticks.append(Axis.Tick(place: spot, label: hasRoom ? words.next(moment) : ""))
    }
    return ticks
  }
}
