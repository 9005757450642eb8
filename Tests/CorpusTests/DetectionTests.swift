import JSONReader
import TestSupport
import Testing
import TraceImport
import TraceModel
import TraceSource

/// What a file is, is told by its content alone.
@Suite("Corpus: detection")
struct DetectionTests {
  /// The formats of each folder's files.
  static let formats: [String: Set<String>] = [
    "aider": ["aider"], "specstory": ["specstory"], "any-agent": ["any-agent"], "atif": ["atif"],
    "chat": ["chat"], "claude-stream": ["claude-stream"],
    "claude-code": ["claude-code"], "codex-cli": ["codex", "codex-exec"],
    "copilot-cli": ["copilot-cli"], "deepeval": ["deepeval"], "goose": ["goose"],
    "mini-swe-agent": ["mini-swe-agent"],
    "opencode": ["opencode"], "openhands-v1": ["openhands-v1"], "vscode-chat": ["vscode-chat"],
    "console": ["otel-console"], "event-log": ["event-log"], "gemini-cli": ["gemini-cli"],
    "genai-semconv": ["otlp-json", "otlp-protobuf", "otlp-span"], "google-adk": ["otlp-json"],
    "har": ["har"], "kimi": ["kimi"], "antigravity": ["antigravity"], "inspect": ["inspect"],
    "jaeger": ["jaeger"], "langfuse": ["langfuse"],
    "langfuse-otel": ["otlp-json"], "langsmith": ["langsmith"], "langsmith-otel": ["otlp-json"],
    "litellm": ["litellm"], "misc": ["pi", "smolagents"], "mlflow": ["mlflow"], "ms-agent": ["otlp-json"],
    "openai-agents": ["openai-agents"], "openhands": ["openhands"],
    "openinference": ["otlp-json", "otlp-protobuf"], "openllmetry": ["otlp-json"],
    "otlp-json": ["otlp-json", "otlp-collector"], "phoenix": ["phoenix"], "pydantic-ai": ["otlp-json"],
    "qwen-code": ["qwen-code"],
    "raw-api": ["raw-api", "managed-agents"], "span-log": ["span-log"],
    "strands-evals": ["strands-evals"],
    "swe-agent": ["swe-agent"],
    "tau2": ["tau2"], "tempo": ["tempo"], "trail-shape": ["trail"], "vercel-ai": ["otlp-json", "otlp-span"],
    "zipkin": ["zipkin"],
  ]

  @Test(
    "A file is recognised though its name and ending are hidden, by one importer alone",
    arguments: Corpus.files)
  func hidden(_ file: String) throws {
    // Standard input's name.
    let document = try SourceDocument.open(name: "-", bytes: JSONBytes(try Corpus.bytes(of: file)))
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)

    let expected = Self.formats[String(file.prefix { $0 != "/" })] ?? []
    #expect(!result.traces.isEmpty)
    #expect(Set(result.traces.map(\.format)).isSubset(of: expected))
    #expect(ImporterRegistry.standard.claims(on: document).map(\.format.id).count == 1)
  }

  @Test(
    "A file gives the same traces found out and by the name of its format", arguments: Corpus.files)
  func named(_ file: String) throws {
    let found = try Corpus.load([file])
    let format = try #require(found.traces.first).format
    let document = try SourceDocument.open(path: Corpus.path(of: file))

    #expect(try ImporterRegistry.standard.importTraces(from: [document], format: format) == found)
  }
}
