package import TraceSource

/// An importer whose source is an envelope of OpenTelemetry spans.
///
/// The batches of several sources are joined before they become traces, whatever their envelopes, so that log
/// records find their spans and a trace that is spread over files is one.
package protocol OpenTelemetryImporter: TraceImporter {
  /// Reads the source as far as the envelope goes.
  func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch
}

extension OpenTelemetryImporter {
  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    try OpenTelemetryJoin.importTraces(from: sources.map { ($0, self) })
  }
}

/// Reads sources of different envelopes together.
package enum OpenTelemetryJoin {
  /// The traces of all sources; they bear the format of the first that could be read.
  ///
  /// - Throws: `ImportError` if none of the sources could be read.
  package static func importTraces(
    from sources: [(document: SourceDocument, importer: any OpenTelemetryImporter)]
  ) throws(ImportError) -> ImportResult {
    var telemetry = OTelBatchBuilder()
    var format: String?
    var failures: [(error: ImportError, isForeign: Bool)] = []
    for (document, importer) in sources {
      do throws(ImportError) {
        telemetry.append(try importer.batch(from: document))
        format = format ?? importer.format.id
      } catch {
        failures.append((error, importer.confidence(in: document) == .none))
      }
    }
    guard let format else { throw failures.first?.error ?? .noSource }
    var result = OTelNormaliser.normalise(telemetry.finish(), format: format)
    result.diagnostics += failures.map { $0.error.leavingOut(isForeign: $0.isForeign) }
    return result
  }
}
