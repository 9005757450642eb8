import TraceSource
import TestSupport
import TraceImport

extension Corpus {
  /// The folders of OpenTelemetry files, whatever their dialect and encoding.
  static let openTelemetry = [
    "any-agent", "console", "genai-semconv", "google-adk", "jaeger", "langfuse-otel", "langsmith-otel",
    "ms-agent", "openinference", "openllmetry", "otlp-json", "phoenix", "pydantic-ai", "strands-evals",
    "tempo", "trail-shape", "vercel-ai", "zipkin",
  ]

  /// Imports files as one input, their formats found out.
  static func load(_ files: [String]) throws -> ImportResult {
    let documents = try files.map { try SourceDocument.open(path: path(of: $0)) }
    return try ImporterRegistry.standard.importTraces(from: documents, format: nil)
  }
}
