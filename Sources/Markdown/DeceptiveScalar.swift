/// Characters that reorder, hide or join text unseen: bidi controls, zero-width characters, tag characters
/// and control codes. The joiners U+200C and U+200D stay, since scripts and emoji need them.
enum DeceptiveScalar {
  /// The deceptive scalar whose UTF-8 begins at `index`, and its length in bytes.
  static func at(_ index: Int, of text: borrowing Span<UInt8>) -> (scalar: UInt32, length: Int)? {
    let first = text[index]
    if first < 0x20 || first == 0x7F {
      return first == 0x09 || first == 0x0A || first == 0x0D ? nil : (UInt32(first), 1)
    }
    switch first {
    case 0xC2, 0xD8: return scalar(text, index, length: 2, bits: first & 0x1F)
    case 0xE2, 0xEF: return scalar(text, index, length: 3, bits: first & 0x0F)
    case 0xF3: return scalar(text, index, length: 4, bits: first & 0x07)
    default: return nil
    }
  }

  private static func scalar(
    _ text: borrowing Span<UInt8>, _ index: Int, length: Int, bits: UInt8
  ) -> (scalar: UInt32, length: Int)? {
    guard index + length <= text.count else { return nil }
    var value = UInt32(bits)
    for place in index + 1..<index + length { value = value << 6 | UInt32(text[place] & 0x3F) }
    return isDeceptive(value) ? (value, length) : nil
  }

  private static func isDeceptive(_ value: UInt32) -> Bool {
    switch value {
    case 0x80...0x9F, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069,
      0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}
