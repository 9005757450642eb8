import Testing

/// Every example's page, byte for byte, beside what is on record.
@Suite struct PageSnapshotTests {
  @Test("A page is the one on record", arguments: Example.all)
  func page(name: String) throws {
    let stored = try StoredPage(Example(name).page)
    if Record.isOn { return try Record.write(stored.text, as: name) }
    let difference = Record.difference(stored.text, try Record.read(name))
    #expect(
      difference == nil,
      """
      \(name).html differs, first in \(difference ?? ""). If that is meant, record it: \
      TRACEPAGE_RECORD=1 swift test --filter PageSnapshotTests
      """)
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
    #expect(Record.difference("a\nb", "a\nb") == nil)
    #expect(Record.difference("a\nc", "a\nb") == "line 2\n  stored: b\n  now:    c")
    #expect(Record.difference("a", "a\nb") == "line 2\n  stored: b\n  now:    (end)")
    #expect(Record.difference("é", "e\u{301}") != nil)
  }
}
