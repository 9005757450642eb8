/// Reads tokens from memory that outlives it. Every read is bounded by `end`.
struct Scanner {
  let base: UnsafePointer<UInt8>
  let end: Int
  var position: Int
  /// The first byte of a string that is no UTF-8; -1 while there is none.
  var firstInvalidUTF8 = -1

  init(_ memory: UnsafeRawBufferPointer, at position: Int) {
    let bytes = memory.bindMemory(to: UInt8.self)
    // An empty buffer has no address; the pointer is never read then, as `end` is 0.
    base = bytes.baseAddress ?? UnsafePointer(Scanner.nowhere)
    end = bytes.count
    self.position = min(max(0, position), end)
  }

  nonisolated(unsafe) private static let nowhere = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  /// The byte at the position, or 0 at the end: 0 is never part of a JSON token.
  @inline(__always) var current: UInt8 { position < end ? base[position] : 0 }

  @inline(__always) mutating func skipSpace() {
    while position < end {
      let byte = base[position]
      if byte > 0x20 { return }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      position &+= 1
      // Pretty-printed text indents by long runs of spaces.
      while position &+ 8 <= end, word(at: position) == 0x2020_2020_2020_2020 { position &+= 8 }
    }
  }

  @inline(__always) func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// Reads `true`, `false`, `null`, `NaN` and the like, of which the first byte is known to fit.
  mutating func literal(_ name: StaticString) throws(ScanFailure) {
    let start = position
    for index in 0..<name.utf8CodeUnitCount {
      guard position < end, base[position] == name.utf8Start[index] else {
        throw ScanFailure(position < end ? start : end, .expected("a JSON value"))
      }
      position &+= 1
    }
    try endOfWord()
  }

  /// Refuses what would run into the literal or number before it, such as the `x` of `12x`.
  @inline(__always) func endOfWord() throws(ScanFailure) {
    let byte = current
    if byte == 0x2C || byte <= 0x20 || byte == 0x5D || byte == 0x7D { return }
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E, 0x5F, 0x80...:
      throw ScanFailure(position, .expected("the end of the value"))
    default: return
    }
  }
}
