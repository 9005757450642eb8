import GraphLayout
import Testing

/// Cards of one size, connected as written.
func cards(_ count: Int, _ pairs: [(Int, Int)]) -> LayoutGraph {
  LayoutGraph(
    nodes: Array(repeating: LayoutNode(size: LayoutSize(width: 100, height: 40)), count: count),
    edges: pairs.map { LayoutEdge(from: $0.0, to: $0.1) })
}

/// Numbers that look random and are the same on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A graph with containers, loops, circles, doubled and weak edges, and edges between containers.
  mutating func graph() -> LayoutGraph {
    let count = Int.random(in: 1...60, using: &self)
    let nodes = (0..<count).map { index in
      LayoutNode(
        size: LayoutSize(
          width: Double.random(in: 0...300, using: &self), height: Double.random(in: 0...150, using: &self)),
        container: index > 0 && Bool.random(using: &self) ? Int.random(in: 0..<index, using: &self) : nil,
        insets: LayoutInsets(top: 30, left: 10, bottom: 12, right: 14))
    }
    let edges = (0..<Int.random(in: 0...100, using: &self)).map { _ in
      LayoutEdge(
        from: Int.random(in: 0..<count, using: &self), to: Int.random(in: 0..<count, using: &self),
        isWeak: Int.random(in: 0..<6, using: &self) == 0)
    }
    return LayoutGraph(nodes: nodes, edges: edges)
  }
}

extension LayoutRect {
  func overlaps(_ other: LayoutRect) -> Bool {
    let slack = 0.001
    return x + slack < other.maxX && other.x + slack < maxX && y + slack < other.maxY
      && other.y + slack < maxY
  }

  func contains(_ inner: LayoutRect, leaving insets: LayoutInsets = LayoutInsets()) -> Bool {
    let slack = 0.001
    return inner.x >= x + insets.left - slack && inner.y >= y + insets.top - slack
      && inner.maxX <= maxX - insets.right + slack && inner.maxY <= maxY - insets.bottom + slack
  }

  /// Whether a point stands on one of the four sides.
  func hasOnBorder(_ point: LayoutPoint) -> Bool {
    let slack = 0.001
    let isWithin =
      point.x >= x - slack && point.x <= maxX + slack && point.y >= y - slack && point.y <= maxY + slack
    let distances = [point.x - x, maxX - point.x, point.y - y, maxY - point.y]
    return isWithin && distances.contains { abs($0) <= slack }
  }
}

extension LayoutRoute {
  /// Every point of the route at a fine step.
  var samples: [LayoutPoint] {
    var points = [start]
    for curve in segments {
      let from = points.last ?? start
      for step in 1...24 {
        let t = Double(step) / 24
        let u = 1 - t
        func blend(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
          u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
        }
        points.append(
          LayoutPoint(
            x: blend(from.x, curve.control1.x, curve.control2.x, curve.end.x),
            y: blend(from.y, curve.control1.y, curve.control2.y, curve.end.y)))
      }
    }
    return points
  }

  /// Whether the route goes through the inside of a frame.
  func crosses(_ frame: LayoutRect) -> Bool {
    samples.contains {
      $0.x > frame.x + 1 && $0.x < frame.maxX - 1 && $0.y > frame.y + 1 && $0.y < frame.maxY - 1
    }
  }
}
