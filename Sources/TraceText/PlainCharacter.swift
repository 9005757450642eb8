/// Characters whose end is certain without the tables of Unicode (UAX #29): to know that saves the search for a boundary,
/// which takes far longer than the rest of what is done with a character.
enum PlainCharacter {
  /// Where the character ends that begins at `place`, if it is a scalar that joins no other, marks above or below it
  /// included, and such a scalar or the text's end follows.
  @inline(__always)
  static func end(_ bytes: borrowing Span<UInt8>, at place: Int) -> Int? {
    let next = place + 1
    if bytes[place] < 0x80, next == bytes.count || bytes[next] < 0x80 {
      return bytes[place] == 0x0D && next < bytes.count && bytes[next] == 0x0A ? nil : next
    }
    return beyondASCII(bytes, at: place)
  }

  private static func beyondASCII(_ bytes: borrowing Span<UInt8>, at place: Int) -> Int? {
    guard let first = scalar(bytes, at: place), isPlain(first.value) else { return nil }
    var end = first.end
    // What stands alone takes no marks.
    if first.value >= 0x20, first.value != 0x7F, !isControl(first.value) {
      while end + 1 < bytes.count, isMark(bytes[end], bytes[end + 1]) { end += 2 }
    }
    if end == bytes.count { return end }
    guard let following = scalar(bytes, at: end), isPlain(following.value) else { return nil }
    return first.value == 0x0D && following.value == 0x0A ? nil : end
  }

  /// A scalar of at most three bytes, and where it ends. The bytes are those of a string.
  @inline(__always)
  private static func scalar(_ bytes: borrowing Span<UInt8>, at place: Int) -> (value: UInt32, end: Int)? {
    let first = UInt32(bytes[place])
    switch first {
    case ..<0x80: return (first, place + 1)
    case 0xC0..<0xE0 where place + 1 < bytes.count:
      return ((first & 0x1F) << 6 | UInt32(bytes[place + 1] & 0x3F), place + 2)
    case 0xE0..<0xF0 where place + 2 < bytes.count:
      let rest = UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
      return ((first & 0x0F) << 12 | rest, place + 3)
    default: return nil
    }
  }

  /// U+0300 to U+036F, the marks of Latin, Greek and Cyrillic letters.
  @inline(__always)
  private static func isMark(_ first: UInt8, _ second: UInt8) -> Bool {
    first == 0xCC || first == 0xCD && second < 0xB0
  }

  /// Whether a scalar joins neither what stands before it nor what follows, marks apart: Latin, Greek, Cyrillic and
  /// Armenian letters, signs, marks of direction, Kana and Han.
  @inline(__always)
  static func isPlain(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x80, 0xA1...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x590, 0x2010...0x205F, 0x2100...0x2CEE,
      0x3000...0x3029, 0x3030...0x3098, 0x309B...0x312F, 0x3400...0xA48C:
      true
    default: false
    }
  }

  /// Marks of direction and ends of lines and paragraphs, which take no marks above or below.
  @inline(__always)
  private static func isControl(_ scalar: UInt32) -> Bool { (0x2028...0x202E).contains(scalar) }
}
