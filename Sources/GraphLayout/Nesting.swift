/// Which node stands inside which, checked, with the nearest common container of any two.
struct Nesting {
  /// The enclosing node of each node; the number of nodes stands for the drawing itself.
  private(set) var parent: [Int]
  /// The children of each node, and last those of the drawing itself.
  let children: Adjacency
  /// Every node after its container.
  private(set) var outermostFirst: [Int]
  private var depth: [Int]
  /// A far ancestor of each node, for walks in logarithmic time (Myers, "An applicative random-access stack").
  private var jump: [Int]

  /// The index that stands for the drawing itself.
  var root: Int { parent.count - 1 }

  init(_ nodes: [LayoutNode]) {
    let root = nodes.count
    let parent = Self.soundParents(nodes)
    let children = Adjacency(keys: root + 1, count: root, key: { parent[$0] }, value: { $0 })
    var order: [Int] = []
    order.reserveCapacity(root)
    order.append(contentsOf: children[root])
    var next = 0
    while next < order.count {
      order.append(contentsOf: children[order[next]])
      next += 1
    }
    var depth = Array(repeating: 0, count: root + 1)
    var jump = Array(repeating: root, count: root + 1)
    for node in order {
      let above = parent[node]
      depth[node] = depth[above] + 1
      let far = jump[above]
      jump[node] = depth[above] - depth[far] == depth[far] - depth[jump[far]] ? jump[far] : above
    }
    self.parent = parent
    self.children = children
    self.outermostFirst = order
    self.depth = depth
    self.jump = jump
  }

  func isContainer(_ node: Int) -> Bool { children.count(node) > 0 }

  /// The ancestors of two nodes, or the nodes themselves, that stand side by side in one container.
  ///
  /// `nil` where one of them encloses the other or is the other. Logarithmic in the depth.
  func siblings(_ first: Int, _ second: Int) -> (Int, Int)? {
    var a = ancestor(of: first, atDepth: depth[second])
    var b = ancestor(of: second, atDepth: depth[first])
    if a == b { return nil }
    while parent[a] != parent[b] {
      let leaps = jump[a] != jump[b]
      a = leaps ? jump[a] : parent[a]
      b = leaps ? jump[b] : parent[b]
    }
    return (a, b)
  }

  /// Whether `outer` is `inner` or encloses it.
  func encloses(_ outer: Int, _ inner: Int) -> Bool { ancestor(of: inner, atDepth: depth[outer]) == outer }

  private func ancestor(of node: Int, atDepth wanted: Int) -> Int {
    var node = node
    while depth[node] > wanted {
      node = depth[jump[node]] >= wanted ? jump[node] : parent[node]
    }
    return node
  }

  private static func soundParents(_ nodes: [LayoutNode]) -> [Int] {
    let root = nodes.count
    var parent = nodes.map { node in
      guard let container = node.container, nodes.indices.contains(container) else { return root }
      return container
    }
    parent.append(root)
    var walk = Array(repeating: -1, count: root + 1)
    walk[root] = root
    for start in 0..<root where walk[start] < 0 {
      var node = start
      while walk[node] < 0 {
        walk[node] = start
        if walk[parent[node]] == start { parent[node] = root }
        node = parent[node]
      }
    }
    return parent
  }
}
