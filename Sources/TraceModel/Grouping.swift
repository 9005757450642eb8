extension Sequence {
  /// The elements by key, the keys in the order in which each first came. O(n).
  @inlinable package func grouped<Key: Hashable>(by key: (Element) -> Key) -> [(key: Key, values: [Element])]
  {
    var groups: [(key: Key, values: [Element])] = []
    var places: [Key: Int] = [:]
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].values.append(element)
      } else {
        places[key] = groups.count
        groups.append((key, [element]))
      }
    }
    return groups
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order in which each first came. O(n).
  @inlinable package func uniqued() -> [Element] {
    var known: Set<Element> = []
    return filter { known.insert($0).inserted }
  }
}

extension Array {
  /// The first place of a sorted list for which a condition holds, which holds for all after it; the list's count where
  /// it holds for none. O(log n).
  @inlinable package func firstPlace(where isMet: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isMet(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
