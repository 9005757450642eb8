extension Level {
  /// How many pairs of segments cross, for the given place of each vertex in its rank.
  ///
  /// Counts inversions with a binary indexed tree: O(s log w) for s segments and ranks of w vertices.
  func countCrossings(_ position: [Int]) -> Int {
    var crossings = 0
    var targets: [Int] = []
    var tree: [Int] = []
    for rank in layers.indices.dropLast() {
      targets.removeAll(keepingCapacity: true)
      for vertex in layers[rank] {
        let start = targets.count
        for place in below.range(vertex) { targets.append(position[below.value(at: place)]) }
        if targets.count - start > 1 { targets[start...].sort() }
      }
      guard targets.count > 1 else { continue }
      let width = layers[rank + 1].count
      tree.removeAll(keepingCapacity: true)
      tree.append(contentsOf: repeatElement(0, count: width + 1))
      for (seen, target) in targets.enumerated() {
        var notAfter = 0
        var index = target + 1
        while index > 0 {
          notAfter += tree[index]
          index -= index & -index
        }
        crossings += seen - notAfter
        index = target + 1
        while index <= width {
          tree[index] += 1
          index += index & -index
        }
      }
    }
    return crossings
  }
}
