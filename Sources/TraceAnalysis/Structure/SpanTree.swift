public import TraceModel

/// The spans of a trace as a forest; spans are named by their index in `Trace.spans`.
///
/// Every list has one entry a span, or holds indices of spans.
public struct SpanTree: Hashable, Sendable {
  /// A parent that spans name but the trace does not hold.
  public struct MissingParent: Hashable, Sendable {
    /// The id that the children name.
    public let id: String
    /// The children, by start, then source order.
    public let children: [Int]
  }

  /// Spans without a parent in the trace, by start, then source order; orphans and cut cycles included.
  public let roots: [Int]
  /// The children of each span, by start, then source order.
  public let children: [[Int]]
  /// The parent of each span; `nil` for roots.
  public let parent: [Int?]
  /// The number of ancestors of each span.
  public let depth: [Int]
  /// Every span once, parents before their children.
  public let preorder: [Int]
  /// Parents that were never exported, by the first child.
  public let missingParents: [MissingParent]
  /// Spans whose parent link was cut because it closed a cycle, by index.
  public let cycleCuts: [Int]

  /// The place of each span in `preorder`.
  private let position: [Int]
  /// The number of spans in each span's subtree, itself included.
  private let size: [Int]

  /// Builds the forest. Linear but for the sorting of siblings.
  public init(_ spans: [Span]) {
    var links = ParentLinks(spans)
    cycleCuts = links.cutCycles()
    parent = links.parent

    let order = Self.byStart(spans)
    var children = [[Int]](repeating: [], count: spans.count)
    var roots: [Int] = []
    for span in order {
      if let parent = links.parent[span] { children[parent].append(span) } else { roots.append(span) }
    }
    self.children = children
    self.roots = roots
    missingParents = links.missingParents(in: order)

    let walk = Walk(roots: roots, children: children, parent: links.parent)
    preorder = walk.preorder
    depth = walk.depth
    position = walk.position
    size = walk.size
  }

  /// The ancestors of a span, nearest first; empty for an unknown index. Linear in the depth.
  public func ancestors(of span: Int) -> [Int] {
    var result: [Int] = []
    var next = parent.indices.contains(span) ? parent[span] : nil
    while let ancestor = next {
      result.append(ancestor)
      next = parent[ancestor]
    }
    return result
  }

  /// The span and all its descendants, parents before children; empty for an unknown index.
  public func subtree(of span: Int) -> ArraySlice<Int> {
    guard position.indices.contains(span) else { return [] }
    return preorder[position[span]..<(position[span] + size[span])]
  }

  /// Whether `span` stands below `ancestor`. Constant time.
  public func isDescendant(_ span: Int, of ancestor: Int) -> Bool {
    guard position.indices.contains(span), position.indices.contains(ancestor) else { return false }
    return position[span] > position[ancestor] && position[span] < position[ancestor] + size[ancestor]
  }

  private static func byStart(_ spans: [Span]) -> [Int] {
    spans.indices.sorted { spans[$0].isEarlier(than: spans[$1]) ?? ($0 < $1) }
  }
}

/// The order of a depth-first walk, without recursion: a hostile chain may be as long as the trace.
private struct Walk {
  var preorder: [Int] = []
  var depth: [Int]
  var position: [Int]
  var size: [Int]

  init(roots: [Int], children: [[Int]], parent: [Int?]) {
    depth = [Int](repeating: 0, count: parent.count)
    position = depth
    size = [Int](repeating: 1, count: parent.count)
    preorder.reserveCapacity(parent.count)

    var stack = Array(roots.reversed())
    while let span = stack.popLast() {
      if let parent = parent[span] { depth[span] = depth[parent] + 1 }
      position[span] = preorder.count
      preorder.append(span)
      stack.append(contentsOf: children[span].reversed())
    }
    for span in preorder.reversed() {
      if let parent = parent[span] { size[parent] += size[span] }
    }
  }
}

extension Span {
  /// Whether it began before another, or ended where its start is unknown; `nil` where that tells no order.
  func isEarlier(than other: Span) -> Bool? {
    switch (start ?? end, other.start ?? other.end) {
    case (let a?, let b?): a == b ? nil : a < b
    case (_?, nil): true
    case (nil, _?): false
    case (nil, nil): nil
    }
  }
}
