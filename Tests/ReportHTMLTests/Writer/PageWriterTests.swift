import CDeflate
import Foundation
import ReportModel
import Testing
import TraceAnalysis
import TraceModel

@testable import ReportHTML

@Suite("A page is written piece by piece, and packed where it is large")
struct PageWriterTests {
  private func page(_ traces: [Trace]) -> ReportPage {
    ReportBuilder.page(
      traces.map { AnalysedTrace($0) }, options: ReportOptions(generator: "test", sourceName: "run.json"))
  }

  /// A trace of spans that ran one after the other, each with a text of its own of about that many bytes.
  private func trace(_ id: String, spans: Int, bytes: Int = 60, failing: Bool = false) -> Trace {
    let status: SpanStatus = failing ? .error(message: "boom \(id)") : .ok
    return Trace(
      id: id, format: "test",
      spans: (0..<spans).map { index in
        let start = Timestamp(nanoseconds: 1_763_647_392_000_000_000 + Int64(index) * 1_000_000)
        var span = Span(
          id: "\(id).\(index)", parentID: index == 0 ? nil : "\(id).0", name: "step \(index)", kind: .tool,
          start: start, end: Timestamp(nanoseconds: start.nanoseconds + 900_000))
        let words = (0..<max(1, bytes / 12)).map { "\(id)-\(index)-\($0)" }.joined(separator: " ")
        span.output = Payload(words)
        span.status = index == 0 ? status : .unset
        return span
      })
  }

  /// What a page says, and what it has packed.
  private struct Written {
    let text: String
    let parts: [String]
    /// The columns of steps: traces, anchors, numbers, parts, places in the conversation; kinds and their places, …
    private(set) var columns: [[String]] = []

    init(_ page: ReportPage) throws {
      let pieces = String(decoding: PageWriter.write(page), as: UTF8.self)
        .components(separatedBy: "<div hidden data-packed=")
      text = pieces[0]
      var parts: [String] = []
      for piece in pieces.dropFirst() {
        let block = try #require(piece.firstMatch(of: #/^"(?:parts|(steps))"[^>]*><!--([^-]*)--><\/div>/#))
        let words = try Self.inflated(#require(Data(base64Encoded: String(block.2))))
          .components(separatedBy: "\0")
        if block.1 != nil {
          columns = words.map { $0.components(separatedBy: "\n") }
        } else {
          let first = try #require(piece.firstMatch(of: #/data-first="(\d+)"/#)).1
          #expect(Int(first) == parts.count, "a block tells its first part")
          parts += words
        }
      }
      self.parts = parts
    }

    private static func inflated(_ data: Data) throws -> String {
      let decompressor = try #require(libdeflate_alloc_decompressor())
      defer { libdeflate_free_decompressor(decompressor) }
      var output = [UInt8](repeating: 0, count: 64_000_000)
      var count = 0
      let result = data.withUnsafeBytes { source in
        libdeflate_deflate_decompress(
          decompressor, source.baseAddress, source.count, &output, output.count, &count)
      }
      #expect(result == LIBDEFLATE_SUCCESS)
      return String(decoding: output[..<count], as: UTF8.self)
    }

    func count(_ text: String) -> Int {
      ([self.text] + parts).reduce(0) { $0 + Self.count(Array(text.utf8), in: $1) }
    }

    /// By bytes: `components(separatedBy:)` goes from character to character through megabytes.
    private static func count(_ needle: [UInt8], in text: String) -> Int {
      var text = text
      return text.withUTF8 { bytes in
        guard var rest = bytes.baseAddress, let first = needle.first else { return 0 }
        let end = rest + bytes.count
        var count = 0
        while rest + needle.count <= end,
          let found = memchr(rest, Int32(first), end - rest - needle.count + 1)
        {
          let isMatch = memcmp(found, needle, needle.count) == 0
          count += isMatch ? 1 : 0
          rest = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + (isMatch ? needle.count : 1)
        }
        return count
      }
    }
  }

  @Test("Given a small run, then all of it is markup in its place")
  func small() throws {
    let written = try Written(page([trace("a", spans: 20)]))
    #expect(written.parts.isEmpty)
    #expect(!written.text.contains(#/ data-part="[0-9]/#))
    #expect(written.count("a-19-0") == 1)
    #expect(written.text.hasPrefix("<!doctype html>") && written.text.hasSuffix("</html>\n"))
  }

  @Test("Given a large run, then each text stands once, and every place has its part")
  func large() throws {
    let written = try Written(page([trace("a", spans: 1_500, bytes: 2_000)]))
    for index in [0, 700, 1_499] { #expect(written.count("a-\(index)-1 a-\(index)-2 a-\(index)-3 ") <= 2) }
    for index in [0, 700, 1_499] { #expect(written.count("id=\"s-a.\(index)\"") == 1) }
    #expect(written.text.utf8.count < 1_000_000)
  }

  @Test("Given a large run, then its columns tell where each step stands")
  func columns() throws {
    let written = try Written(page([trace("a", spans: 1_500, bytes: 2_000, failing: true)]))
    #expect(written.columns.count == 14)
    #expect(written.columns[0] == ["t-a 0 1500 -1"])
    for column in written.columns[1...4] { #expect(column.count == 1_500) }
    for (anchor, part) in zip(written.columns[1], written.columns[3]) {
      let number = try #require(Int(part))
      let holder = number < 0 ? written.text : written.parts[number]
      #expect(holder.contains("<article id=\"\(anchor)\""), "\(anchor)")
    }
    #expect(written.columns[3][0] == "-1", "what failed stays in the page")
    for places in [6, 8, 10, 12] {
      let values = written.columns[places - 1]
      #expect(written.columns[places].allSatisfy { Int($0).map(values.indices.contains) ?? false })
    }
    #expect(written.columns[9].contains("step 700"))
    #expect(written.columns[13].count == 1_500 && written.columns[13].allSatisfy { Int($0) != nil })
  }

  @Test("Given a large run, then the answer that its top leads to stays in its place, whatever it opens on")
  func namedAbove() throws {
    var run = trace("a", spans: 1_500, bytes: 2_000)
    run.spans[7].status = .error(message: "boom")
    var call = Span(
      id: "a.answer", parentID: "a.0", name: "model", kind: .llm, start: run.spans[1_499].start,
      end: run.spans[1_499].end)
    call.llm = LLMCall(
      input: [Message(role: .user, text: "What now?")], output: [Message(role: .assistant, text: "Nothing.")])
    run.spans.append(call)
    let written = try Written(page([run]))
    #expect(!written.parts.isEmpty && written.text.contains("href=\"#s-a.answer\""))
    #expect(written.text.contains("<article id=\"s-a.answer\""))
  }

  @Test("Given ten times the steps, then the page itself grows by nothing that is looked at one by one")
  func bounded() throws {
    let short = try Written(page([trace("a", spans: 1_500, bytes: 1_500)]))
    let long = try Written(page([trace("a", spans: 15_000, bytes: 1_500)]))
    #expect(short.columns.first?.isEmpty == false && long.columns.first?.isEmpty == false)
    func elements(_ page: Written) -> Int { page.text.count { $0 == "<" } }
    #expect(elements(long) < elements(short) + 500)
  }

  @Test(
    "Given a large run in which hundreds failed, then the step that the page opens on is in its place all the same"
  )
  func opening() throws {
    var run = trace("r", spans: 700, bytes: 6_000)
    for index in 1..<690 { run.spans[index].status = .error(message: nil) }
    run.spans[695].kind = .llm
    run.spans[695].llm = LLMCall(
      output: [Message(role: .assistant, text: (0..<2_000).map(String.init).joined(separator: " "))],
      finishReasons: ["length"])
    let text = try Written(page([run])).text
    let selected = text.matches(
      of: #/<details class="span [^>]*data-selected="true"[^>]*>\s*<summary>[^<]*<b>([^<]*)</#)
    #expect(selected.map { String($0.1) } == ["step 695"])
  }

  @Test("Given rows of a list, then each is found in the part that is named for it")
  func rows() {
    let rows = PackedRows(first: 7, count: 101, each: 25)
    #expect(rows.last == 11)
    #expect([0, 24, 25, 99, 100].map(rows.part) == [7, 7, 8, 10, 11])
  }

  @Test("Given names with line feeds, marks and hidden characters, then a column has a line a step")
  func lines() throws {
    var run = trace("a", spans: 1_500, bytes: 2_000)
    run.spans[3].name = "two\nlines <b>\u{202E}"
    run.spans[3].tool = nil
    let written = try Written(page([run]))
    let names = written.columns[9]
    #expect(names.count == Set(names).count)
    #expect(names.contains { $0.hasPrefix("two lines &lt;b&gt;") && !$0.contains("\u{202E}") })
  }

  @Test("Given many traces, then those that failed stay readable, and the page grows with what is new")
  func many() throws {
    let traces = (0..<1_000).map { trace("t\($0)", spans: 1, failing: $0 == 999) }
    let written = try Written(page(traces))
    #expect(written.text.contains("boom t999"))
    #expect(!written.text.contains("t998-0-1"))
    #expect(written.count("id=\"s-t998.0\"") == 1)
    let row = try #require(written.columns[0].first { $0.hasPrefix("t-t998 ") }).split(separator: " ")
    #expect(row[1] == "998" && row[2] == "1")
    #expect(try written.parts[#require(Int(row[3]))].contains("t998-0-1"))
    #expect(written.count("<a href=\"#t-t998\">") == 1)
    #expect(PageWriter.write(page(traces)).count < 2_500_000)
  }

  @Test("Given an output, then it is handed the page in order and in pieces")
  func pieces() {
    let page = page((0..<300).map { trace("t\($0)", spans: 3, bytes: 3_000) })
    var pieces: [[UInt8]] = []
    var handedOver = page
    let kinds = PageWriter.write(&handedOver) { pieces.append($0) }
    #expect(kinds.parts.reduce(0) { $0 + $1.bytes } == pieces.joined().count, "every byte is accounted for")
    #expect(pieces.count > 5)
    #expect(Array(pieces.joined()) == PageWriter.write(page))
  }

  @Test("Every colour of the page has a light one for drawings without a style")
  func colours() {
    for hue in Hue.allCases { #expect(Paint.color(hue).hasPrefix("#"), "\(hue)") }
  }
}
