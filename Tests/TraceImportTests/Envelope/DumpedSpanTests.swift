import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Printed span objects")
struct DumpedSpanTests {
  private func read(_ text: String) throws -> OTelBatch {
    let document = SourceDocument(name: "d.json", text: text)
    let sure = ImporterRegistry.standard.importers.filter { $0.confidence(in: document) > .none }
    #expect(sure.count == 1)
    guard let importer = sure.first as? any OpenTelemetryImporter else { return OTelBatch() }
    return try importer.batch(from: document)
  }

  private func console(_ members: String) throws -> OTelBatch {
    try read(
      #"{"name":"n","context":{"trace_id":"0x63B7C6BFC47BBFDC99E0E513AD7A5590","span_id":"0x4141372a7b7fa415"},"#
        + #""start_time":"2026-11-23T03:58:21.351146Z",\#(members)}"#)
  }

  @Test("an id that is a whole number of 128 bits is read to its last digit")
  func wholeNumbers() throws {
    let ids = #""trace_id":340282366920938463463374607431768211455,"span_id":18446744073709551615"#
    let one = #"{"trace_id":1,"span_id":1}"#
    let spans = try read(
      #"{"spans":[{"name":"a","context":{\#(ids)},"parent":\#(one)},{"name":"b","context":\#(one)}]}"#
    ).spans
    #expect(
      spans.map(\.traceID) == [String(repeating: "f", count: 32), String(repeating: "0", count: 31) + "1"])
    #expect(spans.map(\.spanID) == [String(repeating: "f", count: 16), "0000000000000001"])
    #expect(spans.map(\.parentSpanID) == ["0000000000000001", nil])
  }

  @Test("names of Python's enumerations are OpenTelemetry's")
  func enumerations() throws {
    let span = try console(
      #""kind":"SpanKind.CLIENT","status":{"status_code":"StatusCode.ERROR","description":"late"}"#
    ).spans.first
    #expect(span?.traceID == "63b7c6bfc47bbfdc99e0e513ad7a5590")
    #expect(span?.otelKind == "client")
    #expect(span?.status == .error(message: "late"))
  }

  @Test("what has no field of its own stays with the attributes")
  func extras() throws {
    let span = try console(#""attributes":{"a":[1,2.5,{"b":null}]},"future":{"x":1}"#).spans.first
    #expect(
      span?.attributes == [
        Attribute("a", .array([.int(1), .double(2.5), .map([Attribute("b", .null)])])),
        Attribute("otlp.future", .map([Attribute("x", .int(1))])),
      ])
  }

  @Test("what is broken is told with its place, and the rest is kept")
  func broken() throws {
    let batch = try read(
      #"{"session_id":"s","spans":[7,{"trace_id":"t","span_id":"a","start_time":"soon","attributes":{},"#
        + #""scope":{},"name":"x","span_events":[3]}]}"#)
    #expect(batch.spans.map(\.spanID) == ["a"])
    #expect(batch.spans.first?.attributes == [Attribute("session.id", .string("s"))])
    #expect(
      batch.diagnostics.map(\.place.pointer) == ["/spans/0", "/spans/1/start_time", "/spans/1/span_events/0"])
    #expect(batch.diagnostics.allSatisfy { $0.severity == .loss })
  }

  @Test("children of children are found, and a nest without end ends in a diagnostic")
  func nesting() throws {
    let depth = 240
    let open = (0..<depth).map { #"{"span_id":"s\#($0)","span_attributes":{},"child_spans":["# }
    let batch = try read(
      #"{"trace_id":"t","spans":["# + open.joined() + String(repeating: "]}", count: depth) + "]}")
    #expect(batch.spans.count == 200)
    #expect(batch.spans.map(\.parentSpanID) == [nil] + (0..<199).map { "s\($0)" })
    #expect(batch.diagnostics.map(\.severity) == [.loss])
  }

  @Test("nested columns of a dataframe are the attributes they were, and JSON values stay values")
  func columns() {
    let nested: [Attribute] = [
      Attribute(
        "llm",
        .map([
          Attribute("tools", .array([.map([Attribute("tool", .map([Attribute("json_schema", .map([]))]))])])),
          Attribute("model_name", .null),
        ])), Attribute("metadata", .map([Attribute("build", .int(1))])),
      Attribute("tag.tags", .array([.string("ci")])),
    ]
    #expect(
      PhoenixAttributes.flat(nested) == [
        Attribute("llm.tools.0.tool.json_schema", .map([])),
        Attribute("metadata", .map([Attribute("build", .int(1))])),
        Attribute("tag.tags", .array([.string("ci")])),
      ])
  }
}

@Suite("ISO 8601")
struct ISOTimeTests {
  @Test(
    "a moment is read to the nanosecond, wherever its zone",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-23T03:51:55.818071Z", 1_795_405_915_818_071_000),
      ("2026-11-23 04:51:55.818071123+01:00", 1_795_405_915_818_071_123),
      ("2026-11-22T22:21:55.8180710009-0530", 1_795_405_915_818_071_000),
      ("2024-02-29T23:59:59", 1_709_251_199_000_000_000), ("1969-12-31T23:59:59.5Z", -500_000_000),
    ])
  func moment(text: String, nanoseconds: Int64) {
    #expect(ISOTime.moment(text)?.nanoseconds == nanoseconds)
  }

  @Test(
    "what is no moment is none",
    arguments: [
      "", "soon", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T03:51:55.Z",
      "2026-11-23T03:51:55Zebra", "9999-01-01T00:00:00Z", "2026-11-23T03:51:55+1",
    ])
  func noMoment(text: String) {
    #expect(ISOTime.moment(text) == nil)
  }

  @Test(
    "a length is read in nanoseconds; months have none",
    arguments: [
      ("PT1.5S", 1_500_000_000), ("PT1H2M3S", 3_723_000_000_000), ("P1DT1S", 86_401_000_000_000),
      ("PT0S", 0), ("P1M", nil), ("PT", nil), ("1S", nil), ("PT999999999999H", nil),
      ("P999999999999W999999999999W999999999999W999999999999W", nil),
    ] as [(String, Int64?)])
  func length(text: String, nanoseconds: Int64?) {
    #expect(ISOTime.length(text) == nanoseconds)
  }
}
