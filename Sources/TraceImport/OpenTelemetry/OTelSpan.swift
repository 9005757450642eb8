import TraceModel

/// A span as an OpenTelemetry envelope holds it, before any dialect is read.
///
/// Every envelope reader (OTLP/JSON, protobuf, Jaeger, Zipkin, …) yields these; `OTelNormaliser` turns them
/// into spans.
struct OTelSpan: Hashable, Sendable {
  /// Lower-case hex.
  var traceID: String
  /// Lower-case hex.
  var spanID: String
  /// Lower-case hex; `nil` for a root.
  var parentSpanID: String?
  var name: String
  /// `internal`, `server`, `client`, `producer`, `consumer`, or `nil`.
  var otelKind: String?
  var start: Timestamp?
  var end: Timestamp?
  var status: SpanStatus = .unset
  var attributes: [Attribute] = []
  var events: [SpanEvent] = []
  var links: [SpanLink] = []
  /// The index into `OTelBatch.resources`.
  var resource: Int?
  var scope: InstrumentationScope?
  var place: SourcePlace
}

/// A log record that may belong to a span.
struct OTelLogRecord: Hashable, Sendable {
  var traceID: String?
  var spanID: String?
  var eventName: String?
  var time: Timestamp?
  var body: AttributeValue = .null
  var attributes: [Attribute] = []
  var place: SourcePlace
}

/// All that an envelope reader found in a source.
struct OTelBatch: Hashable, Sendable {
  var spans: [OTelSpan] = []
  var logs: [OTelLogRecord] = []
  var resources: [Resource] = []
  var diagnostics: [Diagnostic] = []
}
