/// The longest common subsequence of two sequences, within bounds.
package enum CommonSubsequence {
  /// Above this product of the lengths only the common beginning and end are found.
  private static let limit = 1_000_000

  /// The places of equal elements, in order. O(n · m) for what both have between what they begin and end with, at most
  /// O(limit).
  package static func pairs<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [(Int, Int)] {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start] == new[start] { start += 1 }
    var end = 0
    while end < shorter - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    let middle = middle(old, start..<old.count - end, new, start..<new.count - end)
    return (0..<start).map { ($0, $0) } + middle
      + (0..<end).map { (old.count - end + $0, new.count - end + $0) }
  }

  /// Only what stands in both can be common: the rest is left out before the search, which compares numbers.
  private static func middle<Element: Hashable>(
    _ old: [Element], _ oldRange: Range<Int>, _ new: [Element], _ newRange: Range<Int>
  ) -> [(Int, Int)] {
    guard !oldRange.isEmpty, !newRange.isEmpty else { return [] }
    var numbers: [Element: Int] = [:]
    for place in newRange where numbers[new[place]] == nil { numbers[new[place]] = numbers.count }
    var isInOld = [Bool](repeating: false, count: numbers.count)
    var (oldPlaces, oldNumbers): ([Int], [Int]) = ([], [])
    for place in oldRange {
      guard let number = numbers[old[place]] else { continue }
      isInOld[number] = true
      oldPlaces.append(place)
      oldNumbers.append(number)
    }
    var (newPlaces, newNumbers): ([Int], [Int]) = ([], [])
    for place in newRange {
      guard let number = numbers[new[place]], isInOld[number] else { continue }
      newPlaces.append(place)
      newNumbers.append(number)
    }
    guard !oldPlaces.isEmpty, oldPlaces.count * newPlaces.count <= limit else { return [] }
    return longest(oldNumbers, newNumbers).map { (oldPlaces[$0], newPlaces[$1]) }
  }

  /// The places of the longest subsequence; of several as long the one whose elements come first in `new`. By the table
  /// of the lengths for all ends of both, O(n · m).
  ///
  /// The library's `difference(from:)` takes several times as long for the few dozen words that a line has, and has no
  /// bound as low.
  private static func longest(_ old: [Int], _ new: [Int]) -> [(Int, Int)] {
    let width = new.count + 1
    // The shorter of both has at most the root of the limit.
    var lengths = [UInt16](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i * width + j] =
          old[i] == new[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < old.count, j < new.count {
      if old[i] == new[j] {
        pairs.append((i, j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }
}
