import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Spans of the Go SDK")
struct GoSpanTests {
  @Test("ids, parents, times to the nanosecond, typed attributes and statuses are read; zeros are no parent")
  func spans() throws {
    let trace = try #require(try NativeFixture.load("otel-console/go.txt").traces.first)
    #expect(trace.spans.map(\.parentID) == [nil, "00f067aa0ba902b7", "00f067aa0ba902b7"])
    let call = try #require(trace.spans.first { $0.kind == .llm })
    #expect(call.duration == 779_999_999 && call.status == .ok)
    #expect(call.llm?.usage?.input == 120 && call.llm?.finishReasons == ["stop"])
    #expect(call.attributes["nested"] == .map([Attribute("a", .bool(true)), Attribute("b", .null)]))
    #expect(call.llm?.output.map(\.text) == ["Your order is on its way."])
    #expect(trace.spans.last?.status == .error(message: "no such order"))
    #expect(trace.spans.last?.events.map(\.name) == ["exception"] && trace.spans.last?.links.count == 1)
    #expect(trace.resources.map(\.serviceName) == ["shop"])
  }

  @Test("an outcome of a name of one's own says that a step failed, and why", arguments: ["failed", "ok"])
  func outcomes(_ word: String) throws {
    let text = """
      {"Name":"query","SpanContext":{"TraceID":"4bf92f3577b34da6a3ce929d0e0e4736","SpanID":"00f067aa0ba902b7"},\
      "StartTime":"2026-05-04T10:00:00Z","EndTime":"0001-01-01T00:00:00Z","Attributes":[\
      {"Key":"query.outcome","Value":{"Type":"STRING","Value":"\(word)"}},\
      {"Key":"query.failure_reason","Value":{"Type":"STRING","Value":"no browser"}}],"Status":{"Code":"Unset"}}
      """
    let span = try #require(try NativeFixture.load(text: text).traces.first?.spans.first)
    #expect(span.status == (word == "failed" ? .error(message: "no browser") : .unset) && span.end == nil)
  }
}
