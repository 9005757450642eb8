/// Bytes of HTML, bounded: what goes beyond the limit is dropped and noted.
struct HTMLSink {
  private(set) var bytes: [UInt8] = []
  /// Whether something was dropped; the bytes are then of no use.
  private(set) var isFull = false
  private let limit: Int

  /// Creates a sink that holds `limit` bytes and one piece.
  init(limit: Int) {
    self.limit = limit
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

  /// Appends text for element content or a quoted attribute; deceptive characters become marks.
  mutating func text(_ text: borrowing Span<UInt8>) {
    var start = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if Self.isPlain(byte) {
        index += 1
        continue
      }
      if let escape = Self.escape(byte) {
        append(text, start, index)
        raw(escape)
        index += 1
        start = index
      } else if let (scalar, length) = DeceptiveScalar.at(index, of: text) {
        append(text, start, index)
        mark(scalar)
        index += length
        start = index
      } else {
        index += 1
      }
    }
    append(text, start, index)
  }

  /// Appends an address for a quoted `href` or `src`; what an address may not hold is percent-encoded.
  mutating func url(_ url: borrowing Span<UInt8>) {
    let digits: StaticString = "0123456789ABCDEF"
    for index in 0..<url.count {
      if bytes.count > limit { isFull = true }
      if isFull { return }
      let byte = url[index]
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "'"): raw("&#39;")
      case 0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E:
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        digits.withUTF8Buffer { digits in
          bytes.append(digits[Int(byte >> 4)])
          bytes.append(digits[Int(byte & 15)])
        }
      }
    }
  }

  /// Whether the bytes `range` are `text` as `text(_:)` writes it, with or without its scheme.
  func repeats(_ text: borrowing Span<UInt8>, in range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
    var expected = HTMLSink(limit: limit)
    expected.text(text)
    let written = bytes[range]
    if written.elementsEqual(expected.bytes) { return true }
    for scheme in ["http://", "mailto:"] where expected.bytes.starts(with: scheme.utf8) {
      if written.elementsEqual(expected.bytes.dropFirst(scheme.utf8.count)) { return true }
    }
    return false
  }

  private mutating func append(_ text: borrowing Span<UInt8>, _ start: Int, _ end: Int) {
    if bytes.count + (end - start) > limit { isFull = true }
    if isFull || start == end { return }
    text.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  private mutating func mark(_ scalar: UInt32) {
    let hex = String(scalar, radix: 16, uppercase: true)
    raw("⟦U+")
    for _ in hex.utf8.count..<max(4, hex.utf8.count) { raw("0") }
    bytes.append(contentsOf: hex.utf8)
    raw("⟧")
  }

  /// Bytes that stand for themselves in every context.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x0A, 0x20, 0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x7E: true
    default: false
    }
  }

  private static func escape(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
