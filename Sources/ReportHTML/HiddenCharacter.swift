/// Characters that a reader cannot see, or that turn round what one sees.
///
/// The zero width non-joiner stays, and the joiner mostly: Persian, Indic scripts and emoji need them.
enum HiddenCharacter {
  /// Whether HTML forbids the character or it hides itself: controls, bidi controls (Unicode's Bidi_Control),
  /// zero-width characters and tags.
  static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x2064,
      0x2066...0x206F, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  static func isNoncharacter(_ value: UInt32) -> Bool {
    value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
  }

  /// The character's name, in plain words.
  static func name(of value: UInt32) -> String {
    if let name = names[value] { return name }
    switch value {
    case 0xE0000...0xE007F: return "tag character"
    case 0x206A...0x206F: return "deprecated format character"
    default: return "control character"
    }
  }

  private static let names: [UInt32: String] = [
    0x1B: "escape", 0x7F: "delete", 0xAD: "soft hyphen", 0x061C: "Arabic letter mark",
    0x200B: "zero width space", 0x200D: "zero width joiner", 0x200E: "left-to-right mark",
    0x200F: "right-to-left mark", 0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding",
    0x202C: "pop directional formatting", 0x202D: "left-to-right override", 0x202E: "right-to-left override",
    0x2060: "word joiner", 0x2061: "function application", 0x2062: "invisible times",
    0x2063: "invisible separator", 0x2064: "invisible plus", 0x2066: "left-to-right isolate",
    0x2067: "right-to-left isolate", 0x2068: "first strong isolate", 0x2069: "pop directional isolate",
    0xFEFF: "byte order mark",
  ]
}
