extension Level {
  /// Marks as reversed each edge that closes a circle on a depth-first walk.
  ///
  /// The walk begins at the nodes that nothing points to and goes by index, so that in a circle the edge back to
  /// the earlier node is the one that is reversed. Linear; a list of its own in place of recursion.
  mutating func makeAcyclic() {
    isReversed = Array(repeating: false, count: edges.count)
    let outgoing = Adjacency(
      keys: sizes.count, count: edges.count, key: { edges[$0].from }, value: { $0 })
    var incoming = Array(repeating: 0, count: sizes.count)
    for edge in edges { incoming[edge.to] += 1 }

    var walk = CircleWalk(nodes: sizes.count)
    for node in sizes.indices where incoming[node] == 0 {
      walk.visit(node, edges: edges, outgoing: outgoing, isReversed: &isReversed)
    }
    for node in sizes.indices {
      walk.visit(node, edges: edges, outgoing: outgoing, isReversed: &isReversed)
    }
  }
}

/// A depth-first walk that keeps the way it came.
private struct CircleWalk {
  private enum Mark { case new, onTheWay, done }
  private var marks: [Mark]
  private var way: [(node: Int, next: Int)] = []

  init(nodes: Int) { marks = Array(repeating: .new, count: nodes) }

  mutating func visit(_ start: Int, edges: [Link], outgoing: Adjacency, isReversed: inout [Bool]) {
    guard marks[start] == .new else { return }
    enter(start, outgoing)
    while let (node, next) = way.last {
      guard next < outgoing.range(node).upperBound else {
        marks[node] = .done
        way.removeLast()
        continue
      }
      way[way.count - 1].next += 1
      let edge = outgoing.value(at: next)
      let target = edges[edge].to
      switch marks[target] {
      case .new: enter(target, outgoing)
      case .onTheWay: isReversed[edge] = true
      case .done: break
      }
    }
  }

  private mutating func enter(_ node: Int, _ outgoing: Adjacency) {
    marks[node] = .onTheWay
    way.append((node, outgoing.range(node).lowerBound))
  }
}
