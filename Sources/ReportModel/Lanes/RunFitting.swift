import GraphLayout
import TraceAnalysis
import TraceModel

/// Folds a run until it fits its panel: short words, numbers, runs of the same, closed agents, a window.
struct RunFitting {
  /// More cards than these have no room in any panel.
  private static let mostRuns = 60

  let builder: RunGraphBuilder

  private var context: TraceContext { builder.context }
  private var width: Double { builder.panel.width - 12 }

  /// The fold that fits; in height too, unless a single step is too high.
  func fold() -> (fold: RunFold, level: RunCardSize.Level) {
    if let whole = wholeRun() { return (whole, .runs) }
    let open = builder.fold()
    var fold = open
    var closed: [Int] = []
    // An agent none of whose steps may be drawn takes no room: to close it leaves all as it is.
    var counts = [0]
    for lane in lanesToClose.reversed() {
      let isDrawn = fold.draws(lane)
      fold.close(lane)
      closed.append(lane)
      if isDrawn { counts.append(closed.count) }
    }
    let closing = Self.first(of: counts.count) { number -> Layout? in
      var fold = open
      for lane in closed.prefix(counts[number]) { fold.close(lane) }
      return fitting(&fold)
    }
    if let closing { return (named(enlarged(closing)), closing.level) }
    join(&fold)
    if let joined = fitting(&fold) { return (named(enlarged(joined)), joined.level) }
    return (window(&fold), .runs)
  }

  /// A fold with the columns of the panel, which are the most of what a look at it costs.
  private struct Layout {
    let fold: RunFold
    let level: RunCardSize.Level
    let plan: LanePlan
    let cards: [RunCard]
    let columns: LaneColumns
  }

  private func layout(_ fold: RunFold, _ level: RunCardSize.Level) -> Layout {
    let (plan, cards) = builder.plan(fold, level)
    return Layout(
      fold: fold, level: level, plan: plan, cards: cards, columns: LaneColumns(plan, width: width))
  }

  /// What the first of so many tries gives that gives anything; O(log n) tries, as those behind it do so too.
  private static func first<Found>(of count: Int, _ attempt: (Int) -> Found?) -> Found? {
    var failed = -1
    var found: Found?
    var end = count
    var next = 0
    while next < end {
      if let result = attempt(next) { (found, end) = (result, next) } else { failed = next }
      next = found == nil ? min(2 * failed + 1, end - 1) : (failed + end) / 2
      if next <= failed { break }
    }
    return found
  }

  /// A very long run of which little is left where runs of the same calls are one card each: all of it.
  private func wholeRun() -> RunFold? {
    guard builder.near.count < builder.run.steps.count else { return nil }
    var fold = builder.fold(all: true)
    fold.fold(.runs, keeping: builder.keeps)
    guard fold.items.count <= Self.mostRuns else { return nil }
    let layout = layout(fold, .runs)
    return hasRoom(layout) ? named(enlarged(layout)) : nil
  }

  /// Agents in the order in which they close, the first to close last: those without findings before the others.
  private var lanesToClose: [Int] {
    let lanes = context.analysis.agents.lanes
    let told = lanes.map { lane in lane.steps.contains { builder.words.ranks[$0] != nil } }
    return lanes.indices.dropFirst().sorted { (told[$0] ? 0 : 1, $0) < (told[$1] ? 0 : 1, $1) }
  }

  /// The fold at the first level at which it is no wider than its panel; `nil` where it is too high then.
  private func fitting(_ fold: inout RunFold) -> Layout? {
    for level in RunCardSize.Level.allCases {
      fold.fold(level, keeping: builder.keeps)
      let layout = layout(fold, level)
      if fits(layout) { return isLow(layout) ? layout : nil }
    }
    return nil
  }

  private func fits(_ layout: Layout) -> Bool { layout.columns.leastWidth <= width }

  /// Whether the fold is neither wider nor higher than its panel.
  private func hasRoom(_ layout: Layout) -> Bool { fits(layout) && isLow(layout) }

  private func isLow(_ layout: Layout) -> Bool {
    let size = RunCardSize(level: layout.level)
    let heights = zip(layout.cards, layout.columns.steps).map {
      RunCardSize.height(size.fit($0, width: $1.length, lines: 0))
    }
    let rows = LaneRows(layout.plan, columns: layout.columns, heights: heights, top: 28)
    return rows.height <= builder.panel.height
  }

  /// Gives words back to as many numbers as have room: those that failed first, then the longest.
  private func enlarged(_ layout: Layout) -> Layout {
    let fold = layout.fold
    let spans = fold.items.indices.filter { fold.items[$0].look == .number }
    if spans.isEmpty { return layout }
    var best = layout
    for item in builder.mostTelling(spans, of: fold).prefix(24) {
      var larger = best.fold
      larger.enlarge(item)
      let next = self.layout(larger, layout.level)
      if hasRoom(next) { best = next }
    }
    return best
  }

  /// Lets as many names stand in full as have room.
  private func named(_ layout: Layout) -> RunFold {
    var fold = layout.fold
    let size = RunCardSize(level: layout.level)
    let (cards, columns) = (layout.cards, layout.columns)
    let cut = cards.indices.filter { item in
      cards[item].look == .full && size.width(cards[item]) < RunCardSize.named(cards[item])
    }
    // Those whose share of the panel shows their name as it is come last.
    let order = cut.sorted { left, right in
      let isShort = [left, right].map { columns.steps[$0].length < RunCardSize.named(cards[$0]) }
      return isShort[0] != isShort[1] ? isShort[0] : left < right
    }
    for item in order.prefix(24) {
      var wider = fold
      wider.name(item)
      if fits(self.layout(wider, layout.level)) { fold = wider }
    }
    return fold
  }

  /// Closed agents beyond what has room become one box.
  private func join(_ fold: inout RunFold) {
    var closed = fold.closed.keys.sorted()
    while closed.count > 1 {
      fold.fold(.runs, keeping: builder.keeps)
      if isLow(layout(fold, .runs)) { return }
      let last = closed.removeLast()
      fold.close([closed[closed.count - 1], last], as: closed[closed.count - 1])
    }
  }

  /// As many steps about the focus as fit, two before it for each one after it.
  private func window(_ fold: inout RunFold) -> RunFold {
    fold.fold(.runs, keeping: builder.keeps)
    let items = fold.items
    let focus = RunGraphBuilder.focus(context, builder.run, in: items.map(\.step.spans))
    var range = focus..<min(items.count, focus + 1)
    var turn = 0
    var isFull = (left: false, right: false)
    while !isFull.left || !isFull.right {
      let goesLeft = turn % 3 < 2 ? !isFull.left : isFull.right
      turn += 1
      let next =
        goesLeft ? (range.lowerBound - 1)..<range.upperBound : range.lowerBound..<(range.upperBound + 1)
      guard next.lowerBound >= 0, next.upperBound <= items.count, windowFits(fold, next) else {
        if goesLeft { isFull.left = true } else { isFull.right = true }
        continue
      }
      range = next
    }
    var result = fold
    result.keep(range)
    return result
  }

  private func windowFits(_ fold: RunFold, _ range: Range<Int>) -> Bool {
    var part = fold
    part.keep(range)
    return hasRoom(layout(part, .runs))
  }
}
