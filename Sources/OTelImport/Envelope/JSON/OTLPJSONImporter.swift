import JSONReader
import TraceModel
package import TraceSource

/// Reads OTLP/JSON: one export request, JSON Lines of them, or several in a row.
package struct OTLPJSONImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "otlp-json", title: "OTLP/JSON",
    writers: "OpenTelemetry SDKs and Collector, and dumps of OTLP messages by protobuf libraries",
    signature:
      "JSON objects with “resourceSpans” or “resourceLogs”, or groups of them: “resource” and “scopeSpans”",
    recipe: "set OTEL_TRACES_EXPORTER to a file exporter, or use the Collector's file exporter")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    OTLPJSONShape.find(in: source) == .export ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: OTLPJSONReader.self, if: OTLPJSONShape.find(in: source) != nil) { $0.read($1) }
  }
}

/// Reads what Tempo and Grafana export: resource groups under `batches`, or a whole trace under `trace`.
package struct TempoImporter: OpenTelemetryImporter {
  package let format = FormatDescription(
    id: "tempo", title: "Tempo trace", writers: "Grafana Tempo's API and Grafana's trace export",
    signature: "a JSON object with “batches” of spans, or “trace” with “resourceSpans”",
    recipe: "GET /api/traces/ID from Tempo, or “Export” on a trace in Grafana")

  package init() {}

  package func confidence(in source: SourceDocument) -> Confidence {
    OTLPJSONShape.find(in: source) == .tempo ? .certain : .none
  }

  package func batch(from source: SourceDocument) throws(ImportError) -> OTelBatch {
    try collect(source, with: OTLPJSONReader.self, if: OTLPJSONShape.find(in: source) != nil) { $0.read($1) }
  }
}

/// The two ways in which OTLP resource groups stand in JSON.
enum OTLPJSONShape: Hashable {
  case export, tempo

  /// How many values of a source are looked at: damaged or foreign lines may come first.
  private static let probedValues = 64

  static func find(in source: SourceDocument) -> OTLPJSONShape? {
    for entry in source.values.prefix(probedValues) {
      if let shape = OTLPJSONShape(of: entry.value) { return shape }
    }
    return nil
  }

  /// The shape of one value; `nil` for anything else, metrics and profiles included.
  init?(of value: JSONValue) {
    if value.kind == .array {
      for element in value.elements.prefix(Self.probedValues) {
        guard let shape = OTLPJSONShape(ofRequest: element) else { continue }
        self = shape
        return
      }
      return nil
    }
    self.init(ofRequest: value)
  }

  private init?(ofRequest value: JSONValue) {
    guard value.kind == .object else { return nil }
    for (name, member) in value.members {
      switch OTLPKey(named: name) {
      case .resourceSpans where member.kind == .array, .resourceLogs where member.kind == .array:
        self = .export
      case .batches where member.elements.contains(where: Self.isResourceGroup): self = .tempo
      case .trace where OTLPJSONShape(ofRequest: member) != nil: self = .tempo
      // Some exporters write the groups of a request by themselves.
      case .scopeSpans where member.kind == .array, .scopeLogs where member.kind == .array: self = .export
      default: continue
      }
      return
    }
    return nil
  }

  /// Whether a value is a resource's spans or log records, as an export request has them in its list.
  static func isResourceGroup(_ value: JSONValue) -> Bool {
    value.members.contains { name, member in
      switch OTLPKey(named: name) {
      case .scopeSpans, .scopeLogs, .instrumentationLibrarySpans: member.kind == .array
      default: false
      }
    }
  }
}
