import JSONReader
import TraceModel
package import TraceSource

/// Reads traces as Jaeger's API and UI write them: `data` of traces, or one bare trace.
package struct JaegerImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "jaeger", title: "Jaeger trace", writers: "Jaeger's UI (“Trace JSON”) and its query API",
    signature: "a JSON object with “data” of traces, or a trace, with “spans” that have “operationName”",
    recipe: "Jaeger's UI: “Trace JSON” on a trace, or GET /api/traces/ID")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    probe(source) { value in
      value.isOneOrHasOne { Self.isTrace($0) || $0["data"]?.isOneOrHasOne(Self.isTrace) == true }
    } ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: JaegerReader.self) { $0.read($1, at: "") }
  }

  private static func isTrace(_ value: JSONValue) -> Bool {
    value["spans"]?.elements.prefix(probed).contains {
      $0["traceID"] != nil && $0["spanID"] != nil && $0["operationName"] != nil
    } ?? false
  }
}
