/// Where everything of a graph stands.
public struct GraphDrawing: Hashable, Sendable {
  /// One frame a node, in the order of the graph, in the coordinates of the whole drawing.
  public var frames: [LayoutRect]
  /// One route an edge, in the order of the graph.
  public var routes: [LayoutRoute]
  /// The extent of the drawing, its margin included; everything lies between zero and this.
  public var size: LayoutSize

  /// Creates a drawing.
  public init(frames: [LayoutRect], routes: [LayoutRoute], size: LayoutSize) {
    self.frames = frames
    self.routes = routes
    self.size = size
  }
}

/// The way of an edge, from the border of one frame to the border of the other.
///
/// An edge that names a node that does not exist has no segments.
public struct LayoutRoute: Hashable, Sendable {
  /// Where the route leaves the border of the first frame.
  public var start: LayoutPoint
  /// The curves, each from the end of the one before it.
  public var segments: [LayoutCurve]
  /// The unit vector in which the edge arrives, for an arrow head.
  public var endDirection: LayoutPoint

  /// Creates a route.
  public init(start: LayoutPoint, segments: [LayoutCurve], endDirection: LayoutPoint) {
    self.start = start
    self.segments = segments
    self.endDirection = endDirection
  }

  /// Where the route ends.
  public var end: LayoutPoint { segments.last?.end ?? start }
}

/// A cubic Bézier curve that goes on from where the one before it ended.
public struct LayoutCurve: Hashable, Sendable {
  /// The control point of its beginning.
  public var control1: LayoutPoint
  /// The control point of its end.
  public var control2: LayoutPoint
  /// Where it ends.
  public var end: LayoutPoint

  /// Creates a curve.
  public init(control1: LayoutPoint, control2: LayoutPoint, end: LayoutPoint) {
    self.control1 = control1
    self.control2 = control2
    self.end = end
  }
}
