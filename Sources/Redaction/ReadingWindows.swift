/// A part of a text with escapes in it.
struct ReadingWindow {
  /// Where it lies in the text.
  var range: Range<Int>
  /// Where in it escapes are looked for, counted from its beginning.
  var stretches: [Range<Int>]
}

extension Reading {
  /// How much of a text before and behind its escapes is read with them: far more than any rule looks at, but for what
  /// is as long as a key of many kilobytes.
  private static let before = 8_192
  private static let behind = 65_536
  /// Within this distance of an escape others change nothing.
  private static let stride = 4_096

  /// The parts of a text around the escapes of a kind that stand in its stretches, in order and apart; all of a text
  /// where they stand everywhere. Linear.
  ///
  /// - Parameter reach: How much is read before and behind an escape where that is known.
  static func windows(
    of escape: Escape, _ text: borrowing Span<UInt8>, in stretches: [Range<Int>], reach: Int? = nil
  ) -> [ReadingWindow] {
    let sight = reach.map { (before: $0, behind: $0 + stride) } ?? (before, behind)
    let ranges = text.withUnsafeBufferPointer { surroundings(of: escape, $0, in: stretches, sight) }
    var first = 0
    return ranges.map { range in
      while first < stretches.count, stretches[first].upperBound <= range.lowerBound { first += 1 }
      let inside = stretches[first...].prefix { $0.lowerBound < range.upperBound }
      return ReadingWindow(
        range: range,
        stretches: inside.map {
          max(0, $0.lowerBound - range.lowerBound)..<min($0.upperBound, range.upperBound) - range.lowerBound
        })
    }
  }

  private static func surroundings(
    of escape: Escape, _ text: UnsafeBufferPointer<UInt8>, in stretches: [Range<Int>],
    _ sight: (before: Int, behind: Int)
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    // The mark that was found last: it may stand stretches further on.
    var index = -1
    for stretch in stretches {
      if index < stretch.lowerBound { index = nextMark(escape, text, from: stretch.lowerBound) }
      while index < stretch.upperBound {
        guard length(of: escape, at: index, in: text) > 0 else {
          index = nextMark(escape, text, from: index + 1)
          continue
        }
        let end = min(text.count, index + sight.behind)
        if let last = ranges.last, last.upperBound >= index - sight.before {
          ranges[ranges.count - 1] = last.lowerBound..<end
        } else {
          ranges.append(beginning(of: escape, text, from: max(0, index - sight.before))..<end)
        }
        index = nextMark(escape, text, from: min(text.count, index + stride))
      }
      if index == text.count { break }
    }
    return ranges
  }

  /// Where a window may begin: of two backslashes the second begins no escape.
  private static func beginning(of escape: Escape, _ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int
  {
    var start = start
    while escape == .backslash, start > 0, text[start - 1] == 0x5C { start -= 1 }
    return start
  }
}
