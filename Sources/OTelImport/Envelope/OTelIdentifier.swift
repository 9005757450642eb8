import TraceSource
import TraceText

/// Trace and span ids in the spellings that OTLP dumps use.
///
/// The specification (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding) wants hex; dumps by a
/// general protobuf-to-JSON printer have base64.
enum OTelIdentifier {
  /// The id as lower-case hex; `nil` for no id: empty, or zeros only (W3C Trace Context).
  static func text(_ bytes: some Sequence<UInt8>) -> String? {
    var digits: [UInt8] = []
    var isZero = true
    for byte in bytes {
      digits.append(hexDigit(byte >> 4))
      digits.append(hexDigit(byte & 15))
      if byte != 0 { isZero = false }
    }
    return isZero ? nil : String(decoding: digits, as: UTF8.self)
  }

  /// What an id's text stands for.
  enum Reading: Hashable {
    /// Lower-case hex.
    case id(String)
    /// Empty, or zeros only.
    case absent
    /// Neither hex nor base64 of `byteCount` bytes; the text itself serves as the id.
    case foreign(String)
  }

  /// Reads hex (any case, `0x` in front or not) or base64 of `byteCount` bytes, which must be canonical: ids that are
  /// no base64 can look like it, and two of them must not become one.
  static func read(_ text: String, byteCount: Int) -> Reading {
    guard !text.isEmpty else { return .absent }
    let hex = text.hasPrefix("0x") || text.hasPrefix("0X") ? String(text.dropFirst(2)) : text
    if hex.utf8.count == 2 * byteCount, hex.utf8.allSatisfy(isHexDigit) {
      return hex.utf8.allSatisfy { $0 == UInt8(ascii: "0") } ? .absent : .id(hex.lowercased())
    }
    if let bytes = Base64.decode(text, .canonical), bytes.count == byteCount {
      return Self.text(bytes).map(Reading.id) ?? .absent
    }
    return .foreign(hex.utf8.allSatisfy(isHexDigit) ? hex.lowercased() : text)
  }

  /// Reads an id that was written as a whole number; `nil` where it is none, or is too large for `byteCount` bytes.
  static func read(decimal text: String, byteCount: Int) -> String? {
    guard text.utf8.count <= 40 else { return nil }
    var bytes = [UInt8](repeating: 0, count: byteCount)
    for digit in text.utf8 {
      guard (0x30...0x39).contains(digit) else { return nil }
      var carry = Int(digit - 0x30)
      for index in bytes.indices.reversed() {
        let value = Int(bytes[index]) * 10 + carry
        bytes[index] = UInt8(value & 255)
        carry = value >> 8
      }
      if carry > 0 { return nil }
    }
    return Self.text(bytes)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
