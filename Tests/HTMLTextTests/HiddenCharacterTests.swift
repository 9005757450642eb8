import Testing

@testable import HTMLText

@Suite("What cannot be seen is told, and what a script needs stays")
struct HiddenCharacterTests {
  /// The numbers of the scalars that hide where they stand in a text.
  private func hidden(_ text: String) -> [UInt32] {
    let scalars = text.unicodeScalars.map(\.value)
    return scalars.indices.filter { index in
      HiddenCharacter.isHidden(
        scalars[index], after: index > 0 ? scalars[index - 1] : nil,
        before: index + 1 < scalars.count ? scalars[index + 1] : nil)
    }.map { scalars[$0] }
  }

  @Test("Given a bidi control or what Unicode lets programs ignore, then it hides when it stands alone")
  func properties() {
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      let properties = scalar.properties
      guard properties.isBidiControl || properties.isDefaultIgnorableCodePoint || properties.isJoinControl
      else {
        continue
      }
      if !HiddenCharacter.isHidden(number, after: nil, before: nil) { Issue.record("U+\(number)") }
    }
  }

  @Test("Given what is drawn or breaks lines, then it never hides")
  func drawn() {
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number), !scalar.properties.isDefaultIgnorableCodePoint else {
        continue
      }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: continue
      default: if HiddenCharacter.isHidden(number, after: nil, before: nil) { Issue.record("U+\(number)") }
      }
    }
    #expect(hidden("\t\n\r").isEmpty)
  }

  @Test(
    "Given emoji, Persian, Hindi, Bengali, Mongolian and variants of ideographs, then nothing hides",
    arguments: [
      "👩‍👩‍👧", "❤️‍🔥 1️⃣ 🏳️‍🌈", "می‌خواهم", "هـ ه‍", "क्‍ष", "র‍্য", "\u{1820}\u{180B} \u{182C}\u{1820}\u{180E}\u{1820}",
      "\u{845B}\u{E0100}", "«é» – 日本語 テキスト 한국어 🎉",
    ])
  func needed(_ text: String) { #expect(hidden(text).isEmpty) }

  @Test("Given a joiner that joins nothing, then it hides")
  func joiners() {
    #expect(hidden("\u{200D}a \u{200D}b \u{200C}") == [0x200D, 0x200D, 0x200C])
    #expect(hidden("pass\u{200D}word\u{200C}s") == [0x200D, 0x200C])
    #expect(hidden("漢\u{200D}字 👩\u{200D} \u{200D}👩") == [0x200D, 0x200D, 0x200D])
    #expect(hidden("می\u{200C}\u{200C}خ") == [0x200C, 0x200C])
  }

  @Test("Given a variation selector without a base, then it hides")
  func selectors() {
    #expect(hidden("a\u{FE0F} \u{FE0F}❤\u{FE0F}\u{FE00}") == [0xFE0F, 0xFE0F, 0xFE00])
    #expect(hidden("b\u{E0100}\u{E01EF} a\u{180B}") == [0xE0100, 0xE01EF, 0x180B])
  }

  @Test("Given deprecated format characters, tags, fillers and separators, then they hide and have a name")
  func others() {
    let all: [UInt32] = [0x206A, 0x206F, 0x2065, 0xE0041, 0x3164, 0x115F, 0x034F, 0x2028, 0x2029, 0x85]
    for value in all {
      #expect(HiddenCharacter.isHidden(value, after: 0x61, before: 0x62))
      #expect(!HiddenCharacter.name(of: value).isEmpty)
    }
  }
}
