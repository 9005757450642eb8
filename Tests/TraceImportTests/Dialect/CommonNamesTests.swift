import Testing
import TraceModel

@testable import OTelImport
@testable import TraceSource

@Suite("Spans of no convention")
struct CommonNamesTests {
  private func trace(_ step: [Attribute]) -> [Span] {
    var root = OTelSpan(traceID: "t", spanID: "a", name: "module one", place: SourcePlace(file: "f"))
    root.attributes = [Attribute("user_goal", .string("Plan a garden."))]
    var inner = OTelSpan(
      traceID: "t", spanID: "b", parentSpanID: "a", name: "look around", place: SourcePlace(file: "f"))
    inner.attributes = step
    inner.events = [SpanEvent(name: "Response", attributes: [Attribute("response", .string("Beans grow."))])]
    let batch = OTelBatch(spans: [root, inner])
    return OTelNormaliser.normalise(batch, format: "test").traces.first?.spans ?? []
  }

  @Test("common names are read where a span names its agent, also on what happened within it")
  func agents() {
    let spans = trace([Attribute("agent", .string("Scout"))])
    #expect(spans.map(\.input?.text) == ["Plan a garden.", nil])
    #expect(spans.map(\.output?.text) == [nil, "Beans grow."])
    #expect(spans.map(\.agentName) == [nil, "Scout"])
  }

  @Test("elsewhere a name of one word is whatever a service means by it")
  func services() {
    #expect(trace([Attribute("rows", .int(3))]).allSatisfy { $0.input == nil && $0.output == nil })
  }
}
