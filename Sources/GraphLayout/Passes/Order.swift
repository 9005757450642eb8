extension Level {
  /// Orders each rank so that few segments cross, and by index where that makes no difference.
  ///
  /// Barycentre sweeps (Sugiyama, Tagawa and Toda 1981) from a depth-first start, then exchange of neighbours
  /// where the graph is small. The best order met is kept.
  mutating func orderRanks() {
    layers = initialLayers()
    var position = positions()
    var crossings = countCrossings(position)
    guard crossings > 0 else { return }

    var best = layers
    let patience = segments.count > 20_000 ? 1 : 4
    var idle = 0
    var sweep = 0
    while crossings > 0, idle < patience, sweep < 24 {
      if sweep.isMultiple(of: 2) {
        for rank in layers.indices.dropFirst() { sortLayer(rank, towards: above, &position) }
      } else {
        for rank in layers.indices.dropLast().reversed() { sortLayer(rank, towards: below, &position) }
      }
      if segments.count <= 2_000 { exchangeNeighbours(&position) }
      let now = countCrossings(position)
      idle = now < crossings ? 0 : idle + 1
      if now < crossings {
        crossings = now
        best = layers
      }
      sweep += 1
    }
    layers = best
  }

  private func positions() -> [Int] {
    var position = Array(repeating: 0, count: rank.count)
    for layer in layers {
      for (index, vertex) in layer.enumerated() { position[vertex] = index }
    }
    return position
  }

  /// The vertices in the order in which a depth-first walk from the first ranks meets them.
  private func initialLayers() -> [[Int]] {
    var layers: [[Int]] = Array(repeating: [], count: columns.count)
    var isMet = Array(repeating: false, count: rank.count)
    var stack: [Int] = []
    let starts = rank.indices.filter { above.count($0) == 0 }
    for start in starts {
      stack.append(start)
      while let vertex = stack.popLast() {
        guard !isMet[vertex] else { continue }
        isMet[vertex] = true
        layers[rank[vertex]].append(vertex)
        for next in below[vertex].reversed() where !isMet[next] { stack.append(next) }
      }
    }
    return layers
  }

  /// Sorts a rank by the mean place of each vertex's neighbours; a vertex without any keeps its place.
  private mutating func sortLayer(_ rank: Int, towards neighbours: Adjacency, _ position: inout [Int]) {
    var keys: [(key: Double, index: Int, vertex: Int)] = []
    keys.reserveCapacity(layers[rank].count)
    for (index, vertex) in layers[rank].enumerated() {
      let count = neighbours.count(vertex)
      guard count > 0 else { continue }
      var sum = 0
      for place in neighbours.range(vertex) { sum += position[neighbours.value(at: place)] }
      keys.append((Double(sum) / Double(count), index, vertex))
    }
    let places = keys.map(\.index)
    keys.sort { ($0.key, $0.index) < ($1.key, $1.index) }
    for (place, entry) in zip(places, keys) {
      layers[rank][place] = entry.vertex
      position[entry.vertex] = place
    }
  }

  /// Exchanges neighbours of a rank as long as that takes crossings away.
  private mutating func exchangeNeighbours(_ position: inout [Int]) {
    for _ in 0..<4 {
      var hasImproved = false
      for rank in layers.indices {
        for index in layers[rank].indices.dropLast() {
          let first = layers[rank][index]
          let second = layers[rank][index + 1]
          let gain =
            crossings(first, second, above, position) + crossings(first, second, below, position)
            - crossings(second, first, above, position) - crossings(second, first, below, position)
          guard gain > 0 else { continue }
          layers[rank].swapAt(index, index + 1)
          position[first] = index + 1
          position[second] = index
          hasImproved = true
        }
      }
      if !hasImproved { return }
    }
  }

  /// How many segments of `first` cross those of `second` on one side where `first` stands before it.
  private func crossings(_ first: Int, _ second: Int, _ neighbours: Adjacency, _ position: [Int]) -> Int {
    var crossings = 0
    for a in neighbours.range(first) {
      for b in neighbours.range(second)
      where position[neighbours.value(at: a)] > position[neighbours.value(at: b)] {
        crossings += 1
      }
    }
    return crossings
  }
}
