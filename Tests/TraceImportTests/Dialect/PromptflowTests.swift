import Testing
import TraceModel

@testable import OTelImport
@testable import TraceSource

@Suite("Spans of Prompt flow, and of tools that are recorded twice")
struct PromptflowTests {
  private func span(_ attributes: [(String, String)]) throws -> Span {
    var source = OTelSpan(traceID: "t", spanID: "s", name: "run", place: SourcePlace(file: "spans.json"))
    source.attributes = attributes.map { Attribute($0.0, .string($0.1)) }
    let batch = OTelBatch(spans: [source])
    return try #require(OTelNormaliser.normalise(batch, format: "otlp").traces.first?.spans.first)
  }

  @Test("a function has its inputs and its output; an object that was not written out is none")
  func functions() throws {
    let function = [
      ("framework", "promptflow"), ("span_type", "Function"), ("inputs", #"{"question": "test"}"#),
    ]
    let told = try span(function + [("output", #""It works.""#)])
    #expect(
      told.kind == .chain && told.input?.text.contains("test") == true && told.output?.text == "It works.")
    for output in [
      "Object of type async_generator is not JSON serializable",
      #""<async_generator object Queue.aiter at 0x138>""#,
    ] {
      #expect(try span(function + [("output", output)]).output == nil)
    }
  }

  @Test("a tool's span that holds nothing but the same run again is one call; another run within it is not")
  func repeatedTools() {
    func tool(_ id: String, in parent: String?, _ start: Int64, _ end: Int64, arguments: String = "{}")
      -> Span
    {
      var span = Span(id: id, parentID: parent, name: id, kind: .tool)
      span.start = Timestamp(nanoseconds: start * 1_000_000)
      span.end = Timestamp(nanoseconds: end * 1_000_000)
      span.tool = ToolExecution(name: id, arguments: Payload(arguments), result: Payload("done"))
      return span
    }
    func kinds(_ inner: Span) -> [SpanKind] {
      var trace = Trace(id: "t", format: "otlp")
      trace.spans = [tool("call", in: nil, 0, 500), inner]
      trace.foldRepeatedTools()
      return trace.spans.map(\.kind)
    }
    #expect(kinds(tool("inner", in: "call", 1, 499)) == [.tool, .chain])
    #expect(kinds(tool("inner", in: "call", 1, 400)) == [.tool, .tool])
    #expect(kinds(tool("inner", in: "call", 1, 499, arguments: #"{"a":1}"#)) == [.tool, .tool])
  }
}
