/// What stands one below the other in a rank: a node, a bend, or a row of nodes of a folded rank.
struct Slots {
  /// The slot of each vertex.
  var slot: [Int] = []
  /// Where in its row each vertex stands.
  var lane: [Int] = []
  var heights: [Double] = []
  /// The least distance between the middles of a slot and of the one before it in its rank.
  var separations: [Double] = []
  var isBend: [Bool] = []
  /// The slots of each rank, from first to last, are consecutive.
  var ranks: [Range<Int>] = []
}

extension Level {
  /// Makes slots of each ordered rank; one that `wrap` folded becomes rows that fill from the left.
  ///
  /// Bends between nodes of one row go below that row.
  mutating func foldTallRanks() {
    var slots = Slots()
    slots.slot = Array(repeating: 0, count: rank.count)
    slots.lane = Array(repeating: 0, count: rank.count)
    slots.ranks.reserveCapacity(layers.count)
    for rank in layers.indices {
      let first = slots.heights.count
      if columns[rank].lanes == 1 {
        for vertex in layers[rank] { append(vertex, to: &slots) }
      } else {
        appendRows(of: rank, to: &slots)
      }
      slots.ranks.append(first..<slots.heights.count)
      separate(first, in: &slots)
    }
    self.slots = slots
  }

  private func append(_ vertex: Int, to slots: inout Slots) {
    slots.slot[vertex] = slots.heights.count
    slots.heights.append(isBend(vertex) ? 0 : sizes[vertex].height)
    slots.isBend.append(isBend(vertex))
  }

  private func appendRows(of rank: Int, to slots: inout Slots) {
    var bends: [Int] = []
    var row = 0
    var lane = columns[rank].lanes
    for vertex in layers[rank] {
      if isBend(vertex) {
        bends.append(vertex)
        continue
      }
      if lane == columns[rank].lanes {
        for bend in bends { append(bend, to: &slots) }
        bends.removeAll(keepingCapacity: true)
        lane = 0
        row = slots.heights.count
        append(vertex, to: &slots)
      }
      slots.slot[vertex] = row
      slots.lane[vertex] = lane
      slots.heights[row] = max(slots.heights[row], sizes[vertex].height)
      lane += 1
    }
    for bend in bends { append(bend, to: &slots) }
  }

  /// Keeps the slots of a rank apart; edges that pass in a long run come closer to each other than a few would.
  private func separate(_ first: Int, in slots: inout Slots) {
    var slot = first
    while slot < slots.heights.count {
      var end = slot + 1
      while slots.isBend[slot], end < slots.heights.count, slots.isBend[end] { end += 1 }
      let toBefore = slot > first && (slots.isBend[slot - 1] || slots.isBend[slot]) ? 0.6 : 1
      slots.separations.append(
        slot == first
          ? 0 : toBefore * metrics.rowGap + (slots.heights[slot - 1] + slots.heights[slot]) / 2)
      let within = metrics.rowGap * min(0.5, 5 / Double(end - slot))
      for _ in (slot + 1)..<end { slots.separations.append(within) }
      slot = end
    }
  }
}
