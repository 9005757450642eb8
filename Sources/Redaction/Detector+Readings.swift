extension Detector {
  /// How many readings may follow each other.
  private static let deepest = 5

  /// What is found where escapes are read away: backslashes within each other, percent-escapes and references
  /// with backslashes in them, and the colours of a terminal at last. Linear.
  ///
  /// - Parameters:
  ///   - stretches: Where in the text escapes are looked for.
  ///   - escapes: Those that were read away to come by the text.
  ///   - reach: How far from an escape something may stand that sees it, where that is known.
  ///   - room: What earlier readings were written to.
  func read(
    _ text: borrowing Span<UInt8>, in stretches: [Range<Int>], after escapes: [Reading.Escape] = [],
    for index: LiteralIndex, reach: Int? = nil, _ room: inout ReadingRoom
  ) -> [Detection] {
    var found: [Detection] = []
    for escape in Self.following(escapes) {
      for window in Reading.windows(of: escape, text, in: stretches, reach: reach) {
        var bytes = room.take()
        let changed = Reading.write(
          text.extracting(window.range), without: escape, in: window.stretches, to: &bytes)
        var here = scan(bytes.span, in: changed, for: index) + matches(in: bytes.span)
        if escapes.count + 1 < Self.deepest {
          here += read(bytes.span, in: changed, after: escapes + [escape], for: index, reach: reach, &room)
        }
        found += Self.places(of: here, in: text, window.range, without: escape)
        room.give(bytes)
      }
    }
    return found
  }

  /// The escapes that may be looked for next.
  private static func following(_ escapes: [Reading.Escape]) -> [Reading.Escape] {
    guard let last = escapes.last else { return [.backslash, .percent, .entity, .colour] }
    if last == .colour { return [] }
    return escapes.count { $0 == .backslash } < 3 ? [.backslash, .colour] : [.colour]
  }

  /// Detections in a reading of a window, with the places in the text where they come from.
  private static func places(
    of found: [Detection], in text: borrowing Span<UInt8>, _ window: Range<Int>,
    without escape: Reading.Escape
  ) -> [Detection] {
    if found.isEmpty { return found }
    let bounds = Set(found.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
    let offsets = Reading.origins(of: bounds, in: text.extracting(window), without: escape)
    let origins = Dictionary(uniqueKeysWithValues: zip(bounds, offsets))
    return found.compactMap { detection in
      guard let start = origins[detection.range.lowerBound], let end = origins[detection.range.upperBound]
      else {
        return nil
      }
      var detection = detection
      detection.range = window.lowerBound + start..<window.lowerBound + end
      return detection
    }
  }
}
