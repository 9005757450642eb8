/// The name that stands before a value, read backwards from the value.
struct GivenName {
  /// What joins a name and a value.
  enum Joint {
    /// `=`, `:=`, `?=`, `+=`.
    case equals
    case colon
    /// A hyphen between blanks.
    case dash
    /// One blank.
    case blank
  }

  private(set) var range: Range<Int>
  private(set) var joint: Joint
  /// Whether the name stands in quotes, as in JSON.
  private(set) var isQuoted: Bool

  private static let longest = 64

  /// Reads back from where a value begins, its quote before it; `nil` if no name gives the value.
  init?(_ bytes: borrowing Span<UInt8>, before value: Int) {
    var end = Self.skipBlanks(bytes, before: value)
    guard end > 0 else { return nil }
    switch bytes[end - 1] {
    case UInt8(ascii: "="):
      joint = .equals
      end -= 1
      while end > 0, ":?+".utf8.contains(bytes[end - 1]) { end -= 1 }
    case UInt8(ascii: ":"):
      joint = .colon
      end -= 1
    case UInt8(ascii: "-") where end < value && end > 1 && bytes[end - 2].isBlank:
      joint = .dash
      end -= 1
    default:
      guard end == value - 1 else { return nil }
      joint = .blank
    }
    end = Self.skipBlanks(bytes, before: end)
    isQuoted = end > 0 && bytes[end - 1].isQuote
    if isQuoted { end -= 1 }
    var start = end
    while start > 0, end - start < Self.longest, bytes[start - 1].isNamePart { start -= 1 }
    guard end - start > 2, end - start < Self.longest, !bytes[start].isDigit,
      isQuoted == (start > 0 && bytes[start - 1].isQuote) || !isQuoted && joint == .equals
    else { return nil }
    range = start..<end
  }

  private static func skipBlanks(_ bytes: borrowing Span<UInt8>, before place: Int) -> Int {
    var index = place
    while index > 0, place - index < 40, bytes[index - 1].isBlank { index -= 1 }
    return index
  }

  /// Whether the name is the first word of its line, or the first behind `export`.
  func isFirst(_ bytes: borrowing Span<UInt8>) -> Bool {
    var first = Self.skipBlanks(bytes, before: range.lowerBound)
    if first < range.lowerBound, bytes.holds("export", at: first - 6) {
      first = Self.skipBlanks(bytes, before: first - 6)
    }
    return first == 0 || bytes[first - 1] == 0x0A
  }

  /// Whether it is written as variables of an environment are: `ROUTE_API`.
  func isVariable(_ bytes: borrowing Span<UInt8>) -> Bool {
    for index in range
    where !(bytes[index].isUpper || bytes[index].isDigit || bytes[index] == UInt8(ascii: "_")) {
      return false
    }
    return true
  }
}
