import Testing
import TraceModel

@testable import OTelImport
@testable import TraceSource

/// What Monocle says in the events of a call.
@Suite("Monocle's events")
struct MonocleTests {
  private func call(output: [Attribute], metadata: [Attribute] = []) throws -> Span {
    var span = OTelSpan(traceID: "t", spanID: "a", name: "inference", place: SourcePlace(file: "f"))
    span.attributes = [
      Attribute("monocle_apptrace.version", .string("1")), Attribute("span.type", .string("inference")),
      Attribute("entity.1.type", .string("inference.some_provider")),
    ]
    span.events = [
      SpanEvent(name: "data.input", attributes: [Attribute("input", .string(#"{"user": "Tell a story."}"#))]),
      SpanEvent(name: "data.output", attributes: output),
      SpanEvent(name: "metadata", attributes: metadata),
    ]
    let result = OTelNormaliser.normalise(OTelBatch(spans: [span]), format: "test")
    return try #require(result.traces.first?.spans.first)
  }

  @Test("the reason of the end stands beside the output, the model that answered among the metadata")
  func end() throws {
    let span = try call(
      output: [
        Attribute("response", .string(#"{"assistant": "Once"}"#)),
        Attribute("finish_reason", .string("length")),
        Attribute("finish_type", .string("truncated")),
      ], metadata: [Attribute("model", .string("some-model-2026"))])
    #expect(span.llm?.finishReasons == ["length"])
    #expect(span.llm?.responseModel == "some-model-2026")
    #expect(span.llm?.output.map(\.text) == ["Once"])
  }

  @Test("an end that is told by its kind alone has the reason of that kind")
  func kindOfEnd() throws {
    let text = Attribute("response", .string("Once"))
    #expect(
      try call(output: [text, Attribute("finish_type", .string("truncated"))]).llm?.finishReasons == [
        "length"
      ])
    #expect(try call(output: [text, Attribute("finish_type", .string("success"))]).llm?.finishReasons == [])
  }

  @Test("beside a code of an error the text is what went wrong, and no answer")
  func error() throws {
    let failed = try call(
      output: [
        Attribute("response", .string("(401) no such key")), Attribute("error_code", .string("error")),
      ])
    #expect(failed.status == .error(message: "(401) no such key"))
    #expect(failed.llm?.output == [] && failed.output == nil)
    let fine = try call(
      output: [Attribute("response", .string("Once")), Attribute("error_code", .string("success"))])
    #expect(fine.llm?.output.map(\.text) == ["Once"] && !fine.status.isError)
  }
}
