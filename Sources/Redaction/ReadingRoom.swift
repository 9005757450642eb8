/// Memory that readings of texts are written to one after the other: new memory costs more than what is read there.
struct ReadingRoom: Sendable {
  private var spare: [[UInt8]] = []

  /// What is kept between texts, in bytes each.
  private static let mostKept = 1 << 20

  /// Room that nothing uses, with bytes of no meaning in it.
  mutating func take() -> [UInt8] { spare.popLast() ?? [] }

  /// Takes room back. Nothing else may hold it, or it is copied when it is written.
  mutating func give(_ bytes: consuming [UInt8]) { spare.append(bytes) }

  /// Lets go of what only a long text needed.
  mutating func shrink() {
    if spare.contains(where: { $0.capacity > Self.mostKept }) {
      spare.removeAll { $0.capacity > Self.mostKept }
    }
  }
}
