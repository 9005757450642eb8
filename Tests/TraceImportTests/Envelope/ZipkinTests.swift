import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Zipkin")
struct ZipkinTests {
  private func batch(_ spans: String...) throws -> OTelBatch {
    let text = "[" + spans.joined(separator: ",") + "]"
    return try ZipkinImporter().batch(from: SourceDocument(name: "z.json", text: text)).consolidated()
  }

  private func span(_ id: String, _ kind: String?, _ service: String, _ more: String = "") -> String {
    let kind = kind.map { #""kind":"\#($0)","# } ?? ""
    return #"{"traceId":"1e223ff1f80f1c69","id":"\#(id)",\#(kind)\#(more)"localEndpoint":{"serviceName":"#
      + #""\#(service)"}}"#
  }

  @Test("the server's half of a shared id hangs under the client's, and its children under it")
  func shared() throws {
    let (id, child) = ("00000000000000a1", "00000000000000a2")
    let spans = try batch(
      span(child, nil, "stock", #""parentId":"\#(id)","#), span(id, "SERVER", "stock", #""shared":true,"#),
      span(id, "CLIENT", "shop"), span("00000000000000a3", nil, "shop", #""parentId":"\#(id)","#)
    ).spans
    #expect(spans.map(\.spanID) == [child, id + "-server", id, "00000000000000a3"])
    #expect(spans.map(\.parentSpanID) == [id + "-server", id, nil, id])
  }

  @Test("A span of v1 is a span a side, each with its times, tags and annotations")
  func firstVersion() throws {
    let side = { (value: String, time: Int, service: String) in
      #"{"timestamp":\#(time),"value":"\#(value)","endpoint":{"serviceName":"\#(service)"}}"#
    }
    let notes = [
      side("cs", 10, "shop"), side("sr", 12, "stock"), side("miss", 13, "stock"), side("ss", 18, "stock"),
      side("cr", 20, "shop"),
    ].joined(separator: ",")
    let tags =
      #"{"key":"sa","value":true,"endpoint":{"serviceName":"stock","port":80}},"#
      + #"{"key":"index","value":"kb","endpoint":{"serviceName":"stock"}},{"key":"error","value":"late"}"#
    let spans = try batch(
      #"{"traceId":"1","id":"2","name":"get","timestamp":10,"duration":10,"annotations":[\#(notes)],"#
        + #""binaryAnnotations":[\#(tags)]}"#
    ).spans
    #expect(spans.map(\.otelKind) == ["client", "server"])
    #expect(spans.map(\.spanID) == ["0000000000000002", "0000000000000002-server"])
    #expect(spans.map { $0.start?.nanoseconds } == [10_000, 12_000])
    #expect(spans.map { $0.end?.nanoseconds } == [20_000, 18_000])
    #expect(spans.map(\.status) == [.error(message: "late"), .unset])
    #expect(spans[0].attributes["zipkin.remoteEndpoint.serviceName"] == .string("stock"))
    #expect(spans[1].attributes["index"] == .string("kb"))
    #expect(spans[1].events.map(\.name) == ["miss"])
  }

  @Test("equal ids of one kind and service are copies, kept once")
  func copies() throws {
    let one = span("00000000000000a1", "CLIENT", "shop", #""timestamp":1,"duration":2,"#)
    let batch = try batch(one, one)
    #expect(batch.spans.map(\.spanID) == ["00000000000000a1"])
    #expect(batch.diagnostics.map(\.severity) == [.note])
  }

  @Test("two servers that answer one client are two spans")
  func servers() throws {
    let spans = try batch(
      span("00000000000000a1", "CLIENT", "shop"), span("00000000000000a1", "SERVER", "stock"),
      span("00000000000000a1", "SERVER", "rates")
    ).spans
    #expect(
      spans.map(\.spanID) == ["00000000000000a1", "00000000000000a1-server", "00000000000000a1-server-2"])
    #expect(spans.map(\.parentSpanID) == [nil, "00000000000000a1", "00000000000000a1"])
  }

  @Test(
    "the tags state the outcome",
    arguments: [
      (#"{"error":""}"#, SpanStatus.error(message: nil)), (#"{"error":"true"}"#, .error(message: nil)),
      (#"{"error":"429"}"#, .error(message: "429")), (#"{"error":"false"}"#, .unset),
      (#"{"otel.status_code":"OK"}"#, .ok), ("{}", .unset),
      (
        #"{"otel.status_code":"ERROR","error":"late","otel.status_description":"too late"}"#,
        .error(message: "too late")
      ),
    ])
  func status(tags: String, expected: SpanStatus) throws {
    #expect(try batch(span("a1", nil, "s", #""tags":\#(tags),"#)).spans.first?.status == expected)
  }

  @Test("times are microseconds, and may be missing")
  func times() throws {
    let spans = try batch(
      span("a1", nil, "s", #""timestamp":1795405915818071,"duration":127425,"#), span("a2", nil, "s"),
      span("a3", nil, "s", #""timestamp":1795405915818071,"#)
    ).spans
    #expect(
      spans.map { $0.start?.nanoseconds } == [1_795_405_915_818_071_000, nil, 1_795_405_915_818_071_000])
    #expect(spans.map { $0.end?.nanoseconds } == [1_795_405_915_945_496_000, nil, nil])
  }

  @Test("a time that is none is told with its place, and costs nothing else")
  func badTime() throws {
    let batch = try batch(
      span("a1", nil, "s"), span("a2", nil, "s", #""timestamp":9223372036854775807,"#), "7")
    #expect(batch.spans.map(\.spanID) == ["00000000000000a1", "00000000000000a2"])
    #expect(batch.diagnostics.map(\.place.pointer) == ["/1/timestamp", "/2"])
    #expect(batch.diagnostics.map(\.severity) == [.loss, .loss])
  }

  @Test("ids of 64 bits, short ids and upper case are read as Zipkin does")
  func ids() throws {
    let spans = try batch(
      #"{"traceId":"48485A3953BB6124","id":"B","parentId":"","tags":{}}"#,
      #"{"traceId":"00000000000000000000000000000001","id":"000000000000000b","parentId":"a","tags":{}}"#
    ).spans
    #expect(spans.map(\.traceID) == ["48485a3953bb6124", "00000000000000000000000000000001"])
    #expect(spans.map(\.spanID) == ["000000000000000b", "000000000000000b"])
    #expect(spans.map(\.parentSpanID) == [nil, "000000000000000a"])
  }

  @Test("an event of an OpenTelemetry exporter has its name and attributes back")
  func events() throws {
    let span = try batch(
      span(
        "a1", nil, "s",
        #""annotations":[{"timestamp":5,"value":"{\"exception\":{\"exception.type\":\"E\"}}"},{"value":"sent"}],"#
      )
    ).spans[0]
    #expect(
      span.events == [
        SpanEvent(
          name: "exception", time: Timestamp(nanoseconds: 5000),
          attributes: [Attribute("exception.type", .string("E"))]), SpanEvent(name: "sent"),
      ])
  }

  @Test("a list of traces and spans one a line are Zipkin too")
  func shapes() throws {
    let one = span("a1", nil, "s")
    for text in ["[[\(one)]]", one, one + "\n" + span("a2", nil, "s")] {
      let document = SourceDocument(name: "z.json", text: text)
      #expect(ZipkinImporter().confidence(in: document) == .certain)
      #expect(try ZipkinImporter().batch(from: document).spans.first?.spanID == "00000000000000a1")
    }
  }
}
