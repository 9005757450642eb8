import Markdown
import Testing

@Suite struct InlineTests {
  private let guarded = "rel=\"noopener noreferrer\" referrerpolicy=\"no-referrer\""

  @Test func emphasisStrikeAndCode() {
    #expect(
      html("*a* **b** ~~c~~ `d`")
        == "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n")
    #expect(html("a  \nb") == "<p>a<br>\nb</p>\n")
  }

  @Test func aLinkShowsWhereItLeads() {
    #expect(
      html("[a](https://b.example/?c=\"d&e)")
        == "<p><a href=\"https://b.example/?c=%22d&amp;e\" \(guarded)>a</a>"
        + " <span class=\"md-address\">(https://b.example/?c=&quot;d&amp;e)</span></p>\n")
  }

  @Test func titlesAreShownNotHidden() {
    #expect(html("[a](b \"c\")") == "<p>a <span class=\"md-address\">(b “c”)</span></p>\n")
    #expect(html("![a](b \"c\")") == "<p><span class=\"md-image\">[image: a] b “c”</span></p>\n")
  }

  @Test(arguments: ["https://a.example/b", "<https://a.example/b>", "www.a.example", "<b@a.example>"])
  func anAddressThatIsItsOwnTextIsWrittenOnce(_ text: String) {
    let written = html(text)
    #expect(written.contains("<a href="))
    #expect(!written.contains("md-address"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x", "data:text/html,x", "smb://h", "vscode:x",
    "ms-word:x",
    "blob:x", "https:///a", "//host", "feed:javascript:x", "#fragment", "relative/path", "file:///etc/passwd",
    "http:",
  ])
  func anAddressOutsideTheListIsTextAndVisible(_ address: String) {
    let written = html("[a](\(address))")
    #expect(written == "<p>a <span class=\"md-address\">(\(address))</span></p>\n")
  }

  @Test func aSchemeHiddenByAnEntityOrATabIsNoLink() {
    #expect(!html("[a](&#106;avascript:x)").contains("<a"))
    #expect(!html("[a](<java\tscript:x>)").contains("<a"))
  }

  @Test func imagesAreNamedAndNeverLoaded() {
    #expect(
      html("![a *b*](https://c.example/d.png)")
        == "<p><span class=\"md-image\">[image: a b] https://c.example/d.png</span></p>\n")
    #expect(html("[![a](b)](https://c.example)").contains("[image: a] b</span></a>"))
  }

  @Test func aRasterImageThatCarriesItsBytesIsShown() {
    #expect(
      html("![a \"b\"](data:image/png;base64,iVBORw0KGgo=)")
        == "<p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"a &quot;b&quot;\"></p>\n")
    #expect(!html("![a](data:image/svg+xml;base64,iVBORw0KGgo=)").contains("<img"))
    #expect(!html("![a](data:image/png;base64,iVB%22)").contains("<img"))
  }

  @Test func deceptiveCharactersBecomeMarks() {
    #expect(
      html("a\u{202E}b `c\u{200B}` \u{FEFF}d \u{AD} \u{E0041}\u{1B}[\u{200B}")
        == "<p>a⟦U+202E⟧b <code>c⟦U+200B⟧</code> ⟦U+FEFF⟧d ⟦U+00AD⟧ ⟦U+E0041⟧⟦U+001B⟧[⟦U+200B⟧</p>\n")
    #expect(html("👩\u{200D}🚀 é 漢字") == "<p>👩\u{200D}🚀 é 漢字</p>\n")
    #expect(html("a\u{206A}b \u{200D}c") == "<p>a⟦U+206A⟧b ⟦U+200D⟧c</p>\n")
  }

  @Test func brokenUTF8BecomesTheReplacementCharacter() {
    let bytes: [UInt8] = [0x61, 0xE2, 0x80, 0x0A, 0xFF, 0x62]
    guard case .rendered(let page) = MarkdownRenderer().render(utf8: bytes.span) else {
      Issue.record("refused")
      return
    }
    #expect(String(validating: page.html, as: UTF8.self) == "<p>a\u{FFFD}<br>\n\u{FFFD}b</p>\n")
  }

  @Test(arguments: [
    ("plain words\n\nand more", true), ("https://a.example/b", true), ("a\u{200B}b\n    code", true),
    ("", true),
    ("*a*", false), ("a\n- b", false), ("1. a", false), ("[a](b)", false), ("![a](b)", false),
    ("&amp;", false),
    ("```\na\n```", false), ("a\\*", false), ("www.a.example b@c.example", true), ("a\0b", false),
  ])
  func whetherTheSourceIsShownWholeIsKnown(_ text: String, _ isWhole: Bool) {
    guard case .rendered(let page) = MarkdownRenderer().render(text) else {
      Issue.record("refused")
      return
    }
    #expect(page.showsWholeSource == isWhole)
  }

  @Test func anEmptyTextIsEmptyHTML() {
    #expect(html("") == "")
    #expect(html("\n \n") == "")
  }

  @Test func manyThreadsGetTheSameResult() async {
    let text = "| a | ~~b~~ |\n|---|---|\n| https://c.example | - [ ] d |"
    let expected = html(text)
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { html(text) } }
      for await result in group { #expect(result == expected) }
    }
  }
}
