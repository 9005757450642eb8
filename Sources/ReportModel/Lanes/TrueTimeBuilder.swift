import GraphLayout
import TraceAnalysis
import TraceModel
import TraceText

/// The strip of true time below the picture: the same lanes with lengths as they were, idle time folded.
struct TrueTimeBuilder {
  private static let left = 96.0
  private static let rowStep = 19.0
  private static let rowLimit = 5
  private static let idleWidth = 14.0
  private static let barLimit = 400

  let builder: RunGraphBuilder

  private var context: TraceContext { builder.context }

  func strip(width: Double) -> TrueTimeView? {
    guard let duration = context.analysis.timing.duration, duration > 0, !builder.run.steps.isEmpty else {
      return nil
    }
    let active = context.analysis.activeTime
    let gaps = active.idle.prefix(12)
    let room = width - Self.left - 10
    let compressed = max(1, active.compressed(duration))
    let scale = (room - Double(gaps.count) * Self.idleWidth) / Double(compressed)
    func x(_ time: Int64) -> Double {
      let passed = gaps.filter { $0.end <= time }.count
      let within = gaps.contains { $0.start < time && time < $0.end }
      return Self.left + Double(active.compressed(time)) * scale + (Double(passed) + (within ? 0.5 : 0))
        * Self.idleWidth
    }
    let rows = rows(x)
    let height = Self.height(rows: rows.count)
    return TrueTimeView(
      size: LayoutSize(width: width, height: height), left: Self.left, rows: rows,
      idle: gaps.map {
        RunIdle(x: x($0.start), width: Self.idleWidth, words: "idle \(Formatting.duration($0.length))")
      },
      ticks: ticks(x, scale: scale, duration: duration, gaps: Array(gaps)))
  }

  /// The height of a run's strip, in pixels.
  static func height(of run: RunSteps) -> Double {
    height(rows: min(rowLimit, Set(run.steps.map(\.lane)).count))
  }

  private static func height(rows: Int) -> Double { Double(rows) * rowStep + 30 }

  private func rows(_ x: (Int64) -> Double) -> [TrueTimeView.Row] {
    let drawn = builder.run.steps.map(\.lane).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
      .sorted()
    let own = drawn.count > Self.rowLimit ? Array(drawn.prefix(Self.rowLimit - 1)) : drawn
    let rest = drawn.dropFirst(own.count)
    var rows = own.map { lane in
      TrueTimeView.Row(
        title: TextMeasure.fit(builder.title(of: lane), width: Self.left - 14, size: 11),
        bars: bars([lane], x))
    }
    if !rest.isEmpty {
      rows.append(
        TrueTimeView.Row(title: Formatting.count(rest.count, "more agent"), bars: bars(Array(rest), x)))
    }
    return rows
  }

  private func bars(_ lanes: [Int], _ x: (Int64) -> Double) -> [TrueTimeView.Bar] {
    let steps = builder.run.steps.filter { lanes.contains($0.lane) }
    guard steps.count <= Self.barLimit else { return bins(steps, x) }
    let agents = builder.words.agents
    var bars: [TrueTimeView.Bar] = []
    for step in steps {
      bars.append(bar(step.spans[0], from: step.start, to: step.end, x))
      for chip in step.chips where agents[chip] == nil {
        guard let start = context.analysis.timing.offset[chip], let end = context.analysis.timing.finish[chip]
        else { continue }
        bars.append(bar(chip, from: start, to: end, x))
      }
    }
    TimeTracks.lay(&bars)
    return bars
  }

  private func bar(_ span: Int, from start: Int64, to end: Int64, _ x: (Int64) -> Double) -> TrueTimeView.Bar
  {
    let (from, to) = (x(start), x(end))
    let name =
      context.spans[span].kind == .llm ? context.numbers.ofSpan[span]?.description ?? "" : context.title(span)
    let time = Formatting.duration(end - start)
    let width = max(2, to - from - 1)
    let words = ["\(name) \(time)", name].first { RunCardSize.measure($0) + 6 < width } ?? ""
    return TrueTimeView.Bar(
      x: from, width: width,
      color: context.analysis.figures.isError[span] ? .error : KindLabel(context.spans[span].kind).hue,
      words: words,
      isCritical: context.analysis.timing.criticalTime[span] > 0,
      target: context.anchors[context.shown(span)],
      label: "\(name), \(time)")
  }

  /// Of very many steps one bar a pixel, each leading to its first step; a failed one wins.
  private func bins(_ steps: [RunStep], _ x: (Int64) -> Double) -> [TrueTimeView.Bar] {
    var result: [TrueTimeView.Bar] = []
    for step in steps {
      let next = bar(step.spans[0], from: step.start, to: step.end, x)
      if let last = result.last, next.x < last.x + 2 {
        if next.color == .error { result[result.count - 1] = next }
        continue
      }
      result.append(next)
    }
    return result
  }

  /// Round moments, none of them within an idle stretch; the end stands at the right.
  private func ticks(
    _ x: (Int64) -> Double, scale: Double, duration: Int64, gaps: [ActiveTime.Gap]
  ) -> [RunTick] {
    let moments = RoundMoments(
      about: 110 / max(scale, .leastNonzeroMagnitude), duration: duration,
      idle: gaps.map { $0.start..<$0.end })
    var words = RoundMoments.Words()
    var result = [RunTick(x: x(0), label: "0")]
    let end = RunTick(x: x(duration), label: Formatting.offset(duration))
    let room = end.x - RunCardSize.measure(end.label) - 45
    for moment in moments.prefix(200) where moment > 0 {
      let place = x(moment)
      guard place > (result.last?.x ?? 0) + 70, place < room else { continue }
      result.append(RunTick(x: place, label: words.next(moment)))
    }
    return result + [end]
  }
}
