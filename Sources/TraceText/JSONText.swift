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
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { source in
      makeRoom(for: source.count, in: &bytes)
      var start = 0
      var index = 0
      while index < source.count {
        if index &+ blockLength <= source.count, isPlain(source, from: index) {
          index &+= blockLength
          continue
        }
        let end = min(source.count, index &+ blockLength)
        while index < end {
          if needsEscape(source[index]) {
            // Of many line ends in a row each follows the one before.
            if start < index {
              bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
            }
            escape(source[index], to: &bytes)
            start = index + 1
          }
          index &+= 1
        }
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Makes room for a large text with some escapes: while it is written, growing would copy it time and again.
  private static func makeRoom(for count: Int, in bytes: inout [UInt8]) {
    let needed = bytes.count + count + count / 2
    if count > large, needed > bytes.capacity { bytes.reserveCapacity(max(needed, bytes.capacity * 2)) }
  }

  private static let blockLength = 32

  /// From how many bytes on a text is large.
  private static let large = 1 << 18

  /// Whether no byte of a block needs an escape: nearly all blocks of a text are so, and the compiler makes vectors of
  /// the terms, each of which has its highest bit set for a byte that it is to find.
  @inline(__always)
  private static func isPlain(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var found: UInt8 = 0
    for index in start..<start &+ blockLength {
      let byte = source[index]
      let (quote, backslash) = (byte ^ 0x22, byte ^ 0x5C)
      found |= (byte &- 0x20) & ~byte | (quote &- 1) & ~quote | (backslash &- 1) & ~backslash
    }
    return found & 0x80 == 0
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case ..<0x20:
      bytes.append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
      bytes.append(contentsOf: String(byte & 15, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }
}
