package import JSONReader

extension JSONBytes {
  /// The first byte at or after `start` that is no JSON whitespace; the end if there is none.
  func nextNonSpace(from start: Int) -> Int {
    withUnsafeBytes { memory in
      var index = max(0, start)
      while index < memory.count, isJSONSpace(memory[index]) { index += 1 }
      return min(index, memory.count)
    }
  }

  /// The first byte at or after `start` that is neither space nor tab; the end if there is none.
  func nextBlank(from start: Int) -> Int {
    withUnsafeBytes { memory in
      var index = max(0, start)
      while index < memory.count, memory[index] == 0x20 || memory[index] == 0x09 { index += 1 }
      return min(index, memory.count)
    }
  }

  /// The last place of `byte` in the range.
  package func lastIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    withUnsafeBytes { memory in
      memory[range.clamped(to: 0..<memory.count)].lastIndex(of: byte)
    }
  }

  /// Whether only blanks, a comma and blanks stand before the end of the line.
  func isLineEnd(from start: Int) -> Bool {
    var index = nextBlank(from: start)
    if self[index] == UInt8(ascii: ",") { index = nextBlank(from: index + 1) }
    return isSpace(at: index)
  }

  /// Whether an array or object starts at `index`.
  func isBracket(at index: Int) -> Bool {
    self[index] == UInt8(ascii: "{") || self[index] == UInt8(ascii: "[")
  }

  /// Whether the byte at `index` is JSON whitespace or the end.
  func isSpace(at index: Int) -> Bool { self[index].map(isJSONSpace) ?? true }
}

private func isJSONSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}
