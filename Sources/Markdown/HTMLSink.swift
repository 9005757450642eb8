import HTMLText

/// Bytes of HTML, bounded: what goes beyond the limit is dropped and noted.
struct HTMLSink {
  private(set) var bytes: [UInt8] = []
  /// Whether something was dropped; the bytes are then of no use.
  private(set) var isFull = false
  /// How far what a reader sees is the source itself.
  var match: SourceMatch
  private let limit: Int

  /// Creates a sink that holds `limit` bytes and one piece.
  init(limit: Int, source: UnsafeBufferPointer<UInt8>) {
    self.limit = limit
    match = SourceMatch(source)
  }

  /// Appends markup of our own.
  mutating func raw(_ markup: StaticString) {
    if bytes.count > limit { isFull = true }
    if isFull { return }
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Appends a whole number.
  mutating func number(_ value: Int) {
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Appends text between tags; hidden characters become marks.
  mutating func text(_ text: borrowing Span<UInt8>) {
    match.see(text)
    attribute(text)
  }

  /// Appends text within a quoted attribute; hidden characters become marks.
  mutating func attribute(_ text: borrowing Span<UInt8>) {
    if bytes.count + text.count > limit { isFull = true }
    if isFull { return }
    text.withUnsafeBufferPointer { HTMLEscape.append($0, for: .attribute, to: &bytes) }
  }

  /// Appends an address for a quoted `href` or `src`; what an address may not hold is percent-encoded.
  mutating func url(_ url: borrowing Span<UInt8>) {
    var address: [UInt8] = []
    AddressPolicy.percentEncode(url, to: &address) { byte in
      switch byte {
      case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
      default: false
      }
    }
    attribute(address.span)
  }

  /// Whether the bytes `range` are `text` as `text(_:)` writes it, with or without its scheme.
  func repeats(_ text: borrowing Span<UInt8>, in range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
    var expected: [UInt8] = []
    text.withUnsafeBufferPointer { HTMLEscape.append($0, for: .attribute, to: &expected) }
    let written = bytes[range]
    if written.elementsEqual(expected) { return true }
    for scheme in ["http://", "mailto:"] where expected.starts(with: scheme.utf8) {
      if written.elementsEqual(expected.dropFirst(scheme.utf8.count)) { return true }
    }
    return false
  }
}
