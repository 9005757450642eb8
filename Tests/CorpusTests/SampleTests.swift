import Foundation
import TestSupport
import Testing
import TraceImport
import TraceSource

/// Files of many formats beside the checkout, some of which are of none that is read.
@Suite("Samples: detection")
struct SampleTests {
  private static let folder = SharedFolder.find("samples", for: "samples of further formats")
  private static let files = folder.map(Repository.files)?.filter { !$0.hasSuffix(".tsv") } ?? []

  /// Of formats that are not read: profiles, X-Ray's segments, OpenAI's evals, recorded HTTP of a test library.
  private static let foreign: Set = [
    "cline/cli_fixture_read-file.json", "made/chrome_trace.json", "made/openai_eval.jsonl", "made/xray.json",
  ]

  /// Databases, and a format whose importer may not be there yet.
  private static let later: Set = ["goose/sessions.db", "kimi/wire_small.jsonl", "opencode/opencode.db"]

  @Test("A sample is claimed by exactly one importer, and one of a foreign format by none")
  func claims() throws {
    for file in Self.files {
      guard let place = Self.folder?.appending(path: file) else { continue }
      let claims = ImporterRegistry.standard.claims(on: try SourceDocument.open(path: place.path))
      if Self.later.contains(file), claims.isEmpty { continue }
      #expect(claims.count == (Self.foreign.contains(file) ? 0 : 1), "\(file): \(claims.map(\.format.id))")
    }
  }
}
