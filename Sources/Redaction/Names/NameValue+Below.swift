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

  /// Behind what an error or a log says of a key: `API key provided: value`, `token is invalid: value`.
  static func reported(_ bytes: borrowing Span<UInt8>, from start: Int) -> Opening? {
    var index = start
    while index < bytes.count, index - start < 32, bytes[index].isASCIILetter || bytes[index] == 0x20 {
      index += 1
    }
    guard index > start, index + 2 < bytes.count, bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == 0x20
    else {
      return nil
    }
    let words = bytes.string(start..<index).split(separator: " ")
    guard words.count < 4, let last = words.last, reports.contains(last.lowercased()) else { return nil }
    return value(bytes, from: index + 2, isLoose: true)
  }

  /// How what is said of a key ends before it is told.
  private static let reports: Set<String> = [
    "provided", "used", "given", "received", "supplied", "sent", "entered", "generated", "created", "invalid",
    "expired", "revoked", "rejected", "found", "valid", "follows", "here", "now", "set", "below", "is",
  ]

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

  /// What a line below its name has: `value: …` of YAML, or a long word alone, as pages and comments set keys out.
  static func onNextLine(_ bytes: borrowing Span<UInt8>, from start: Int, _ name: Range<Int>) -> Opening? {
    var index = start
    var lines = 0
    while index < bytes.count, bytes[index].isSpace, index - start < 60 {
      lines += bytes[index] == 0x0A ? 1 : 0
      index += 1
    }
    guard lines > 0, lines < 3, index < bytes.count, bytes[index] > 0x20 else { return nil }
    if bytes.holds("value:", at: index) {
      guard lines == 1, var found = value(bytes, from: index + 6, isLoose: false) else { return nil }
      found.isField = true
      return found
    }
    guard isHeading(bytes, endingWith: name), bytes[index].isAlphanumeric else { return nil }
    var end = index
    while end < bytes.count, end - index <= longestLine,
      bytes[end].isNamePart || "+/.~".utf8.contains(bytes[end])
    {
      end += 1
    }
    while end < bytes.count, bytes[end] == UInt8(ascii: "="), end - index <= longestLine { end += 1 }
    guard end - index >= shortestBelow, end - index <= longestLine,
      end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D
    else { return nil }
    return Opening(start: index, quote: nil, isLoose: true, isBelow: true)
  }

  /// The fewest bytes of what a line below its name has alone.
  private static let shortestBelow = 20
  /// The most.
  private static let longestLine = 256
  /// The most bytes of a line that is a heading and no sentence.
  private static let longestHeading = 48

  /// Whether the line that ends with a name is short: a heading, a label, a comment.
  private static func isHeading(_ bytes: borrowing Span<UInt8>, endingWith name: Range<Int>) -> Bool {
    var start = name.lowerBound
    while start > 0, bytes[start - 1] != 0x0A {
      start -= 1
      if name.upperBound - start > longestHeading { return false }
    }
    return true
  }
}
