import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// Real files of the envelopes that are no OTLP. The figures were counted from the raw files by a program that
/// shares no line with the importer.
@Suite("Envelopes: figures of real files")
struct EnvelopeFigures {
  /// A file with its spans, those that have a parent, its model calls and their tokens.
  struct Figures: Sendable, CustomStringConvertible {
    var file: String
    var spans: Int
    var children: Int
    var calls: Int
    var input: Int
    var output: Int

    init(_ file: String, _ spans: Int, _ children: Int, _ calls: Int, _ input: Int, _ output: Int) {
      (self.file, self.spans, self.children) = (file, spans, children)
      (self.calls, self.input, self.output) = (calls, input, output)
    }

    var description: String { file }

    /// How the folder's importer is called.
    var format: String {
      let formats = [
        "zipkin": "zipkin", "console": "otel-console", "jaeger": "jaeger", "phoenix": "phoenix",
        "strands-evals": "strands-evals", "any-agent": "any-agent", "trail-shape": "trail",
      ]
      return file.split(separator: "/").first.flatMap { formats[String($0)] } ?? ""
    }
  }

  static let all: [Figures] = [
    Figures("zipkin/ascend.json", 8, 7, 0, 0, 0),
    Figures("zipkin/envoy.json", 1, 0, 0, 0, 0),
    Figures("zipkin/gen-oi-zipkin-v2.json", 17, 16, 9, 14916, 636),
    Figures("zipkin/gen-traceloop-zipkin-v2-dups.json", 15, 14, 9, 14916, 636),
    Figures("zipkin/messaging-kafka.json", 28, 27, 0, 0, 0),
    Figures("zipkin/messaging.json", 4, 3, 0, 0, 0),
    Figures("zipkin/messaging2.json", 11, 10, 0, 0, 0),
    Figures("zipkin/simple-db-p6.json", 5, 4, 0, 0, 0),
    Figures("zipkin/skew.json", 4, 3, 0, 0, 0),
    Figures("zipkin/smartthings-mobile-web-install.json", 957, 956, 0, 0, 0),
    Figures("zipkin/yelp.json", 16, 15, 0, 0, 0),
    Figures("zipkin/zipkin2-chinese.json", 1, 1, 0, 0, 0),
    Figures("console/gen-events-v1.30.console-spans.txt", 5, 4, 4, 630, 192),
    Figures("console/gen-oi-console-exporter.txt", 17, 16, 9, 14916, 636),
    Figures("console/gen-oi-readablespan.jsonl", 17, 16, 9, 14916, 636),
    Figures("jaeger/agentevals-helm.json", 96, 95, 4, 7552, 260),
    Figures("jaeger/agentevals-helm_3.json", 125, 124, 4, 8094, 1606),
    Figures("jaeger/jaegerui-flamegraph.json", 4, 3, 0, 0, 0),
    Figures("jaeger/jaegerui-genai.json", 57, 56, 5, 8280, 1180),
    Figures("jaeger/jaegerui-otlp-multi-out.json", 4, 3, 0, 0, 0),
    Figures("phoenix/gen-mixed-dataframe.jsonl", 32, 30, 18, 29832, 1272),
    Figures("phoenix/gen-mixed-rest-otlpv1.json", 32, 30, 18, 29832, 1272),
    Figures("phoenix/gen-mixed-rest-spans.json", 32, 30, 18, 29832, 1272),
    Figures("strands-evals/adk_live_spans.json", 7, 6, 4, 758, 168),
    Figures("strands-evals/autogen_live_spans.json", 3, 1, 0, 0, 0),
    Figures("strands-evals/claude_live_spans.json", 10, 10, 0, 0, 0),
    Figures("strands-evals/openai_agents_genai_adot_spans.json", 17, 17, 3, 692, 102),
    Figures("strands-evals/openai_agents_genai_live_spans.json", 17, 17, 8, 1870, 253),
    Figures("strands-evals/openai_agents_openinference_live_spans.json", 19, 19, 5, 1228, 194),
    Figures("strands-evals/openinference_adot_spans.json", 8, 0, 3, 0, 0),
    Figures("strands-evals/openinference_live_spans.json", 6, 5, 2, 0, 0),
    Figures("strands-evals/otel_genai_convention_spans.json", 5, 4, 2, 200, 60),
    Figures("strands-evals/pydantic_ai_live_spans.json", 4, 3, 2, 1251, 78),
    Figures("any-agent/langchain.json", 7, 6, 4, 1262, 125),
    Figures("any-agent/llama_index.json", 9, 8, 5, 1308, 255),
    Figures("any-agent/openai.json", 6, 5, 3, 1020, 76),
    Figures("any-agent/smolagents.json", 7, 6, 3, 2294, 87),
    Figures("any-agent/tinyagent.json", 8, 7, 4, 1369, 156),
    Figures("trail-shape/gen-smolagents-trail-shape.json", 8, 7, 3, 630, 192),
  ]

  @Test("a file's spans, parents, model calls and tokens are those of the raw file", arguments: all)
  func figures(_ expected: Figures) throws {
    let result = try Corpus.load(expected.file)
    let spans = result.traces.flatMap(\.spans)
    let calls = spans.filter { $0.kind == .llm }
    #expect(Set(result.traces.map(\.format)) == [expected.format])
    #expect(spans.count == expected.spans)
    #expect(spans.filter { $0.parentID != nil }.count == expected.children)
    #expect(calls.count == expected.calls)
    #expect(calls.compactMap(\.llm?.usage?.input).reduce(0, +) == expected.input)
    #expect(calls.compactMap(\.llm?.usage?.output).reduce(0, +) == expected.output)
    // Zipkin's exporter for Python cuts values after 128 characters.
    let isCut = { (loss: Diagnostic) in
      expected.file.hasPrefix("zipkin/")
        && loss.message.hasSuffix("ends within its JSON, after 128 characters at most")
    }
    #expect(result.diagnostics.filter { $0.severity == .loss && !isCut($0) } == [])
  }

  /// A span by what two exports of one run have in common.
  private static func graph(_ file: String) throws -> [String] {
    try Corpus.load(file).traces.flatMap(\.spans).map { span in
      let usage = span.llm?.usage
      let documents = (span.retrieval?.documents ?? []).map {
        "\($0.id ?? "-") \($0.score ?? -1) \($0.content)"
      }
      let messages = (span.llm.map { $0.input + $0.output } ?? []).map(TraceDump.message)
      return "\(span.id) < \(span.parentID ?? "-") \(span.name) \(span.kind) \(span.status) "
        + "\(span.llm?.model ?? "-") \(usage?.input ?? -1) \(usage?.output ?? -1) \(documents) \(messages)"
    }.sorted()
  }

  @Test("the three exports of Phoenix are one and the same graph")
  func phoenix() throws {
    let expected = try Self.graph("phoenix/gen-mixed-rest-otlpv1.json")
    #expect(expected.count == 32)
    for file in ["phoenix/gen-mixed-rest-spans.json", "phoenix/gen-mixed-dataframe.jsonl"] {
      for (found, expected) in zip(try Self.graph(file), expected) { #expect(found == expected, "\(file)") }
    }
  }

  @Test("a run in the nested shape of TRAIL is the graph of its OTLP file")
  func trail() throws {
    let expected = try Self.graph("openinference/gen-smolagents.otlp.jsonl")
    let found = try Self.graph("trail-shape/gen-smolagents-trail-shape.json")
    #expect(found == expected)
  }

  @Test("a trace that Jaeger converted is the graph of its OTLP file")
  func jaeger() throws {
    func places(_ file: String) throws -> [String] {
      try Corpus.load(file).traces.flatMap(\.spans).map {
        "\($0.id) < \($0.parentID ?? "-") \($0.name) \($0.start?.nanoseconds ?? 0)"
      }.sorted()
    }
    let expected = try places("otlp-json/jaegerui-otlp-multi.json")
    #expect(expected.count == 4)
    #expect(try places("jaeger/jaegerui-otlp-multi-out.json") == expected)
  }

  @Test("log records of the console join the spans of another file")
  func consoleLogs() throws {
    let result = try Corpus.load(
      "console/gen-events-v1.30.console-spans.txt", "console/gen-events-v1.30.console-logs.txt")
    let calls = result.traces.flatMap(\.spans).filter { $0.kind == .llm }
    #expect(result.traces.count == 1)
    #expect(calls.map { $0.llm?.input.count } == [2, 5, 2, 2])
    #expect(calls.map { $0.llm?.output.count } == [1, 1, 1, 0])
  }
}
