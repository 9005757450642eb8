/// Characters that a reader cannot see, or that turn round what one sees: the one list of them.
///
/// Sources: Unicode's Bidi_Control, Default_Ignorable_Code_Point and Join_Control, the controls of its category
/// Cc, and the line and paragraph separator, which steer a terminal and which browsers do not draw. Three groups
/// of them have a use between letters, and stay where they serve it:
/// - the joiners U+200C and U+200D beside a letter of a script that joins or stacks letters (The Unicode
///   Standard, 23.2), and U+200D between two emoji (UTS #51, ED-16),
/// - one variation selector behind a character that can have variants (23.4), and Mongolian's own behind a
///   Mongolian letter (13.5),
/// - tab, line feed and carriage return.
package enum HiddenCharacter {
  /// Whether the character hides, or hides something, where it stands.
  ///
  /// - Parameters:
  ///   - value: a Unicode scalar's number.
  ///   - previous: the scalar before it; `nil` at the beginning.
  ///   - next: the scalar behind it; `nil` at the end.
  package static func isHidden(
    _ value: UInt32, after previous: @autoclosure () -> UInt32?, before next: @autoclosure () -> UInt32?
  ) -> Bool {
    switch value {
    case 0x200C, 0x200D: !joins(value, previous(), next())
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: !(previous().map { hasVariants($0, for: value) } ?? false)
    case 0x180B...0x180F: !(previous().map { isMongolianLetter($0) } ?? false)
    default: isAlwaysHidden(value)
    }
  }

  /// Whether the character hides wherever it stands.
  package static func isAlwaysHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x034F, 0x061C, 0x115F...0x1160, 0x17B4...0x17B5, 0x200B,
      0x200E...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFF8, 0x1BCA0...0x1BCA3,
      0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
      true
    default: false
    }
  }

  /// Whether the number is no character and never will be; HTML forbids these.
  package static func isNoncharacter(_ value: UInt32) -> Bool {
    value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
  }

  /// One joiner beside a letter that it can act on, or between two emoji.
  private static func joins(_ value: UInt32, _ previous: UInt32?, _ next: UInt32?) -> Bool {
    let isJoiner = { (value: UInt32?) in value == 0x200C || value == 0x200D }
    if isJoiner(previous) || isJoiner(next) { return false }
    if let previous, joinsLetters(previous) { return true }
    if let next, joinsLetters(next) { return true }
    guard value == 0x200D, let previous, let next else { return false }
    return (isEmoji(previous) || previous == 0xFE0F) && isEmoji(next)
  }

  /// Whether the character belongs to a script whose letters join (Arabic, Syriac, Mongolian, …) or stack (the
  /// scripts of India and their relatives), by Unicode's blocks.
  private static func joinsLetters(_ value: UInt32) -> Bool {
    switch value {
    case 0x0600...0x0DFF, 0x0F00...0x109F, 0x1700...0x18AF, 0x1900...0x1CFF, 0xA800...0xABFF, 0xFB50...0xFDCF,
      0xFDF0...0xFDFF, 0xFE70...0xFEFC, 0x10A00...0x10A5F, 0x10AC0...0x10AFF, 0x10B80...0x10BAF,
      0x10D00...0x10FFF, 0x11000...0x11FFF, 0x1E900...0x1E95F:
      !isAlwaysHidden(value)
    default: false
    }
  }

  private static func isEmoji(_ value: UInt32) -> Bool {
    guard value > 0xFF, let scalar = Unicode.Scalar(value) else { return false }
    return scalar.properties.isEmoji
  }

  /// Digits, `#` and `*` have emoji of keys; of other characters whatever is drawn is taken for a base.
  private static func hasVariants(_ base: UInt32, for selector: UInt32) -> Bool {
    if selector >= 0xE0100 { return base >= 0x2E80 && isDrawn(base) }
    return base > 0xFF && isDrawn(base) || [0x23, 0x2A, 0xA9, 0xAE].contains(base)
      || (0x30...0x39).contains(base)
  }

  private static func isDrawn(_ value: UInt32) -> Bool {
    switch value {
    case 0x1680, 0x180B...0x180F, 0x2000...0x200F, 0x202F, 0x205F, 0x3000, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
      false
    default: !isAlwaysHidden(value) && !isNoncharacter(value)
    }
  }

  private static func isMongolianLetter(_ value: UInt32) -> Bool {
    (0x1800...0x180A).contains(value) || (0x1810...0x18AF).contains(value)
  }

  /// The character's name, in plain words.
  package static func name(of value: UInt32) -> String {
    if let name = names[value] { return name }
    switch value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: return "variation selector"
    case 0xE0000...0xE007F: return "tag character"
    case 0x206A...0x206F: return "deprecated format character"
    case 0..<0xA0: return "control character"
    default: return "invisible character"
    }
  }

  private static let names: [UInt32: String] = [
    0x1B: "escape", 0x7F: "delete", 0xAD: "soft hyphen", 0x034F: "combining grapheme joiner",
    0x061C: "Arabic letter mark", 0x115F: "Hangul filler", 0x1160: "Hangul filler", 0x3164: "Hangul filler",
    0xFFA0: "Hangul filler", 0x180E: "Mongolian vowel separator", 0x200B: "zero width space",
    0x200C: "zero width non-joiner", 0x200D: "zero width joiner", 0x200E: "left-to-right mark",
    0x200F: "right-to-left mark", 0x2028: "line separator", 0x2029: "paragraph separator",
    0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding",
    0x202C: "pop directional formatting", 0x202D: "left-to-right override", 0x202E: "right-to-left override",
    0x2060: "word joiner", 0x2061: "function application", 0x2062: "invisible times",
    0x2063: "invisible separator", 0x2064: "invisible plus", 0x2066: "left-to-right isolate",
    0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "pop directional isolate",
    0xFEFF: "byte order mark",
  ]
}
