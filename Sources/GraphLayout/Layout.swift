/// Layered drawings of nested graphs.
public enum Layout {
  /// Places every node and draws every edge.
  ///
  /// Edges give the ranks, which follow each other in the options' direction; nodes of a rank stand beside each other
  /// in the order that crosses the fewest edges, else in their own. What a container holds is laid out by itself and
  /// the container takes part in its own container as one node; an edge between containers ranks their nearest
  /// siblings. The same graph and options always give the same drawing.
  ///
  /// Close to linear in nodes and edges. Containers may be nested to any depth.
  ///
  /// - Returns: A drawing with one frame a node and one route an edge, from the upper left corner (0, 0).
  public static func draw(_ graph: LayoutGraph, options: LayoutOptions = LayoutOptions()) -> GraphDrawing {
    switch options.direction {
    case .right:
      var composer = Composer(graph, options)
      return composer.compose().fitted(margin: options.margin)
    case .down:
      var turned = options
      turned.direction = .right
      // What limits the width now limits the extent of a rank; along the ranks the drawing is free to grow.
      turned.maximumRankExtent = options.maximumWidth ?? options.maximumRankExtent
      turned.maximumWidth = nil
      return draw(graph.transposed(), options: turned).transposed()
    }
  }
}
