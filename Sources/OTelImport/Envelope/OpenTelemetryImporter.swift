import JSONReader
import TraceModel
package import TraceSource

/// An importer whose source is an envelope of OpenTelemetry spans.
///
/// The batches of several sources are joined before they become traces, so that log records find their spans
/// and a trace that is spread over files is one.
package protocol OpenTelemetryImporter: TraceImporter {
  /// Reads the source as far as the envelope goes.
  func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch
}

extension OpenTelemetryImporter {
  /// Reads all traces of the source.
  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    OTelNormaliser.normalise(try batch(from: source).consolidated(), format: format.id)
  }
}

extension OpenTelemetryImporter {
  /// The error for a source that holds nothing of the format.
  func nothingFound(in source: SourceDocument) -> ImportError {
    ImportError(
      place: SourcePlace(file: source.name),
      message: "nothing of \(format.title) was found, expected \(format.signature)",
      advice: "Leave out --from to have the format found out, or list the formats with “tracepage formats”.")
  }
}
