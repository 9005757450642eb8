import Testing
import TraceExport
import TraceImport
import TraceModel
import TraceSource

@Suite("Convert: what another program changed is read sensibly")
struct ChangedFileTests {
  private static let trace: Trace = {
    var span = Span(
      id: "step 1", name: "chat", kind: .llm, start: Timestamp(nanoseconds: 1_000),
      end: Timestamp(nanoseconds: 2_000))
    span.llm = LLMCall(
      requestModel: "gpt-4o", input: [Message(role: .user, text: "Why?")],
      output: [Message(role: .assistant, text: "Because.")], usage: TokenUsage(input: 10, output: 5))
    span.attributes = [Attribute("own", .string("kept"))]
    var tool = Span(id: "step 2", parentID: "step 1", name: "search", kind: .tool)
    tool.tool = ToolExecution(name: "search", arguments: Payload("{}", form: .json), result: Payload("found"))
    return Trace(
      id: "run 1", name: "A run", format: "made-up", spans: [span, tool],
      resources: [Resource(attributes: [Attribute("service.name", .string("bot"))])])
  }()

  private static let written = String(decoding: TraceExporter.otlpJSON([trace]), as: UTF8.self)

  /// The only trace that is read from a file in which texts were replaced.
  private func read(replacing text: String, with other: String) throws -> Trace {
    let changed = Self.written.replacing(text, with: other)
    #expect(changed != Self.written)
    let document = SourceDocument(name: "changed.json", text: changed)
    return try #require(
      try ImporterRegistry.standard.importTraces(from: [document], format: nil).traces.first)
  }

  @Test("Without the mark on the resource it is a file of the GenAI conventions")
  func noMark() throws {
    let trace = try read(replacing: "tracepage.convert.version", with: "something.else")
    #expect(trace.format == "otlp-json")
    #expect(trace.spans.map(\.kind) == [.llm, .tool])
    #expect(trace.spans[0].llm?.requestModel == "gpt-4o")
    #expect(trace.spans[0].llm?.input == [Message(role: .user, text: "Why?")])
    #expect(trace.spans[0].llm?.usage == TokenUsage(input: 10, output: 5))
    #expect(trace.spans[1].tool?.result == Payload("found"))
    #expect(trace.spans[1].parentID == trace.spans[0].id)
  }

  @Test("A later version's file is one too")
  func laterVersion() throws {
    let trace = try read(
      replacing: #""tracepage.convert.version","value":{"intValue":"1"}"#,
      with: #""tracepage.convert.version","value":{"intValue":"2"}"#)
    #expect(trace.format == "otlp-json")
    #expect(trace.spans[0].llm?.requestModel == "gpt-4o")
  }

  @Test("So is a span from which our attributes were taken")
  func noAttributes() throws {
    let trace = try read(replacing: "\"tracepage.kind\"", with: "\"renamed\"")
    #expect(trace.spans.map(\.kind) == [.llm, .tool])
    #expect(trace.spans[0].llm?.output == [Message(role: .assistant, text: "Because.")])
  }

  @Test("An attribute that was added becomes one of the source's; one that was changed is taken as it is now")
  func edited() throws {
    let added = try read(
      replacing: #"{"key":"own","#, with: #"{"key":"host","value":{"stringValue":"ci"}},{"key":"own","#)
    #expect(added.spans[0].attributes.map(\.name) == ["host", "own"])
    #expect(added.id == "run 1")
    let changed = try read(replacing: "gpt-4o", with: "gpt-5")
    #expect(changed.spans[0].llm?.requestModel == "gpt-5")
    #expect(changed.spans[0].attributes == Self.trace.spans[0].attributes)
  }

  @Test("Messages that were cut off are shown as the text that they are")
  func cutOff() throws {
    let trace = try read(
      replacing: #"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Why?\"}]}]"#,
      with: #"[{\"role\":\"user\",\"pa"#)
    #expect(trace.spans[0].llm?.input == [Message(role: .user, text: #"[{"role":"user","pa"#)])
  }

  @Test("Values of a wrong type leave the fact unknown, and nothing crashes")
  func wrongTypes() throws {
    let trace = try read(replacing: #""stringValue":"#, with: #""doubleValue":"#)
    #expect(trace.spans.count == 2)
  }

  @Test("A negative count of tokens is none")
  func negativeCount() throws {
    let trace = try read(
      replacing: #""gen_ai.usage.output_tokens","value":{"intValue":"5"}"#,
      with: #""gen_ai.usage.output_tokens","value":{"intValue":"-9223372036854775808"}"#)
    #expect(trace.spans[0].llm?.usage == TokenUsage(input: 10))
  }

  @Test("Spans that say they have one id stay two")
  func sameID() throws {
    let trace = try read(replacing: "\"step 2\"", with: "\"step 1\"")
    #expect(Set(trace.spans.map(\.id)).count == 2)
  }

  @Test("A call whose earlier one is gone keeps its own messages, and that is told")
  func earlierGone() throws {
    let changed = Self.written.replacing(
      #"{"key":"tracepage.kind","value":{"stringValue":"llm"}}"#,
      with: #"{"key":"tracepage.kind","value":{"stringValue":"llm"}},"#
        + #"{"key":"tracepage.llm.input.follows","value":{"stringValue":"00f067aa0ba902b7"}}"#)
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "changed.json", text: changed)], format: nil)
    #expect(result.traces.first?.spans[0].llm?.input == [Message(role: .user, text: "Why?")])
    #expect(result.diagnostics.map(\.severity) == [.loss])
    #expect(result.diagnostics.first?.place.file == "changed.json")
  }
}
