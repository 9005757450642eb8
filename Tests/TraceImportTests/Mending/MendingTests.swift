import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// One run of three spans in many damaged spellings: each is told with its place, and nothing else is lost.
@Suite("Mending")
struct MendingTests {
  /// A damaged file, what is said of it, and what the damage itself changes.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var message: String
    var place: String
    var severity = Diagnostic.Severity.note
    var more: [String] = []

    var testDescription: String { file }
  }

  private static let spans = "/resourceSpans/0/scopeSpans/0/spans"

  static let cases = [
    Case(
      file: "torn-line.jsonl", message: "a second value on one line, expected one a line", place: "2:562"),
    Case(
      file: "broken-last-line.jsonl",
      message: "found the end of the input, expected a member name in double quotes",
      place: "4:227", severity: .loss),
    Case(file: "nan.json", message: "a number that JSON does not know, such as NaN", place: "4:381"),
    Case(file: "byte-order-mark.json", message: "the file begins with a byte order mark", place: "1:1"),
    Case(file: "duplicate-key.json", message: "an object has two members of one name", place: "4:99"),
    Case(
      file: "unsorted.json",
      message:
        "the spans stand neither in the order of their starts nor of their ends, the first out of order is “early”",
      place: "\(spans)/1", more: ["early"]),
    Case(
      file: "no-root.json",
      message:
        "3 spans have the parent b00000000000000f, which is not in the input, the first is “answer”, and the trace has no root",
      place: "\(spans)/0"),
    Case(
      file: "orphan.json",
      message: "the span “search” has the parent b00000000000000f, which is not in the input",
      place: "\(spans)/2"),
    Case(
      file: "cycle.json", message: "the parents of 2 spans form a circle, one of them is “answer”",
      place: "\(spans)/0"),
    Case(
      file: "duplicate-id.json", message: "two different spans have the id a000000000000003",
      place: "\(spans)/3", more: ["other"]),
    Case(file: "no-end.json", message: "the span “search” has no end", place: "\(spans)/2"),
    Case(
      file: "clock-skew.json", message: "the span “search” starts before its parent; their clocks may differ",
      place: "\(spans)/2"),
    Case(
      file: "end-before-start.json", message: "the span “chat gpt-4o” ends before it starts",
      place: "\(spans)/1"),
    Case(
      file: "integer-ids.json", message: "an id is a number, expected 32 hex digits",
      place: "\(spans)/0/traceId"),
    Case(
      file: "float-times.json",
      message: "a time in nanoseconds is a decimal number, which keeps about 16 of its 19 digits",
      place: "\(spans)/0/startTimeUnixNano"),
    Case(
      file: "nested-json.json",
      message: "the attribute gen_ai.input.messages holds JSON text within JSON text",
      place: "\(spans)/1"),
    Case(
      file: "sparse-index.json",
      message:
        "the index in the attribute llm.input_messages.2147483648.message.role leaves a gap in its list",
      place: "\(spans)/1"),
  ]

  private static func read(_ file: String) throws -> ImportResult {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: "mending/" + file))))
    return try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: file, bytes: bytes)], format: nil)
  }

  private static func words(_ place: SourcePlace) -> String {
    [place.line.map(String.init), place.column.map(String.init), place.pointer].compactMap(\.self)
      .joined(separator: ":")
  }

  @Test("the damage is told with its place", arguments: cases)
  func told(_ damage: Case) throws {
    let diagnostics = try Self.read(damage.file).diagnostics

    #expect(
      diagnostics.contains {
        $0.message == damage.message && Self.words($0.place) == damage.place && $0.severity == damage.severity
          && $0.place.file == damage.file
      }, "\(diagnostics)")
    #expect(diagnostics.filter { $0.severity == .loss }.count == (damage.severity == .loss ? 1 : 0))
  }

  @Test("nothing else is lost", arguments: cases)
  func whole(_ damage: Case) throws {
    let traces = try Self.read(damage.file).traces
    let trace = try #require(traces.first)
    let call = try #require(trace.spans.first { $0.kind == .llm })

    #expect(traces.count == 1)
    #expect(trace.id == "0af7651916cd43dd8448eb211c80319c")
    #expect(trace.spans.map(\.name).sorted() == (["answer", "chat gpt-4o", "search"] + damage.more).sorted())
    #expect(
      trace.spans.filter { !damage.more.contains($0.name) }.map(\.kind.rawValue).sorted() == [
        "agent", "llm", "tool",
      ])
    #expect(call.id == "a000000000000002")
    #expect(call.llm?.model == "gpt-4o")
    #expect(call.llm?.usage == TokenUsage(input: 10, output: 5))
    #expect(trace.spans.first { $0.kind == .tool }?.tool?.arguments?.text == "{\"q\":\"tea\"}")
  }

  @Test("a sound file is not remarked on, whether its spans stand by start or by end")
  func sound() throws {
    let text = String(
      decoding: try Data(contentsOf: Snapshot.fixtures.appending(path: "mending/nan.json")), as: UTF8.self
    )
    .replacing("NaN", with: "0.5")
    let lines = text.split(separator: "\n").map(String.init)
    for order in [[1, 2, 3], [2, 3, 1]] {
      let spans = order.map { lines[$0].hasSuffix(",") ? String(lines[$0].dropLast()) : lines[$0] }
      let document = SourceDocument(
        name: "sound.json",
        text: ([lines[0]] + [spans.joined(separator: ",\n")] + [lines[4]]).joined(separator: "\n"))
      #expect(
        try ImporterRegistry.standard.importTraces(from: [document], format: nil).diagnostics == [])
    }
  }

  @Test("messages three layers of JSON deep, and behind indices that leave gaps, are read in order")
  func deepMessages() throws {
    let nested = try Self.read("nested-json.json").traces.first?.spans.first { $0.kind == .llm }
    let sparse = try Self.read("sparse-index.json").traces.first?.spans.first { $0.kind == .llm }

    #expect(nested?.llm?.input.map(\.text) == ["Tea?"])
    #expect(sparse?.llm?.input.map(\.text) == ["Be brief.", "Tea?"])
  }

  @Test("numbers of 128 bits are turned into ids without loss, larger ones into none")
  func decimals() {
    #expect(
      OTelIdentifier.read(decimal: "340282366920938463463374607431768211455", byteCount: 16)
        == String(repeating: "f", count: 32))
    #expect(OTelIdentifier.read(decimal: "340282366920938463463374607431768211456", byteCount: 16) == nil)
    #expect(OTelIdentifier.read(decimal: "255", byteCount: 8) == "00000000000000ff")
    #expect(OTelIdentifier.read(decimal: "1.5", byteCount: 8) == nil)
  }
}
