extension Level {
  /// Gives each slot its place along y, so that chains and long edges run straight.
  ///
  /// Brandes and Köpf, "Fast and Simple Horizontal Coordinate Assignment" (2001): four alignments, from above and
  /// from below and towards either side, of which each slot takes the mean of the middle two. Compaction goes
  /// over the graph of blocks, which keeps every separation where the paper's own does not (as in dagre).
  mutating func positionSlots() {
    let aligner = Aligner(self)
    let candidates = [(true, false), (true, true), (false, false), (false, true)].map {
      aligner.candidate(fromAbove: $0, mirrored: $1)
    }
    middles = Array(repeating: 0, count: slots.heights.count)
    for band in bands {
      guard let first = band.first, let last = band.last else { continue }
      let range = slots.ranks[first].lowerBound..<slots.ranks[last].upperBound
      balance(candidates, over: range)
    }
  }

  private mutating func balance(_ candidates: [Aligner.Candidate], over range: Range<Int>) {
    let extents = candidates.map { candidate in
      var low = Double.infinity
      var high = -Double.infinity
      for slot in range {
        low = min(low, candidate.middles[slot] - slots.heights[slot] / 2)
        high = max(high, candidate.middles[slot] + slots.heights[slot] / 2)
      }
      return (low: low, high: high)
    }
    let least = extents.map { $0.high - $0.low }.min() ?? 0
    let shifts = zip(candidates, extents).map { candidate, extent in
      candidate.isMirrored ? least - extent.high : -extent.low
    }
    var four = Array(repeating: 0.0, count: candidates.count)
    for slot in range {
      for index in four.indices { four[index] = candidates[index].middles[slot] + shifts[index] }
      four.sort()
      middles[slot] = (four[1] + four[2]) / 2
    }
  }
}

/// Aligns slots with their neighbours and packs the blocks that result.
private struct Aligner {
  struct Candidate {
    var middles: [Double]
    var isMirrored: Bool
  }

  private let slots: Slots
  private let count: Int
  private let rankOf: [Int]
  /// The neighbours of each slot in their order, as indices of segments.
  private var above: Adjacency
  private var below: Adjacency
  private let segments: [Link]
  private var isConflicting: [Bool]

  init(_ level: Level) {
    slots = level.slots
    count = slots.heights.count
    let slot = slots.slot
    let links = level.segments.map { Link(from: slot[$0.from], to: slot[$0.to]) }
    segments = links
    var rankOf = Array(repeating: 0, count: count)
    for (rank, range) in slots.ranks.enumerated() {
      for slot in range { rankOf[slot] = rank }
    }
    self.rankOf = rankOf
    above = Adjacency(keys: count, count: links.count, key: { links[$0].to }, value: { $0 })
    below = Adjacency(keys: count, count: links.count, key: { links[$0].from }, value: { $0 })
    above.sort(by: links.map(\.from))
    below.sort(by: links.map(\.to))
    isConflicting = Array(repeating: false, count: links.count)
    markConflicts()
  }

  /// Marks segments that cross one between two bends: long edges stay straight, short ones give way.
  private mutating func markConflicts() {
    for range in slots.ranks {
      var innerLow = -1
      var scanned = range.lowerBound
      for slot in range {
        let inner = innerSegment(into: slot)
        guard inner != nil || slot == range.upperBound - 1 else { continue }
        let innerHigh = inner.map { segments[$0].from } ?? Int.max
        for lower in scanned...slot {
          for place in above.range(lower) {
            let segment = above.value(at: place)
            let upper = segments[segment].from
            if upper < innerLow || upper > innerHigh { isConflicting[segment] = true }
          }
        }
        scanned = slot + 1
        innerLow = inner == nil ? innerLow : innerHigh
      }
    }
  }

  private func innerSegment(into slot: Int) -> Int? {
    guard slots.isBend[slot] else { return nil }
    return above[slot].first { slots.isBend[segments[$0].from] }
  }

  /// One of the four assignments.
  func candidate(fromAbove: Bool, mirrored: Bool) -> Candidate {
    let root = blocks(fromAbove: fromAbove, mirrored: mirrored)
    return Candidate(middles: compact(root, mirrored: mirrored), isMirrored: mirrored)
  }

  /// The first slot of the block that each slot belongs to.
  private func blocks(fromAbove: Bool, mirrored: Bool) -> [Int] {
    var root = Array(0..<count)
    var isTaken = Array(repeating: false, count: count)
    let neighbours = fromAbove ? above : below
    let ranks = slots.ranks.count
    for step in 0..<ranks {
      let range = slots.ranks[fromAbove ? step : ranks - 1 - step]
      var limit = mirrored ? Int.max : -1
      for offset in 0..<range.count {
        let slot = mirrored ? range.upperBound - 1 - offset : range.lowerBound + offset
        let list = neighbours.range(slot)
        guard !list.isEmpty else { continue }
        let low = list.lowerBound + (list.count - 1) / 2
        let high = list.lowerBound + list.count / 2
        for place in mirrored ? [high, low] : [low, high] {
          let segment = neighbours.value(at: place)
          let other = fromAbove ? segments[segment].from : segments[segment].to
          guard !isConflicting[segment], !isTaken[other], mirrored ? other < limit : other > limit else {
            continue
          }
          isTaken[other] = true
          root[slot] = root[other]
          limit = other
          break
        }
      }
    }
    return root
  }

  /// Packs the blocks towards one side, then draws each as far back as what follows it allows.
  private func compact(_ root: [Int], mirrored: Bool) -> [Double] {
    // A link goes from a block to the one after it, in the direction in which they are packed.
    var links: [Link] = []
    var distances: [Double] = []
    links.reserveCapacity(count)
    for range in slots.ranks {
      for slot in range.dropFirst() {
        let pair = Link(from: root[slot - 1], to: root[slot])
        links.append(mirrored ? Link(from: pair.to, to: pair.from) : pair)
        distances.append(slots.separations[slot])
      }
    }
    let outgoing = Adjacency(keys: count, count: links.count, key: { links[$0].from }, value: { $0 })
    var place = Array(repeating: 0.0, count: count)
    let order = topologicalOrder(links, outgoing)
    for block in order {
      for link in outgoing[block] {
        place[links[link].to] = max(place[links[link].to], place[block] + distances[link])
      }
    }
    for block in order.reversed() where outgoing.count(block) > 0 {
      var nearest = Double.infinity
      for link in outgoing[block] { nearest = min(nearest, place[links[link].to] - distances[link]) }
      place[block] = max(place[block], nearest)
    }
    return root.map { mirrored ? -place[$0] : place[$0] }
  }

  private func topologicalOrder(_ links: [Link], _ outgoing: Adjacency) -> [Int] {
    var waiting = Array(repeating: 0, count: count)
    for link in links { waiting[link.to] += 1 }
    var order = (0..<count).filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for link in outgoing[order[next]] {
        waiting[links[link].to] -= 1
        if waiting[links[link].to] == 0 { order.append(links[link].to) }
      }
      next += 1
    }
    return order
  }
}
