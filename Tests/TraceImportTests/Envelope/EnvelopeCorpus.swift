import Glibc
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// Real trace files that may stand beside the checkout; tests that need them are skipped without.
enum EnvelopeCorpus {
  static let folder: String? = {
    guard let here = realpath(#filePath, nil) else { return nil }
    defer { free(here) }
    var path = String(cString: here).split(separator: "/").dropLast(4).map(String.init)
    while !path.isEmpty {
      path.removeLast()
      let candidate = "/" + (path + ["shared", "corpus"]).joined(separator: "/")
      if access(candidate, R_OK) == 0 { return candidate }
    }
    return nil
  }()

  static var isPresent: Bool { folder != nil }

  static func open(_ name: String) throws -> SourceDocument {
    try SourceDocument.open(path: #require(folder) + "/" + name)
  }

  /// What the importer that is surest of the file reads.
  static func batch(_ name: String) throws -> OTelBatch {
    try consolidatedBatch(of: open(name))
  }
}

/// The batch as the registry would read it, each span once.
func consolidatedBatch(of document: SourceDocument) throws -> OTelBatch {
  let importers: [any OpenTelemetryImporter] = [
    OTLPJSONImporter(), OTLPProtobufImporter(), CollectorImporter(), TempoImporter(),
  ]
  let importer = try #require(importers.max { $0.confidence(in: document) < $1.confidence(in: document) })
  try #require(importer.confidence(in: document) > .none)
  return try importer.batch(from: document).consolidated()
}

extension OTelBatch {
  /// The batch without what depends on the encoding: places and diagnostics.
  var content: OTelBatch {
    var batch = self
    batch.diagnostics = []
    for index in batch.spans.indices { batch.spans[index].place = .init(file: "") }
    for index in batch.logs.indices { batch.logs[index].place = .init(file: "") }
    return batch
  }
}
