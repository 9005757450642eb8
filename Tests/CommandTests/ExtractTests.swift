import Foundation
import TestSupport
import Testing

/// A page holds its trace: `tracepage extract` gives it back, and every command takes a page.
@Suite struct ExtractTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  private func text(_ count: Int) -> String { (0..<count).map { "word \($0)" }.joined(separator: " ") }

  /// A page that holds its trace has its element once.
  private static let element = #"<div hidden data-packed="trace"><!--"#

  @Test("What a page gives back is what convert writes of the same trace, byte for byte")
  func same() throws {
    try folder.write(try Given.example(), to: "trace.json")
    #expect(try command.run("trace.json").code == 0)
    let run = try command.run("extract", "trace.html", "-o", "again.json")
    #expect(run.code == 0 && run.output.isEmpty, "\(run.error)")
    #expect(run.error.hasPrefix("tracepage: wrote the trace to again.json ("))
    #expect(try folder.bytes("again.json") == command.run("convert", "trace.json").output)
    #expect(
      try command.run("extract", "-", input: folder.bytes("trace.html")).output == folder.bytes("again.json"))
  }

  @Test("A trace of several pieces is packed piece by piece and is the same again")
  func large() throws {
    let lines = (1...9).map { Given.span(trace: Character("\($0)"), question: "\($0) " + text(90_000)) }
    try folder.write(lines.joined(separator: "\n"), to: "run.jsonl")
    #expect(try command.run("run.jsonl").code == 0)
    let run = try command.run("extract", "run.html")
    #expect(run.output.count > 8_000_000)
    #expect(run.output == (try command.run("convert", "run.jsonl").output))
  }

  @Test("Every command that takes a trace takes its page, packed or from standard input")
  func everywhere() throws {
    try folder.write(try Given.example(), to: "trace.json")
    #expect(try command.run("trace.json", "-o", "page.html").code == 0)
    let converted = try command.run("convert", "trace.json").output
    #expect(try command.run("convert", "page.html").output == converted)
    #expect(try command.shell("gzip -c page.html | \"$TRACEPAGE\" convert -").output == converted)
    let summary = try command.run("summary", "page.html")
    #expect(summary.code == 0 && summary.outputText.contains("What is your return policy"))
    #expect(try command.run("page.html", "-o", "again.html").code == 0)
    let own = try command.run("page.html")
    #expect(own.code == 2 && own.error.contains("page.html is the input itself"))
  }

  @Test("What was taken out of the page is not in the trace that lies in it")
  func redacted() throws {
    try folder.write(Given.span(question: "Is \(Given.secret) valid?"), to: "run.json")
    #expect(try command.run("run.json").code == 0)
    let run = try command.run("extract", "run.html")
    #expect(!run.outputText.contains(Given.secret) && run.outputText.contains("[AWS access key 1]"))
    #expect(try command.run("run.json", "--no-redact").code == 0)
    #expect(try command.run("extract", "run.html").outputText.contains(Given.secret))
  }

  @Test("--no-trace leaves it out, and the page's refusal says what to do")
  func without() throws {
    try folder.write(Given.span(), to: "run.json")
    #expect(try command.run("run.json", "--no-trace").code == 0)
    let page = try folder.text("run.html")
    #expect(!page.contains(Self.element) && !page.contains("tracepage extract"))
    for words in [["extract", "run.html"], ["summary", "run.html"]] {
      let run = try command.run(words[0], words[1])
      #expect(run.code == 2 && run.output.isEmpty)
      #expect(run.error.contains("run.html: this page holds no trace, expected one made without --no-trace"))
    }
  }

  @Test("A small --max-size leaves the trace out before it cuts a text, and says so")
  func small() throws {
    try folder.write(Given.span(question: text(60_000)), to: "run.json")
    #expect(try command.run("run.json", "-o", "with.html").code == 0)
    #expect(try command.run("run.json", "-o", "without.html", "--no-trace").code == 0)
    let size = try folder.bytes("with.html").count - 1
    let run = try command.run("run.json", "-o", "small.html", "--max-size", "\(size)")
    #expect(run.error.contains("the trace is not in the page, which --max-size asked to be small"))
    #expect(try folder.bytes("small.html") == folder.bytes("without.html"))
    let roomy = try command.run("run.json", "-o", "roomy.html", "--max-size", "\(size + 1)")
    #expect(!roomy.error.contains("the trace is not in the page"))
    #expect(try folder.bytes("roomy.html") == folder.bytes("with.html"))
  }

  @Test("A folder of static pages has its trace in a file beside them, and can be read as a whole")
  func split() throws {
    try folder.write(try Given.example(), to: "trace.json")
    #expect(try command.run("trace.json", "--split", "-o", "pages").code == 0)
    let converted = try command.run("convert", "trace.json").output
    #expect(try command.run("convert", "pages").output == converted)
    #expect(try command.run("convert", "pages/trace.otlp.json.zst").output == converted)
    #expect(try command.run("trace.json", "--split", "--no-trace", "-o", "bare").code == 0)
    #expect(
      try !FileManager.default.contentsOfDirectory(atPath: folder.path("bare")).contains {
        $0.hasSuffix(".zst")
      })
  }

  @Test("Of a folder the pages are read where there is nothing else")
  func folders() throws {
    for name in ["a", "b"] {
      try folder.write(Given.span(trace: Character(name)), to: "in/\(name).json")
      #expect(try command.run("in/\(name).json", "-o", "out-\(name).html").code == 0)
      try folder.write(try folder.bytes("out-\(name).html"), to: "pages/\(name).html")
      try folder.write(try folder.bytes("out-\(name).html"), to: "in/\(name).html")
    }
    let once = try command.run("convert", "in").output
    #expect(try command.run("convert", "pages").output == once)
    #expect(String(decoding: once, as: UTF8.self).components(separatedBy: "\"spanId\"").count == 3)
  }

  @Test("A page whose trace is damaged, cut or too large is refused, and so is what is no page")
  func damaged() throws {
    try folder.write(try Given.example(), to: "trace.json")
    #expect(try command.run("trace.json").code == 0)
    let page = try folder.text("trace.html")
    let start = try #require(page.range(of: Self.element)?.upperBound)
    let middle = page.index(start, offsetBy: 400)
    let damages = [
      (
        "flipped", page[..<middle] + (page[middle] == "A" ? "B" : "A") + page[page.index(after: middle)...],
        "damaged"
      ),
      ("shorter", page[..<middle] + "--></div></body></html>", "ends too early"),
      ("foreign", page[..<start] + "%%%--></div></body></html>", "damaged"),
      ("cut", page[..<middle], "the page ends within its trace"),
    ]
    for (name, text, words) in damages {
      try folder.write(String(text), to: "\(name).html")
      let run = try command.run("extract", "\(name).html")
      #expect(run.code == 2 && run.output.isEmpty && run.remarks.count == 1, "\(name): \(run.error)")
      #expect(run.error.contains(words), "\(name): \(run.error)")
    }
    let other = try command.run("extract", "trace.json")
    #expect(other.code == 2 && other.error.contains("trace.json: it is no page of tracepage"))
    try folder.write("<!doctype html><title>x</title>", to: "else.html")
    #expect(try command.run("extract", "else.html").error.contains("it is no page of tracepage"))
  }

  @Test("A trace that packs badly stands in several comments, and is the same again")
  func pieces() throws {
    let words = (0..<20_000).map { String(UInt64($0) &* 6_364_136_223_846_793_005, radix: 36) }
    try folder.write(Given.span(question: words.joined(separator: " ")), to: "run.json")
    #expect(try command.run("run.json").code == 0)
    #expect(try folder.text("run.html").components(separatedBy: "--><!--").count > 2)
    #expect(try command.run("extract", "run.html").output == command.run("convert", "run.json").output)
  }

  @Test("A page of an earlier version, which held its trace in a script, gives the same back")
  func earlier() throws {
    try folder.write(try Given.example(), to: "trace.json")
    #expect(try command.run("trace.json").code == 0)
    var page = try folder.text("trace.html")
    let start = try #require(page.range(of: Self.element))
    let end = try #require(page.range(of: "--></div>", range: start.upperBound..<page.endIndex))
    page.replaceSubrange(end, with: "</script>")
    page.replaceSubrange(start, with: #"<script type="application/x-tracepage-trace">"#)
    try folder.write(page, to: "earlier.html")
    let output = try command.run("extract", "trace.html").output
    #expect(!output.isEmpty)
    #expect(try command.run("extract", "earlier.html").output == output)
  }

  @Test("The size of the trace is told")
  func explained() throws {
    try folder.write(try Given.example(), to: "trace.json")
    let run = try command.run("trace.json", "--explain-size")
    #expect(run.remarks.contains { $0.hasSuffix("): trace, for tracepage extract.") })
  }

  @Test("A page of every version that was released is still read", arguments: ["0.1.0"])
  func earlier(version: String) throws {
    let page = Repository.root.appending(path: "Tests/CommandTests/Pages/\(version).html.gz")
    let run = try command.run("extract", page.path)
    #expect(run.code == 0, "\(run.error)")
    #expect(run.outputText.hasPrefix(#"{"resourceSpans":["#))
    let summary = try command.run("summary", page.path)
    #expect(summary.outputText.contains("What is your return policy for electronics?"))
  }
}
