/// Resolves the escapes of a string's bytes; what is no text becomes U+FFFD.
func decodeEscapes(_ raw: UnsafeRawBufferPointer) -> String {
  // An escape is never shorter than the UTF-8 of what it stands for.
  String(unsafeUninitializedCapacity: raw.count) { target in
    var decoder = EscapeDecoder(source: raw, target: target)
    return decoder.run()
  }
}

private struct EscapeDecoder {
  let source: UnsafeRawBufferPointer
  let target: UnsafeMutableBufferPointer<UInt8>
  var read = 0
  var written = 0

  mutating func run() -> Int {
    while read < source.count {
      copyPlainWords()
      guard read < source.count else { break }
      let byte = source[read]
      if byte == UInt8(ascii: "\\") {
        repeat { readEscape() } while read < source.count && source[read] == UInt8(ascii: "\\")
      } else {
        write(byte)
        read += 1
      }
    }
    return written
  }

  /// Copies up to the next backslash, eight bytes at a time: most texts have few.
  @inline(__always) private mutating func copyPlainWords() {
    guard let from = source.baseAddress, let target = target.baseAddress else { return }
    let to = UnsafeMutableRawPointer(target)
    let ones: UInt64 = 0x0101_0101_0101_0101
    // What was written is never more than what was read, so there is room for as many bytes.
    while read + 8 <= source.count {
      let word = (from + read).loadUnaligned(as: UInt64.self)
      let differences = word ^ 0x5C5C_5C5C_5C5C_5C5C
      // Of the bits that are set the lowest is always that of the first backslash.
      let found = (differences &- ones) & ~differences & (ones << 7)
      (to + written).storeBytes(of: word, as: UInt64.self)
      let count = UInt64(littleEndian: found).trailingZeroBitCount / 8
      read += count
      written += count
      if count < 8 { return }
    }
  }

  private mutating func readEscape() {
    let name = read + 1 < source.count ? source[read + 1] : 0
    read += 2
    switch name {
    case UInt8(ascii: "b"): write(0x08)
    case UInt8(ascii: "f"): write(0x0C)
    case UInt8(ascii: "n"): write(0x0A)
    case UInt8(ascii: "r"): write(0x0D)
    case UInt8(ascii: "t"): write(0x09)
    case UInt8(ascii: "u"): write(readScalar())
    default: write(name)
    }
  }

  /// The scalar of one `\u` escape, or of two that form a surrogate pair; `read` is behind the first `\u`.
  private mutating func readScalar() -> Unicode.Scalar {
    let first = readHex(at: read)
    read += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, read + 6 <= source.count, source[read] == UInt8(ascii: "\\"),
      source[read + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let second = readHex(at: read + 2)
    guard (0xDC00...0xDFFF).contains(second) else { return "\u{FFFD}" }
    read += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private func readHex(at start: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<min(start + 4, source.count) { value = value << 4 | (hexValue(source[index]) ?? 0) }
    return value
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { write(byte) }
  }

  private mutating func write(_ byte: UInt8) {
    guard written < target.count else { return }
    target[written] = byte
    written += 1
  }
}
