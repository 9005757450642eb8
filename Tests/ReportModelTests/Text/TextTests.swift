import Testing

@testable import ReportModel

/// Texts cut to a width, marked and shortened.
@Suite struct TextTests {
  @Test("A text that fits stays as it is", arguments: ["", "a", "vector_search", "検索", "👩‍👩‍👧"])
  func fits(text: String) {
    #expect(TextMeasure.fit(text, width: 500, size: 13) == text)
    #expect(TextMeasure.fit(text, width: TextMeasure.width(text, size: 13) + 0.01, size: 13) == text)
  }

  @Test(
    "A text that is too wide ends in an ellipsis and fits",
    arguments: ["retrieve_documents_and_rank", "検索と文書の順位付け", "WWWWWWWWWWWWWWWWWWWW"])
  func cut(text: String) {
    for width in [30.0, 60, 90] {
      let cut = TextMeasure.fit(text, width: width, size: 13)
      #expect(cut.hasSuffix("…") && text.hasPrefix(cut.dropLast()))
      #expect(TextMeasure.width(cut, size: 13) <= width)
    }
  }

  @Test("A cut leaves no space before the ellipsis and no half of a character")
  func cutPlace() {
    #expect(TextMeasure.fit("one two three", width: 42, size: 13) == "one…")
    #expect(TextMeasure.fit("👩‍👩‍👧👩‍👩‍👧", width: 60, size: 13) == "👩‍👩‍👧…")
    #expect(TextMeasure.fit("anything", width: 0, size: 13) == "…")
  }

  @Test("Bold and wide letters take more room; marks on letters take none")
  func width() {
    #expect(TextMeasure.width("x", size: 10, bold: true) > TextMeasure.width("x", size: 10))
    #expect(TextMeasure.width("W", size: 10) > TextMeasure.width("i", size: 10))
    #expect(TextMeasure.width("e\u{301}", size: 10) == TextMeasure.width("e", size: 10))
    #expect(TextMeasure.width("aa", size: 20) == 4 * TextMeasure.width("a", size: 10))
  }

  @Test(
    "A character that hides takes the room of the mark that it is written as",
    arguments: ["\u{FEFF}", "\u{202E}", "\u{7F}"])
  func marks(character: String) {
    #expect(TextMeasure.width(character, size: 10) >= TextMeasure.width("[U+202E]", size: 10))
  }

  /// The runs of a text, marks in brackets.
  private func marked(_ ranges: [Range<Int>], in text: String) -> String {
    [TextRun](marking: ranges, in: text).map { $0.style == .mark ? "[\($0.text)]" : $0.text }.joined()
  }

  @Test("Ranges are marked in order, overlapping ones once")
  func marks() {
    #expect(marked([], in: "abcdef") == "abcdef")
    #expect(marked([4..<5, 0..<2], in: "abcdef") == "[ab]cd[e]f")
    #expect(marked([0..<3, 1..<2, 2..<5], in: "abcdef") == "[abc][de]f")
    #expect(marked([0..<6], in: "abcdef") == "[abcdef]")
    #expect(marked([2..<2], in: "abcdef") == "abcdef")
    #expect([TextRun](marking: [0..<1], in: "").isEmpty)
  }

  @Test("What lies out of the text is left out")
  func outOfRange() {
    #expect(marked([-5..<2], in: "abc") == "[ab]c")
    #expect(marked([2..<99], in: "abc") == "ab[c]")
    #expect(marked([50..<99, Int.max - 1..<Int.max], in: "abc") == "abc")
    #expect(marked([Int.min..<Int.max], in: "abc") == "[abc]")
  }

  @Test("A range that begins or ends within a character moves to the next one")
  func midCharacter() {
    #expect(marked([1..<3], in: "aéb") == "a[é]b")
    #expect(marked([2..<4], in: "aéb") == "aé[b]")
    #expect(marked([0..<2], in: "aéb") == "[aé]b")
    #expect(marked([1..<2], in: "👩‍👩‍👧x") == "👩‍👩‍👧x")
    #expect(marked([0..<1], in: "e\u{301}x") == "[e\u{301}]x")
  }

  @Test("No text is lost, whatever the ranges", arguments: 0..<64)
  func whole(seed: Int) {
    let text = "aé👩‍👩‍👧 \u{301}検\r\nz"
    let ranges = (0..<4).map { index -> Range<Int> in
      let start = (seed * 7 + index * 11) % 40 - 4
      return start..<start + (seed + index * 5) % 9
    }
    #expect([TextRun](marking: ranges, in: text).map(\.text).joined() == text)
  }
}
