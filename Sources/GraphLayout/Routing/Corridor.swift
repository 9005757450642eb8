/// The free way that a level keeps for an edge, from the end of the lower rank to that of the higher.
struct Corridor {
  var startSide: Side
  /// How far the route runs straight out of the start: an x for the right side, a y for the bottom.
  var startRun: Double
  var knots: [Knot] = []
  var endSide: Side
  /// From where the route runs straight into the end.
  var endRun: Double
  /// Whether the edge points from the higher rank to the lower.
  var isReversed: Bool

  mutating func move(by offset: LayoutPoint) {
    startRun += startSide.isHorizontal ? offset.x : offset.y
    endRun += endSide.isHorizontal ? offset.x : offset.y
    for index in knots.indices {
      knots[index].point.x += offset.x
      knots[index].point.y += offset.y
    }
  }
}

extension Level {
  /// The way of an edge, or `nil` where the level keeps none for it.
  func corridor(_ edge: Int) -> Corridor? {
    let link = descending(edge)
    let from = columns[rank[link.from]]
    let to = columns[rank[link.to]]
    if from.band != to.band { return corridorBetweenBands(link, isReversed: isReversed[edge]) }
    guard let bends = bends[edge] else { return nil }

    var corridor = Corridor(
      startSide: .right, startRun: laneEnd(link.from), endSide: .left, endRun: frames[link.to].x,
      isReversed: isReversed[edge])
    if slots.lane[link.from] < from.lanes - 1 {
      let y = gap(beside: link.from)
      corridor.knots.append(Knot(laneEnd(link.from) + metrics.columnGap, y, .right))
      corridor.knots.append(Knot(from.x + from.width, y, .right))
    }
    for bend in bends {
      let column = columns[rank[bend]]
      let y = middles[slots.slot[bend]]
      corridor.knots.append(Knot(column.x, y, .right))
      corridor.knots.append(Knot(column.x + column.width, y, .right))
    }
    if slots.lane[link.to] > 0 {
      let y = gap(beside: link.to)
      corridor.knots.append(Knot(to.x, y, .right))
      corridor.knots.append(Knot(frames[link.to].x - metrics.columnGap, y, .right))
    }
    return corridor
  }

  private func laneEnd(_ node: Int) -> Double { frames[node].x + columns[rank[node]].laneWidth }

  /// A free y right above the row in which the node stands, or right below if it is the first.
  private func gap(beside node: Int) -> Double {
    let slot = slots.slot[node]
    let half = slots.heights[slot] / 2 + metrics.rowGap / 2
    return slot == slots.ranks[rank[node]].lowerBound ? middles[slot] + half : middles[slot] - half
  }

  /// Down out of the lowest card of a rank, or through the gap beside it; likewise into the other band.
  private func corridorBetweenBands(_ link: Link, isReversed: Bool) -> Corridor {
    let firstBand = columns[rank[link.from]].band
    let lastBand = columns[rank[link.to]].band
    let beside = min(12, metrics.columnGap / 4)
    let bottom = bandExtents[firstBand].bottom
    let top = bandExtents[lastBand].top

    var knots: [Knot] = []
    let leavesBelow = isOutermost(link.from, last: true)
    if !leavesBelow { knots.append(Knot(laneEnd(link.from) + beside, bottom, .bottom)) }
    knots += knotsPassing(
      (firstBand + 1)..<lastBand, from: frames[link.from].midX, to: frames[link.to].midX, beside: beside)
    let entersAbove = isOutermost(link.to, last: false)
    if !entersAbove { knots.append(Knot(frames[link.to].x - beside, top, .bottom)) }
    return Corridor(
      startSide: leavesBelow ? .bottom : .right, startRun: leavesBelow ? bottom : laneEnd(link.from),
      knots: knots, endSide: entersAbove ? .top : .left, endRun: entersAbove ? top : frames[link.to].x,
      isReversed: isReversed)
  }

  /// Whether no other node of the rank stands below the node, or above it.
  private func isOutermost(_ node: Int, last: Bool) -> Bool {
    let range = slots.ranks[rank[node]]
    let slot = slots.slot[node]
    return (last ? (slot + 1)..<range.upperBound : range.lowerBound..<slot).allSatisfy { slots.isBend[$0] }
  }

  /// The way through the bands between: by the gaps between columns, or past them all on the left if they are many.
  private func knotsPassing(_ passed: Range<Int>, from: Double, to: Double, beside: Double) -> [Knot] {
    guard let first = passed.first, let last = passed.last else { return [] }
    if passed.count > 4 {
      return [
        Knot(-beside, bandExtents[first].top, .bottom), Knot(-beside, bandExtents[last].bottom, .bottom),
      ]
    }
    return passed.flatMap { band in
      let share = Double(band - first + 1) / Double(passed.count + 1)
      let wanted = from + (to - from) * share
      var nearest = -beside
      for rank in bands[band] {
        let end = columns[rank].x + columns[rank].width + beside
        if abs(end - wanted) < abs(nearest - wanted) { nearest = end }
      }
      return [
        Knot(nearest, bandExtents[band].top, .bottom), Knot(nearest, bandExtents[band].bottom, .bottom),
      ]
    }
  }
}
