package import TraceModel

/// A span as an OpenTelemetry envelope holds it, before any dialect is read.
///
/// Every envelope reader (OTLP/JSON, protobuf, Jaeger, Zipkin, …) yields these; `OTelNormaliser` turns them
/// into spans.
package struct OTelSpan: Hashable, Sendable {
  /// Lower-case hex.
  package var traceID: String
  /// Lower-case hex.
  package var spanID: String
  /// Lower-case hex; `nil` for a root.
  package var parentSpanID: String?
  package var name: String
  /// `internal`, `server`, `client`, `producer`, `consumer`, or `nil`.
  var otelKind: String?
  package var start: Timestamp?
  package var end: Timestamp?
  package var status: SpanStatus = .unset
  package var attributes: [Attribute] = []
  package var events: [SpanEvent] = []
  package var links: [SpanLink] = []
  /// The index into `OTelBatch.resources`.
  package var resource: Int?
  package var scope: InstrumentationScope?
  package var place: SourcePlace
  /// The kind, where the envelope tells it by other means than attributes; `nil` to have it found out.
  package var kind: SpanKind?
  package var kindOrigin: Origin = .recorded
  /// Whether the times were stated or concluded.
  package var timeOrigin: Origin = .recorded

  /// Creates a span of which no more is known yet.
  package init(traceID: String, spanID: String, parentSpanID: String? = nil, name: String, place: SourcePlace)
  {
    self.traceID = traceID
    self.spanID = spanID
    self.parentSpanID = parentSpanID
    self.name = name
    self.place = place
  }
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

/// A judgement of a span or a trace that stands apart from it.
struct OTelAnnotation: Hashable, Sendable {
  var traceID: String?
  /// `nil` for one of a whole trace.
  var spanID: String?
  var score: Score
  var place: SourcePlace
}

/// All that an envelope reader found in a source.
package struct OTelBatch: Hashable, Sendable {
  var spans: [OTelSpan] = []
  var logs: [OTelLogRecord] = []
  var annotations: [OTelAnnotation] = []
  var resources: [Resource] = []
  var diagnostics: [Diagnostic] = []
}
