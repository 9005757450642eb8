/// What is to be drawn: boxes, which of them stand inside which, and the arrows between them.
public struct LayoutGraph: Sendable {
  /// The nodes; their order decides between otherwise equal places, so it should be the reading order.
  public var nodes: [LayoutNode]
  /// The edges, by indices into ``nodes``.
  public var edges: [LayoutEdge]

  /// Creates a graph.
  public init(nodes: [LayoutNode], edges: [LayoutEdge]) {
    self.nodes = nodes
    self.edges = edges
  }
}

/// A box of a graph.
///
/// A node is a container where another node names it as its ``container``.
public struct LayoutNode: Hashable, Sendable {
  /// The size of a leaf; the least size of a container. Numbers that are negative or not finite count as zero.
  public var size: LayoutSize
  /// The index of the enclosing node. An index that does not exist, or that would close a circle, counts as none.
  public var container: Int?
  /// A container's room for its label and its padding; of no meaning for a leaf.
  public var insets: LayoutInsets

  /// Creates a node.
  public init(size: LayoutSize, container: Int? = nil, insets: LayoutInsets = LayoutInsets()) {
    self.size = size
    self.container = container
    self.insets = insets
  }
}

/// An arrow of a graph.
public struct LayoutEdge: Hashable, Sendable {
  /// The index of the node that the arrow leaves.
  public var from: Int
  /// The index of the node that the arrow points to.
  public var to: Int
  /// The caller's own mark; the layout does not read it.
  public var kind: Int
  /// Whether the edge is drawn without a say in where the nodes stand, as a call across agents is.
  public var isWeak: Bool

  /// Creates an edge.
  public init(from: Int, to: Int, kind: Int = 0, isWeak: Bool = false) {
    self.from = from
    self.to = to
    self.kind = kind
    self.isWeak = isWeak
  }
}
