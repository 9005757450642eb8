import JSONReader
import TraceModel
package import TraceSource

/// Reads Langfuse's exports, its API's answers and the batches that its SDKs send.
///
/// Traces, observations and scores may come from several sources, and a span's creation and its updates too.
package struct LangfuseImporter: TraceImporter {
  package let format = FormatDescription(
    id: "langfuse", title: "Langfuse trace",
    writers:
      "Langfuse's UI (“Download as JSON”), its public API, its exports to a blob storage (JSON, JSON Lines, CSV), and "
      + "the ingestion batches of its SDKs",
    signature:
      "a JSON object with “trace” and “observations”, a “batch” of events such as “generation-create”, or "
      + "observations with “traceId” (in exports “trace_id”) and “type”",
    recipe:
      "Langfuse's UI: “Download as JSON” on a trace, GET /api/public/traces/ID, or a folder of its exports")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue(where: LangfuseShape.holds) ? .certain : .none
  }

  package func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var collection = LangfuseCollection()
    let diagnostics = try collect(from: sources) { source in
      let known = collection.count
      for record in source.flatRecords { collection.add(record) }
      return collection.count > known
    }
    let traces = collection.finish()
    var result = ImportResult(diagnostics: diagnostics + collection.diagnostics)
    for trace in traces {
      var reader = LangfuseTraceReader(trace, format: format.id)
      result.append(reader.read())
    }
    if result.traces.isEmpty, let source = sources.first { throw source.nothingFound(for: format) }
    return result
  }
}

/// The shapes in which Langfuse's objects come.
enum LangfuseShape {
  /// Whether a value is a download (`trace` beside `observations`), the API's trace (`observations` within it), a
  /// page of its lists (`data`), events for ingestion (`batch`), a bare observation, or a row of an export.
  static func holds(_ json: JSONValue) -> Bool {
    guard json.kind == .object else { return false }
    if let trace = json["trace"], trace.kind == .object, let list = json["observations"], list.kind == .array
    {
      return trace["id"] != nil && (list.count == 0 || list.isOneOrHasOne(isObservation))
    }
    if let batch = json["batch"] { return batch.kind == .array && batch.isOneOrHasOne(isEvent) }
    if let list = json["observations"] ?? json["data"] {
      return list.kind == .array && list.isOneOrHasOne(isObservation)
    }
    return isObservation(json) || LangfuseRow(json) != nil
  }

  private static func isObservation(_ json: JSONValue) -> Bool {
    guard json["id"]?.kind == .string, json["traceId"] != nil, json["startTime"] != nil else { return false }
    return json["type"]?.string.map { LangfuseKind.types.contains($0) } ?? false
  }

  private static func isEvent(_ json: JSONValue) -> Bool {
    guard let type = json["type"]?.string, json["body"]?.kind == .object else { return false }
    return LangfuseEvent.Target(type) != nil
  }
}
