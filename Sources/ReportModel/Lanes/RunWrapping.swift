import GraphLayout
import TraceAnalysis

/// Draws a run in several lines, as a text is: each goes on where the one above it ends. Agents that the run started are
/// closed boxes among its steps.
///
/// One line of many steps has room for their numbers alone and leaves most of the panel empty. In lines the steps keep
/// their words. Where not even lines have room for all, they show those about the step that the top finding names.
struct RunWrapping {
  private static let hook = 18.0
  /// The distance from a line to the next one's ruler.
  private static let gap = 8.0 + RunGraphBuilder.margin
  private static let mostLines = 4
  private static let mostSteps = 80

  private let builder: RunGraphBuilder
  private let level: RunCardSize.Level
  /// More steps beside each other than these are for lanes to show.
  private static let mostBeside = 5

  /// Every step with all its words.
  private let whole: RunFold
  /// The steps that no line parts, since they ran beside each other: most are one.
  private let stretches: [Range<Int>]
  private let widths: [Double]
  private let heights: [LaneRows.Height]
  /// The room before each stretch, for an arrow or for idle time.
  private let gaps: [Double]

  private var panel: LayoutSize { builder.panel }
  private var width: Double { panel.width - 2 * (Self.hook + RunGraphBuilder.margin) }

  /// `nil` where more steps ran beside each other than a line shows, or more than one in four did.
  ///
  /// - Parameter worded: The steps that keep their words, of others only the numbers are left; `nil` is all of them.
  init?(builder: RunGraphBuilder, level: RunCardSize.Level, worded: Set<Int>? = nil) {
    var fold = builder.fold()
    guard let stretches = fold.closeInLine(), stretches.count > 1,
      stretches.allSatisfy({ $0.count <= Self.mostBeside }),
      stretches.reduce(0, { $0 + ($1.count > 1 ? $1.count : 0) }) * 4 <= fold.items.count
    else { return nil }
    if let worded { fold.number(allBut: worded, keeping: builder.keeps) }
    self.builder = builder
    self.level = level
    self.stretches = stretches
    whole = fold
    let size = RunCardSize(level: level)
    let (plan, cards) = builder.plan(fold, level, isBoxed: false)
    let single = cards.map { RunCardSize.height(size.fit($0, width: size.width($0), lines: 0)) }
    var widths: [Double] = []
    var heights: [LaneRows.Height] = []
    for stretch in stretches {
      guard stretch.count > 1 else {
        widths.append(plan.steps[stretch.lowerBound].width)
        heights.append(single[stretch.lowerBound])
        continue
      }
      let part = builder.plan(fold.part(stretch), level, isBoxed: false).plan
      let columns = LaneColumns(part, width: 0)
      let rows = LaneRows(part, columns: columns, heights: Array(single[stretch]), top: 0)
      widths.append(columns.leastWidth)
      let first = single[stretch.lowerBound]
      let other = first.above + first.card
      heights.append(
        LaneRows.Height(above: first.above, card: first.card, below: max(first.below, rows.height - other)))
    }
    (self.widths, self.heights) = (widths, heights)
    gaps = stretches.indices.map { index in
      guard index > 0 else { return 0 }
      let end = plan.steps[stretches[index - 1]].reduce(Int64.min) { max($0, $1.end) }
      let isAfterIdle = plan.idle.contains {
        $0.start >= end && $0.end <= plan.steps[stretches[index].lowerBound].start
      }
      return isAfterIdle ? LaneColumns.idleRoom : LaneColumns.arrowRoom
    }
  }

  /// All steps in lines; `nil` where they have no room, or one line is enough.
  func all() -> RunGraphView? {
    guard let lines = lines(0..<widths.count, markers: (false, false)), lines.count > 1 else { return nil }
    return view(whole, lines.map(steps))
  }

  /// All steps in lines, as many of them with words as have room; `nil` where fewer than a third could have them.
  func partly() -> RunGraphView? {
    guard whole.items.count <= Self.mostSteps else { return nil }
    let order = builder.mostTelling(whole.items.indices.filter { whole.items[$0].look == .full }, of: whole)
    var (least, end) = (order.count / 3, order.count)
    var best: RunGraphView?
    while least < end {
      let count = best == nil ? least : (least + end) / 2
      let lines = RunWrapping(builder: builder, level: level, worded: Set(order.prefix(count)))
      guard let view = lines?.all() else {
        if best == nil { return nil }
        end = count
        continue
      }
      (best, least) = (view, count + 1)
    }
    return best
  }

  /// As many steps about the focus as lines have room for, two before it for each one after it.
  func window() -> RunGraphView? {
    let step = RunGraphBuilder.focus(builder.context, builder.run, in: whole.items.map(\.step.spans))
    let focus = stretches.firstIndex { $0.contains(step) } ?? 0
    var range = focus..<min(widths.count, focus + 1)
    var isFull = (left: range.lowerBound == 0, right: range.upperBound == widths.count)
    var turn = 0
    while !isFull.left || !isFull.right {
      let goesLeft = turn % 3 < 2 ? !isFull.left : isFull.right
      turn += 1
      let next = goesLeft ? range.lowerBound - 1..<range.upperBound : range.lowerBound..<range.upperBound + 1
      let markers = (next.lowerBound > 0, next.upperBound < widths.count)
      let fits = lines(next, markers: markers) != nil
      if fits { range = next }
      if goesLeft { isFull.left = !fits || range.lowerBound == 0 }
      if !goesLeft { isFull.right = !fits || range.upperBound == widths.count }
    }
    let markers = (range.lowerBound > 0, range.upperBound < widths.count)
    guard let lines = lines(range, markers: markers), lines.count > 1 else { return nil }
    var fold = whole
    fold.keep(steps(range))
    // The markers are items of the first and of the last line.
    let shift = (markers.0 ? 1 : 0) - steps(range).lowerBound
    var places = lines.map(steps).map { $0.lowerBound + shift..<$0.upperBound + shift }
    places[0] = 0..<places[0].upperBound
    places[places.count - 1] = places[places.count - 1].lowerBound..<fold.items.count
    return view(fold, places)
  }

  // MARK: Breaking

  private func steps(_ range: Range<Int>) -> Range<Int> {
    stretches[range.lowerBound].lowerBound..<stretches[range.upperBound - 1].upperBound
  }

  /// The stretches of each line, as even as can be; `nil` where they have no room.
  private func lines(_ range: Range<Int>, markers: (before: Bool, after: Bool)) -> [Range<Int>]? {
    guard steps(range).count <= Self.mostSteps, let least = broken(range, markers, atMost: range.count) else {
      return nil
    }
    guard least.count <= Self.mostLines, height(least) <= panel.height else { return nil }
    let even = broken(range, markers, atMost: (range.count + least.count - 1) / least.count)
    return even.flatMap { $0.count == least.count && height($0) <= panel.height ? $0 : nil } ?? least
  }

  private func broken(
    _ range: Range<Int>, _ markers: (before: Bool, after: Bool), atMost most: Int
  ) -> [Range<Int>]? {
    let marker = RunCardSize.numberWidth + LaneColumns.arrowRoom
    var result: [Range<Int>] = []
    var start = range.lowerBound
    var used = markers.before ? marker : 0
    for index in range {
      let ending = markers.after && index == range.upperBound - 1 ? marker : 0
      let isFirst = index == start
      let wanted = (isFirst ? 0 : gaps[index]) + widths[index]
      if !isFirst, used + wanted + ending > width || index - start >= most {
        result.append(start..<index)
        start = index
        used = widths[index]
      } else {
        used += wanted
      }
      guard used + ending <= width else { return nil }
    }
    return result + [start..<range.upperBound]
  }

  private func height(_ lines: [Range<Int>]) -> Double {
    lines.reduce(-Self.gap) { sum, line in
      let above = heights[line].map { $0.above + $0.card / 2 }.max() ?? 0
      let below = heights[line].map { $0.card / 2 + $0.below }.max() ?? 0
      return sum + RunGraphBuilder.top + above + below + Self.gap
    }
  }

  // MARK: Drawing

  private struct Line {
    var fold: RunFold
    var plan: LanePlan
    var columns: LaneColumns
    /// Its place among all cards.
    var range: Range<Int>
    var fitted: FittedCards

    func rows(_ cards: [RunCard]) -> LaneRows {
      LaneRows(plan, columns: columns, heights: cards.map(RunCardSize.height), top: RunGraphBuilder.top)
    }
  }

  private func view(_ fold: RunFold, _ ranges: [Range<Int>]) -> RunGraphView? {
    let size = RunCardSize(level: level)
    var lines = ranges.map { range -> Line in
      let part = fold.part(range)
      let (plan, drafts) = builder.plan(part, level, isBoxed: false)
      let columns = LaneColumns(plan, width: width)
      return Line(
        fold: part, plan: plan, columns: columns, range: range,
        fitted: FittedCards(drafts, widths: columns.steps.map(\.length), size: size))
    }
    guard lines.allSatisfy({ $0.columns.leastWidth <= width + 0.5 }) else { return nil }
    func height(_ counts: [Int]) -> Double {
      lines.indices.reduce(-Self.gap) { sum, line in
        let cards = lines[line].fitted.cards(counts[lines[line].range])
        return sum + lines[line].rows(cards).height + Self.gap
      }
    }
    let drafts = lines.flatMap(\.fitted.drafts)
    guard height(drafts.map { _ in 0 }) <= panel.height else { return nil }
    let counts = CardGrowth.lines(of: drafts) { height($0) <= panel.height }
    var result: RunGraphView?
    for index in lines.indices {
      let line = lines[index]
      let cards = lines[index].fitted.cards(counts[line.range])
      let view = RunGraphAssembly(
        builder: builder, fold: line.fold, plan: line.plan, columns: line.columns, rows: line.rows(cards),
        cards: cards, margin: RunGraphBuilder.margin + Self.hook
      ).view(width: panel.width, isFirst: result == nil)
      guard var whole = result else {
        result = view
        continue
      }
      whole.goOn(with: view, gap: Self.gap, edge: RunGraphBuilder.margin)
      result = whole
    }
    result?.note = RunGraphAssembly.note(fold, builder)
    return result
  }
}

extension RunGraphView {
  /// Puts the next line of a run below, and leads from the end of this one to its beginning.
  fileprivate mutating func goOn(with next: RunGraphView, gap: Double, edge: Double) {
    let y = size.height - RunGraphBuilder.margin + gap
    let next = next.moved(down: y)
    if let last = cards.last, let first = next.cards.first {
      let isCritical = last.isCritical && first.isCritical
      for (from, to, height) in [
        (last.frame.maxX, size.width - edge, last.frame.midY), (edge, first.frame.x, first.frame.midY),
      ] {
        ways.append(
          RunWay(
            meaning: .order, points: [LayoutPoint(x: from, y: height), LayoutPoint(x: to, y: height)],
            isCritical: isCritical, words: ""))
      }
    }
    cards += next.cards
    ways += next.ways
    idle += next.idle
    ticks += next.ticks
    size.height = y + next.size.height
    label += ", " + next.label
  }

  private func moved(down y: Double) -> RunGraphView {
    var view = self
    for card in view.cards.indices {
      view.cards[card].frame.y += y
      for chip in view.cards[card].chips.indices { view.cards[card].chips[chip].frame.y += y }
    }
    for way in view.ways.indices {
      view.ways[way].points = view.ways[way].points.map { LayoutPoint(x: $0.x, y: $0.y + y) }
    }
    for stretch in view.idle.indices { view.idle[stretch].top += y }
    for tick in view.ticks.indices { view.ticks[tick].top += y }
    return view
  }
}
