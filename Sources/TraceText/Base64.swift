/// Base64 (RFC 4648): written in the standard alphabet with padding, read in that and in the one for URLs.
package enum Base64 {
  /// The bytes as text. O(n).
  package static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    append(bytes[...], to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the bytes as text. O(n).
  package static func append(_ bytes: ArraySlice<UInt8>, to text: inout [UInt8]) {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    bytes.withUnsafeBufferPointer { bytes in
      text.append(addingCapacity: (bytes.count + 2) / 3 * 4) { output in
        func write(_ group: UInt32, digits: Int) {
          for digit in 0..<4 {
            output.append(
              digit < digits
                ? alphabet.utf8Start[Int(group >> UInt32(18 - 6 * digit)) & 63] : UInt8(ascii: "="))
          }
        }
        var index = 0
        while index + 3 <= bytes.count {
          let group = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
          write(group, digits: 4)
          index += 3
        }
        guard index < bytes.count else { return }
        let second = index + 1 < bytes.count ? UInt32(bytes[index + 1]) << 8 : 0
        write(UInt32(bytes[index]) << 16 | second, digits: bytes.count - index + 1)
      }
    }
  }

  /// What may stand between and behind the digits.
  package enum Form: Sendable {
    /// Nothing between them; behind them the right padding or none; no bits that no byte has. Of bytes there is one
    /// such text in each alphabet, padding apart.
    case canonical
    /// Nothing between them; behind them the right padding or none.
    case exact
    /// White space and `=` anywhere, and any number of digits.
    case loose
  }

  /// The bytes of a text; `nil` where a byte is of neither alphabet, or the form is not kept. O(n).
  package static func decode(_ text: Span<UInt8>, _ form: Form = .exact) -> [UInt8]? {
    var end = text.count
    if form != .loose {
      while end > 0, text.count - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
      guard end % 4 != 1, end == text.count || text.count % 4 == 0 else { return nil }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end / 4 * 3 + 2)
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for index in 0..<end {
      guard let value = value(of: text[index]) else {
        if form == .loose, text[index] == UInt8(ascii: "=") || isSpace(text[index]) { continue }
        return nil
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    guard form != .canonical || bits & (1 << count - 1) == 0 else { return nil }
    return bytes
  }

  /// The bytes of a text; `nil` where it is no base64. O(n).
  package static func decode(_ text: String, _ form: Form = .exact) -> [UInt8]? {
    decode(text.utf8.span, form)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func value(of digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
