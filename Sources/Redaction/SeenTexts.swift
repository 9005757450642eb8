import TraceText

/// Remembers what texts hold, so that a conversation that each model call repeats is read once.
///
/// A text is known by where its bytes lie: copies of a string share them, and looking that up costs the same for
/// texts of any length. The texts are kept, so that no other text can come to lie at the place of one.
struct SeenTexts: Sendable {
  /// What is known of a text.
  struct Findings: Sendable {
    fileprivate var text: String
    var found: [Detection]
    /// How many values were known when it was read: it may hold those that were learned since.
    var known: Int
  }

  /// Shorter texts are read faster than they are looked up, and the shortest have no place of their own.
  private static let shortest = 48

  private var texts: [UInt: Findings] = [:]

  subscript(text: String) -> Findings? {
    guard let place = Self.place(of: text), let known = texts[place] else { return nil }
    return known.text.utf8.count == text.utf8.count ? known : nil
  }

  mutating func insert(_ text: String, _ found: [Detection], known: Int) {
    if let place = Self.place(of: text) { texts[place] = Findings(text: text, found: found, known: known) }
  }

  /// Where the bytes of a text lie; `nil` for short ones and those that are not stored in one piece.
  private static func place(of text: String) -> UInt? {
    guard text.utf8.count >= shortest else { return nil }
    return text.utf8.withContiguousStorageIfAvailable { UInt(bitPattern: $0.baseAddress) }
  }
}
