/// Strings of JSON (RFC 8259, section 7), with no escapes but those that must be.
package enum JSONText {
  /// The text in quotes. O(n).
  package static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    quote(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text in quotes. O(n).
  package static func quote(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      makeRoom(for: source.count, in: &bytes)
      bytes.append(UInt8(ascii: "\""))
      let source = UnsafeRawBufferPointer(source)
      var start = 0
      while start < source.count {
        let end = min(source.count, start &+ stretch)
        append(UnsafeRawBufferPointer(rebasing: source[start..<end]), to: &bytes)
        start = end
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Appends a stretch of a text. Whole words are copied up to their first byte that needs an escape: most have none,
  /// and what a page packs goes through here.
  private static func append(_ source: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let count = source.count
    bytes.append(addingCapacity: count &* longestEscape &+ 8) {
      $0.withUnsafeMutableBufferPointer { target, length in
        let target = UnsafeMutableRawBufferPointer(target)
        var read = 0
        while read &+ 8 <= count {
          let word = source.loadUnaligned(fromByteOffset: read, as: UInt64.self).littleEndian
          let places = escapes(in: word)
          target.storeBytes(of: word.littleEndian, toByteOffset: length, as: UInt64.self)
          let plain = places == 0 ? 8 : places.trailingZeroBitCount / 8
          read &+= plain
          length &+= plain
          if plain < 8 {
            escape(source[read], to: target, at: &length)
            read &+= 1
          }
        }
        while read < count {
          if needsEscape(source[read]) {
            escape(source[read], to: target, at: &length)
          } else {
            target[length] = source[read]
            length &+= 1
          }
          read &+= 1
        }
      }
    }
  }

  /// The bytes of a word that need an escape have their highest bit set; what stands above the lowest of them may have
  /// it too.
  @inline(__always)
  private static func escapes(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
    let found =
      (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
    return found & (ones &* 0x80)
  }

  /// Makes room for a large text with some escapes: while it is written, growing would copy it time and again.
  private static func makeRoom(for count: Int, in bytes: inout [UInt8]) {
    let needed = bytes.count + count + count / 2
    if count > large, needed > bytes.capacity { bytes.reserveCapacity(max(needed, bytes.capacity * 2)) }
  }

  /// How many bytes of a text are looked at before room for more is made.
  private static let stretch = 1 << 10

  /// `\u001f`
  private static let longestEscape = 6

  /// From how many bytes on a text is large.
  private static let large = 1 << 18

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, to target: UnsafeMutableRawBufferPointer, at length: inout Int) {
    func put(_ byte: UInt8) {
      target[length] = byte
      length &+= 1
    }
    put(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: put(UInt8(ascii: "n"))
    case 0x0D: put(UInt8(ascii: "r"))
    case 0x09: put(UInt8(ascii: "t"))
    case ..<0x20:
      for other in "u00".utf8 { put(other) }
      put(UInt8(ascii: "0") + (byte >> 4))
      put((byte & 15) < 10 ? UInt8(ascii: "0") + (byte & 15) : UInt8(ascii: "a") + (byte & 15) - 10)
    default: put(byte)
    }
  }
}
