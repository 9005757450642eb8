import TestSupport
import Testing

/// Every example's page, byte for byte, beside what is on record.
@Suite struct PageSnapshotTests {
  @Test("A page is the one on record", arguments: Example.all)
  func page(name: String) throws {
    let text = try StoredPage(Example(name).page).text
    #expect(try Recorded.difference(text, from: "Tests/PageSnapshotTests/Pages/\(name).html") == nil)
  }

  @Test("The policy allows the page's one style and one script and nothing else", arguments: Example.all)
  func policy(name: String) throws {
    let stored = try StoredPage(Example(name).page)
    #expect(stored.policy.contains("script-src &#39;{digest of the script}&#39;;"))
    #expect(stored.policy.contains("style-src &#39;{digest of the style}&#39;;"))
    #expect(!stored.policy.contains("sha256-"))
    #expect(!stored.text.contains("<script src") && !stored.text.contains("<link"))
    #expect(!stored.text.contains(" style=") && !stored.text.contains(" onclick="))
  }

  @Test("The same trace gives the same page", arguments: Example.all)
  func deterministic(name: String) throws {
    #expect(try Example(name).page == Example(name).page)
  }

  @Test("A difference names the first line")
  func difference() {
    #expect(Recorded.firstDifference("a\nb", "a\nb") == nil)
    #expect(Recorded.firstDifference("a\nc", "a\nb") == "line 2\n  stored: b\n  now:    c")
    #expect(Recorded.firstDifference("a", "a\nb") == "line 2\n  stored: b\n  now:    (end)")
    #expect(Recorded.firstDifference("é", "e\u{301}") != nil)
  }
}
