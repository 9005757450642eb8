/// The escape of untrusted text: sixteen bytes at a time where nothing needs an escape.
enum HTMLEscape {
  enum Place { case text, attribute }

  /// Appends a text, escaped. `source` is valid UTF-8. O(n).
  static func append(_ source: UnsafeBufferPointer<UInt8>, for place: Place, to output: inout [UInt8]) {
    var clean = 0
    var index = 0
    while true {
      index = nextCandidate(in: source, from: index)
      guard index < source.count else { break }
      let (length, replacement) = replacement(in: source, at: index, for: place)
      if let replacement {
        output.append(contentsOf: source[clean..<index])
        output.append(contentsOf: replacement.utf8)
        clean = index + length
      }
      index += length
    }
    output.append(contentsOf: source[clean..<source.count])
  }

  private typealias Block = SIMD16<UInt8>

  /// The next byte that may need an escape: markup, a control character, or the first byte of a sequence
  /// that may be invisible.
  private static func nextCandidate(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(source)
    while index + 16 <= raw.count {
      let block = raw.loadUnaligned(fromByteOffset: index, as: Block.self)
      let controls = (block .< 0x20) .| (block .== 0x7F) .| (block .== 0x26)
      let markup = (block .== 0x3C) .| (block .== 0x3E) .| (block .== 0x22) .| (block .== 0x27)
      let leads = (block .== 0xC2) .| (block .== 0xD8) .| (block .== 0xE2) .| (block .>= 0xEF)
      if any(controls .| markup .| leads) { break }
      index += 16
    }
    while index < source.count, !isCandidate(source[index]) { index += 1 }
    return index
  }

  private static func isCandidate(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0x26, 0x3C, 0x3E, 0x22, 0x27, 0xC2, 0xD8, 0xE2, 0xEF...0xFF: true
    default: false
    }
  }

  /// How many bytes stand for the character at `index`, and what is written for them, if not they themselves.
  private static func replacement(in source: UnsafeBufferPointer<UInt8>, at index: Int, for place: Place)
    -> (length: Int, replacement: String?)
  {
    switch source[index] {
    case UInt8(ascii: "&"): return (1, "&amp;")
    case UInt8(ascii: "<"): return (1, "&lt;")
    case UInt8(ascii: ">"): return (1, "&gt;")
    case UInt8(ascii: "\""): return (1, place == .attribute ? "&quot;" : nil)
    case UInt8(ascii: "'"): return (1, place == .attribute ? "&#39;" : nil)
    default: break
    }
    let (value, length) = scalar(in: source, at: index)
    if HiddenCharacter.isNoncharacter(value) { return (length, "\u{FFFD}") }
    if value == 0x200D { return (length, joins(source, before: index) ? nil : mark(value, for: place)) }
    return (length, HiddenCharacter.isHidden(value) ? mark(value, for: place) : nil)
  }

  /// A zero width joiner belongs between letters and emoji; after anything else it only hides.
  private static func joins(_ source: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    guard index > 0 else { return false }
    let previous = source[index - 1]
    return previous >= 0x80 || (previous | 0x20 >= 0x61 && previous | 0x20 <= 0x7A)
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

  private static func mark(_ value: UInt32, for place: Place) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    guard place == .text else { return "⟦\(code)⟧" }
    let name = HiddenCharacter.name(of: value)
    return "<span class=\"mark-invisible\" title=\"\(code) \(name)\">⟦\(code)⟧</span>"
  }
}
