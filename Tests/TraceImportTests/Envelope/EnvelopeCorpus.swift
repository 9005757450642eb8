import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// Real trace files as the batches that they hold.
enum EnvelopeCorpus {
  static func open(_ file: String) throws -> SourceDocument {
    try SourceDocument.open(path: Corpus.path(of: file))
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
