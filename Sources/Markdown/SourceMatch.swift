/// Follows whether what a reader sees is the source again, white space apart.
struct SourceMatch {
  private let source: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var isSame = true

  /// Begins at the beginning of a source, which must outlive this value.
  init(_ source: UnsafeBufferPointer<UInt8>) { self.source = source }

  /// Whether all that was seen is all that the source has.
  var isWhole: Bool { isSame && source[place...].allSatisfy { $0 <= 0x20 } }

  /// A text of the source that a reader sees next. Costs nothing once something differed.
  mutating func see(_ text: borrowing Span<UInt8>) {
    guard isSame else { return }
    for index in 0..<text.count where text[index] > 0x20 {
      while place < source.count, source[place] <= 0x20 { place += 1 }
      guard place < source.count, source[place] == text[index] else { return differ() }
      place += 1
    }
  }

  /// Something is shown otherwise than the source has it.
  mutating func differ() { isSame = false }
}
