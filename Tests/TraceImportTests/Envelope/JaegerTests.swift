import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Jaeger")
struct JaegerTests {
  private func spans(_ members: String, trace: String = #""processes":{}"#) throws -> [OTelSpan] {
    let span = #"{"traceID":"1e223ff1f80f1c69","spanID":"a1","operationName":"n",\#(members)}"#
    return try JaegerImporter()
      .batch(from: SourceDocument(name: "j.json", text: #"{"spans":[\#(span)],\#(trace)}"#)).spans
  }

  @Test("the first CHILD_OF is the parent, and every other reference a link")
  func references() throws {
    let span = try spans(
      #""references":[{"refType":"FOLLOWS_FROM","traceID":"1e223ff1f80f1c69","spanID":"b1"},"#
        + #"{"refType":"CHILD_OF","traceID":"9","spanID":"c1"},"#
        + #"{"refType":"CHILD_OF","traceID":"1e223ff1f80f1c69","spanID":"d1"}]"#
    ).first
    #expect(span?.parentSpanID == "00000000000000d1")
    #expect(span?.links.map(\.spanID) == ["00000000000000b1", "00000000000000c1"])
    #expect(
      span?.links.map { $0.attributes["opentracing.ref_type"]?.string } == ["follows_from", "child_of"])
  }

  @Test(
    "the tags state the outcome",
    arguments: [
      (#"{"key":"error","type":"bool","value":true}"#, SpanStatus.error(message: nil)),
      (#"{"key":"error","type":"string","value":"true"}"#, .error(message: nil)),
      (#"{"key":"error","type":"bool","value":false}"#, .unset),
      (#"{"key":"otel.status_code","type":"string","value":"OK"}"#, .ok),
      (#"{"key":"otel.status_code","type":"string","value":"ERROR"}"#, .error(message: nil)),
    ])
  func status(tag: String, expected: SpanStatus) throws {
    #expect(try spans(#""tags":[\#(tag)]"#).first?.status == expected)
  }

  @Test("a tag's type counts where its value is spelled as a string")
  func types() throws {
    let tags = ["int64", "float64", "bool", "binary", "string"].map {
      #"{"key":"\#($0)","type":"\#($0)","value":"\#(["bool": "true", "binary": "AQI="][$0] ?? "12")"}"#
    }
    #expect(
      try spans(#""tags":[\#(tags.joined(separator: ","))]"#).first?.attributes.map(\.value) == [
        .int(12), .double(12), .bool(true), .bytes([1, 2]), .string("12"),
      ])
  }

  @Test("a span's process, warnings and times are kept")
  func rest() throws {
    let document = SourceDocument(
      name: "j.json",
      text:
        #"{"data":[{"traceID":"1","processes":{"p1":{"serviceName":"bot","tags":[]}},"warnings":["skew"],"#
        + #""spans":[{"traceID":"1","spanID":"2","operationName":"n","processID":"p1","startTime":5,"#
        + #""duration":2,"warnings":["late"]},7]}]}"#)
    let batch = try JaegerImporter().batch(from: document)
    #expect(batch.resources.map(\.serviceName) == ["bot"])
    #expect(batch.spans.map(\.end) == [Timestamp(nanoseconds: 7000)])
    #expect(batch.spans.first?.attributes["jaeger.warnings"] == .array([.string("late")]))
    #expect(batch.diagnostics.map(\.place.pointer) == ["/data/0/warnings", "/data/0/spans/1"])
  }
}
