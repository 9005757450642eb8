import Foundation
import TestSupport
import Testing

/// `tracepage render --jobs`: many inputs by several processes.
@Suite struct JobsTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  @Test("Each input has the page that it has alone; one that fails costs no other its page")
  func pages() throws {
    for (index, sign) in "12345".enumerated() {
      try folder.write(Given.span(trace: sign, question: "Question \(index)?"), to: "in/sub/\(sign).json")
    }
    try folder.write("no trace", to: "in/broken.txt")
    try folder.write(Given.span(trace: "6"), to: "in/sub/1.jsonl")
    let run = try command.run("render", "in", "--jobs", "3", "-o", "out")
    #expect(run.code == 2 && run.error.contains("wrote 6 pages of 7 inputs to out."), "\(run.error)")
    #expect(
      run.error.contains("broken.txt") && run.error.hasSuffix("1 input could not be rendered; see above.\n"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path("out")).filter {
      $0.hasSuffix(".html")
    }.sorted()
    #expect(
      names == [
        "sub/1.json.html", "sub/1.jsonl.html", "sub/2.html", "sub/3.html", "sub/4.html", "sub/5.html",
      ])
    #expect(try command.run("in/sub/3.json", "-o", "alone.html").code == 0)
    #expect(try folder.bytes("alone.html") == folder.bytes("out/sub/3.html"))
    // What the processes say comes in the order of the inputs.
    let said = run.remarks.filter { $0.contains("wrote out/") }.compactMap {
      $0.split(separator: " ").dropFirst(2).first
    }
    #expect(said == said.sorted() && said.count == 6, "\(run.error)")
    let again = try command.run("render", "in", "--jobs", "1", "-o", "out")
    #expect(again.error == run.error)
  }

  @Test("Options reach each process, and what makes no sense together is refused")
  func options() throws {
    try folder.write(Given.span(question: "Is \(Given.secret) it?"), to: "a.json")
    let run = try command.run(
      "a.json", "--jobs", "2", "-o", "out", "--no-redact", "--title=-x y", "--theme", "dark")
    #expect(run.code == 0, "\(run.error)")
    let page = try folder.text("out/a.html")
    #expect(
      page.contains(Given.secret) && page.contains("<title>-x y</title>")
        && page.contains("data-theme=\"dark\""))
    for words in [
      ["a.json", "--jobs", "2"], ["-", "--jobs", "2", "-o", "out"], ["a.json", "--jobs", "0", "-o", "out"],
    ] {
      #expect(try command.run(words).code == 2, "\(words)")
    }
  }
}
