/// A side of a frame, and the way out of it.
enum Side: Int, Sendable {
  case right, left, top, bottom

  var isHorizontal: Bool { self == .right || self == .left }

  var opposite: Side {
    switch self {
    case .right: .left
    case .left: .right
    case .top: .bottom
    case .bottom: .top
    }
  }

  /// The unit vector that leaves a frame on this side.
  var vector: LayoutPoint {
    switch self {
    case .right: LayoutPoint(x: 1, y: 0)
    case .left: LayoutPoint(x: -1, y: 0)
    case .top: LayoutPoint(x: 0, y: -1)
    case .bottom: LayoutPoint(x: 0, y: 1)
    }
  }
}

/// A place that a route passes, and where it heads there.
struct Knot {
  var point: LayoutPoint
  var heading: Side

  init(_ x: Double, _ y: Double, _ heading: Side) {
    point = LayoutPoint(x: x, y: y)
    self.heading = heading
  }

  /// Whether the way to `next` is a straight line along both headings.
  func runsStraight(to next: Knot) -> Bool {
    guard heading == next.heading else { return false }
    let across = heading.isHorizontal ? next.point.y - point.y : next.point.x - point.x
    let along =
      (next.point.x - point.x) * heading.vector.x + (next.point.y - point.y) * heading.vector.y
    return abs(across) < 0.01 && along >= 0
  }
}

extension LayoutRoute {
  /// The smooth curve through the knots.
  init(through knots: [Knot]) {
    var kept: [Knot] = []
    kept.reserveCapacity(knots.count)
    for knot in knots {
      while let last = kept.last, kept.count > 1, kept[kept.count - 2].runsStraight(to: last),
        last.runsStraight(to: knot)
      {
        kept.removeLast()
      }
      if let last = kept.last, last.point == knot.point, last.heading == knot.heading { continue }
      kept.append(knot)
    }
    self.init(
      start: kept.first?.point ?? LayoutPoint(x: 0, y: 0),
      segments: zip(kept, kept.dropFirst()).map { Self.curve(from: $0, to: $1) },
      endDirection: kept.last?.heading.vector ?? LayoutPoint(x: 1, y: 0))
  }

  /// A cubic that leaves and arrives along the headings.
  private static func curve(from: Knot, to: Knot) -> LayoutCurve {
    let dx = to.point.x - from.point.x
    let dy = to.point.y - from.point.y
    let out = from.heading.vector
    let into = to.heading.vector
    let alongOut = abs(dx * out.x + dy * out.y)
    let alongIn = abs(dx * into.x + dy * into.y)
    let reach: (Double, Double)
    if from.heading == to.heading {
      reach = from.runsStraight(to: to) ? (alongOut / 3, alongIn / 3) : (alongOut / 2, alongIn / 2)
    } else if from.heading == to.heading.opposite {
      let across = from.heading.isHorizontal ? abs(dy) : abs(dx)
      reach = (max(24, across * 0.35), max(24, across * 0.35))
    } else {
      reach = (max(12, alongOut * 0.55), max(12, alongIn * 0.55))
    }
    return LayoutCurve(
      control1: LayoutPoint(x: from.point.x + out.x * reach.0, y: from.point.y + out.y * reach.0),
      control2: LayoutPoint(x: to.point.x - into.x * reach.1, y: to.point.y - into.y * reach.1),
      end: to.point)
  }
}
