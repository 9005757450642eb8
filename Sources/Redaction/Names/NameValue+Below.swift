/// Values that stand on a line below their name.
extension NameValue {
  /// Behind the rest of a sentence that ends its line with a colon: what stands alone on the next line that has anything.
  static func introduced(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start
    while index < bytes.count, index - start < 64, bytes[index].isASCIILetter || bytes[index] == 0x20 {
      index += 1
    }
    guard index > start, index + 1 < bytes.count, bytes[index] == UInt8(ascii: ":"), bytes[index + 1].isSpace
    else { return nil }
    let colon = index
    index += 1
    while index < bytes.count, index - colon < 40, bytes[index].isSpace { index += 1 }
    guard index < bytes.count, bytes[index].isAlphanumeric, bytes.first("\n", in: colon..<index) != nil else {
      return nil
    }
    let line = index
    while index < bytes.count, index - line < 257, !bytes[index].isSpace { index += 1 }
    while index < bytes.count, bytes[index].isBlank || bytes[index] == 0x0D { index += 1 }
    return index == bytes.count || bytes[index] == 0x0A
      ? Opening(start: line, quote: nil, isLoose: true, isIntroduced: true) : nil
  }

  /// A value on a line below: YAML's blocks, a string that code sets in, a line of its own in a text.
  static func below(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start
    if bytes[index].isSpace {
      while index < bytes.count, bytes[index].isSpace, index - start < 40 { index += 1 }
      guard index < bytes.count, bytes[index].isAlphanumeric || bytes[index].isQuote else { return nil }
      return value(bytes, from: index, isLoose: true)
    }
    index += 1
    while index < bytes.count, "+-123456789".utf8.contains(bytes[index]) { index += 1 }
    guard let line = nextLine(bytes, index) else { return nil }
    return Opening(start: line, quote: nil)
  }

  /// What stands first in the next line, if that line is set in.
  private static func nextLine(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int? {
    var index = skipBlanks(bytes, start)
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    guard index < bytes.count, bytes[index] == 0x0A else { return nil }
    let first = skipBlanks(bytes, index + 1)
    return first > index + 1 && first < bytes.count ? first : nil
  }
}
