import Testing
import TraceText

@Suite struct GistTests {
  static let told = [
    ("## Summary\n**Stack:** Next.js", "Summary Stack: Next.js"),
    ("#hash and # not\n  ### b", "#hash and # not b"),
    ("The **electronics** policy, **\"30 days\"**.", "The electronics policy, \"30 days\"."),
    ("**a**, **b** and **c d**", "a, b and c d"), ("**ünder** **日本**", "ünder 日本"),
    // No marks: patterns, options, sums, stars that nothing closes, and those across lines.
    ("Glob **/known*, Glob **/KNOWN*", "Glob **/known*, Glob **/KNOWN*"),
    ("f(*args, **kwargs) and g(**options)", "f(*args, **kwargs) and g(**options)"), ("2**3**4", "2**3**4"),
    ("a ** b ** c", "a ** b ** c"), ("**open", "**open"), ("**a\nb**", "**a b**"), ("***a***", "***a***"),
    ("####### seven", "####### seven"), ("", ""),
  ]

  @Test("Marks of headings and of strong words are left out, other stars and hashes stay", arguments: told)
  func marks(_ text: String, _ expected: String) { #expect(text.gist(200) == expected) }

  @Test("It is cut like a preview, after the marks are gone")
  func cut() {
    #expect("**abc** def".gist(7) == "abc def")
    #expect("**abc** def".gist(5) == "abc d…")
    let long = String(repeating: "**word** and ", count: 20_000)
    #expect(long.gist(20) == "word and word and wo…")
    #expect(("**" + String(repeating: "so ", count: 90) + "it is** then").gist(8) == "so so so…")
  }
}
