import Redaction
import Testing

/// What a person adds to the rules.
@Suite struct OwnRulesTests {
  private func redacted(_ text: String, _ choice: RedactionChoice) -> String {
    choice.redact { $0.redact(text) }.result
  }

  @Test(
    "A pattern takes out all that it finds, or its first group, also behind escapes",
    arguments: [
      ("PRJ-\\d+", "see PRJ-17, PRJ-18 and PRJ-17", "see [match 1], [match 2] and [match 1]"),
      ("ticket (\\d+)", "ticket 4711", "ticket [match 1]"),
      ("^from: .*$", "a\nfrom: x y\nb", "a\n[match 1]\nb"),
      ("a|(b)", "a b", "a [match 1]"), ("x*", "none", "none"),
      ("\"n\": \"N-\\d\"", "{\\\"n\\\": \\\"N-1\\\"} é", "{[match 1]} é"),
    ])
  func patterns(_ pattern: String, _ text: String, _ expected: String) throws {
    let choice = RedactionChoice(isThorough: false, patterns: [try RedactionPattern(pattern)])
    #expect(redacted(text, choice) == expected)
  }

  @Test("A file names what its lines take out, and says what stays")
  func file() throws {
    let file = try RulesFile(
      """
      # Our own.
      key project
        [customer number]
      pattern \\bC-(\\d{4})\\b
      key customer_no
      allow 0000

      allow ada@example.com
      """)
    let choice = RedactionChoice(isThorough: false, files: [file])
    #expect(
      redacted("C-0000 C-4711 project: apollo, customer_no=x9 ada@example.com bob@example.com", choice)
        == "C-0000 C-[customer number 1] project: [value 1], customer_no=[customer number 1] "
        + "ada@example.com [e-mail 1]")
    let labels = choice.redact { $0.redact("C-4711 C-4712") }.manifest.entries.map(\.label)
    #expect(labels == ["customer numbers"])
  }

  @Test(
    "What is wrong with a file is said with its line and column",
    arguments: [
      ("key a\n  keys b", 2, 3), ("pattern", 1, 8), ("\npattern (a", 2, 9), ("[a", 1, 3), ("[]", 1, 2),
      ("pattern ok\nallow  ", 2, 8),
    ])
  func problems(_ text: String, _ line: Int, _ column: Int) {
    let problem = #expect(throws: RulesFile.Problem.self) { try RulesFile(text) }
    #expect(problem?.line == line && problem?.column == column, "\(String(describing: problem))")
    #expect(problem?.message.isEmpty == false)
  }

  @Test func aPatternThatCannotBeReadIsAnError() {
    #expect(throws: RedactionPattern.Problem.self) { try RedactionPattern("[a") }
    #expect(throws: RedactionPattern.Problem.self) { try RedactionPattern("") }
  }
}
