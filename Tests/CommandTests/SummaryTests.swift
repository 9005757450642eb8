import Foundation
import Testing

/// `tracepage summary`, on standard output and in a file.
@Suite struct SummaryTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
    try folder.write(try Given.example(), to: "trace.json")
  }

  @Test(
    "The figures go to standard output, the remarks elsewhere",
    arguments: [
      ("text", "rag_chat\n"), ("markdown", "### `rag_chat`\n"),
      ("json", "{\"schema\":\"tracepage.summary/1\",\"generator\":\"tracepage 0."),
    ])
  func formats(format: String, start: String) throws {
    let run = try command.run("summary", "trace.json", "--format", format)
    #expect(run.code == 0)
    #expect(run.outputText.hasPrefix(start))
    #expect(run.outputText.contains("933"))
    #expect(run.error.hasPrefix("tracepage: redacted "))
    #expect(try folder.names == ["trace.json"])
  }

  @Test("Text is the usual form, -o names a file")
  func file() throws {
    let run = try command.run("summary", "trace.json", "-o", "summary.txt")
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    #expect(try folder.bytes("summary.txt") == command.run("summary", "trace.json").output)
  }

  @Test("Secrets are taken out unless that is asked for", arguments: ["text", "json", "markdown"])
  func redaction(format: String) throws {
    try folder.write(Given.span(name: "call \(Given.secret)"), to: "run.json")
    let run = try command.run("summary", "run.json", "--format", format)
    #expect(!run.outputText.contains(Given.secret))
    #expect(run.outputText.contains("AWS access key 1"))
    let open = try command.run("summary", "run.json", "--format", format, "--no-redact")
    #expect(open.outputText.contains(Given.secret))
  }

  @Test("--strict judges what is missing, --trace and --from choose, unknown forms are refused")
  func options() throws {
    try folder.write(Given.span(trace: "a") + "\n{broken\n", to: "run.jsonl")
    let run = try command.run("summary", "run.jsonl", "--strict", "--trace", "a", "--from", "otlp-json")
    #expect(run.code == 3)
    #expect(run.outputText.contains("1 data loss"))
    #expect(try command.run("summary", "run.jsonl", "--trace", "b").code == 2)
    #expect(try command.run("summary", "run.jsonl", "--format", "xml").code == 2)
    #expect(try command.run("summary", "run.jsonl", "-o", "run.jsonl").code == 2)
    #expect(try command.run("summary", "nothing.json").code == 2)
  }
}
