import Testing
import TraceModel

@testable import OTelImport
@testable import TraceSource

/// What Prompt flow records of a generator: its iteration begins a trace of its own.
@Suite("Iterations of what a traced function returned")
struct IteratedRunsTests {
  private func span(
    _ name: String, in trace: String, id: String, links: [(trace: String, span: String)] = [],
    framework: String = "promptflow"
  ) -> OTelSpan {
    var span = OTelSpan(traceID: trace, spanID: id, name: name, place: SourcePlace(file: "f"))
    span.attributes = [Attribute("framework", .string(framework))]
    span.links = links.map { SpanLink(traceID: $0.trace, spanID: $0.span) }
    return span
  }

  private func result(_ spans: [OTelSpan]) -> ImportResult {
    OTelNormaliser.normalise(OTelBatch(spans: spans), format: "test")
  }

  @Test(
    "the iteration that links to the function that returned the generator is a part of its run, and is told")
  func iteration() {
    let read = result([
      span("talk", in: "t1", id: "a"),
      span("Iterated(talk)", in: "t2", id: "b", links: [("t1", "a")]),
    ])
    #expect(read.traces.map { $0.spans.map(\.parentID) } == [[nil, "a"]])
    #expect(read.diagnostics.map(\.severity) == [.note])
  }

  @Test("links between runs of their own join nothing")
  func others() {
    let runs = [span("talk", in: "t1", id: "a"), span("talk", in: "t3", id: "c")]
    let linking = [
      span("talk again", in: "t2", id: "b", links: [("t1", "a")]),
      span("Iterated(other)", in: "t2", id: "b", links: [("t1", "a")]),
      span("Iterated(talk)", in: "t2", id: "b", links: [("t1", "a"), ("t3", "c")]),
      span("Iterated(talk)", in: "t2", id: "b", links: [("elsewhere", "a")]),
      span("Iterated(talk)", in: "t2", id: "b", links: [("t1", "a")], framework: "own"),
    ]
    for span in linking { #expect(result(runs + [span]).traces.count == 3) }
  }
}
