import Testing
import TraceText

@Suite struct JSONTextTests {
  @Test(
    "Only quotes, backslashes and controls are escaped",
    arguments: [
      ("", #""""#), ("a\"b\\", #""a\"b\\""#), ("\n\r\t", #""\n\r\t""#),
      ("\u{0}\u{1F}\u{B}", #""\u0000\u001f\u000b""#), ("é/</\u{2028}👍", "\"é/</\u{2028}👍\""),
      ("\u{7F}", "\"\u{7F}\""),
    ])
  func quoting(text: String, json: String) { #expect(JSONText.quoted(text) == json) }

  @Test(
    "An escape is found wherever it stands among plain bytes",
    arguments: ["\"", "\\", "\u{1}", "é", "\u{7F}"])
  func places(character: String) {
    let expected = JSONText.quoted(character).dropFirst().dropLast()
    for place in 0...70 {
      let (before, after) = (String(repeating: "a", count: place), String(repeating: "b", count: 70 - place))
      #expect(JSONText.quoted(before + character + after) == "\"\(before)\(expected)\(after)\"")
    }
  }

  @Test("A writer puts its commas by itself")
  func writer() {
    var writer = JSONWriter()
    writer.object {
      $0.name("a")
      $0.array {
        $0.literal("1")
        $0.string("b\n")
        $0.object { _ in }
      }
      $0.name("c")
      $0.literal("null")
    }
    #expect(writer.text == #"{"a":[1,"b\n",{}],"c":null}"#)
  }
}
