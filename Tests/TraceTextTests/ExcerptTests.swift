import Testing
import TraceText

@Suite struct ExcerptTests {
  @Test("A preview is one line, cut with an ellipsis")
  func preview() {
    #expect(" a\n\n b\tc ".preview(10) == "a b c")
    #expect("abcdef".preview(6) == "abcdef")
    #expect("abcdef".preview(5) == "abcde…")
    #expect("ab cd".preview(2) == "ab…")
    #expect("".preview(5) == "")
    #expect(" \n ".preview(5) == "")
  }

  /// Texts in which bytes, scalars and characters differ.
  private static let texts = [
    "", "plain", "a\r\nb\rc\n", "\r\n", "e\u{301}e\u{301} \u{301}x", "👩‍👩‍👧 👍🏽🇩🇪🇫🇷", "a\u{600}b", "क्‍ष x",
    "日本\u{3000}語", "\u{85}\u{A0}x\u{2028}y", "\u{1F1E9}a\u{200D}", "ok\u{FE0F}\u{20E3}",
    " two  words\n and x\u{301}y z ",
  ]

  @Test("Characters are those of the language, however they are counted", arguments: texts)
  func characters(_ text: String) {
    #expect(text.characterCount == text.count)
    let long = String(repeating: text + "ab \r\n", count: 9)
    #expect(long.characterCount == long.count)
    for limit in [0, 1, text.count - 1, text.count, long.count - 1, long.count] where limit >= 0 {
      #expect(text.hasMoreCharacters(than: limit) == (text.count > limit))
      #expect(long.hasMoreCharacters(than: limit) == (long.count > limit))
    }
  }

  @Test("A preview is what going from character to character gives", arguments: texts)
  func everyLimit(_ text: String) {
    for limit in 0..<text.count + 2 { #expect(text.preview(limit) == Self.slow(text, limit)) }
    #expect(text.preview(.max) == Self.slow(text, .max))
  }

  private static func slow(_ text: String, _ limit: Int) -> String {
    var result = ""
    var length = 0
    var hasSpace = false
    for character in text {
      if character.isWhitespace {
        hasSpace = length > 0
        continue
      }
      if length >= limit { return result + "…" }
      if hasSpace {
        result.append(" ")
        length += 1
        hasSpace = false
      }
      result.append(character)
      length += 1
    }
    return result
  }

  @Test("A preview takes little of a character of a megabyte, and of blanks before the first word")
  func monstrous() {
    let accents = "a" + String(repeating: "\u{301}", count: 500_000)
    #expect(accents.preview(10).utf8.count < 10_000)
    #expect(accents.preview(10).hasSuffix("…"))
    #expect((String(repeating: "\n", count: 100_000) + "a").preview(10) == "…")
    #expect((String(repeating: " ", count: 1_000) + "a").preview(10) == "a")
  }

  @Test(
    "Characters are counted as Swift counts them, beside letters of many alphabets, marks and signs of direction"
  )
  func everyScalar() {
    let scalars = Array(0x20..<0x3130) + Array(stride(from: 0x3130, through: 0x1_F9FF, by: 61))
    for value in scalars {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      for text in [
        "a\(scalar)b", "\(scalar)\(scalar)", "\(scalar)\u{301}\u{302}ж", "\u{202E}\(scalar)漢\u{308}",
        "e\u{301}\(scalar)",
      ] {
        #expect(text.characterCount == text.count, "U+\(String(value, radix: 16))")
      }
    }
  }
}
