import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Envelopes: real files")
struct EnvelopeCorpusTests {
  @Test(
    "one run in six encodings is one and the same batch",
    arguments: [
      "openinference/gen-oi-agent-rag.binpb", "openinference/gen-oi-agent-rag.b64ids.json",
      "otlp-json/framed-len32be.binpb", "otlp-json/framed-legacy-zstd-json.bin",
      "otlp-json/native-zstd.jsonl.zst",
    ])
  func golden(name: String) throws {
    let expected = try EnvelopeCorpus.batch("openinference/gen-oi-agent-rag.otlp.jsonl")
    let batch = try EnvelopeCorpus.batch(name)

    #expect(expected.spans.count == 17)
    #expect(batch.resources == expected.resources)
    let spans = Dictionary(uniqueKeysWithValues: batch.content.spans.map { ($0.spanID, $0) })
    for span in expected.content.spans { #expect(spans[span.spanID] == span) }
    #expect(spans.count == 17)
    #expect(batch.diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test("a second copy of every span is told in one note")
  func framedTwice() throws {
    let batch = try EnvelopeCorpus.batch("otlp-json/framed-len32be.binpb")

    #expect(batch.diagnostics.count == 1)
    #expect(batch.diagnostics.first?.message.hasPrefix("17 spans") == true)
  }

  @Test(
    "a file holds so many spans and log records",
    arguments: [
      ("otlp-json/dazzaji-collector-file.jsonl", 2, 0), ("otlp-json/dazzaji-collector-file.jsonl.zst", 2, 0),
      ("otlp-json/jaegerui-otlp-error.json", 1, 0), ("otlp-json/jaegerui-otlp-multi.json", 4, 0),
      ("otlp-json/langwatch-exception-b64ids.json", 1, 0), ("otlp-json/langwatch-fastapi-b64ids.json", 2, 0),
      ("otlp-json/proto-example-events.json", 0, 1), ("otlp-json/proto-example-logs.json", 0, 1),
      ("otlp-json/proto-example-trace.json", 1, 0), ("genai-semconv/gen-events-v1.30.logs.json", 0, 14),
      ("genai-semconv/gen-events-v1.30.traces.json", 5, 0),
      ("genai-semconv/gen-latest-openai-v2.binpb", 6, 0),
      ("genai-semconv/gen-latest-openai-v2.logs.jsonl", 0, 4),
      ("genai-semconv/gen-latest-openai-v2.otlp.jsonl", 6, 0),
      ("genai-semconv/gen-no-content.otlp.jsonl", 6, 0),
      ("genai-semconv/langwatch-spring-ai.json", 1, 0), ("genai-semconv/langwatch-strands-old.json", 1, 0),
      ("openinference/gen-langgraph.otlp.jsonl", 15, 0), ("openinference/gen-smolagents.otlp.jsonl", 8, 0),
      ("openinference/langwatch-oi-openai-b64ids.json", 1, 0),
      ("openllmetry/gen-langgraph.otlp.jsonl", 17, 0),
      ("openllmetry/gen-traceloop-duplicate-spans.b64ids.json", 15, 0),
      ("openllmetry/gen-traceloop-workflow.otlp.jsonl", 15, 0),
      ("tempo/agentevals-tempo-batches.json", 86, 0),
      ("langfuse-otel/gen-langfuse-sdk5.otlp.jsonl", 7, 0),
      ("langsmith-otel/gen-langgraph.otlp.jsonl", 15, 0),
    ])
  func counts(name: String, spans: Int, logs: Int) throws {
    let batch = try EnvelopeCorpus.batch(name)

    #expect(batch.spans.count == spans)
    #expect(batch.logs.count == logs)
    #expect(batch.diagnostics.filter { $0.severity == .loss } == [])
  }

  @Test("every span of a Tempo export has an end after its start and a parent in lower-case hex")
  func tempo() throws {
    for span in try EnvelopeCorpus.batch("tempo/agentevals-tempo-batches.json").spans {
      let (start, end) = (try #require(span.start), try #require(span.end))
      #expect(start <= end)
      #expect(span.parentSpanID.map { $0.count == 16 && $0 == $0.lowercased() } ?? true)
    }
  }

  @Test(
    "files of other formats are nobody's here",
    arguments: [
      "raw-api/openai_responses_pairs.jsonl", "litellm/standard_logging_payload.jsonl",
      "har/llm_calls_from_vcr.har",
    ])
  func foreign(name: String) throws {
    let document = try EnvelopeCorpus.open(name)

    for case let importer as any OpenTelemetryImporter in ImporterRegistry.standard.importers {
      #expect(importer.confidence(in: document) == .none, "\(importer.format.id)")
    }
  }

  @Test("log records join the spans of another file")
  func joined() throws {
    let documents = try ["traces", "logs"].map {
      try EnvelopeCorpus.open("genai-semconv/gen-events-v1.30.\($0).json")
    }

    let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)

    #expect(result.traces.map(\.spans.count) == [5])
    #expect(result.traces.map(\.format) == ["otlp-json"])
  }
}
