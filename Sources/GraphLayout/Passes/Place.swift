extension Level {
  /// Puts the bands below each other and gives every node its frame within the level.
  mutating func placeFrames() {
    frames = sizes.map { LayoutRect(x: 0, y: 0, width: $0.width, height: $0.height) }
    bandExtents = []
    var top = 0.0
    var width = 0.0
    for band in bands {
      guard let first = band.first, let last = band.last else { continue }
      let range = slots.ranks[first].lowerBound..<slots.ranks[last].upperBound
      var low = Double.infinity
      var high = -Double.infinity
      for slot in range {
        low = min(low, middles[slot] - slots.heights[slot] / 2)
        high = max(high, middles[slot] + slots.heights[slot] / 2)
      }
      for slot in range { middles[slot] += top - low }
      bandExtents.append((top, top + high - low))
      top += high - low + metrics.bandGap
      width = max(width, columns[last].x + columns[last].width)
    }
    for node in sizes.indices {
      let column = columns[rank[node]]
      let lane = Double(slots.lane[node])
      frames[node].x = column.x + lane * (column.laneWidth + metrics.columnGap)
      frames[node].y = middles[slots.slot[node]] - sizes[node].height / 2
    }
    size = LayoutSize(width: width, height: max(0, top - metrics.bandGap))
  }
}
