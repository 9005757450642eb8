import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Recorded calls: real files")
struct RawTrafficCorpusTests {
  private static let formats: [String: String] = [
    "raw-api/openai_responses_pairs.jsonl": "raw-api",
    "raw-api/anthropic_managed_agent_events.jsonl": "managed-agents",
    "har/llm_calls_from_vcr.har": "har", "litellm/standard_logging_payload.jsonl": "litellm",
  ]

  @Test("each importer claims its own files and no other")
  func claims() throws {
    let importers: [any TraceImporter] = [
      RawAPIImporter(), HARImporter(), LiteLLMImporter(), BatchImporter(), ManagedAgentImporter(),
    ]
    for path in Corpus.files {
      guard let document = try? SourceDocument.open(path: Corpus.path(of: path)) else { continue }
      let claimed = importers.filter { $0.confidence(in: document) > .none }.map(\.format.id)
      #expect(claimed == [Self.formats[path]].compactMap(\.self), "\(path)")
    }
  }

  @Test("nothing of them is lost", arguments: formats.keys.sorted())
  func losses(_ name: String) throws {
    #expect(try Corpus.load(name).diagnostics.filter { $0.severity == .loss } == [])
  }
}
