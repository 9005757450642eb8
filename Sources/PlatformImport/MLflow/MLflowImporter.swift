import JSONReader
import TraceModel
package import TraceSource

/// Reads MLflow's traces of schema 2 and 3, one or many, from its API, its artifacts or a frame of `search_traces`.
package struct MLflowImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "mlflow", title: "MLflow trace",
    writers: "MLflow's Trace.to_json, its UI, its artifact traces.json and frames of mlflow.search_traces",
    signature:
      "a JSON object with “info” and “data” of “spans”, or “spans” with attributes such as “mlflow.spanType”",
    recipe: "Python: mlflow.get_trace(ID).to_json(), or mlflow.search_traces().to_json(orient=\"records\")")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    var best = Confidence.none
    _ = source.hasValue { value in
      best = max(best, Self.confidence(in: value))
      return best == .certain
    }
    return best
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    var result = ImportResult(diagnostics: source.diagnostics)
    for record in source.flatRecords {
      for trace in MLflowTrace.all(in: record) {
        var reader = MLflowTraceReader(trace, format: format.id)
        result.append(reader.read())
      }
    }
    if result.traces.isEmpty { throw source.nothingFound(for: format) }
    return result
  }

  private static func confidence(in json: JSONValue) -> Confidence {
    if let traces = json["traces"], traces.kind == .array {
      return traces.elements.prefix(64).map { confidence(in: $0) }.max() ?? .none
    }
    let hasInfo = json["info"]?.kind == .object
    guard let spans = hasInfo ? json["data"]?["spans"] : json["spans"], spans.kind == .array else {
      return .none
    }
    if spans.isOneOrHasOne(isMLflowSpan) { return .certain }
    let isMLflowInfo = ["trace_metadata", "request_metadata"].contains { json["info"]?[$0] != nil }
    return hasInfo && isMLflowInfo ? Confidence(80) : .none
  }

  private static func isMLflowSpan(_ json: JSONValue) -> Bool {
    json["attributes"]?.members.contains { $0.key.hasPrefix("mlflow.") } ?? false
  }
}

/// A trace of MLflow's: what is said of it, and its spans.
struct MLflowTrace {
  /// The members of `info`, or of a frame's row.
  let info: SourceRecord
  let spans: [SourceRecord]
  /// The request and response, which schema 2 and frames keep beside the spans.
  let rest: [Attribute]

  /// The members that hold what the whole trace was given and gave back.
  static let payloads: Set<String> = ["request", "response"]

  /// The traces in a value: a trace, a list of them, a frame's row, or an artifact's bare data.
  static func all(in record: SourceRecord) -> [MLflowTrace] {
    if record["traces"]?.array != nil {
      return record.records(in: "traces").flatMap { all(in: $0) }
    }
    if let trace = record["trace"]?.unwrapped, hasSpans(trace["data"]) {
      // A frame's row repeats what its `trace` holds.
      return one(SourceRecord(value: trace, place: record.place(at: "/trace"))).map { [$0] } ?? []
    }
    return one(record).map { [$0] } ?? []
  }

  private static func one(_ record: SourceRecord) -> MLflowTrace? {
    if hasSpans(record["data"]?.unwrapped), let data = record["data"]?.unwrapped {
      let inner = SourceRecord(value: data, place: record.place(at: "/data"))
      let info = SourceRecord(value: record["info"] ?? .null, place: record.place(at: "/info"))
      return MLflowTrace(info: info, in: inner, rest: data.map ?? [])
    }
    guard hasSpans(record.value) else { return nil }
    let rest = (record.value.map ?? []).filter { payloads.contains($0.name) }
    return MLflowTrace(info: record, in: record, rest: rest)
  }

  private static func hasSpans(_ value: AttributeValue?) -> Bool {
    value?["spans"]?.array?.contains { $0.map != nil } ?? false
  }

  private init(info: SourceRecord, in holder: SourceRecord, rest: [Attribute]) {
    self.info = info
    spans = holder.records(in: "spans").filter { $0.value.map != nil }
    self.rest = rest.filter { $0.name != "spans" }
  }
}
