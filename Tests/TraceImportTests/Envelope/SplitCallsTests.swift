import Testing
import TraceModel

@testable import OTelImport
@testable import TraceSource

/// Calls through Vercel's AI SDK in a program where every span begins a trace.
@Suite("Calls whose spans stand in traces of their own")
struct SplitCallsTests {
  private func span(
    _ operation: String, _ times: ClosedRange<Int64>, _ attributes: [(String, AttributeValue)],
    function: String? = "story"
  ) -> OTelSpan {
    let id = "\(operation)-\(times.lowerBound)"
    var span = OTelSpan(traceID: "trace of \(id)", spanID: id, name: operation, place: SourcePlace(file: "f"))
    span.start = Timestamp(nanoseconds: times.lowerBound * 1_000_000)
    span.end = Timestamp(nanoseconds: times.upperBound * 1_000_000)
    span.attributes = [
      Attribute("ai.operationId", .string(operation)), Attribute("ai.model.id", .string("m")),
    ]
    if let function { span.attributes.append(Attribute("ai.telemetry.functionId", .string(function))) }
    span.attributes += attributes.map { Attribute($0.0, $0.1) }
    return span
  }

  private func said(_ text: String) -> (String, AttributeValue) { ("ai.response.text", .string(text)) }

  /// The spans' names with those of their parents, by trace.
  private func traces(_ spans: [OTelSpan]) -> [[String]] {
    OTelNormaliser.normalise(OTelBatch(spans: spans), format: "test").traces.map { trace in
      trace.spans.map { $0.name + ($0.parentID.map { " in \($0)" } ?? "") }
    }
  }

  @Test("a request within the call that gave what it answered is a part of it, and is told")
  func request() {
    let spans = [
      span("ai.generateText.doGenerate", 1001...1999, [said("Once.")]),
      span("ai.generateText", 1000...2000, [said("Once.")]),
    ]
    #expect(traces(spans) == [["ai.generateText", "ai.generateText.doGenerate in ai.generateText-1000"]])
    let result = OTelNormaliser.normalise(OTelBatch(spans: spans), format: "test")
    #expect(result.diagnostics.map(\.severity) == [.note])
  }

  @Test("where two calls at one time gave the same, a request stays where it is")
  func ambiguous() {
    let calls = [0, 1].map { span("ai.generateText", (1000 + $0)...2000, [said("Yes.")]) }
    #expect(traces(calls + [span("ai.generateText.doGenerate", 1100...1900, [said("Yes.")])]).count == 3)
  }

  @Test(
    "a request that answered something else, outlasted the call or served another function is no part of it")
  func others() {
    let call = span("ai.generateText", 1000...2000, [said("Once.")])
    let requests = [
      span("ai.generateText.doGenerate", 1100...1900, [said("Never.")]),
      span("ai.generateText.doGenerate", 1200...2900, [said("Once.")]),
      span("ai.generateText.doGenerate", 1300...1900, [said("Once.")], function: "poem"),
    ]
    for request in requests { #expect(traces([call, request]).count == 2) }
  }

  @Test(
    "the steps of a call and the tools that they asked for belong to the call of which the last step is known"
  )
  func steps() {
    let spans = [
      span("ai.generateText", 1000...4000, [said("It rains.")]),
      span(
        "ai.generateText.doGenerate", 1001...2000,
        [("ai.response.toolCalls", .string(#"[{"toolCallId": "c1", "toolName": "weather"}]"#))]),
      span("ai.toolCall", 2000...3000, [("ai.toolCall.id", .string("c1"))]),
      span("ai.generateText.doGenerate", 3000...3999, [said("It rains.")]),
    ]
    #expect(traces(spans).count == 1)
    #expect(traces(Array(spans.dropLast())).count == 3)
  }

  @Test("an embedding belongs to the call that gave it the texts")
  func embedding() {
    let spans = [
      span("ai.embed.doEmbed", 1001...1999, [("ai.values", .array([.string("\"A\"")]))]),
      span("ai.embed", 1000...2000, [("ai.value", .string("\"A\""))]),
    ]
    #expect(traces(spans).count == 1)
  }
}
