import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("OTLP/JSON")
struct OTLPJSONReaderTests {
  /// An export request of one scope with these members, and the spans.
  private func batch(spans: String, scopeKey: String = "scopeSpans") throws -> OTelBatch {
    let document = SourceDocument(
      name: "t.json", text: "{\"resourceSpans\":[{\"\(scopeKey)\":[{\"spans\":[\(spans)]}]}]}")
    return try consolidatedBatch(of: document)
  }

  private func span(_ members: String) throws -> OTelSpan {
    let ids = #""traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174""#
    return try #require(try batch(spans: "{\(ids),\(members)}").spans.first)
  }

  private func value(_ json: String) throws -> AttributeValue? {
    try span(#""attributes":[{"key":"k","value":\#(json)}]"#).attributes["k"]
  }

  @Test("resource groups without a request around them are read, in several lines and one after the other")
  func bareGroups() throws {
    let group = { (id: String) in
      """
      {
        "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "cli"}}]},
        "scopeSpans": [{"scope": {"name": "tool"}, "spans": [
          {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "\(id)", "name": "s", "kind": "SPAN_KIND_CLIENT",
           "startTimeUnixNano": "1795406301351145869", "status": {}}
        ]}],
        "schemaUrl": ""
      }
      """
    }
    let document = SourceDocument(
      name: "t.jsonl", text: group("eee19b7ec3c1b174") + "\n" + group("eee19b7ec3c1b175"))
    #expect(OTLPJSONImporter().confidence(in: document) == .certain)

    let batch = try consolidatedBatch(of: document)
    #expect(batch.spans.map(\.spanID) == ["eee19b7ec3c1b174", "eee19b7ec3c1b175"])
    #expect(batch.spans.map(\.scope?.name) == ["tool", "tool"])
    #expect(batch.spans.first?.start?.nanoseconds == 1_795_406_301_351_145_869)
    #expect(batch.resources.first?.attributes["service.name"]?.string == "cli")
  }

  @Test(
    "ids are read as lower-case hex from hex, base64 and Node buffers",
    arguments: [
      #""EEE19B7EC3C1B174""#, #""0xeee19b7ec3c1b174""#, #""7uGbfsPBsXQ=""#, #""7uGbfsPBsXQ""#,
      #"{"type":"Buffer","data":[238,225,155,126,195,193,177,116]}"#,
      #"{"0":238,"1":225,"2":155,"3":126,"4":195,"5":193,"6":177,"7":116}"#,
    ])
  func identifiers(spelling: String) throws {
    #expect(try span("\"parentSpanId\":\(spelling)").parentSpanID == "eee19b7ec3c1b174")
  }

  @Test(
    "a root has no parent, however the source says so",
    arguments: [
      #""""#, "null", #""0000000000000000""#, #""AAAAAAAAAAA=""#, #"{"type":"Buffer","data":[]}"#,
    ])
  func roots(spelling: String) throws {
    #expect(try span("\"parentSpanId\":\(spelling)").parentSpanID == nil)
  }

  @Test(
    "times are exact to the nanosecond",
    arguments: [
      #""1795406301351145869""#, "1795406301351145869", "1795406301351145869.25", "1.795406301351145869e18",
      #"{"low":-1014468211,"high":418025604,"unsigned":true}"#,
    ])
  func times(spelling: String) throws {
    #expect(try span("\"startTimeUnixNano\":\(spelling)").start?.nanoseconds == 1_795_406_301_351_145_869)
  }

  @Test("a missing, zero or empty time stays unknown", arguments: ["0", #""0""#, #""""#, "null"])
  func missingTimes(spelling: String) throws {
    #expect(try span("\"endTimeUnixNano\":\(spelling)").end == nil)
  }

  @Test("an end before the start is kept")
  func skew() throws {
    let span = try span(#""startTimeUnixNano":20,"endTimeUnixNano":10"#)

    #expect(span.start?.nanoseconds == 20)
    #expect(span.end?.nanoseconds == 10)
  }

  @Test("a time that is none becomes a diagnostic with its JSON pointer, and the span stays")
  func brokenTime() throws {
    let batch = try batch(spans: #"{"spanId":"eee19b7ec3c1b174","endTimeUnixNano":"noon","name":"kept"}"#)

    #expect(batch.spans.map(\.name) == ["kept"])
    let loss = batch.diagnostics.first { $0.severity == .loss }
    #expect(loss?.place.pointer == "/resourceSpans/0/scopeSpans/0/spans/0/endTimeUnixNano")
  }

  @Test("status and kind are read by number and by name")
  func enumerations() throws {
    #expect(try span(#""status":{"code":2,"message":"no"},"kind":3"#).status == .error(message: "no"))
    #expect(try span(#""status":{"code":"STATUS_CODE_ERROR"}"#).status == .error(message: nil))
    #expect(try span(#""status":{"code":1}"#).status == .ok)
    #expect(try span(#""status":{}"#).status == .unset)
    #expect(try span(#""kind":3"#).otelKind == "client")
    #expect(try span(#""kind":"SPAN_KIND_SERVER""#).otelKind == "server")
    #expect(try span(#""kind":0"#).otelKind == nil)
    #expect(try span(#""kind":9"#).attributes["otlp.kind"] == .int(9))
  }

  @Test("every arm of AnyValue has its value")
  func arms() throws {
    #expect(try value("{}") == .null)
    #expect(try value(#"{"stringValue":""}"#) == .string(""))
    #expect(try value(#"{"boolValue":false}"#) == .bool(false))
    #expect(try value(#"{"intValue":"9007199254740993"}"#) == .int(9_007_199_254_740_993))
    #expect(try value(#"{"intValue":-3}"#) == .int(-3))
    #expect(try value(#"{"intValue":"18446744073709551616"}"#) == .number("18446744073709551616"))
    #expect(try value(#"{"doubleValue":2}"#) == .double(2))
    #expect(try value(#"{"doubleValue":"-Infinity"}"#) == .double(-.infinity))
    #expect(
      try value(#"{"doubleValue":"NaN"}"#).map { if case .double(let d) = $0 { d.isNaN } else { false } }
        == true)
    #expect(try value(#"{"bytesValue":"AQID"}"#) == .bytes([1, 2, 3]))
    #expect(try value(#"{"arrayValue":{"values":[{"intValue":1},{}]}}"#) == .array([.int(1), .null]))
    #expect(try value(#"{"arrayValue":{}}"#) == .array([]))
    #expect(
      try value(#"{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":true}}]}}"#)
        == .map([Attribute("a", .bool(true))]))
    #expect(try value(#"{"array_value":null,"string_value":"x","int_value":null}"#) == .string("x"))
    #expect(try value(#""bare""#) == .string("bare"))
  }

  @Test("snake_case and the old instrumentation library names are read")
  func spellings() throws {
    let text = #"""
      {"resource_spans":[{"instrumentation_library_spans":[{"instrumentation_library":{"name":"lib"},
      "spans":[{"trace_id":"5b8efff798038103d269b633813fc60c","span_id":"eee19b7ec3c1b174",
      "start_time_unix_nano":"7","attributes":[{"key":"n","value":{"int_value":"1"}}]}]}]}]}
      """#
    let batch = try consolidatedBatch(of: SourceDocument(name: "t", text: text))
    let span = try #require(batch.spans.first)

    #expect(span.scope?.name == "lib")
    #expect(span.start?.nanoseconds == 7)
    #expect(span.attributes["n"] == .int(1))
  }

  @Test("what the model has no field for stays with the attributes, defaults apart")
  func extras() throws {
    let span = try span(
      #""custom":{"a":[1]},"traceState":"k=v","flags":256,"droppedEventsCount":0,"droppedLinksCount":2"#)

    #expect(
      span.attributes.map(\.name) == [
        "otlp.traceState", "otlp.flags", "otlp.droppedLinksCount", "otlp.custom",
      ])
    #expect(span.attributes["otlp.custom"] == .map([Attribute("a", .array([.int(1)]))]))
  }

  @Test("a broken line of JSON Lines loses that line only")
  func brokenLine() throws {
    let line =
      #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"spanId":"00000000000000aN","traceId":"t"}]}]}]}"#
    let text = [
      line.replacing("N", with: "1"), #"{"resourceSpans": oops}"#, #"{"other":1}"#,
      line.replacing("N", with: "2"),
    ].joined(separator: "\n")

    let batch = try consolidatedBatch(of: SourceDocument(name: "t.jsonl", text: text))

    #expect(batch.spans.map(\.spanID) == ["00000000000000a1", "00000000000000a2"])
    #expect(batch.diagnostics.filter { $0.severity == .loss }.compactMap(\.place.line).sorted() == [2, 3])
  }

  @Test("a span that is no object is left out with its pointer, its neighbours stay")
  func brokenSpan() throws {
    let batch = try batch(spans: #"{"spanId":"00000000000000a1"},7,{"spanId":"00000000000000a2"}"#)

    #expect(batch.spans.count == 2)
    let loss = batch.diagnostics.first { $0.severity == .loss }
    #expect(loss?.place.pointer == "/resourceSpans/0/scopeSpans/0/spans/1")
  }

  @Test("log records have their event's name, time, body and ids")
  func logs() throws {
    let text = #"""
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"observedTimeUnixNano":"9","severityNumber":
      "SEVERITY_NUMBER_INFO2","traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174",
      "attributes":[{"key":"event.name","value":{"stringValue":"gen_ai.choice"}}],
      "body":{"kvlistValue":{"values":[{"key":"index","value":{"intValue":0}}]}}}]}]}]}
      """#
    let log = try #require(try consolidatedBatch(of: SourceDocument(name: "t", text: text)).logs.first)

    #expect(log.eventName == "gen_ai.choice")
    #expect(log.time?.nanoseconds == 9)
    #expect(log.spanID == "eee19b7ec3c1b174")
    #expect(log.body == .map([Attribute("index", .int(0))]))
    #expect(log.attributes["otlp.severityNumber"] == .int(10))
  }
}
