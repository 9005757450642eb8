import TestSupport
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

extension Corpus {
  /// Imports files as one input, their formats found out.
  static func load(_ files: String...) throws -> ImportResult {
    let documents = try files.map { try SourceDocument.open(path: path(of: $0)) }
    return try ImporterRegistry.standard.importTraces(from: documents, format: nil)
  }
}
