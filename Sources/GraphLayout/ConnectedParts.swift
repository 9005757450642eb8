/// The nodes of a container, sorted into those that edges connect.
struct ConnectedParts {
  struct Part {
    var nodes: [Int] = []
    /// The distinct pairs, by the nodes' places in ``nodes``.
    var links: [Link] = []
    /// For each pair, the edges that it stands for.
    var edges: [[Int]] = []
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
    var partOf: [Int] = Array(repeating: 0, count: nodes.count)
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
    guard !edges.isEmpty else { return }
    var partOfNode: [Int: Int] = [:]
    partOfNode.reserveCapacity(nodes.count)
    for (index, node) in nodes.enumerated() { partOfNode[node] = partOf[index] }
    let sorted = edges.compactMap { edge in
      links[edge].map { link in
        (part: partOfNode[link.from] ?? 0, link: Link(from: local[link.from], to: local[link.to]), edge: edge)
      }
    }.sorted { ($0.part, $0.link.from, $0.link.to, $0.edge) < ($1.part, $1.link.from, $1.link.to, $1.edge) }
    for entry in sorted {
      if parts[entry.part].links.last == entry.link {
        parts[entry.part].edges[parts[entry.part].edges.count - 1].append(entry.edge)
      } else {
        parts[entry.part].links.append(entry.link)
        parts[entry.part].edges.append([entry.edge])
      }
    }
  }
}
