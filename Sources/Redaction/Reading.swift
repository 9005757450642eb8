import Glibc

/// A text read without its escapes, and where each of its bytes comes from.
struct Reading {
  /// A place behind which bytes were copied as they stand, up to the next such place.
  private struct Piece {
    var start: Int
    var origin: Int
  }

  private(set) var bytes: [UInt8] = []
  private var pieces: [Piece] = []
  /// The map of the reading that this one was made from, if it was not made from the text itself.
  private var earlier: [[Piece]] = []

  /// The offset in the text of the byte at `offset`, or of what stands behind the last. Logarithmic.
  func origin(of offset: Int) -> Int {
    var result = Self.origin(of: offset, in: pieces)
    for pieces in earlier.reversed() { result = Self.origin(of: result, in: pieces) }
    return result
  }

  private static func origin(of offset: Int, in pieces: [Piece]) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return offset }
    return pieces[low - 1].origin + offset - pieces[low - 1].start
  }

  /// The text without percent-escapes; `nil` if it has none.
  static func percentDecoded(_ text: borrowing Span<UInt8>) -> Reading? {
    var reading = Reading()
    reading.replace(UInt8(ascii: "%"), in: text) { reading, index in
      guard let value = hex(text, index + 1, 2) else { return 0 }
      reading.bytes.append(UInt8(truncatingIfNeeded: value))
      return 3
    }
    return reading.pieces.isEmpty ? nil : reading
  }

  /// The text without one level of JSON's escapes; `nil` if it has none.
  static func unescaped(_ text: borrowing Span<UInt8>) -> Reading? {
    var reading = Reading()
    reading.replace(0x5C, in: text) { reading, index in
      index + 1 < text.count ? reading.appendEscape(text, index) : 0
    }
    return reading.pieces.isEmpty ? nil : reading
  }

  /// This reading without one more level of JSON's escapes; `nil` if it has none.
  func unescaped() -> Reading? {
    guard var next = Self.unescaped(bytes.span) else { return nil }
    next.earlier = earlier + [pieces]
    return next
  }

  /// Copies `text`; at each `escape`, `body` may append what it stands for and say how long it was, or 0.
  private mutating func replace(
    _ escape: UInt8, in text: borrowing Span<UInt8>, _ body: (inout Reading, Int) -> Int
  ) {
    var copied = 0
    var index = 0
    while let found = Self.next(escape, in: text, from: index) {
      if pieces.isEmpty { bytes.reserveCapacity(text.count) }
      text.extracting(copied..<found).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
      copied = found
      let start = bytes.count
      let length = body(&self, found)
      index = found + max(1, length)
      guard length > 0 else { continue }
      // Every byte of what an escape stands for comes from where the escape begins.
      for place in start..<bytes.count { pieces.append(Piece(start: place, origin: found)) }
      pieces.append(Piece(start: bytes.count, origin: index))
      copied = index
    }
    if !pieces.isEmpty {
      text.extracting(copied..<text.count).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
  }

  private static func next(_ byte: UInt8, in text: borrowing Span<UInt8>, from start: Int) -> Int? {
    guard start < text.count else { return nil }
    return text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress,
        let found = memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// Appends what the escape at `index` stands for; its length.
  private mutating func appendEscape(_ text: borrowing Span<UInt8>, _ index: Int) -> Int {
    switch text[index + 1] {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"):
      guard let value = Self.hex(text, index + 2, 4) else {
        bytes.append(UInt8(ascii: "u"))
        return 2
      }
      bytes.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      return 6
    case let other: bytes.append(other)
    }
    return 2
  }

  private static func hex(_ text: borrowing Span<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= text.count else { return nil }
    var value: UInt32 = 0
    for index in start..<start + count {
      let byte = text[index]
      guard byte.isHexDigit else { return nil }
      value = value << 4 | UInt32(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10)
    }
    return value
  }
}
