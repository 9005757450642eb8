/// The escape of untrusted text for HTML: the one place where `&`, `<` and `>` become entities and what hides
/// becomes a mark.
package enum HTMLEscape {
  /// Where the text goes.
  package enum Place: Sendable {
    /// Between tags: quotes stay, and a mark is an element with its name as title.
    case text
    /// In a quoted attribute, or where only text may stand: quotes become entities, marks are plain characters.
    case attribute
  }

  /// Appends a text, escaped. `source` is valid UTF-8. O(n).
  package static func append(_ source: UnsafeBufferPointer<UInt8>, for place: Place, to output: inout [UInt8])
  {
    var index = 0
    // Characters that hide come in rows of the same one: its mark is made once.
    var last: (value: UInt32, mark: [UInt8])?
    while index < source.count {
      let end = min(source.count, index + pieceLength)
      output.append(addingCapacity: (end - index) * longestEntity) { span in
        span.withUnsafeMutableBufferPointer { target, count in
          (index, count) = copy(source, index..<end, for: place, to: target)
        }
      }
      guard index < end else { continue }
      if let end = TerminalSequence.end(source, at: index) {
        index = end
        continue
      }
      let (value, length) = scalar(in: source, at: index)
      index += length
      let more = repetitions(of: value, length, in: source, from: index)
      if more >= fewestFolded {
        output += mark(value, times: more + 1, for: place)
        index += more * length
        continue
      }
      if last?.value != value { last = (value, mark(value, for: place)) }
      output += last?.mark ?? []
    }
  }

  /// Appends a text, escaped. O(n).
  package static func append(_ text: String, for place: Place, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, for: place, to: &output) }
  }

  /// How many more of a character that hides follow one before all of them become one mark: a reader learns as much from
  /// it, and a text of nothing else takes no more room than others.
  private static let fewestFolded = 8

  /// How often a character that hides follows itself. None where another escape may begin a sequence, and of
  /// noncharacters, whose sign has no room for a count.
  private static func repetitions(
    of value: UInt32, _ length: Int, in source: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    guard value != 0x1B, !HiddenCharacter.isNoncharacter(value) else { return 0 }
    var index = start
    while index < source.count, scalar(in: source, at: index).value == value,
      hides(source, at: index)
    {
      index += length
    }
    return (index - start) / length
  }

  /// Room for the worst of a text is asked for piece by piece.
  private static let pieceLength = 4096
  private static let longestEntity = 6

  /// Copies `range` up to its first character that hides, with entities in place of markup.
  ///
  /// Nearly every byte of a page passes here and most need nothing, so blocks of plain ASCII are copied whole:
  /// that saves most of the time of a look at each byte.
  ///
  /// - Parameter target: has room for the longest entity in place of each byte.
  /// - Returns: where in `source` it stopped, and how many bytes were written.
  private static func copy(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, for place: Place,
    to target: UnsafeMutableBufferPointer<UInt8>
  ) -> (index: Int, count: Int) {
    precondition(range.upperBound <= source.count && target.count >= range.count * longestEntity)
    guard let start = source.baseAddress, let output = target.baseAddress else {
      return (range.upperBound, 0)
    }
    let care = Self.care.utf8Start
    let isAttribute = place == .attribute
    var index = range.lowerBound
    var count = 0
    func put(_ entity: StaticString) {
      (output + count).update(from: entity.utf8Start, count: entity.utf8CodeUnitCount)
      count &+= entity.utf8CodeUnitCount
    }
    while index < range.upperBound {
      if index &+ blockLength <= range.upperBound, isPlain(start + index, quoteBit: isAttribute ? 0x80 : 0) {
        (output + count).update(from: start + index, count: blockLength)
        index &+= blockLength
        count &+= blockLength
        continue
      }
      let end = min(index &+ blockLength, range.upperBound)
      while index < end {
        let byte = start[index]
        switch care[Int(byte)] {
        case UInt8(ascii: "&"): put("&amp;")
        case UInt8(ascii: "<"): put("&lt;")
        case UInt8(ascii: ">"): put("&gt;")
        case UInt8(ascii: "\"") where isAttribute: put("&quot;")
        case UInt8(ascii: "'") where isAttribute: put("&#39;")
        case UInt8(ascii: "h") where hides(source, at: index): return (index, count)
        default:
          output[count] = byte
          count &+= 1
        }
        index &+= 1
      }
    }
    return (index, count)
  }

  private static let blockLength = 32

  /// Whether a block is of ASCII without markup and controls but line feeds, and where `quoteBit` is 0x80 without
  /// quotes.
  ///
  /// Each term has its highest bit set for a byte that it is to find; the compiler makes vectors of them.
  @inline(__always)
  private static func isPlain(_ block: UnsafePointer<UInt8>, quoteBit: UInt8) -> Bool {
    var found: UInt8 = 0
    for offset in 0..<blockLength {
      let byte = block[offset]
      let controls = (byte &- 0x20) & (byte == 0x0A ? 0 : 0xFF)
      let quotes: UInt8 = byte == 0x22 || byte == 0x27 ? quoteBit : 0
      let markup: UInt8 = byte == 0x26 || byte | 2 == 0x3E ? 0x80 : 0
      found |= byte | (byte &+ 1) | controls | quotes | markup
    }
    return found & 0x80 == 0
  }

  /// What each byte needs, sixteen a row: nothing, an entity, or, at an `h`, a look at the character that begins
  /// with it. A test compares it with `HiddenCharacter`.
  static let care: StaticString = """
    hhhhhhhhh..hh.hh\
    hhhhhhhhhhhhhhhh\
    .."...&'........\
    ............<.>.\
    ................\
    ................\
    ................\
    ...............h\
    ................\
    ................\
    ................\
    ................\
    ..h..........h..\
    ........h.......\
    .hhh...........h\
    hhhhhhhhhhhhhhhh
    """

  private static func hides(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let (value, length) = scalar(in: source, at: index)
    if HiddenCharacter.isNoncharacter(value) { return true }
    return HiddenCharacter.isHidden(
      value, after: scalar(in: source, before: index),
      before: index + length < source.count ? scalar(in: source, at: index + length).value : nil)
  }

  private static func scalar(in source: UnsafeBufferPointer<UInt8>, at index: Int) -> (
    value: UInt32, length: Int
  ) {
    let first = source[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, index + length <= source.count else { return (UInt32(first), 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(source[index + offset] & 0x3F) }
    return (value, length)
  }

  private static func scalar(in source: UnsafeBufferPointer<UInt8>, before index: Int) -> UInt32? {
    var start = index - 1
    while start >= 0, index - start < 4, source[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(in: source, at: start).value
  }

  private static func mark(_ value: UInt32, times: Int = 1, for place: Place) -> [UInt8] {
    if HiddenCharacter.isNoncharacter(value) { return Array("\u{FFFD}".utf8) }
    let digits = String(value, radix: 16, uppercase: true)
    let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
    let code = "U+" + zeros + digits + (times > 1 ? " ×\(times)" : "")
    guard place == .text else { return Array("⟦\(code)⟧".utf8) }
    let name = HiddenCharacter.name(of: value)
    return Array("<span class=\"mark-invisible\" title=\"\(code) \(name)\">⟦\(code)⟧</span>".utf8)
  }
}
