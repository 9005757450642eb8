extension Router {
  /// The way of an edge's end from the border of its node out of every container up to `outermost`.
  ///
  /// Straight on where nothing stands in the way; else over the gap beside the node into the free strip between the
  /// children and the border of their container. The knots begin at the node and head outwards.
  func escape(_ end: EdgeEnd, outermost: Int) -> [Knot] {
    let border = end.point(on: frames[end.node])
    var knots = [Knot(border.x, border.y, end.side)]
    var node = end.node
    var point = border
    var levels = 0
    while node != outermost, node != nesting.root, levels < Self.levelLimit {
      let container = nesting.parent[node]
      guard container != nesting.root else { break }
      if let detour = detour(from: point, end.side, around: node, in: container) {
        knots.append(Knot(detour.x, detour.y, end.side))
        point = detour
      }
      node = container
      levels += 1
    }
    return knots
  }

  /// Beyond this many levels or children a way goes straight on, so that hostile graphs stay cheap.
  private static var levelLimit: Int { 64 }
  private static var childLimit: Int { 2_000 }

  /// Where the way goes on in the free strip, or `nil` where the way straight on is free.
  private func detour(from point: LayoutPoint, _ side: Side, around node: Int, in container: Int)
    -> LayoutPoint?
  {
    guard nesting.children.count(container) <= Self.childLimit else { return nil }
    let clear = 4.0
    var isBlocked = false
    var low = Double.infinity
    var high = -Double.infinity
    for place in nesting.children.range(container) {
      let child = nesting.children.value(at: place)
      let frame = frames[child]
      low = min(low, side.isHorizontal ? frame.y : frame.x)
      high = max(high, side.isHorizontal ? frame.maxY : frame.maxX)
      guard child != node else { continue }
      let isLevel =
        side.isHorizontal
        ? (frame.y - clear...frame.maxY + clear).contains(point.y)
        : (frame.x - clear...frame.maxX + clear).contains(point.x)
      let isAhead =
        switch side {
        case .right: frame.x >= point.x
        case .left: frame.maxX <= point.x
        case .bottom: frame.y >= point.y
        case .top: frame.maxY <= point.y
        }
      if isLevel, isAhead { isBlocked = true }
    }
    guard isBlocked else { return nil }
    let outer = frames[container]
    let strips =
      side.isHorizontal
      ? (low - min(6, (low - outer.y) / 2), high + min(8, (outer.maxY - high) / 2))
      : (low - min(8, (low - outer.x) / 2), high + min(8, (outer.maxX - high) / 2))
    let across = side.isHorizontal ? point.y : point.x
    let strip = across - strips.0 < strips.1 - across ? strips.0 : strips.1
    let box = frames[node]
    return switch side {
    case .right: LayoutPoint(x: box.maxX + columnGap * 0.9, y: strip)
    case .left: LayoutPoint(x: box.x - columnGap * 0.9, y: strip)
    case .bottom: LayoutPoint(x: strip, y: box.maxY + rowGap * 0.9)
    case .top: LayoutPoint(x: strip, y: box.y - rowGap * 0.9)
    }
  }
}
