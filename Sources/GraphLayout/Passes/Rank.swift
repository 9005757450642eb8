extension Level {
  /// Gives each node the length of the longest way to it, then draws loose ends near to what they lead to.
  ///
  /// Linear.
  mutating func assignRanks() {
    let links = edges.indices.map { descending($0) }
    let below = Adjacency(
      keys: sizes.count, count: links.count, key: { links[$0].from }, value: { links[$0].to })
    var waiting = Array(repeating: 0, count: sizes.count)
    for link in links { waiting[link.to] += 1 }
    let incoming = waiting

    rank = Array(repeating: 0, count: sizes.count)
    var order = sizes.indices.filter { waiting[$0] == 0 }
    order.reserveCapacity(sizes.count)
    var next = 0
    while next < order.count {
      let node = order[next]
      next += 1
      for target in below[node] {
        rank[target] = max(rank[target], rank[node] + 1)
        waiting[target] -= 1
        if waiting[target] == 0 { order.append(target) }
      }
    }
    for node in order.reversed() where below.count(node) > incoming[node] {
      let nearest = below[node].reduce(Int.max) { min($0, rank[$1]) }
      rank[node] = max(rank[node], nearest - 1)
    }
  }
}
