import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("OTLP spans without an envelope")
struct BareSpanTests {
  private func read(_ text: String) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "span.json", text: text)], format: nil)
  }

  @Test("An excerpt without ids and times becomes a span that says so")
  func excerpt() throws {
    let result = try read(
      """
      {"scopeName": "my-agent", "spanName": "llm_call", "attributes": {
        "gen_ai.operation.name": "chat", "gen_ai.request.model": "m", "gen_ai.usage.input_tokens": 7,
        "gen_ai.response.finish_reasons": {"values": [{"stringValue": "stop"}]}}}
      """)
    let span = try #require(result.traces.first?.spans.first)
    #expect(result.traces.first?.format == "otlp-span")
    #expect(span.id == "no-id-1")
    #expect(span.name == "llm_call")
    #expect(span.scope?.name == "my-agent")
    #expect(span.kind == .llm)
    #expect(span.llm?.usage?.input == 7)
    #expect(span.llm?.finishReasons == ["stop"])
    #expect(span.start == nil)
    #expect(span.attributes.map(\.name).allSatisfy { !$0.hasPrefix("otlp.") })
    #expect(result.diagnostics.allSatisfy { $0.severity == .note })
    #expect(result.diagnostics.contains { $0.message == "the span “llm_call” has no times" })
    #expect(result.diagnostics.contains { $0.action == "it is called no-id-1" })
  }

  @Test(
    "A list of spans and spans line by line are read alike",
    arguments: [
      #"[{"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"a","attributes":[]},{"traceId":"0123456789abcdef0123456789abcdef","spanId":"1123456789abcdef","parentSpanId":"0123456789abcdef","name":"b","startTimeUnixNano":"1","attributes":[{"key":"k","value":{"intValue":"2"}}]}]"#,
      """
      {"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","name":"a","attributes":[]}
      {"traceId":"0123456789abcdef0123456789abcdef","spanId":"1123456789abcdef","parentSpanId":"0123456789abcdef","name":"b","startTimeUnixNano":"1","attributes":[{"key":"k","value":{"intValue":"2"}}]}
      """,
    ])
  func several(_ text: String) throws {
    let trace = try #require(try read(text).traces.first)
    #expect(Set(trace.spans.map(\.name)) == ["a", "b"])
    let child = try #require(trace.spans.first { $0.name == "b" })
    #expect(child.parentID == "0123456789abcdef")
    #expect(child.attributes == [Attribute("k", .int(2))])
  }

  @Test(
    "Objects of other programs are not taken for spans",
    arguments: [
      #"{"name": "a", "attributes": {}}"#,
      #"{"name": "a", "context": {"trace_id": "1", "span_id": "2"}, "attributes": {}}"#,
      #"{"span_name": "a", "trace_id": "1", "attributes": {}}"#,
    ])
  func others(_ text: String) {
    #expect(throws: ImportError.self) { try read(text) }
  }

  @Test("Log records without any span are shown as events of spans")
  func logsOnly() throws {
    let result = try read(
      """
      {"resourceLogs": [{"scopeLogs": [{"logRecords": [
        {"timeUnixNano": "20", "traceId": "0123456789abcdef0123456789abcdef", "spanId": "0123456789abcdef",
         "body": {"stringValue": "second"}},
        {"timeUnixNano": "10", "traceId": "0123456789abcdef0123456789abcdef", "spanId": "0123456789abcdef",
         "body": {"stringValue": "first"}},
        {"timeUnixNano": "5", "eventName": "page_view", "body": {"stringValue": "of no span"}}]}]}]}
      """)
    #expect(result.traces.map(\.id) == ["no-trace-id", "0123456789abcdef0123456789abcdef"])
    #expect(result.traces.map { $0.spans.map(\.events.count) } == [[1], [2]])
    #expect(result.traces.last?.spans.first?.start == Timestamp(nanoseconds: 10))
    #expect(result.traces.flatMap(\.spans).allSatisfy { $0.timeOrigin == .inferred })
    #expect(result.diagnostics.map(\.severity) == [.note])
  }

  @Test("A failed model call that only a log record tells of is an error")
  func failedInLogs() throws {
    let result = try read(
      """
      {"resourceLogs": [{"scopeLogs": [{"logRecords": [
        {"timeUnixNano": "1", "traceId": "0123456789abcdef0123456789abcdef", "spanId": "0123456789abcdef",
         "eventName": "gen_ai.client.inference.operation.details", "attributes": [
          {"key": "gen_ai.request.model", "value": {"stringValue": "m"}},
          {"key": "error.type", "value": {"stringValue": "RateLimitError"}}]}]}]}]}
      """)
    #expect(result.traces.first?.spans.first?.status == .error(message: "RateLimitError"))
  }
}
