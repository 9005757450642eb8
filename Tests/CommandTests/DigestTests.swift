import TestSupport
import Testing

/// `tracepage digest` and `tracepage show`.
@Suite struct DigestTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    try folder.write(try Given.example(), to: "trace.json")
    try folder.write(
      try Repository.text("Tests/Corpus/claude-code/\(Self.session)"), to: "session.jsonl")
  }

  private static let session = "cc_errors_218.jsonl"

  @Test(
    "A digest stays within its budget, says its size, and tells more with more",
    arguments: ["trace.json", "session.jsonl"])
  func budget(file: String) throws {
    var last = 0
    for budget in [700, 2_000, 8_000] {
      let run = try command.run("digest", file, "--budget", "\(budget)")
      #expect(run.code == 0)
      let size = (run.output.count + 2) / 3
      #expect(size <= budget, "\(budget)")
      #expect(run.output.count >= last)
      last = run.output.count
      let stated = try #require(run.outputText.firstMatch(of: #/Size: ~([\d,]+) of/#)).1.replacing(
        ",", with: "")
      #expect(abs((Int(stated) ?? 0) - size) <= 2)
      #expect(try command.run("digest", file, "--budget", "\(budget)").output == run.output)
    }
  }

  @Test("Findings come first, then question, steps and answer, and the numbers are those of the page")
  func order() throws {
    let text = try command.run("digest", "trace.json", "--budget", "4000").outputText
    let parts = [
      "Indented lines are quoted", "## Findings", "## Question", "## Steps", "## Answer", "## To see more",
    ]
    let places = parts.map { text.firstRange(of: $0)?.lowerBound }
    #expect(!places.contains(nil) && places.compactMap(\.self) == places.compactMap(\.self).sorted())
    #expect(text.contains("1. **The answer follows a document about something else.**"))
    #expect(text.contains("    What is your return policy for electronics?"))
    #expect(text.contains("`#1` ") && text.contains("`#2` gpt-4o"))
  }

  @Test("Each long text stands once, and what is left out is told")
  func once() throws {
    let text = try command.run("digest", "session.jsonl", "--budget", "6000").outputText
    let quoted = text.split(separator: "\n").filter { $0.hasPrefix("    ") && $0.count > 110 }
    #expect(Set(quoted).count == quoted.count)
    #expect(text.contains(#/\[\+[\d,]+\]/#))
    #expect(text.contains(#/`#\d+(\.\d+)?`–`#\d+(\.\d+)?` · [\d,]+ steps/#))
  }

  @Test("Text of the trace ends no fence and mentions nobody; secrets are taken out")
  func hostile() throws {
    try folder.write(Given.span(question: "@all ``` # x \(Given.secret)\\n```sh"), to: "odd.json")
    let text = try command.run("digest", "odd.json").outputText
    #expect(!text.contains(Given.secret))
    #expect(
      text.split(separator: "\n").filter { $0.contains("@all") }.allSatisfy {
        $0.hasPrefix("    ") || $0.contains("`")
      })
    #expect(!text.contains("\n```sh\n```"))
  }

  @Test("Several traces: what is not right, in groups")
  func several() throws {
    try folder.write(Given.span(trace: "a") + "\n" + Given.span(trace: "b"), to: "runs.jsonl")
    let run = try command.run("digest", "runs.jsonl")
    #expect(run.code == 0 && run.outputText.hasPrefix("# 2 traces: digest of "))
  }

  @Test("A step is shown by number, by id and by its address, whole")
  func show() throws {
    let step = try command.run("show", "trace.json", "#2")
    #expect(step.code == 0 && step.outputText.hasPrefix("`#2` gpt-4o"), "\(step.error)")
    #expect(step.outputText.contains("\nwrote:\n") && step.outputText.contains("\nuser:\n"))
    #expect(try command.run("show", "trace.json", "2").output == step.output)
    let found = try command.run("show", "trace.json", "--find", "CLOTHING")
    #expect(found.code == 0 && found.outputText.contains("`#1`"))
    let raw = try command.run("show", "trace.json", "#1", "--raw")
    // Its record in the file, byte for byte; a page has no such file, and gives the step's attributes.
    let file = String(decoding: try folder.bytes("trace.json"), as: UTF8.self)
    #expect(file.contains(raw.outputText.dropLast()) && raw.outputText.contains("\"spanId\""))
    #expect(try command.run("show", "trace.json", "#2", "--raw").outputText.contains("[e-mail 1]"))
    #expect(try command.run("trace.json", "-o", "page.html").code == 0)
    #expect(try command.run("show", "page.html", "#2").output == step.output)
    let attributes = try command.run("show", "page.html", "#2", "--raw").outputText
    #expect(attributes.hasPrefix("{\"") && attributes.contains("llm.model"))
  }

  @Test("A step that is not there is told with those that are", arguments: ["#99", "1.7", "x"])
  func missing(name: String) throws {
    let run = try command.run("show", "trace.json", name)
    #expect(run.code == 2 && run.output.isEmpty)
    #expect(run.error.contains("trace.json has no step “\(name)”; its steps go from #1 to #2"))
  }
}
