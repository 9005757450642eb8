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
    let fitting = Self.first(of: counts.count) { number -> (fold: RunFold, level: RunCardSize.Level)? in
      var fold = open
      for lane in closed.prefix(counts[number]) { fold.close(lane) }
      guard let level = level(of: &fold), height(fold, level) <= builder.panel.height else { return nil }
      return (fold, level)
    }
    if let (fold, level) = fitting { return (named(enlarged(fold, level), level), level) }
    join(&fold)
    if let level = level(of: &fold), height(fold, level) <= builder.panel.height {
      return (named(enlarged(fold, level), level), level)
    }
    return (window(&fold), .runs)
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
    fold.fold(.runs, keeping: keeps)
    guard fold.items.count <= Self.mostRuns, hasRoom(fold, .runs) else { return nil }
    return named(enlarged(fold, .runs), .runs)
  }

  /// Agents in the order in which they close, the first to close last: those without findings before the others.
  private var lanesToClose: [Int] {
    let lanes = context.analysis.agents.lanes
    let told = lanes.map { lane in lane.steps.contains { builder.words.ranks[$0] != nil } }
    return lanes.indices.dropFirst().sorted { (told[$0] ? 0 : 1, $0) < (told[$1] ? 0 : 1, $1) }
  }

  private func keeps(_ step: RunStep) -> Bool {
    (step.spans + step.chips).contains { builder.words.ranks[$0] != nil }
  }

  /// The first level at which the fold is no wider than its panel.
  private func level(of fold: inout RunFold) -> RunCardSize.Level? {
    for level in RunCardSize.Level.allCases {
      fold.fold(level, keeping: keeps)
      if fits(fold, level) { return level }
    }
    return nil
  }

  private func fits(_ fold: RunFold, _ level: RunCardSize.Level) -> Bool {
    LaneColumns(builder.plan(fold, level).plan, width: 0).leastWidth <= width
  }

  /// Whether the fold is neither wider nor higher than its panel.
  private func hasRoom(_ fold: RunFold, _ level: RunCardSize.Level) -> Bool {
    fits(fold, level) && height(fold, level) <= builder.panel.height
  }

  private func height(_ fold: RunFold, _ level: RunCardSize.Level) -> Double {
    let (plan, cards) = builder.plan(fold, level)
    let columns = LaneColumns(plan, width: width)
    let size = RunCardSize(level: level)
    let heights = zip(cards, columns.steps).map {
      RunCardSize.height(size.fit($0, width: $1.length, lines: 0))
    }
    return LaneRows(plan, columns: columns, heights: heights, top: 28).height
  }

  /// Gives words back to as many numbers as have room: those that failed first, then the longest.
  private func enlarged(_ fold: RunFold, _ level: RunCardSize.Level) -> RunFold {
    var fold = fold
    let spans = fold.items.indices.filter { fold.items[$0].look == .number }
    let order = spans.sorted { left, right in
      let (a, b) = (fold.items[left].step, fold.items[right].step)
      let fails = [a, b].map { step in
        (step.spans + step.chips).contains { context.analysis.figures.isError[$0] }
      }
      if fails[0] != fails[1] { return fails[0] }
      return (b.end - b.start, left) < (a.end - a.start, right)
    }
    for item in order.prefix(24) {
      var larger = fold
      larger.enlarge(item)
      if hasRoom(larger, level) { fold = larger }
    }
    return fold
  }

  /// Lets as many names stand in full as have room.
  private func named(_ fold: RunFold, _ level: RunCardSize.Level) -> RunFold {
    var fold = fold
    let size = RunCardSize(level: level)
    let (plan, cards) = builder.plan(fold, level)
    let columns = LaneColumns(plan, width: width)
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
      if fits(wider, level) { fold = wider }
    }
    return fold
  }

  /// Closed agents beyond what has room become one box.
  private func join(_ fold: inout RunFold) {
    var closed = fold.closed.keys.sorted()
    while closed.count > 1 {
      fold.fold(.runs, keeping: keeps)
      if height(fold, .runs) <= builder.panel.height { return }
      let last = closed.removeLast()
      fold.close([closed[closed.count - 1], last], as: closed[closed.count - 1])
    }
  }

  /// As many steps about the focus as fit, two before it for each one after it.
  private func window(_ fold: inout RunFold) -> RunFold {
    fold.fold(.runs, keeping: keeps)
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
    return hasRoom(part, .runs)
  }
}
