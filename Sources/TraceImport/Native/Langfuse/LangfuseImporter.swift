import JSONReader
import TraceModel

/// Reads Langfuse's exports, its API's answers and the batches that its SDKs send.
///
/// Traces, observations and scores may come from several sources, and a span's creation and its updates too.
struct LangfuseImporter: JoiningImporter {
  let format = FormatDescription(
    id: "langfuse", title: "Langfuse trace",
    writers: "Langfuse's UI (“Download as JSON”), its public API, and the ingestion batches of its SDKs",
    signature:
      "a JSON object with “trace” and “observations”, a “batch” of events such as “generation-create”, or "
      + "observations with “traceId” and “type”",
    recipe: "Langfuse's UI: “Download as JSON” on a trace, or GET /api/public/traces/ID")

  func confidence(in source: SourceDocument) -> Confidence {
    source.hasValue { LangfuseShape($0) != nil } ? .certain : .none
  }

  func importTraces(from sources: [SourceDocument]) throws(ImportError) -> ImportResult {
    var collection = LangfuseCollection()
    var result = ImportResult()
    var firstError: ImportError?
    for source in sources {
      let known = collection.count
      for record in source.flatRecords { collection.add(record) }
      result.diagnostics += source.diagnostics
      if collection.count == known { firstError = firstError ?? source.nothingFound(for: format) }
    }
    let traces = collection.finish()
    if traces.isEmpty, let firstError { throw firstError }
    result.diagnostics += collection.diagnostics
    for trace in traces {
      var reader = LangfuseTraceReader(trace, format: format.id)
      result.append(reader.read())
    }
    return result
  }
}

/// The shapes in which Langfuse's objects come.
enum LangfuseShape {
  /// The UI's download: `trace` beside `observations`.
  case download
  /// The API's trace: `observations` within it.
  case trace
  /// A page of the API's lists: `data` and `meta`.
  case page
  /// Events for ingestion: `batch`.
  case batch
  case observation

  /// The shape of a value; `nil` for what is none of Langfuse's.
  init?(_ json: JSONValue) {
    guard json.kind == .object else { return nil }
    if let trace = json["trace"], trace.kind == .object, let list = json["observations"], list.kind == .array
    {
      guard trace["id"] != nil, list.count == 0 || list.isOneOrHasOne(Self.isObservation) else { return nil }
      self = .download
    } else if let batch = json["batch"] {
      guard batch.kind == .array, batch.isOneOrHasOne(Self.isEvent) else { return nil }
      self = .batch
    } else if let list = json["observations"], json["id"] != nil {
      guard list.kind == .array, list.isOneOrHasOne(Self.isObservation) else { return nil }
      self = .trace
    } else if let data = json["data"] {
      guard data.kind == .array, data.isOneOrHasOne(Self.isObservation) else { return nil }
      self = .page
    } else {
      guard Self.isObservation(json) else { return nil }
      self = .observation
    }
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
