/// Draws each edge from border to border, by the way its level keeps for it or by a curve of its own.
struct Router {
  let frames: [LayoutRect]
  let edges: [LayoutEdge]
  let nesting: Nesting
  /// The way of each edge in absolute coordinates, where there is one.
  let corridors: [Corridor?]
  let columnGap: Double
  let rowGap: Double

  /// What an edge is drawn as.
  private enum Shape { case none, loop, inward, outward, corridor(Corridor), free }

  func routes() -> [LayoutRoute] {
    let shapes = edges.indices.map { shape($0) }
    var ends: [EdgeEnd] = []
    ends.reserveCapacity(edges.count * 2)
    var firstEnd: [Int] = []
    for (edge, shape) in zip(edges, shapes) {
      firstEnd.append(ends.count)
      if let (from, to) = self.ends(edge, shape) {
        ends.append(from)
        ends.append(to)
      }
    }
    EdgeEnd.spread(&ends, over: frames)
    return edges.indices.map { edge in
      switch shapes[edge] {
      case .none: return LayoutRoute(through: [])
      case .loop: return loop(frames[edges[edge].from])
      case .inward, .outward, .free:
        return direct(ends[firstEnd[edge]], ends[firstEnd[edge] + 1], shapes[edge])
      case .corridor(let corridor):
        return route(by: corridor, ends[firstEnd[edge]], ends[firstEnd[edge] + 1])
      }
    }
  }

  private func shape(_ index: Int) -> Shape {
    let edge = edges[index]
    guard frames.indices.contains(edge.from), frames.indices.contains(edge.to) else { return .none }
    if edge.from == edge.to { return .loop }
    if let corridor = corridors[index] { return .corridor(corridor) }
    if nesting.encloses(edge.from, edge.to) { return .inward }
    if nesting.encloses(edge.to, edge.from) { return .outward }
    return .free
  }

  /// The ends in the order of the edge.
  private func ends(_ edge: LayoutEdge, _ shape: Shape) -> (EdgeEnd, EdgeEnd)? {
    func end(_ node: Int, _ side: Side, _ other: Int) -> EdgeEnd {
      EdgeEnd(node: node, side: side, goal: side.isHorizontal ? frames[other].midY : frames[other].midX)
    }
    switch shape {
    case .none, .loop: return nil
    case .inward: return (end(edge.from, .left, edge.to), end(edge.to, .left, edge.from))
    case .outward: return (end(edge.from, .right, edge.to), end(edge.to, .right, edge.from))
    case .free:
      let (from, to) = sides(frames[edge.from], frames[edge.to])
      return (end(edge.from, from, edge.to), end(edge.to, to, edge.from))
    case .corridor(let corridor):
      let (start, finish) = corridor.isReversed ? (edge.to, edge.from) : (edge.from, edge.to)
      var first = end(start, corridor.startSide, finish)
      var last = end(finish, corridor.endSide, start)
      if let knot = corridor.knots.first {
        first.goal = first.side.isHorizontal ? knot.point.y : knot.point.x
      }
      if let knot = corridor.knots.last {
        last.goal = last.side.isHorizontal ? knot.point.y : knot.point.x
      }
      return corridor.isReversed ? (last, first) : (first, last)
    }
  }

  /// Where a curve without a corridor leaves and arrives: over the gap between neighbours, else down, up, or in an
  /// arch over the top.
  private func sides(_ from: LayoutRect, _ to: LayoutRect) -> (Side, Side) {
    let clear = 8.0
    if to.y >= from.maxY + clear { return (.bottom, .top) }
    if from.y >= to.maxY + clear { return (.top, .bottom) }
    if (0...(1.5 * columnGap)).contains(to.x - from.maxX) { return (.right, .left) }
    if (0...(1.5 * columnGap)).contains(from.x - to.maxX) { return (.left, .right) }
    return (.top, .top)
  }

  private func direct(_ from: EdgeEnd, _ to: EdgeEnd, _ shape: Shape) -> LayoutRoute {
    let start = from.point(on: frames[from.node])
    let end = to.point(on: frames[to.node])
    var heading = from.side
    if case .inward = shape { heading = heading.opposite }
    var arrival = to.side.opposite
    if case .outward = shape { arrival = to.side }
    return LayoutRoute(through: [Knot(start.x, start.y, heading), Knot(end.x, end.y, arrival)])
  }

  /// A small bow around the upper right corner.
  private func loop(_ frame: LayoutRect) -> LayoutRoute {
    let reach = 28.0
    let start = LayoutPoint(x: frame.maxX, y: frame.y + min(18, frame.height / 2))
    let end = LayoutPoint(x: frame.maxX - min(18, frame.width / 2), y: frame.y)
    let bow = LayoutCurve(
      control1: LayoutPoint(x: start.x + reach, y: start.y),
      control2: LayoutPoint(x: end.x, y: end.y - reach),
      end: end)
    return LayoutRoute(start: start, segments: [bow], endDirection: Side.bottom.vector)
  }

  private func route(by corridor: Corridor, _ from: EdgeEnd, _ to: EdgeEnd) -> LayoutRoute {
    let (start, finish) = corridor.isReversed ? (to, from) : (from, to)
    guard let boxes = nesting.siblings(start.node, finish.node) else { return LayoutRoute(through: []) }
    var knots = escape(start, outermost: boxes.0)
    if let last = knots.last { knots.append(Self.run(last, to: corridor.startRun)) }
    knots += corridor.knots
    var arrival = escape(finish, outermost: boxes.1)
    if let last = arrival.last { arrival.append(Self.run(last, to: corridor.endRun)) }
    knots += Self.turned(arrival)
    return LayoutRoute(through: corridor.isReversed ? Self.turned(knots) : knots)
  }

  /// The knot straight on from `knot` where the corridor begins.
  private static func run(_ knot: Knot, to run: Double) -> Knot {
    knot.heading.isHorizontal
      ? Knot(run, knot.point.y, knot.heading) : Knot(knot.point.x, run, knot.heading)
  }

  /// The same way from its end to its start.
  private static func turned(_ knots: [Knot]) -> [Knot] {
    knots.reversed().map { Knot($0.point.x, $0.point.y, $0.heading.opposite) }
  }
}
