import Testing
import TraceText

@Suite("Replaced marks")
struct ByteSearchTests {
  @Test(
    "Each place of a mark is replaced, from left to right, and nothing else",
    arguments: [
      ("**bold** and ** again", "**", "", "bold and  again"),
      ("aaa", "aa", "b", "ba"),
      ("ab", "abc", "x", "ab"),
      ("It\u{2019}s so", "\u{2019}", "'", "It's so"),
      ("one\r\ntwo\r", "\r", "%0D", "one%0D\ntwo%0D"),
      ("*\u{301}*", "*", "-", "-\u{301}-"),
      ("text", "", "x", "text"),
      ("", "a", "b", ""),
    ])
  func replaced(_ text: String, mark: String, by replacement: String, result: String) {
    #expect(Array(text.replacingOccurrences(of: mark, with: replacement).utf8) == Array(result.utf8))
    #expect(text.dropFirst(0).replacingOccurrences(of: mark, with: replacement) == result)
  }
}
