import Glibc

/// A text read without its escapes.
enum Reading {
  enum Escape {
    /// One level of JSON's escapes.
    case backslash
    /// Percent-escapes (RFC 3986, 2.1).
    case percent
    /// HTML's references to the characters of its own syntax.
    case entity
    /// The codes that colour a terminal's text (ECMA-48, 5.4), which stand for nothing.
    case colour

    fileprivate var mark: UInt8 {
      switch self {
      case .backslash: 0x5C
      case .percent: UInt8(ascii: "%")
      case .entity: UInt8(ascii: "&")
      case .colour: 0x1B
      }
    }
  }

  /// Writes the text without one kind of escapes in place of what `bytes` hold. Linear.
  ///
  /// - Returns: The stretches of it from where one of the escapes in the stretches given can be seen.
  static func write(
    _ text: borrowing Span<UInt8>, without escape: Escape, in stretches: [Range<Int>], to bytes: inout [UInt8]
  ) -> [Range<Int>] {
    text.withUnsafeBufferPointer { source in
      var changed: [Range<Int>] = []
      bytes.removeAll(keepingCapacity: true)
      // Nothing that an escape stands for is longer than the escape.
      bytes.append(addingCapacity: source.count) { output in
        output.withUnsafeMutableBufferPointer { target, written in
          changed = replace(escape, in: source, stretches, by: target, &written)
        }
      }
      return changed
    }
  }

  /// How far from an escape a rule's literal may stand and see it: names and tokens before it are long, and no rule
  /// looks back over more than an address or a name.
  private static let sightAhead = 1024
  private static let sightBack = 192

  /// Copies `source` to `target`, which is as long, with what its escapes stand for; what can see one of them.
  private static func replace(
    _ escape: Escape, in source: UnsafeBufferPointer<UInt8>, _ stretches: [Range<Int>],
    by target: UnsafeMutableBufferPointer<UInt8>, _ written: inout Int
  ) -> [Range<Int>] {
    var changed: [Range<Int>] = []
    var (first, last) = (0, -1)
    var rest = stretches[...]
    var index = 0
    while index < source.count {
      index = copyPlain(upTo: escape.mark, from: index, of: source, to: target, &written)
      guard index < source.count else { break }
      let length = self.length(of: escape, at: index, in: source)
      guard length > 0 else {
        target[written] = escape.mark
        written += 1
        index += 1
        continue
      }
      while let stretch = rest.first, stretch.upperBound <= index { rest.removeFirst() }
      if let stretch = rest.first, stretch.lowerBound <= index {
        if last < 0 || written - last > sightAhead + sightBack {
          if last >= 0 { changed.append(first..<last + sightBack) }
          first = max(0, written - sightAhead)
        }
        last = written
      }
      written += write(escape, at: index, of: source, to: target, at: written)
      index += length
    }
    if last >= 0 { changed.append(first..<min(written, last + sightBack)) }
    return changed
  }

  /// Copies what stands before the next `mark`: eight bytes at a time where it is near. Returns the mark's place, or the
  /// end of the text.
  @inline(__always)
  private static func copyPlain(
    upTo mark: UInt8, from start: Int, of source: UnsafeBufferPointer<UInt8>,
    to target: UnsafeMutableBufferPointer<UInt8>, _ written: inout Int
  ) -> Int {
    guard let from = UnsafeRawPointer(source.baseAddress),
      let to = UnsafeMutableRawPointer(target.baseAddress)
    else { return start }
    var index = start
    let near = min(source.count, start + 64)
    while index + 8 <= near {
      let word = UInt64(littleEndian: (from + index).loadUnaligned(as: UInt64.self))
      // What lies behind the mark is written over: the target has room, since nothing written is longer than its source.
      (to + written).storeBytes(of: word.littleEndian, as: UInt64.self)
      let found = marks(of: mark, in: word)
      // A branch, which is foretold, and no sum that the next word would wait for.
      if found != 0 {
        let plain = found.trailingZeroBitCount >> 3
        written += plain
        return index + plain
      }
      index += 8
      written += 8
    }
    let next = memchr(from + index, Int32(mark), source.count - index).map { from.distance(to: $0) }
    let plain = (next ?? source.count) - index
    memcpy(to + written, from + index, plain)
    written += plain
    return index + plain
  }

  /// The highest bit of each byte of a word that is `mark`; behind the first also of others.
  @inline(__always)
  private static func marks(of mark: UInt8, in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let differences = word ^ (ones &* UInt64(mark))
    return (differences &- ones) & ~differences & (ones << 7)
  }

  /// The length of the escape whose mark stands at `index`; 0 if it is none.
  static func length(of escape: Escape, at index: Int, in source: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    switch escape {
    case .percent: hex(source, index + 1, 2) == nil ? 0 : 3
    case .entity: entity(source, index)?.length ?? 0
    case .colour: colour(source, index)
    case .backslash:
      if index + 1 >= source.count {
        0
      } else if source[index + 1] == UInt8(ascii: "u"), hex(source, index + 2, 4) != nil {
        6
      } else {
        2
      }
    }
  }

  /// Writes what the escape at `index` stands for; its length.
  static func write(
    _ escape: Escape, at index: Int, of source: UnsafeBufferPointer<UInt8>,
    to target: UnsafeMutableBufferPointer<UInt8>, at place: Int
  ) -> Int {
    if escape == .colour { return 0 }
    if escape == .entity {
      target[place] = entity(source, index)?.character ?? 0
      return 1
    }
    if escape == .percent {
      target[place] = UInt8(truncatingIfNeeded: hex(source, index + 1, 2) ?? 0)
      return 1
    }
    let name = source[index + 1]
    if name == UInt8(ascii: "u"), let value = hex(source, index + 2, 4) {
      let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
      var length = 0
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        target[place + length] = byte
        length += 1
      }
      return length
    }
    target[place] =
      switch name {
      case UInt8(ascii: "n"): 0x0A
      case UInt8(ascii: "r"): 0x0D
      case UInt8(ascii: "t"): 0x09
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0C
      default: name
      }
    return 1
  }

  private static let entities: [(name: StaticString, character: UInt8)] = [
    ("&quot;", 0x22), ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&#39;", 0x27), ("&#x27;", 0x27),
    ("&#34;", 0x22), ("&apos;", 0x27), ("&#x3D;", 0x3D), ("&#x2F;", 0x2F), ("&#x60;", 0x60),
  ]

  private static func entity(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> (
    length: Int, character: UInt8
  )? {
    guard start + 3 < source.count, "qalg#".utf8.contains(source[start + 1]) else { return nil }
    for entity in entities {
      let length = entity.name.utf8CodeUnitCount
      guard start + length <= source.count else { continue }
      let isHere = entity.name.withUTF8Buffer { name in
        name.indices.allSatisfy { source[start + $0] == name[$0] }
      }
      if isHere { return (length, entity.character) }
    }
    return nil
  }

  /// The length of `ESC [ … m` or another control sequence; 0 for none.
  private static func colour(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    guard start + 2 < source.count, source[start + 1] == UInt8(ascii: "[") else { return 0 }
    var index = start + 2
    while index < source.count, index - start < 24, source[index] >= 0x20, source[index] < 0x40 { index += 1 }
    return index < source.count && source[index] >= 0x40 && source[index] < 0x7F ? index + 1 - start : 0
  }

  private static func hex(_ source: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt32? {
    guard start + count <= source.count else { return nil }
    var value: UInt32 = 0
    for byte in source[start..<start + count] {
      guard byte.isHexDigit else { return nil }
      value = value << 4 | UInt32(byte.isDigit ? byte - 0x30 : (byte | 0x20) - 0x61 + 10)
    }
    return value
  }

  /// Where the mark of an escape next stands; the end of the text if it does nowhere.
  static func nextMark(_ escape: Escape, _ source: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    guard index < source.count, let base = source.baseAddress else { return source.count }
    var index = index
    if index + 8 <= source.count {
      // Where escapes stand close together, the next one is nearer than a call.
      let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      let found = marks(of: escape.mark, in: word)
      if found != 0 { return index + (found.trailingZeroBitCount >> 3) }
      index += 8
    }
    guard index < source.count, let found = memchr(base + index, Int32(escape.mark), source.count - index)
    else { return source.count }
    return UnsafeRawPointer(base).distance(to: found)
  }
}
