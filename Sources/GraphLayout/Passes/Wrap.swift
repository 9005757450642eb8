extension Level {
  /// Decides how wide each rank is, folded where it would be too tall, and which ranks share a band.
  mutating func wrapRanks() {
    let count = (rank.max() ?? -1) + 1
    columns = Array(repeating: Column(), count: count)
    var extents = Array(repeating: 0.0, count: count)
    var nodes = Array(repeating: 0, count: count)
    for node in sizes.indices {
      let rank = rank[node]
      columns[rank].laneWidth = max(columns[rank].laneWidth, sizes[node].width)
      extents[rank] += sizes[node].height + metrics.rowGap
      nodes[rank] += 1
    }
    for rank in columns.indices {
      let lanes = lanes(extent: extents[rank], laneWidth: columns[rank].laneWidth, nodes: nodes[rank])
      columns[rank].lanes = lanes
      columns[rank].width =
        Double(lanes) * columns[rank].laneWidth + Double(lanes - 1) * metrics.columnGap
    }
    fillBands()
  }

  /// How many nodes stand beside each other so that a rank comes to about three by two, and fits the width.
  private func lanes(extent: Double, laneWidth: Double, nodes: Int) -> Int {
    guard extent > metrics.maximumRankExtent, nodes > 1 else { return 1 }
    let step = max(laneWidth + metrics.columnGap, 1)
    var wanted = min(
      (extent / max(metrics.maximumRankExtent, 1)).rounded(.up), (1.5 * extent / step).squareRoot())
    if let width = metrics.maximumWidth {
      wanted = min(wanted, ((width + metrics.columnGap) / step).rounded(.down))
    }
    return max(1, min(Int(max(wanted, 1)), nodes))
  }

  private mutating func fillBands() {
    bands = []
    var first = 0
    var x = 0.0
    for rank in columns.indices {
      if let width = metrics.maximumWidth, rank > first, x + columns[rank].width > width {
        bands.append(first..<rank)
        first = rank
        x = 0
      }
      columns[rank].x = x
      columns[rank].band = bands.count
      x += columns[rank].width + metrics.columnGap
    }
    if first < columns.count { bands.append(first..<columns.count) }
  }
}
