import Testing

/// Secrets and escape sequences, wherever they stand.
@Suite struct SafetyTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  @Test("A secret in a message, a span's name, the file's name or the title is on no page and in no remark")
  func secrets() throws {
    let name = "run-\(Given.secret).json"
    try folder.write(
      Given.span(name: "call \(Given.secret)", question: "Is \(Given.secret) valid?"), to: name)
    let run = try command.run(name, "-o", "-", "--title", "Key \(Given.secret)")
    #expect(run.code == 0)
    #expect(!run.outputText.contains(Given.secret))
    #expect(run.outputText.contains("[AWS access key 1]"))
    #expect(!run.error.contains(Given.secret))
    #expect(run.error.contains("redacted 1 AWS access key at "))
  }

  @Test(
    "Nor is one in a target's name or in a refusal",
    arguments: ["", "-o x-KEY.html", "--bogus-KEY", "--from KEY", "--trace KEY"])
  func secretInRemark(words: String) throws {
    let name = "run-\(Given.secret).json"
    if !words.isEmpty { try folder.write(Given.span(), to: name) }
    let options = words.replacing("KEY", with: Given.secret)
    let run = try command.shell("\"$TRACEPAGE\" \(name) \(options)")
    #expect(!run.error.isEmpty)
    #expect(!run.error.uppercased().contains(Given.secret), "\(run.error)")
  }

  @Test(
    "Nor is what one's own pattern finds; what is allowed stays",
    arguments: [
      ("", "run-[match 1].json"), ("run-C12345.json -o -", ""),
      ("run-C12345.json --trace C12345", "[match 1]"),
      ("run-C12345.json --redact-allow C12345", "run-C12345.html"),
    ])
  func ownPatternInRemark(words: String, expected: String) throws {
    if !words.isEmpty { try folder.write(Given.span(), to: "run-C12345.json") }
    let input = words.isEmpty ? "run-C12345.json" : words
    let run = try command.shell("\"$TRACEPAGE\" \(input) --redact-pattern 'C[0-9]{5}'")
    #expect(!run.error.isEmpty && run.error.contains(expected), "\(run.error)")
    #expect(run.error.contains("C12345") == words.contains("allow"), "\(run.error)")
  }

  @Test("--no-redact leaves all in and says so, on the terminal and on the page")
  func noRedact() throws {
    try folder.write(Given.span(question: "Is \(Given.secret) valid?"), to: "run.json")
    let run = try command.run("run.json", "-o", "-", "--no-redact")
    #expect(run.code == 0)
    #expect(run.outputText.contains(Given.secret))
    #expect(run.outputText.contains("not redacted"))
    #expect(run.error.contains("not redacted.\n"))
    #expect(run.error.contains("redaction is off: the page may hold keys and personal data"))
  }

  @Test(
    "What steers a terminal never reaches it",
    arguments: [
      "\u{1B}[31mred", "\u{7}bell", "\u{9B}2J", "back\u{8}", "over\rwritten", "two\nlines", "\u{202E}gpj",
    ])
  func escapes(text: String) throws {
    let name = "\(text).json"
    try folder.write(Given.span(), to: name)
    let runs = [
      try command.run(name), try command.run(name, "--trace", text), try command.run("no-\(name)"),
      try command.run(name, "--from", text), try command.run(name, "-o", "nowhere/\(text)"),
    ]
    for run in runs {
      let steering = run.error.unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n" || $0 == "\u{202E}"
      }
      #expect(steering.isEmpty, "\(run.error.debugDescription)")
      #expect(run.remarks.allSatisfy { $0.hasPrefix("tracepage: ") }, "\(run.error.debugDescription)")
    }
  }
}
