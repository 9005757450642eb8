import Testing
import TraceExport
import TraceImport
import TraceModel
import TraceSource

@Suite("Convert: what is written is read again as it was")
struct RoundTripTests {
  /// The traces that are read from what was written of others.
  static func readBack(_ traces: [Trace]) throws -> ImportResult {
    let text = String(decoding: TraceExporter.otlpJSON(traces), as: UTF8.self)
    return try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "converted.otlp.json", text: text)], format: nil)
  }

  @Test("A trace with every field filled comes back as it was")
  func everyField() throws {
    let result = try Self.readBack([Filled.trace])
    #expect(result.diagnostics.filter { $0.severity == .loss } == [])
    #expect(result.traces.count == 1)
    let trace = try #require(result.traces.first)
    #expect(Difference.find(trace, Filled.trace) == nil)
    #expect(trace == Filled.trace)
  }

  @Test("A value nested deeper than JSON texts are read comes back, and grows little by its backslashes")
  func deepNesting() throws {
    let deep = (0..<500).reduce(AttributeValue.string("x")) { value, _ in .map([Attribute("a", value)]) }
    var trace = Filled.trace
    trace.attributes = [Attribute("deep", deep)]

    #expect(TraceExporter.otlpJSON([trace]).count < 200_000)
    #expect(try Self.readBack([trace]).traces.first?.attributes == trace.attributes)
  }

  /// Pairs of a filled value and one of which nothing is known.
  static let pairs: [(filled: any Sendable, blank: any Sendable)] = [
    (Filled.trace, Trace(id: "", format: "")), (Filled.span, Span(id: "", name: "")),
    (Filled.call, LLMCall()), (Filled.usage, TokenUsage()), (Filled.tool, ToolExecution()),
    (Filled.call.reportedCost as any Sendable, ReportedCost(total: 0)),
    (Filled.span.retrieval as any Sendable, Retrieval()),
    (Filled.documents[0], Document(content: "", rank: 0)),
    (Filled.prompt, PromptAssembly()), (Filled.prompt.segments[0], PromptAssembly.Segment(name: "")),
    (Filled.span.compaction as any Sendable, Compaction()),
    (Filled.span.source as any Sendable, SourcePlace(file: "")),
    (Filled.tool.command as any Sendable, ShellCommand(text: "")),
    (Filled.tool.files[0], FileAccess(path: "", action: .read)),
    (Filled.messages[1], Message(role: .system, parts: [])),
    (Filled.span.events[0], SpanEvent(name: "")), (Filled.span.links[0], SpanLink(traceID: "", spanID: "")),
    (Filled.scope, InstrumentationScope(name: "")), (Filled.trace.resources[0], Resource()),
    (Filled.call.tools[0], ToolDefinition(name: "", definition: "")),
    (Filled.scores[0], Score(name: "")), (Filled.trace.ending as any Sendable, RecordedEnding(.finished)),
    (Filled.span.output as any Sendable, Payload("")),
    (Reasoning(text: "Hm.", isRedacted: true), Reasoning(text: "")),
    (
      ToolCall(id: "c2", name: "search", arguments: "{", argumentsError: "no JSON"),
      ToolCall(id: nil, name: "", arguments: "")
    ), (Citation(text: "a", title: "b", address: "c", quote: "d"), Citation()),
    (
      ToolResult(callID: "c1", name: "search", content: "[1,2,3]", isError: true),
      ToolResult(callID: nil, content: "")
    ),
  ]

  @Test("The filled trace leaves no field of the model as it is by itself", arguments: pairs.indices)
  func everyFieldIsFilled(_ index: Int) {
    let (filled, blank) = Self.pairs[index]
    let values = Self.fields(of: Difference.unwrapped(filled))
    let blanks = Self.fields(of: blank)
    #expect(values.map { $0.0 } == blanks.map { $0.0 })
    for (value, blank) in zip(values, blanks) {
      #expect(value.1 != blank.1, "\(type(of: blank)).\(value.0 ?? "") is not filled")
    }
  }

  /// The fields with what stands in them; those of an object that a value keeps them in are the value's own.
  private static func fields(of value: Any) -> [(String?, String)] {
    Mirror(reflecting: value).children.flatMap { child in
      Mirror(reflecting: child.value).displayStyle == .class
        ? fields(of: child.value) : [(child.label, "\(child.value)")]
    }
  }

  @Test("Traces of one id, and ids that differ in their spelling alone, stay apart")
  func likeIDs() throws {
    let hex = "4BF92F3577B34DA6A3CE929D0E0E4736"
    let ids = [hex, hex.lowercased(), hex, "run", "run", "550e8400-e29b-41d4-a716-446655440000"]
    let traces = ids.enumerated().map { number, id in
      var spans = ["00F067AA0BA902B7", "00f067aa0ba902b7", "a", "b", ""].map {
        Span(id: $0, name: "\(number)\($0)")
      }
      spans[0].parentID = "00f067aa0ba902b7"
      spans[1].parentID = "a"
      spans[2].parentID = "not exported"
      return Trace(id: id, format: "made-up", spans: spans)
    }
    #expect(try Self.readBack(traces).traces == traces)
  }

  @Test("Spans keep their order, whatever their times, resources and scopes")
  func order() throws {
    let spans = (0..<12).map { number in
      var span = Span(id: "\(number)", name: "step")
      span.resource = number % 3 == 2 ? nil : number % 3
      span.scope = number % 2 == 0 ? nil : InstrumentationScope(name: "lib \(number % 4)")
      if number % 4 != 0 { span.start = Timestamp(nanoseconds: Int64(100 - number)) }
      return span
    }
    let trace = Trace(
      id: "run", format: "made-up", spans: spans,
      resources: [Resource(attributes: [Attribute("a", .int(1))]), Resource(attributes: [])])
    #expect(try Self.readBack([trace]).traces == [trace])
  }

  @Test("The messages of a long session are written once, and each call gets all of its own back")
  func longSession() throws {
    let text = String(repeating: "a long tool result ", count: 4000)
    var history: Conversation = [
      Message(role: .system, text: "Be brief."), Message(role: .user, text: "Go."),
    ]
    let spans = (0..<40).map { number in
      var span = Span(id: "\(number)", name: "call", kind: .llm)
      span.llm = LLMCall(input: history, output: [Message(role: .assistant, text: "\(number)")])
      if number == 20 { history = [Message(role: .user, text: "The summary.")] }
      history.append(Message(role: .tool, text: "\(number) \(text)"))
      return span
    }
    let trace = Trace(id: "run", format: "made-up", spans: spans)
    #expect(TraceExporter.otlpJSON([trace]).count < 5_000_000)
    let result = try Self.readBack([trace])
    #expect(result.traces == [trace])
    #expect(result.diagnostics.filter { $0.severity == .loss } == [])
  }

  @Test("A call goes on from its agent's last one, however many calls of a sub-agent lie between")
  func interleavedSessions() throws {
    func call(_ id: String, _ input: Conversation) -> Span {
      var span = Span(id: id, name: "call", kind: .llm)
      span.llm = LLMCall(input: input, output: [Message(role: .assistant, text: id)])
      return span
    }
    var history = Conversation(
      (0..<40).map { Message(role: .user, text: "\($0) \(String(repeating: "a long result ", count: 400))") })
    var spans: [Span] = []
    for turn in 0..<20 {
      spans.append(call("main \(turn)", history))
      history.append(Message(role: .tool, text: "result \(turn)"))
      var inner: Conversation = [Message(role: .user, text: "look into \(turn)")]
      for step in 0..<12 {
        spans.append(call("sub \(turn).\(step)", inner))
        inner.append(Message(role: .tool, text: "found \(turn).\(step)"))
      }
    }
    let trace = Trace(id: "run", format: "made-up", spans: spans)
    var bytes: [UInt8] = []
    TraceExporter.otlpJSON([trace], repeats: .named) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self).ranges(of: "0 a long result").count < 5)
    let document = SourceDocument(name: "converted.otlp.json", text: String(decoding: bytes, as: UTF8.self))
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.traces == [trace])
  }

  @Test("A trace without spans is left out")
  func noSpans() {
    let bytes = TraceExporter.otlpJSON([Trace(id: "run", format: "made-up")])
    #expect(String(decoding: bytes, as: UTF8.self) == "{\"resourceSpans\":[]}\n")
  }
}
