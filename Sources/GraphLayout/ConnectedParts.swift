/// The nodes of a container, sorted into those that edges connect.
struct ConnectedParts {
  struct Part {
    var nodes: [Int] = []
    /// The distinct pairs, by the nodes' places in ``nodes``.
    var links: [Link] = []
    /// For each pair, the edges that it stands for.
    var edges: [[Int]] = []

    /// Adds an edge; those of one pair come one after the other.
    fileprivate mutating func add(_ link: Link, for edge: Int) {
      if links.last == link {
        edges[edges.count - 1].append(edge)
      } else {
        links.append(link)
        edges.append([edge])
      }
    }
  }

  /// In the order of their first nodes.
  private(set) var parts: [Part] = []

  /// - Parameters:
  ///   - links: For each edge, the nodes of this container that it connects.
  ///   - local: Working space for one number a node.
  init(nodes: ArraySlice<Int>, edges: ArraySlice<Int>, links: [Link?], local: inout [Int]) {
    var leader = Array(0..<nodes.count)
    func find(_ start: Int) -> Int {
      var index = start
      while leader[index] != index {
        leader[index] = leader[leader[index]]
        index = leader[index]
      }
      return index
    }
    for (index, node) in nodes.enumerated() { local[node] = index }
    for edge in edges {
      guard let link = links[edge] else { continue }
      let a = find(local[link.from])
      let b = find(local[link.to])
      leader[max(a, b)] = min(a, b)
    }
    // Sorted while `local` still numbers the nodes of the whole container.
    let sorted = edges.compactMap { edge in
      links[edge].map { (link: Link(from: local[$0.from], to: local[$0.to]), edge: edge) }
    }.sorted { ($0.link.from, $0.link.to, $0.edge) < ($1.link.from, $1.link.to, $1.edge) }

    var partOf = Array(repeating: 0, count: nodes.count)
    for (index, node) in nodes.enumerated() {
      let first = find(index)
      if first == index {
        partOf[index] = parts.count
        parts.append(Part())
      }
      partOf[index] = partOf[first]
      local[node] = parts[partOf[index]].nodes.count
      parts[partOf[index]].nodes.append(node)
    }
    for (link, edge) in sorted {
      guard let ends = links[edge] else { continue }
      parts[partOf[link.from]].add(Link(from: local[ends.from], to: local[ends.to]), for: edge)
    }
  }
}
