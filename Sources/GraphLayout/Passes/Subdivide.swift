extension Level {
  /// Puts a bend into every rank that an edge crosses within its band, so that the rank keeps room for it.
  ///
  /// An edge into another band has none: it passes between the columns. The bends are bounded by four for each
  /// node and edge; where that is not enough the longest edges go without.
  mutating func subdivideLongEdges() {
    let room = 4 * (sizes.count + edges.count)
    let links = edges.indices.map { descending($0) }
    bends = Array(repeating: nil, count: links.count)
    segments = []
    segments.reserveCapacity(links.count)
    var used = 0
    for edge in edgesWithBends(links, room: room) {
      let link = links[edge]
      let first = sizes.count + used
      var last = link.from
      for crossed in (rank[link.from] + 1)..<max(rank[link.to], rank[link.from] + 1) {
        let bend = sizes.count + used
        used += 1
        rank.append(crossed)
        segments.append(Link(from: last, to: bend))
        last = bend
      }
      segments.append(Link(from: last, to: link.to))
      bends[edge] = first..<(sizes.count + used)
    }
    let all = segments
    below = Adjacency(keys: rank.count, count: all.count, key: { all[$0].from }, value: { all[$0].to })
    above = Adjacency(keys: rank.count, count: all.count, key: { all[$0].to }, value: { all[$0].from })
  }

  private func edgesWithBends(_ links: [Link], room: Int) -> [Int] {
    func length(_ edge: Int) -> Int { rank[links[edge].to] - rank[links[edge].from] }
    let inBand = links.indices.filter {
      columns[rank[links[$0].from]].band == columns[rank[links[$0].to]].band
    }
    var total = 0
    for edge in inBand { total += length(edge) - 1 }
    if total <= room { return inBand }
    var left = room
    let fitting = inBand.sorted { (length($0), $0) < (length($1), $1) }
      .prefix { edge in
        left -= length(edge) - 1
        return left >= 0
      }
    return fitting.sorted()
  }
}
