/// The bytes of a key as a list of numbers: `secretKey: [174, 47, …]`, `Secret: []byte{0x9c, …}`, `bytes([174, …])`.
enum NumberList {
  /// The fewest numbers of a key.
  private static let fewest = 16
  /// The most.
  private static let most = 512

  /// The numbers of a list behind the name of a key; `nil` for none.
  static func match(_ bytes: borrowing Span<UInt8>, behind name: Range<Int>, _ opening: Opening) -> Range<
    Int
  >? {
    guard opening.quote == nil, !opening.isLoose, let start = first(bytes, from: opening.start),
      let end = end(bytes, from: start), let kind = SecretNames.kind(of: bytes.string(name)), kind == .key
    else { return nil }
    return start..<end
  }

  /// The first number of a list that begins at a value, behind a type and brackets.
  private static func first(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var isOpen = start > 0 && "[({".utf8.contains(bytes[start - 1])
    // `new byte[]`, `bytes(`, `Buffer.from(`, `Uint8Array`, `const`: spares most values the rest.
    guard isOpen || start < bytes.count && "[({&nbBuUc".utf8.contains(bytes[start]) else { return nil }
    while index < bytes.count, index - start < 40 {
      let byte = bytes[index]
      if isOpen, byte.isDigit { return index }
      if "[({".utf8.contains(byte) {
        isOpen = true
      } else if !byte.isSpace {
        guard byte.isNamePart || "].&;:".utf8.contains(byte) || byte == 0x20 else { return nil }
        isOpen = false
      }
      index += 1
    }
    return nil
  }

  /// The end of numbers of one byte each, decimal or hexadecimal, that commas part.
  private static func end(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
    var (index, count) = (start, 0)
    var (end, seen) = (start, Set<Int>())
    // Places in a text, as indexes have them, ascend.
    var (last, isAscending) = (-1, true)
    while index < bytes.count, count < most {
      let isHex = bytes.holds("0x", at: index)
      index += isHex ? 2 : 0
      let digits = index
      var number = 0
      while index < bytes.count, index - digits < 3, isHex ? bytes[index].isHexDigit : bytes[index].isDigit {
        number = number * 16 + Int(bytes[index] & 0x0F)
        index += 1
      }
      guard index > digits else { break }
      (count, end) = (count + 1, index)
      seen.insert(number)
      isAscending = isAscending && number > last
      last = number
      while index < bytes.count, bytes[index].isSpace { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
      while index < bytes.count, bytes[index].isSpace { index += 1 }
    }
    guard count >= fewest, seen.count > 7, !isAscending, index < bytes.count,
      "])}".utf8.contains(bytes[index])
    else {
      return nil
    }
    return end
  }
}
