extension GraphDrawing {
  /// Moves the content so that nothing lies outside of the drawing, arches and loops included.
  func fitted(margin: Double) -> GraphDrawing {
    guard !frames.isEmpty else {
      return GraphDrawing(frames: [], routes: routes, size: LayoutSize(width: 0, height: 0))
    }
    let slack = 4.0
    var low = LayoutPoint(x: -margin, y: -margin)
    var high = LayoutPoint(x: 0, y: 0)
    for frame in frames {
      high.x = max(high.x, frame.maxX + margin)
      high.y = max(high.y, frame.maxY + margin)
    }
    for route in routes {
      for curve in route.segments {
        for point in [curve.control1, curve.control2, curve.end] {
          low.x = min(low.x, point.x - slack)
          low.y = min(low.y, point.y - slack)
          high.x = max(high.x, point.x + slack)
          high.y = max(high.y, point.y + slack)
        }
      }
    }
    return GraphDrawing(
      frames: frames.map { LayoutRect(x: $0.x - low.x, y: $0.y - low.y, width: $0.width, height: $0.height) },
      routes: routes.map { $0.mapped { LayoutPoint(x: $0.x - low.x, y: $0.y - low.y) } },
      size: LayoutSize(width: high.x - low.x, height: high.y - low.y))
  }

  /// The drawing mirrored at its diagonal, so that right becomes down.
  func transposed() -> GraphDrawing {
    GraphDrawing(
      frames: frames.map { LayoutRect(x: $0.y, y: $0.x, width: $0.height, height: $0.width) },
      routes: routes.map { route in
        var turned = route.mapped { LayoutPoint(x: $0.y, y: $0.x) }
        turned.endDirection = LayoutPoint(x: route.endDirection.y, y: route.endDirection.x)
        return turned
      },
      size: LayoutSize(width: size.height, height: size.width))
  }
}

extension LayoutRoute {
  /// The route with every point of a drawn curve moved; one without curves stays as it is.
  fileprivate func mapped(_ move: (LayoutPoint) -> LayoutPoint) -> LayoutRoute {
    guard !segments.isEmpty else { return self }
    return LayoutRoute(
      start: move(start),
      segments: segments.map {
        LayoutCurve(control1: move($0.control1), control2: move($0.control2), end: move($0.end))
      },
      endDirection: endDirection)
  }
}

extension LayoutGraph {
  /// The graph with widths and heights exchanged.
  func transposed() -> LayoutGraph {
    LayoutGraph(
      nodes: nodes.map { node in
        LayoutNode(
          size: LayoutSize(width: node.size.height, height: node.size.width), container: node.container,
          insets: LayoutInsets(
            top: node.insets.left, left: node.insets.top, bottom: node.insets.right, right: node.insets.bottom
          ))
      },
      edges: edges)
  }
}
