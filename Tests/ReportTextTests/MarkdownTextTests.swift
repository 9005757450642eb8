import Testing

@testable import ReportText

@Suite("Summary: text from a trace within Markdown")
struct MarkdownTextTests {
  @Test(
    "Words stand as they are",
    arguments: [
      "The answer follows another document.", "Wie lange dauert es?", "3 calls took 1.80 s (71%): $0.02",
      "The call of gpt-4o was slow.",
    ])
  func words(text: String) { #expect(MarkdownText.inline(text) == text) }

  @Test(
    "All that could be markup, a link, a mention or a reference stands in a code span",
    arguments: [
      "@ada", "mail ada@example.com", "#12", "GH-12", "ABC-123", "a|b", "<b>x</b>", "&lt;", "*x*", "_x_",
      "[x](y)", "www.example.com", "https://example.com", ":tada:", "~~x~~", "deadbeef1", "- [x] done", "$x$",
      "a\\b",
      "![x](y)",
    ])
  func markup(text: String) { #expect(MarkdownText.inline(text) == "`\(text)`") }

  @Test(
    "The fence of a code span is longer than any in it",
    arguments: [
      ("`", "`` ` ``"), ("a `b`` c", "```a `b`` c```"), ("`x", "`` `x ``"), ("a\n\n# b|", "`a # b|`"),
      ("", "–"),
    ])
  func fences(text: String, code: String) { #expect(MarkdownText.code(text) == code) }

  @Test("What steers a terminal or turns the direction of text is shown as a mark")
  func steering() {
    #expect(MarkdownText.inline("a\u{202E}b") == "`a\u{FFFD}b`")
    #expect(PlainText.clean("\u{1B}[31mred\u{7}") == "\u{FFFD}[31mred\u{FFFD}")
  }

  @Test("Lines hold at most so many columns; wide characters take two")
  func wrapping() {
    #expect(PlainText.lines("one two three", width: 7) == ["one two", "three"])
    #expect(PlainText.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(PlainText.lines("日本語 テキスト", width: 8) == ["日本語", "テキスト"])
    #expect(PlainText.lines("", width: 8) == [""])
    #expect(PlainText.padded("日本語", to: 5) == "日本…")
    #expect(PlainText.padded("7", to: 3, isRight: true) == "  7")
  }
}
