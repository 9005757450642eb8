import Foundation
import TestSupport
import Testing

/// `tracepage index`: many runs over time, and the pages that it keeps.
@Suite struct IndexTests {
  private let folder: Folder
  private let command: Command

  init() throws {
    folder = try Folder()
    command = Command(folder: folder)
  }

  /// A trace whose run began so many days after the 20th of November 2025.
  private func trace(_ number: Int, day: Int, name: String = "nightly", seconds: Int = 1) -> String {
    let start = 1_763_647_392 + day * 86_400
    let id = String(repeating: "0", count: 30) + String(format: "%02d", number)
    return """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\(id)","spanId":"1111111111111111","name":"\(name)",\
      "startTimeUnixNano":"\(start)000000000","endTimeUnixNano":"\(start + seconds)000000000",\
      "attributes":[{"key":"input.value","value":{"stringValue":"Why?"}}]}]}]}]}
      """
  }

  /// Writes a page into the folder `pages`.
  private func page(_ number: Int, day: Int, to name: String? = nil, seconds: Int = 1) throws {
    try folder.write(trace(number, day: day, seconds: seconds), to: "trace.json")
    let target = name ?? "pages/\(number).html"
    try folder.write([], to: "pages/.keep")
    let run = try command.run("trace.json", "-o", target)
    #expect(run.code == 0, "\(run.error)")
  }

  /// Lines as `summary --format json` writes them, a run a day.
  private func summaries(_ durations: [Int], source: (Int) -> String = { "\($0).json" }) -> String {
    durations.enumerated().map { index, seconds in
      let day = String(format: "%02d", index % 28 + 1)
      let month = String(format: "%02d", index / 28 + 1)
      return """
        {"schema":"tracepage.summary/1","source":"\(source(index + 1))","traces":[{"id":"t\(index)","name":"nightly",\
        "outcome":{"kind":"answered","title":"answered"},"start":"2026-\(month)-\(day)T02:00:00Z",\
        "duration_ns":\(seconds)000000000,"llm_calls":1,"errors":0,"tokens":{"total":100,"is_lower_bound":false},\
        "models":[],"cost":{"total_usd":0.01,"origin":"computed","unpriced_calls":0},"scores":[],"findings":[]}]}
        """
    }.joined(separator: "\n") + "\n"
  }

  @Test("Pages of a folder are ordered by their runs' own starts, and linked")
  func order() throws {
    try page(1, day: 3)
    try page(2, day: 1)
    try page(3, day: 2)
    let run = try command.run("index", "pages", "-o", "pages/index.html")
    #expect(run.code == 0 && run.error.contains("3 runs"), "\(run.error)")
    let index = try folder.text("pages/index.html")
    let links = index.matches(of: /href="([^"#]+)">#([0-9])</).map { "\($0.2) \($0.1)" }
    #expect(links == ["3 1.html", "2 3.html", "1 2.html"])
    #expect(!index.contains("<script>") && !index.contains(" style="))
  }

  /// A trace with one call, a number of days after the 20th of November 2025.
  private func call(_ number: Int, temperature: String, system: String, fails: Bool) -> String {
    let start = 1_763_647_392 + number * 86_400
    let id = String(repeating: "0", count: 30) + String(format: "%02d", number)
    let status = fails ? "\"status\":{\"code\":2,\"message\":\"no\"}," : ""
    return """
      {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"\(id)","spanId":"1111111111111111","name":"chat m",\(status)\
      "startTimeUnixNano":"\(start)000000000","endTimeUnixNano":"\(start + 1)000000000","attributes":[\
      {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\
      {"key":"gen_ai.request.model","value":{"stringValue":"m"}},\
      {"key":"gen_ai.request.top_p","value":{"doubleValue":1}},\
      {"key":"gen_ai.request.temperature","value":{"doubleValue":\(temperature)}},\
      {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"system\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"\(system)\\"}]},{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Why?\\"}]}]"}}]}]}]}]}
      """
  }

  @Test(
    "From the last good to the first bad run, changed parameters and instructions are named, and a comparison linked"
  )
  func settings() throws {
    try folder.write([], to: "runs/.keep")
    for number in 1...4 {
      let isBad = number == 4
      try folder.write(
        call(
          number, temperature: isBad ? "0.9" : "0.1", system: isBad ? "Be long." : "Be short.", fails: isBad),
        to: "\(number).json")
      #expect(try command.run("\(number).json", "-o", "runs/\(number).html").code == 0)
    }
    #expect(try command.run("compare", "3.json", "4.json", "-o", "runs/compared.html").code == 0)
    let run = try command.run(
      "index", "runs", "-o", "runs/index.html", "--fail-on", "errors > 0", "--comparison",
      "runs/compared.html")
    #expect(run.code == 0 && run.error.contains("4 runs.") && !run.error.contains("left out"), "\(run.error)")
    let page = try folder.text("runs/index.html")
    #expect(page.contains(#"<th scope="row">temperature</th><td>0.1</td><td>0.9</td>"#))
    #expect(page.contains(#"<th scope="row">system prompt</th>"#) && page.contains("Same: top_p,"))
    #expect(page.contains(#"<a href="compared.html">compare them</a>"#))
    // The figures that an index holds say it again when the pages are gone.
    #expect(
      try command.run("index", "runs/index.html", "-o", "again.html", "--fail-on", "errors > 0").code == 0)
    #expect(try folder.text("again.html").contains(#"<td>0.1</td><td>0.9</td>"#))
    let missing = try command.run("index", "runs", "-o", "runs/index.html", "--comparison", "3.json")
    #expect(
      missing.code == 2 && missing.error.contains("--comparison 3.json is no file in the folder of the index")
    )
  }

  @Test(
    "Its own figures are read again, so that runs outlive their pages; the same input gives the same bytes")
  func again() throws {
    try page(1, day: 1, seconds: 5)
    try page(2, day: 2)
    #expect(try command.run("index", "pages", "-o", "pages/index.html").code == 0)
    let first = try folder.bytes("pages/index.html")
    #expect(try command.run("index", "pages", "-o", "pages/index.html").code == 0)
    #expect(try folder.bytes("pages/index.html") == first)
    try FileManager.default.removeItem(atPath: folder.path("pages/1.html"))
    let run = try command.run("index", "pages/index.html", "-o", "pages/index.html")
    #expect(run.code == 0 && run.error.contains("2 runs"), "\(run.error)")
    let second = try folder.text("pages/index.html")
    #expect(second.contains("5.00 s") && !second.contains("1.html") && second.contains("href=\"2.html\""))
    let lines = try command.run("extract", "pages/index.html").outputText
    #expect(lines.split(separator: "\n").count == 2 && lines.contains("\"schema\":\"tracepage.index/1\""))
  }

  @Test("A shift is named with its first run, and one that went back as mended")
  func shifts() throws {
    let steady = (0..<14).map { 10 + $0 % 2 }
    try folder.write(summaries(steady + [30, 31, 30] + steady + [20, 20, 21]), to: "runs.jsonl")
    #expect(try command.run("index", "runs.jsonl").code == 0)
    let index = try folder.text("index.html")
    #expect(index.contains("2 shifts, 1 still open"))
    #expect(index.contains("#32: duration rose from 10.0 s to 20.0 s."))
    #expect(
      index.contains("#15: duration rose from 10.0 s to 30.0 s.")
        && index.contains("Mended at #18 after 3 runs."))
    try folder.write(summaries(steady), to: "steady.jsonl")
    #expect(try command.run("index", "steady.jsonl").code == 0)
    #expect(try folder.text("index.html").contains("<h2>No figure moved</h2>"))
    try folder.write(summaries([1, 9, 2]), to: "few.jsonl")
    #expect(try command.run("index", "few.jsonl").code == 0)
    #expect(try folder.text("index.html").contains("Too few runs to tell whether a figure moved"))
  }

  @Test("Of many runs a shift is told by its stretch of time, and no link leads to a row that is not there")
  func many() throws {
    let lines = (0..<1_500).map { number in
      summaries([number < 700 ? 10 : 20]).replacing("\"t0\"", with: "\"t\(number)\"")
        .replacing(
          "2026-01-01T02",
          with:
            "2026-\(String(format: "%02d-%02dT%02d", number / 448 + 1, number / 16 % 28 + 1, number % 16))")
    }
    try folder.write(lines.joined(), to: "runs.jsonl")
    #expect(try command.run("index", "runs.jsonl").code == 0)
    let index = try folder.text("index.html")
    #expect(index.contains("<b>In the day from #") && index.contains("500 older runs have no row here"))
    let ids = Set(index.matches(of: /\sid="([^"]+)"/).map { $0.1 })
    for link in index.matches(of: /href="#([^"]+)"/) where !link.1.hasPrefix("o-") {
      #expect(ids.contains(link.1), "\(link.1)")
    }
  }

  @Test("Gates mark the runs that break them; a rule that summaries cannot answer is refused")
  func gates() throws {
    try folder.write(summaries([5, 5, 5, 30]), to: "runs.jsonl")
    #expect(try command.run("index", "runs.jsonl", "--fail-on", "duration > 20s").code == 0)
    let index = try folder.text("index.html")
    #expect(
      index.contains("#4 failed") && index.contains("3 of 4"))
    for rule in ["tool.calls > 3", "each cost > 1", "outcome != answered", "cost > baseline"] {
      let run = try command.run("index", "runs.jsonl", "--fail-on", rule)
      #expect(run.code == 2 && run.error.contains("cannot be told from summaries"), "\(rule): \(run.error)")
    }
  }

  @Test("Runs that were read twice count once, whether as page, trace or summary")
  func duplicates() throws {
    try page(1, day: 1)
    try folder.write(trace(1, day: 1), to: "pages/1.json")
    let summary = try command.run("summary", "trace.json", "--format", "json")
    try folder.write(summary.output, to: "lines.jsonl")
    let run = try command.run("index", "pages", "lines.jsonl", "-o", "pages/index.html")
    #expect(run.code == 0 && run.error.contains("1 run, 2 read twice"), "\(run.error)")
    #expect(try folder.text("pages/index.html").contains("href=\"1.html\""))
  }

  @Test("What is no run is told and costs no other its place; under --strict it is told by the code")
  func strangers() throws {
    try page(1, day: 1)
    try folder.write("<!doctype html><title>Coverage</title>", to: "pages/coverage.html")
    try folder.write("body {}", to: "pages/style.css")
    let run = try command.run("index", "pages", "-o", "pages/index.html")
    #expect(run.code == 0 && run.error.contains("1 run, 2 files left out"), "\(run.error)")
    #expect(try command.run("index", "pages", "-o", "pages/index.html", "--strict").code == 3)
    #expect(try command.run("index", "pages/style.css").code == 2)
  }

  @Test("Runs without a start stand in the tables, last, and in no trend")
  func timeless() throws {
    var lines = summaries([1, 2]).split(separator: "\n").map(String.init)
    lines.append(
      lines[0].replacing(#""start":"2026-01-01T02:00:00Z""#, with: #""start":null"#).replacing(
        "t0", with: "t9"))
    try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
    #expect(try command.run("index", "runs.jsonl").code == 0)
    let index = try folder.text("index.html")
    #expect(
      index.contains("3 runs · 2026-01-01 to 2026-01-02")
        && index.contains("<td class=\"nw\">#3</td><td class=\"nw\">–</td>"))
  }
}

/// What an index removes, and what it must not.
extension IndexTests {
  @Test("--keep removes old pages and keeps their figures; --dry-run only says so")
  func keep() throws {
    for number in 1...3 { try page(number, day: number * 10) }
    let dry = try command.run("index", "pages", "-o", "pages/index.html", "--keep", "14d", "--dry-run")
    #expect(
      dry.code == 0 && dry.outputText == "would remove 1.html (2025-11-30 14:03:12 UTC)\n",
      "\(dry.outputText)\(dry.error)")
    #expect(try Folder.names(folder, "pages") == ["1.html", "2.html", "3.html"])
    let run = try command.run("index", "pages", "-o", "pages/index.html", "--keep", "14d")
    #expect(run.code == 0 && run.error.contains("removed 1.html"), "\(run.error)")
    #expect(try Folder.names(folder, "pages") == ["2.html", "3.html", "index.html"])
    let index = try folder.text("pages/index.html")
    #expect(index.contains("3 runs") && index.contains("pages kept 14 days") && !index.contains("1.html"))
    // A stated moment counts instead of the newest run.
    let later = try command.run(
      "index", "pages/index.html", "-o", "pages/index.html", "--keep", "14d", "--as-of", "2026-01-01")
    #expect(later.code == 0 && later.error.contains("removed 2.html"), "\(later.error)")
    #expect(try Folder.names(folder, "pages") == ["3.html", "index.html"])
  }

  @Test("Nothing is removed outside of the folder, through a link, or that is no page of this program")
  func safety() throws {
    try page(9, day: 100)
    for number in 1...3 { try page(number, day: number, to: "elsewhere-\(number).html") }
    let pages = folder.url.appending(path: "pages")
    let files = FileManager.default
    // A link to a page, a link to a folder of pages, a page that is asked for from outside.
    try files.createSymbolicLink(
      at: pages.appending(path: "1.html"), withDestinationURL: folder.url.appending(path: "elsewhere-1.html"))
    try folder.write([], to: "other/.keep")
    try files.moveItem(atPath: folder.path("elsewhere-2.html"), toPath: folder.path("other/2.html"))
    try files.createSymbolicLink(
      at: pages.appending(path: "linked"), withDestinationURL: folder.url.appending(path: "other"))
    try folder.write("<!doctype html><title>Old</title>", to: "pages/old.html")
    let run = try command.run(
      "index", "pages", "pages/linked/2.html", "elsewhere-3.html", "-o", "pages/index.html", "--keep", "1d")
    #expect(run.code == 0 && !run.error.contains("removed"), "\(run.error)")
    for name in ["elsewhere-1.html", "elsewhere-3.html", "other/2.html", "pages/1.html", "pages/old.html"] {
      #expect(files.fileExists(atPath: folder.path(name)), "\(name)")
    }
    let index = try folder.text("pages/index.html")
    #expect(!index.contains("elsewhere") || !index.contains("href=\"elsewhere"))
    #expect(
      !index.contains("href=\"..") && !index.contains("href=\"linked") && index.contains("href=\"9.html\""))
  }

  @Test("An index that names another run's page links to it at most, and removes nothing")
  func lies() throws {
    try page(1, day: 1)
    try page(2, day: 100)
    let line = summaries([1]).replacing("tracepage.summary/1", with: "tracepage.index/1")
    let lies = ["../escape.html", "/etc/passwd", "1.html", "javascript:alert(1)", "a/../../b.html"]
      .enumerated().map {
        line.replacing("\"source\"", with: "\"page\":\"\($0.element)\",\"source\"").replacing(
          "t0", with: "lie\($0.offset)"
        )
        .replacing("2026-01-01", with: "2020-01-0\($0.offset + 1)")
      }
    try folder.write(lies.joined(), to: "pages/lies.jsonl")
    try folder.write(try folder.bytes("pages/1.html"), to: "escape.html")
    try FileManager.default.removeItem(atPath: folder.path("pages/2.html"))
    try page(2, day: 100)
    let run = try command.run(
      "index", "pages/lies.jsonl", "pages/2.html", "-o", "pages/index.html", "--keep", "1d")
    #expect(run.code == 0 && !run.error.contains("removed"), "\(run.error)")
    #expect(try Folder.names(folder, "pages").contains("1.html"))
    let index = try folder.text("pages/index.html")
    for place in ["escape.html", "passwd", "javascript:", "href=\"..", "href=\"/"] {
      #expect(!index.contains(place), "\(place)")
    }
  }

  @Test("What the options of redaction name goes from summaries too")
  func redactedSummaries() throws {
    try folder.write(summaries([1]) { _ in "run of +1 555 010 0199.json" }, to: "runs.jsonl")
    _ = try command.run("index", "runs.jsonl", "-o", "plain.html")
    _ = try command.run("index", "runs.jsonl", "--redact", "all", "-o", "thorough.html")
    let (plain, thorough) = try (extracted("plain.html"), extracted("thorough.html"))
    #expect(plain.contains("555 010 0199") && !thorough.contains("555 010 0199"))
    #expect(thorough.contains("[phone number 1]"))
  }

  private func extracted(_ index: String) throws -> String {
    let run = try command.run("extract", index, "-o", "-")
    return run.outputText
  }

  @Test("Names with markup, hidden signs and secrets are text, and secrets go")
  func hostile() throws {
    let name = "</script><img src=x onerror=alert(1)>\\u202e \(Given.secret)"
    try folder.write(summaries([1, 2, 3]).replacing("\"nightly\"", with: "\"\(name)\""), to: "runs.jsonl")
    let run = try command.run(["index", "runs.jsonl", "--title", "<b>x</b>", "--label", "commit=<i>\"'"])
    #expect(run.code == 0, "\(run.error)")
    let index = try folder.text("index.html")
    #expect(
      !index.contains("<img") && !index.contains("<b>x") && !index.contains("<i>")
        && !index.contains(Given.secret))
    #expect(!index.contains("\u{202E}"))
  }
}

extension Folder {
  /// The names of what is not hidden in a folder within.
  fileprivate static func names(_ folder: Folder, _ inside: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(inside)).filter { !$0.hasPrefix(".") }
      .sorted()
  }
}
