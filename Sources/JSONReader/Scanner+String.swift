import Glibc

extension Scanner {
  /// Reads a string from its opening quote to behind its closing one; says whether its bytes are its text.
  @inline(__always) mutating func string() throws(ScanFailure) -> TapeKind {
    let start = position &+ 1
    var index = start
    var nonASCII: UInt64 = 0
    var kind = TapeKind.plainString
    while true {
      index = skipPlainBytes(from: index, nonASCII: &nonASCII)
      guard index < end else { throw ScanFailure(end, .expected("the closing quote of a string")) }
      let byte = base[index]
      if byte == UInt8(ascii: "\"") { break }
      guard byte == UInt8(ascii: "\\") else {
        throw ScanFailure(index, .expected("the closing quote of a string, or an escape such as \\n"))
      }
      kind = .codedString
      // One escape often follows the other: a text within a text writes each line's end with three bytes.
      repeat { index = try escape(at: index) } while index < end && base[index] == UInt8(ascii: "\\")
    }
    position = index &+ 1
    if nonASCII != 0, let wrong = invalidUTF8(from: start, to: index) {
      kind = .codedString
      if firstInvalidUTF8 < 0 { firstInvalidUTF8 = wrong }
    }
    return kind
  }

  /// Goes from the opening quote of a string that was read before to behind its closing one.
  mutating func skipReadString() {
    let start = position &+ 1
    var index = start
    while index < end, let quote = memchr(base + index, 0x22, end &- index) {
      index = UnsafeRawPointer(quote) - UnsafeRawPointer(base) &+ 1
      var slash = index &- 2
      while slash >= start, base[slash] == UInt8(ascii: "\\") { slash &-= 1 }
      // A quote behind an even number of backslashes is none of theirs.
      if (index &- slash) & 1 == 0 { break }
    }
    position = index
  }

  /// The next quote, backslash or control character, eight bytes at a time.
  @inline(__always) private func skipPlainBytes(from start: Int, nonASCII: inout UInt64) -> Int {
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = start
    while index &+ 8 <= end {
      let bytes = word(at: index)
      let quotes = bytes ^ 0x2222_2222_2222_2222
      let slashes = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
      // A borrow can mark bytes above a true mark, never below one: the lowest mark is right.
      let marks =
        (((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
          | ((bytes &- 0x2020_2020_2020_2020) & ~bytes)) & high
      guard marks == 0 else {
        nonASCII |= bytes & high & ((marks & (0 &- marks)) &- 1)
        return index &+ marks.trailingZeroBitCount / 8
      }
      nonASCII |= bytes & high
      index &+= 8
    }
    while index < end {
      let byte = base[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
      nonASCII |= UInt64(byte & 0x80)
      index &+= 1
    }
    return index
  }

  /// Checks the escape at `index`; returns the byte after it.
  @inline(__always) private func escape(at index: Int) throws(ScanFailure) -> Int {
    guard index &+ 1 < end else { throw ScanFailure(end, .expected("the rest of an escape")) }
    switch base[index &+ 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return index &+ 2
    case 0x75:
      for digit in (index &+ 2)..<(index &+ 6) {
        guard digit < end, hexValue(base[digit]) != nil else {
          throw ScanFailure(min(digit, end), .expected("four hexadecimal digits after \\u"))
        }
      }
      return index &+ 6
    default:
      throw ScanFailure(index &+ 1, .expected("one of \" \\ / b f n r t u after a backslash"))
    }
  }

  /// The first byte in the range that is no part of well-formed UTF-8 (Unicode 16, table 3-7).
  func invalidUTF8(from start: Int, to stop: Int) -> Int? {
    var index = start
    while index < stop {
      if index &+ 8 <= stop, word(at: index) & 0x8080_8080_8080_8080 == 0 {
        index &+= 8
        continue
      }
      let lead = base[index]
      if lead < 0x80 {
        index &+= 1
        continue
      }
      let length = sequenceLength(lead, at: index, stop: stop)
      guard length > 0 else { return index }
      index &+= length
    }
    return nil
  }

  /// The length of the well-formed sequence at `index`; 0 if it is none.
  @inline(__always) private func sequenceLength(_ lead: UInt8, at index: Int, stop: Int) -> Int {
    let left = stop &- index
    func follows(_ distance: Int) -> Bool { base[index &+ distance] & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF: return left >= 2 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3, follows(1), follows(2) else { return 0 }
      let second = base[index &+ 1]
      if lead == 0xE0 { return second >= 0xA0 ? 3 : 0 }
      if lead == 0xED { return second < 0xA0 ? 3 : 0 }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, follows(1), follows(2), follows(3) else { return 0 }
      let second = base[index &+ 1]
      if lead == 0xF0 { return second >= 0x90 ? 4 : 0 }
      if lead == 0xF4 { return second < 0x90 ? 4 : 0 }
      return 4
    default: return 0
    }
  }
}

/// The value of a hexadecimal digit.
@inline(__always) func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte &- 0x30)
  case 0x41...0x46: UInt32(byte &- 0x37)
  case 0x61...0x66: UInt32(byte &- 0x57)
  default: nil
  }
}
