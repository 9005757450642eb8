/// Lists of neighbours, all in one array, so that ten thousand lists cost two allocations.
struct Adjacency {
  private var offsets: [Int]
  private var values: [Int]

  /// Groups `count` values by key, each list in the order of the values' indices.
  ///
  /// Keys lie in `0..<keys`. Linear in keys and values.
  init(keys: Int, count: Int, key: (Int) -> Int, value: (Int) -> Int) {
    offsets = Array(repeating: 0, count: keys + 1)
    values = Array(repeating: 0, count: count)
    for index in 0..<count { offsets[key(index) + 1] += 1 }
    for index in 0..<keys { offsets[index + 1] += offsets[index] }
    var next = offsets
    for index in 0..<count {
      let key = key(index)
      values[next[key]] = value(index)
      next[key] += 1
    }
  }

  init() {
    offsets = [0]
    values = []
  }

  var keys: Int { offsets.count - 1 }

  /// The places of the list of `key` in the shared array, to be read by ``value(at:)``.
  func range(_ key: Int) -> Range<Int> { offsets[key]..<offsets[key + 1] }

  func value(at index: Int) -> Int { values[index] }

  func count(_ key: Int) -> Int { offsets[key + 1] - offsets[key] }

  subscript(_ key: Int) -> ArraySlice<Int> { values[range(key)] }

  /// Sorts each list by the place that `position` gives its members.
  mutating func sort(by position: [Int]) {
    for key in 0..<keys where count(key) > 1 {
      values[range(key)].sort { position[$0] < position[$1] }
    }
  }
}
