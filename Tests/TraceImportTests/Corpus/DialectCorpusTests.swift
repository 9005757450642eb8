import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Real files of every dialect. The figures were counted from the raw files by a program that shares no line with
/// the importer, and the sums checked by hand.
@Suite("Dialects: real files")
struct DialectCorpus {
  /// A file with its spans, its model calls and the tokens that they count, before repeated calls are taken out.
  struct Figures: Sendable {
    var file: String
    var spans: Int
    var calls: Int
    var input: Int
    var output: Int

    init(_ file: String, _ spans: Int, _ calls: Int, _ input: Int, _ output: Int) {
      (self.file, self.spans, self.calls, self.input, self.output) = (file, spans, calls, input, output)
    }

    static let all: [Figures] = [
      Figures("any-agent/langchain.json", 7, 4, 1262, 125),
      Figures("any-agent/llama_index.json", 9, 5, 1308, 255),
      Figures("any-agent/openai.json", 6, 3, 1020, 76),
      Figures("any-agent/smolagents.json", 7, 3, 2294, 87),
      Figures("any-agent/tinyagent.json", 8, 4, 1369, 156),
      Figures("genai-semconv/gen-events-v1.30.traces.json", 5, 4, 630, 192),
      Figures("genai-semconv/gen-latest-openai-v2.otlp.jsonl", 6, 4, 630, 192),
      Figures("genai-semconv/gen-no-content.otlp.jsonl", 6, 4, 630, 192),
      Figures("genai-semconv/langwatch-spring-ai.json", 1, 1, 11, 13),
      Figures("genai-semconv/langwatch-strands-old.json", 1, 1, 24, 10),
      Figures("google-adk/gen-adk-litellm.otlp.jsonl", 7, 2, 420, 192),
      Figures("langfuse-otel/gen-langfuse-sdk5.otlp.jsonl", 7, 3, 223, 68),
      Figures("langsmith-otel/gen-langgraph.otlp.jsonl", 15, 3, 630, 192),
      Figures("ms-agent/gen-agent-framework-1.23.otlp.jsonl", 5, 2, 420, 128),
      Figures("openinference/gen-langgraph.otlp.jsonl", 15, 3, 630, 192),
      Figures("openinference/gen-oi-agent-rag.b64ids.json", 17, 9, 14916, 636),
      Figures("openinference/gen-oi-agent-rag.otlp.jsonl", 17, 9, 14916, 636),
      Figures("openinference/gen-smolagents.otlp.jsonl", 8, 3, 630, 192),
      Figures("openinference/langwatch-oi-openai-b64ids.json", 1, 1, 0, 0),
      Figures("openllmetry/gen-langgraph.otlp.jsonl", 17, 3, 630, 192),
      Figures("openllmetry/gen-traceloop-duplicate-spans.b64ids.json", 15, 9, 14916, 636),
      Figures("openllmetry/gen-traceloop-workflow.otlp.jsonl", 15, 9, 14916, 636),
      Figures("openllmetry/langwatch-openllmetry-langchain-b64ids.json", 1, 0, 0, 0),
      Figures("openllmetry/langwatch-openllmetry-openai-b64ids.json", 1, 1, 0, 0),
      Figures("pydantic-ai/gen-instr-v1.otlp.jsonl", 5, 2, 420, 128),
      Figures("pydantic-ai/gen-instr-v2.otlp.jsonl", 5, 2, 420, 128),
      Figures("pydantic-ai/gen-instr-v4.otlp.jsonl", 5, 2, 420, 128),
      Figures("pydantic-ai/gen-instr-v6.otlp.jsonl", 5, 2, 420, 128),
      Figures("strands-evals/adk_live_spans.json", 7, 4, 758, 168),
      Figures("strands-evals/autogen_live_spans.json", 3, 0, 0, 0),
      Figures("strands-evals/claude_live_spans.json", 10, 0, 0, 0),
      Figures("strands-evals/openai_agents_genai_adot_spans.json", 17, 3, 692, 102),
      Figures("strands-evals/openai_agents_genai_live_spans.json", 17, 8, 1870, 253),
      Figures("strands-evals/openai_agents_openinference_live_spans.json", 19, 5, 1228, 194),
      Figures("strands-evals/openinference_adot_spans.json", 8, 3, 0, 0),
      Figures("strands-evals/openinference_live_spans.json", 6, 2, 0, 0),
      Figures("strands-evals/otel_genai_convention_spans.json", 5, 2, 200, 60),
      Figures("strands-evals/pydantic_ai_live_spans.json", 4, 2, 1251, 78),
      Figures("tempo/agentevals-tempo-batches.json", 86, 6, 13944, 387),
    ]
  }

  @Test(
    "A file's spans, model calls and tokens are those of the raw file",
    arguments: Figures.all.filter { hasImporter($0.file) })
  func figures(_ expected: Figures) throws {
    let spans = try Corpus.load(expected.file).traces.flatMap(\.spans)
    let calls = spans.filter { $0.kind == .llm }
    #expect(spans.count == expected.spans)
    #expect(calls.count == expected.calls)
    #expect(calls.compactMap(\.llm?.usage?.input).reduce(0, +) == expected.input)
    #expect(calls.compactMap(\.llm?.usage?.output).reduce(0, +) == expected.output)
  }

  /// Whether the file's envelope has an importer; two folders hold dumps of programs with an envelope of their own.
  private static func hasImporter(_ file: String) -> Bool {
    guard let program = ["strands-evals", "any-agent"].first(where: { file.hasPrefix($0) }) else {
      return true
    }
    return ImporterRegistry.standard.formats.contains {
      "\($0.id) \($0.writers)".lowercased().contains(program)
    }
  }

  @Test(
    "Every file of the folders imports and has spans",
    arguments: [
      "genai-semconv", "openinference", "openllmetry", "pydantic-ai", "langsmith-otel", "langfuse-otel",
      "google-adk", "ms-agent", "vercel-ai", "otlp-json", "tempo", "strands-evals", "any-agent",
    ].filter { hasImporter($0) })
  func everyFile(_ folder: String) throws {
    for file in Corpus.files(in: folder) {
      let result = try Corpus.load(file)
      #expect(!result.traces.flatMap(\.spans).isEmpty, "\(file)")
      for trace in result.traces {
        #expect(Set(trace.spans.map(\.id)).count == trace.spans.count, "\(file)")
        for span in trace.spans {
          #expect(
            span.representedAttributes.isSubset(of: Set(span.attributes.map(\.name))), "\(file) \(span.name)")
        }
      }
    }
  }

  @Test(
    "One run in six encodings is one and the same trace",
    arguments: [
      "openinference/gen-oi-agent-rag.binpb", "openinference/gen-oi-agent-rag.b64ids.json",
      "otlp-json/framed-len32be.binpb", "otlp-json/framed-legacy-zstd-json.bin",
      "otlp-json/native-zstd.jsonl.zst",
    ])
  func golden(_ file: String) throws {
    var expected = try Corpus.load("openinference/gen-oi-agent-rag.otlp.jsonl").traces
    var found = try Corpus.load(file).traces
    for index in expected.indices { expected[index].format = "" }
    for index in found.indices { found[index].format = "" }
    #expect(expected.map(\.spans.count) == [17])
    #expect(found.flatMap { TraceDump.trace($0) } == expected.flatMap { TraceDump.trace($0) })
    #expect(found == expected)
  }

  /// What the graph and its figures are made of.
  private struct GraphSpan: Equatable {
    var id: String
    var parent: String?
    var name: String
    var kind: SpanKind
    var models: [String?]
    var usage: [Int?]
    var messages: [String]
    var documents: [String]
    var isError: Bool

    /// - Parameter showsLengths: Whether the lengths of texts above 60 characters count.
    init(_ span: Span, showsLengths: Bool) {
      (id, parent, name, kind) = (span.id, span.parentID, span.name, span.kind)
      models = [span.llm?.requestModel, span.llm?.responseModel]
      let usage = span.llm?.usage
      self.usage = [usage?.input, usage?.output, usage?.cacheRead, usage?.cacheWrite, usage?.reasoning]
      messages = (span.llm.map { $0.input + $0.output } ?? []).map(TraceDump.message)
      if !showsLengths { messages = messages.map { $0.replacing(/…[0-9]+/, with: "…") } }
      documents = (span.retrieval?.documents ?? []).map {
        "\($0.rank) \($0.id ?? "-") \($0.score ?? -1) \($0.content)"
      }
      isError = if case .error = span.status { true } else { false }
    }
  }

  /// Tolerated: times rounded to microseconds, which is all that Zipkin has and all that Python prints; texts that
  /// Python's Zipkin exporter cuts at 128 characters; and what is no part of the graph: Zipkin's attributes are
  /// strings, with resource and scope among them, and Python prints no scope.
  @Test(
    "The same run from Zipkin and from Python's console is the same graph",
    arguments: [
      "zipkin/gen-oi-zipkin-v2.json", "console/gen-oi-console-exporter.txt",
      "console/gen-oi-readablespan.jsonl",
    ])
  func goldenGraph(_ file: String) throws {
    let expected = try Corpus.load("openinference/gen-oi-agent-rag.otlp.jsonl").traces
    let found = try Corpus.load(file).traces
    #expect(found.map(\.id) == expected.map(\.id))
    #expect(found.map(\.sessionID) == expected.map(\.sessionID))
    let isZipkin = file.hasPrefix("zipkin")
    let pairs = zip(
      found.flatMap(\.spans).sorted { $0.id < $1.id }, expected.flatMap(\.spans).sorted { $0.id < $1.id })
    #expect(found.flatMap(\.spans).count == 17)
    for (found, expected) in pairs {
      #expect(GraphSpan(found, showsLengths: !isZipkin) == GraphSpan(expected, showsLengths: !isZipkin))
      let starts = (try #require(found.start), try #require(expected.start))
      let ends = (try #require(found.end), try #require(expected.end))
      #expect(abs(starts.0.nanoseconds(since: starts.1)) < 1000)
      #expect(abs(ends.0.nanoseconds(since: ends.1)) < 2000)
    }
  }

  @Test("Log records of another file bring the messages of their spans")
  func joinedLogs() throws {
    let result = try Corpus.load(
      "genai-semconv/gen-events-v1.30.traces.json", "genai-semconv/gen-events-v1.30.logs.json")
    let calls = result.traces.flatMap(\.spans).filter { $0.kind == .llm }
    #expect(result.traces.count == 1)
    #expect(calls.map { $0.llm?.input.count } == [2, 5, 2, 2])
    #expect(calls.map { $0.llm?.output.count } == [1, 1, 1, 0])
  }

  @Test("Log records alone become model calls with inferred times")
  func logsAlone() throws {
    let spans = try Corpus.load("genai-semconv/gen-latest-openai-v2.logs.jsonl").traces.flatMap(\.spans)
    #expect(spans.map(\.kind) == [.llm, .llm, .llm, .llm])
    #expect(spans.allSatisfy { $0.timeOrigin == .inferred })
    #expect(spans.map { $0.llm?.usage?.input } == [210, 210, 210, nil])
  }

  @Test("Of a real agent's 86 spans most are folded, and none that did LLM work")
  func noise() throws {
    let spans = try Corpus.load("tempo/agentevals-tempo-batches.json").traces.flatMap(\.spans)
    let work: Set<SpanKind> = [.llm, .tool, .retrieval, .agent]
    #expect(spans.filter { $0.isFrameworkInternal && work.contains($0.kind) }.isEmpty)
    #expect(spans.filter(\.isFrameworkInternal).count > 60)
  }
}
