extension Detector {
  /// A reading of the text, and how it was come by.
  struct Step {
    var bytes: [UInt8]
    /// What reads otherwise than with one of the escapes left: elsewhere other readings say the same.
    var changed: [Range<Int>]
    var escape: Reading.Escape
  }

  /// How many readings may follow each other.
  private static let deepest = 5

  /// What is found where escapes are read away: backslashes within each other, percent-escapes and references
  /// with backslashes in them, and the colours of a terminal at last.
  func read(
    _ text: borrowing Span<UInt8>, through steps: [Step], for index: LiteralIndex,
    into found: inout [Detection]
  ) {
    for escape in Self.following(steps) {
      let reading: (bytes: [UInt8], changed: [Range<Int>])?
      if let last = steps.last {
        let bytes = last.bytes
        reading = Reading.without(escape, bytes.span, in: last.changed)
      } else {
        reading = Reading.without(escape, text, in: [0..<text.count])
      }
      guard let reading else { continue }
      let further = steps + [Step(bytes: reading.bytes, changed: reading.changed, escape: escape)]
      found += places(
        of: scan(reading.bytes.span, in: reading.changed, for: index), in: text, through: further)
      for match in matches(in: reading.bytes.span) {
        found += places(of: [match], in: text, through: further)
      }
      if further.count < Self.deepest { read(text, through: further, for: index, into: &found) }
    }
  }

  /// The escapes that may be looked for next.
  private static func following(_ steps: [Step]) -> [Reading.Escape] {
    guard let last = steps.last else { return [.backslash, .percent, .entity, .colour] }
    if last.escape == .colour { return [] }
    let levels = steps.reduce(0) { $1.escape == .backslash ? $0 + 1 : $0 }
    return levels < 3 ? [.backslash, .colour] : [.colour]
  }

  /// Detections in the last reading, with the places in the text where they come from.
  private func places(of found: [Detection], in text: borrowing Span<UInt8>, through steps: [Step])
    -> [Detection]
  {
    if found.isEmpty { return found }
    let bounds = Set(found.flatMap { [$0.range.lowerBound, $0.range.upperBound] }).sorted()
    var offsets = bounds
    for index in steps.indices.reversed() {
      if index == 0 {
        offsets = Reading.origins(of: offsets, in: text, without: steps[0].escape)
      } else {
        let bytes = steps[index - 1].bytes
        offsets = Reading.origins(of: offsets, in: bytes.span, without: steps[index].escape)
      }
    }
    let origins = Dictionary(uniqueKeysWithValues: zip(bounds, offsets))
    return found.compactMap { detection in
      guard let start = origins[detection.range.lowerBound], let end = origins[detection.range.upperBound]
      else {
        return nil
      }
      var detection = detection
      detection.range = start..<end
      return detection
    }
  }
}
