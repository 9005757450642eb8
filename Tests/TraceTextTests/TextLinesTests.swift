import Testing
import TraceText

@Suite struct TextLinesTests {
  @Test(
    "Lines end where any system ends them",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]),
      ("\n\na", ["", "", "a"]), ("a\rb", ["a\rb"]), ("é\r\n😀", ["é", "😀"]),
    ])
  func lines(_ text: String, _ expected: [Substring]) { #expect(text.lines == expected) }
}
