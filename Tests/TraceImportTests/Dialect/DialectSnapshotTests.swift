import Foundation
import Testing

@testable import OTelImport
@testable import TraceSource

/// Each dialect's fixtures, imported and compared with the dump on record beside them.
@Suite struct DialectSnapshots {
  @Test(
    "Each fixture gives the trace on record",
    arguments: [
      "genai/messages", "genai/events", "genai/attributes", "openinference/agent-rag",
      "openinference/langgraph",
      "openllmetry/langgraph", "openllmetry/workflow", "pydantic-ai/v1", "pydantic-ai/v6",
      "langsmith/langgraph",
      "langfuse/sdk5", "google-adk/v1", "google-adk/v2", "ms-agent/agent", "any-agent/langchain",
      "vercel-ai/stream", "hand-written/rag", "monocle/agent",
    ])
  func dump(_ name: String) throws {
    let batch = try FixtureBatch.read(Snapshot.fixtures.appending(path: name + ".json"))
    let result = OTelNormaliser.normalise(batch, format: "otlp-json")
    try Snapshot.check(TraceDump.text(result), against: name + ".dump.txt")
  }
}
