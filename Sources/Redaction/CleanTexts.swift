/// Remembers texts that hold no secret, so that a conversation that each model call repeats is read once.
///
/// A text is known by where its bytes lie: copies of a string share them, and looking that up costs the same for
/// texts of any length. The texts are kept, so that no other text can come to lie at the place of one.
struct CleanTexts: Sendable {
  /// Shorter texts are read faster than they are looked up, and the shortest have no place of their own.
  private static let shortest = 48

  private var texts: [UInt: String] = [:]

  func contains(_ text: String) -> Bool {
    guard let place = Self.place(of: text), let known = texts[place] else { return false }
    return known.utf8.count == text.utf8.count
  }

  mutating func insert(_ text: String) {
    if let place = Self.place(of: text) { texts[place] = text }
  }

  /// Where the bytes of a text lie; `nil` for short ones and those that are not stored in one piece.
  private static func place(of text: String) -> UInt? {
    guard text.utf8.count >= shortest else { return nil }
    return text.utf8.withContiguousStorageIfAvailable { UInt(bitPattern: $0.baseAddress) }
  }
}
