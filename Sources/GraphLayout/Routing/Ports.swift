/// One end of an edge: the side of the frame where it stands and what it should be near to.
struct EdgeEnd {
  var node: Int
  var side: Side
  /// Where the route goes on, along the side.
  var goal: Double
  /// How far from the middle of the side the end stands; set by ``spread(_:over:)``.
  var offset: Double = 0

  /// The place on the border.
  func point(on frame: LayoutRect) -> LayoutPoint {
    switch side {
    case .right: LayoutPoint(x: frame.maxX, y: frame.midY + offset)
    case .left: LayoutPoint(x: frame.x, y: frame.midY + offset)
    case .top: LayoutPoint(x: frame.midX + offset, y: frame.y)
    case .bottom: LayoutPoint(x: frame.midX + offset, y: frame.maxY)
    }
  }

  /// Spreads the ends that share a side, in the order of their goals, so that they neither cross nor coincide.
  ///
  /// An end whose goal lies level with the middle keeps the middle: chains stay straight.
  static func spread(_ ends: inout [EdgeEnd], over frames: [LayoutRect]) {
    let list = ends
    let groups = Adjacency(
      keys: frames.count * 4, count: list.count, key: { list[$0].node * 4 + list[$0].side.rawValue },
      value: { $0 })
    for group in 0..<groups.keys where groups.count(group) > 1 {
      let order = groups[group].sorted { (list[$0].goal, $0) < (list[$1].goal, $1) }
      guard let first = order.first else { continue }
      let frame = frames[list[first].node]
      let isHorizontal = list[first].side.isHorizontal
      let middle = isHorizontal ? frame.midY : frame.midX
      let length = isHorizontal ? frame.height : frame.width
      let level = order.firstIndex { abs(list[$0].goal - middle) < 0.5 }
      let centre = level.map(Double.init) ?? Double(order.count - 1) / 2
      let most = max(centre, Double(order.count - 1) - centre)
      let step = min(10, 0.4 * length / max(most, 1))
      for (index, end) in order.enumerated() { ends[end].offset = (Double(index) - centre) * step }
    }
  }
}
