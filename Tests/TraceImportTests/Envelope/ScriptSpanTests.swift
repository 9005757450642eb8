import Testing
import TraceModel

@testable import OTelImport
@testable import TraceImport
@testable import TraceSource

/// Spans of OpenTelemetry's JavaScript SDK: its objects as JSON, as Node prints them, and what its exporters print.
@Suite("Spans of the JavaScript SDK")
struct ScriptSpanTests {
  private func spans(_ fixture: String) throws -> [Span] {
    try NativeFixture.load("otel-console/\(fixture)").traces.flatMap(\.spans)
  }

  @Test(
    "Objects as JSON, as Node prints them and as the console exporter does give the same spans",
    arguments: ["script-printed.txt", "script-inspected.txt"])
  func spellings(_ fixture: String) throws {
    let objects = try spans("script-objects.jsonl")
    let printed = try spans(fixture)
    for (left, right) in zip(objects, printed) {
      #expect(left.id == right.id && left.parentID == right.parentID && left.name == right.name)
      #expect(left.start == right.start && left.end == right.end && left.status == right.status)
      #expect(left.llm == right.llm && left.tool == right.tool && left.events == right.events)
      #expect(left.attributes["otel.kind"] == right.attributes["otel.kind"])
    }
    #expect(objects.count == 4 && printed.count == 4)
  }

  @Test("Times are pairs, lengths stand in for ends, and parents have old and new names")
  func members() throws {
    let text = #"""
      {"_spanContext":{"traceId":"t","spanId":"a"},"name":"a","startTime":[1,5],"duration":[2,0],"status":{"code":2,"message":"no"}}
      {"_spanContext":{"traceId":"t","spanId":"b"},"parentSpanId":"a","name":"b","startTime":{"0":1,"1":6},"endTime":[1,7]}
      {"spanContext":{"traceId":"t","spanId":"c"},"_parentSpanContext":{"spanId":"a"},"name":"c","startTime":[-1,0]}
      """#
    let result = try NativeFixture.load(text: text)
    let spans = result.traces.flatMap(\.spans)
    #expect(try result.span("a").end == Timestamp(nanoseconds: 3_000_000_005))
    #expect(try result.span("a").status == .error(message: "no"))
    #expect(try result.span("b").duration == 1)
    #expect(spans.filter { $0.parentID == "a" }.map(\.id).sorted() == ["b", "c"])
    #expect(
      result.diagnostics.contains { $0.message.hasPrefix("expected a time as seconds and nanoseconds") })
  }

  @Test("A log record joins its span, and metrics are told as none")
  func logs() throws {
    let text = #"""
      {"_spanContext":{"traceId":"t","spanId":"a"},"name":"a","startTime":[1,0],"endTime":[2,0]}
      {"hrTime":[1,500],"spanContext":{"traceId":"t","spanId":"a"},"_body":"said","attributes":{"event.name":"note"}}
      {"resource":{},"scopeMetrics":[]}
      """#
    let result = try NativeFixture.load(text: text)
    #expect(try result.span("a").events.map(\.name) == ["note"])
    #expect(result.diagnostics.map(\.message).contains("metrics are no part of a trace"))
  }

  @Test(
    "Printed values are told as JSON",
    arguments: [
      ("{ a: undefined, b: [Object], c: 12n }", #"{ "a": null, "b": "[Object]", "c": 12 }"#),
      (#"{ a: 'x\'y' +\n 'z', b: "it's", c: `q"` }"#, #"{ "a": "x'yz", "b": "it's", "c": "q\"" }"#),
      ("{ a: Map(1) { 'k' => 1 }, b: Foo { c: -0.5 } }", #"{ "a": { "k": 1 }, "b": { "c": -0.5 } }"#),
      ("{ a: [ 1, ... 2 more items ], b: NaN }", #"{ "a": [ 1, "... 2 more items"], "b": "NaN" }"#),
      (
        "{ a: 2024-01-01T00:00:00.000Z, b: [Function: f] }",
        #"{ "a": "2024-01-01T00:00:00.000Z", "b": "[Function: f]" }"#
      ),
    ])
  func printed(text: String, json: String) throws {
    let text = text.replacing("\\n", with: "\n")
    let document = SourceDocument(name: "x", text: text)
    #expect(document.isTold)
    let expected = SourceDocument(name: "y", text: json)
    #expect(
      document.values.map { AttributeValue($0.value) } == expected.values.map { AttributeValue($0.value) })
  }

  @Test("Lists and dictionaries as Python prints them are told as JSON, JSON itself is not")
  func python() {
    #expect(ScriptText.json(ofPython: "{'a': None, 'b': [True, 1.5]}") == #"{"a": null, "b": [true, 1.5]}"#)
    #expect(ScriptText.json(ofPython: #"{"a": 1}"#) == nil)
  }

  @Test(
    "An object of Python's that is printed by its members is an object",
    arguments: [
      ("R(id='r', n=1.0, error=None)", #"{"id":"r", "n":1.0, "error":null}"#),
      ("R(a=[P(b=True), P()], c={'d': Q(e=0)}, f=2)", #"{"a":[{"b":true}, {}], "c":{"d": {"e":0}}, "f":2}"#),
      (#"R(t="it's (1) a=b", schema_={})"#, #"{"t":"it's (1) a=b", "schema_":{}}"#),
    ])
  func pythonObjects(text: String, json: String) { #expect(ScriptText.json(ofPythonObject: text) == json) }

  @Test(
    "What is no such object is none", arguments: ["R", "R (a=1)", "R(1)", "a text (b=1)", "", "{'a': 1}"])
  func noPythonObjects(text: String) { #expect(ScriptText.json(ofPythonObject: text) == nil) }
}
