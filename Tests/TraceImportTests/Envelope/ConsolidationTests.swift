import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Spans that were exported twice")
struct ConsolidationTests {
  private func span(_ id: String, name: String = "s", start: Int64 = 1, end: Int64? = 2) -> OTelSpan {
    var span = OTelSpan(traceID: "t", spanID: id, name: name, place: SourcePlace(file: "f"))
    span.start = Timestamp(nanoseconds: start)
    span.end = end.map { Timestamp(nanoseconds: $0) }
    return span
  }

  @Test("equal copies are kept once, with one note for all")
  func equal() {
    let batch = OTelBatch(spans: [span("a"), span("b"), span("a"), span("b")]).consolidated()

    #expect(batch.spans.map(\.spanID) == ["a", "b"])
    #expect(batch.diagnostics.map(\.severity) == [.note])
    #expect(batch.diagnostics.first?.message.contains("2 spans") == true)
  }

  @Test("the copy with an end stays in the first one's place and takes over what only the other has")
  func fuller() {
    var early = span("a", end: nil)
    early.attributes = [Attribute("early", .int(1)), Attribute("both", .int(2))]
    var late = span("a")
    late.attributes = [Attribute("both", .int(2))]

    let batch = OTelBatch(spans: [early, span("b"), late]).consolidated()

    #expect(batch.spans.map(\.spanID) == ["a", "b"])
    #expect(batch.spans.first?.end == Timestamp(nanoseconds: 2))
    #expect(batch.spans.first?.attributes.map(\.name) == ["both", "early"])
    #expect(batch.diagnostics.map(\.severity) == [.note])
  }

  @Test("values that copies disagree on are named as lost")
  func conflict() {
    var first = span("a")
    first.attributes = [Attribute("x", .int(1)), Attribute("y", .int(1))]
    var second = span("a")
    second.attributes = [Attribute("x", .int(2))]

    let batch = OTelBatch(spans: [first, second]).consolidated()

    #expect(batch.spans.first?.attributes["x"] == .int(1))
    #expect(batch.diagnostics.map(\.severity) == [.loss])
    #expect(batch.diagnostics.first?.message.hasSuffix("which differ in x") == true)
  }

  @Test("two different spans of one id are both kept")
  func collision() {
    let batch = OTelBatch(spans: [span("a"), span("a", name: "other", start: 9, end: 10)]).consolidated()

    #expect(batch.spans.map(\.spanID) == ["a", "a-2"])
    #expect(batch.diagnostics.map(\.severity) == [.note])
  }

  @Test("spans without ids get some, and are not taken for copies")
  func noIDs() {
    var nameless = span("")
    nameless.traceID = ""

    let batch = OTelBatch(spans: [nameless, nameless]).consolidated()

    #expect(batch.spans.map(\.spanID) == ["no-id-1", "no-id-2"])
    #expect(Set(batch.spans.map(\.traceID)) == ["no-trace-id"])
  }

  @Test("a log record that was exported twice is kept once, one without a time always")
  func logs() {
    var log = OTelLogRecord(place: SourcePlace(file: "f", byteOffset: 1))
    let timeless = log
    log.spanID = "a"
    log.time = Timestamp(nanoseconds: 1)
    var copy = log
    copy.place.byteOffset = 2

    let batch = OTelBatch(logs: [log, timeless, copy, timeless]).consolidated()

    #expect(batch.logs == [log, timeless, timeless])
    #expect(batch.diagnostics.map(\.place.byteOffset) == [2])
  }

  @Test("thousands of unequal copies of one span are bounded work, and none is dropped")
  func manyCopies() {
    let spans = (0..<5000).map { number in
      var copy = span("a")
      copy.attributes = [Attribute("n\(number)", .int(1))]
      return copy
    }

    let batch = OTelBatch(spans: spans).consolidated()

    #expect(batch.spans.reduce(0) { $0 + $1.attributes.count } == 5000)
    #expect(Set(batch.spans.map(\.spanID)).count == batch.spans.count)
  }

  @Test("what is wrong a million times is listed a thousand times and counted")
  func manyDiagnostics() {
    var builder = OTelBatchBuilder()
    for number in 1...1500 { builder.loss("bad \(number)", at: SourcePlace(file: "f"), action: "left out") }

    let diagnostics = builder.finish().diagnostics

    #expect(diagnostics.count == 1001)
    #expect(diagnostics.last?.message == "500 more things are not as expected; the first: bad 1001")
    #expect(diagnostics.last?.severity == .loss)
  }
}
