import Foundation
import Testing

/// `tracepage convert`, from a file to a file.
@Suite struct ConvertTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  @Test("The page of what was converted is the page of the trace")
  func samePage() throws {
    try folder.write(try Given.example(), to: "in/trace.json")
    let run = try command.run("convert", "in/trace.json", "-o", "trace.json", "--no-redact")
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    #expect(run.remarks.first?.hasPrefix("tracepage: wrote trace.json (") == true)
    #expect(try command.run("in/trace.json").code == 0)
    #expect(try command.run("trace.json").code == 0)
    #expect(try folder.bytes("trace.html") == folder.bytes("in/trace.html"))
  }

  @Test("What was converted can be converted again, and is then the same")
  func again() throws {
    try folder.write(try Given.example(), to: "trace.json")
    let once = try command.run("convert", "trace.json")
    try folder.write(once.output, to: "once.json")
    let twice = try command.run("convert", "once.json")
    #expect(once.code == 0 && twice.code == 0)
    #expect(once.output == twice.output)
    #expect(once.outputText.hasPrefix("{\"resourceSpans\":["))
  }

  @Test("Secrets are taken out unless that is asked for")
  func redaction() throws {
    try folder.write(Given.span(question: "Is \(Given.secret) valid?"), to: "run.json")
    let run = try command.run("convert", "run.json")
    #expect(!run.outputText.contains(Given.secret))
    #expect(run.outputText.contains("[AWS access key 1]"))
    #expect(run.error.contains("redacted 1 AWS access key at "))
    let open = try command.run("convert", "run.json", "--no-redact")
    #expect(open.outputText.contains(Given.secret))
    #expect(open.error.contains("redaction is off: the file may hold keys"))
  }

  @Test("--trace chooses, --strict judges, and an input is never written over")
  func options() throws {
    try folder.write(Given.span(trace: "a") + "\n" + Given.span(trace: "b") + "\n{broken\n", to: "run.jsonl")
    let run = try command.run("convert", "run.jsonl", "--trace", "aa", "--strict")
    #expect(run.code == 3)
    #expect(run.outputText.contains(String(repeating: "a", count: 32)))
    #expect(!run.outputText.contains(String(repeating: "b", count: 32)))
    #expect(run.error.contains("run.jsonl:3"))
    #expect(try command.run("convert", "run.jsonl", "--trace", "c").code == 2)
    #expect(try command.run("convert", "run.jsonl", "-o", "run.jsonl").code == 2)
    #expect(try command.run("convert").code == 2)
  }
}
