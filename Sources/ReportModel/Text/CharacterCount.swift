extension String {
  /// The number of characters as people count them, as `count` has it.
  ///
  /// Texts of traces are long and mostly ASCII, where a character is a byte, but for a line end of two: telling
  /// that takes a fraction of looking for the bounds of characters.
  var characterCount: Int {
    let bytes = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      var sum: UInt8 = 0
      for byte in bytes { sum |= byte }
      if sum >= 0x80 { return nil }
      var lineEnds = 0
      var previous: UInt8 = 0
      for byte in bytes {
        lineEnds += previous == 0x0D && byte == 0x0A ? 1 : 0
        previous = byte
      }
      return bytes.count - lineEnds
    }
    return bytes.flatMap(\.self) ?? count
  }
}
