import JSONReader

/// JSON in which a text has backslashes that begin no escape, as writers make it that do not escape them.
enum StrayEscapes {
  /// The same with each of them escaped, so that it stands for itself; `nil` where there is none. Linear.
  static func mended(_ bytes: JSONBytes) -> JSONBytes? {
    var result: [UInt8] = []
    var isInText = false
    var place = 0
    var count = 0
    while let byte = bytes[place] {
      place += 1
      result.append(byte)
      if byte == UInt8(ascii: "\"") { isInText.toggle() }
      guard isInText, byte == UInt8(ascii: "\\") else { continue }
      if begins(in: bytes, at: place), let next = bytes[place] {
        result.append(next)
        place += 1
      } else {
        result.append(byte)
        count += 1
      }
    }
    return count > 0 ? JSONBytes(result) : nil
  }

  /// Whether what stands behind a backslash makes an escape of it (RFC 8259, section 7).
  private static func begins(in bytes: JSONBytes, at place: Int) -> Bool {
    guard let byte = bytes[place] else { return false }
    guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
    return (1...4).allSatisfy { bytes[place + $0].map(isHexDigit) ?? false }
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
