import JSONReader
import TraceModel
import TraceSource

/// A span of a span log in the making.
struct SpanLogSpan {
  var span: OTelSpan
  /// The word by which the record tells its kind.
  var word: String?
  /// The kind, where it follows from what was made a span.
  var inferred: SpanKind?
  /// How long it took, where nothing says when.
  var looseLength: Int64?
  /// Whether the record is a trace that holds its spans.
  var isTrace = false
  /// Whether the record says anything but its ids.
  var isTelling = true
  /// Whether the record has no name of its own.
  var isUnnamed = false
  /// Whether the record tells a beginning or an end alone.
  var edge: SpanLogEdge?
  /// Whether its status says that it began and no more, so that a later record of it is the end.
  var opensByStatus = false
  /// Whether the record states an id of its own.
  var hasID = true
  /// Whether another span has taken the record over.
  var isAbsorbed = false

  /// An id for a record that states none.
  static func id(of place: SourcePlace) -> String {
    let line = place.line.map { ["\($0)"] } ?? []
    let path = (place.pointer ?? "").split(separator: "/").map(String.init)
    return (line + path).joined(separator: ".")
  }

  /// The span that a record is.
  init(
    _ record: SpanLogRecord, traceID: String, below parent: String?, at place: SourcePlace,
    _ reader: inout DumpReader
  ) {
    var record = record
    let id = record.text(.spanID) ?? record.text(.id) ?? Self.id(of: place)
    if record.fields[.spanID] != nil { record.release(.id) }
    if record.text(.traceID) != traceID { record.release(.traceID) }
    span = OTelSpan(
      traceID: traceID, spanID: id, parentSpanID: record.text(.parentID) ?? parent,
      name: record.name ?? "span", place: place)
    hasID = record.fields[.spanID] != nil || record.fields[.id] != nil
    let kind = record.text(.kind)
    complete(with: &record, &reader)
    if edge == .end, span.status == .unset { span.status = SpanLogStatus.status(ofEnd: kind) }
  }

  /// A span that no record is.
  init(_ span: OTelSpan) { self.span = span }

  /// The span of an event of a run; what it is called and when it was is not settled.
  init(event: EventRecord, in run: String, at place: SourcePlace, _ reader: inout DumpReader) {
    var record = event.record
    let id = record.text(.spanID) ?? record.text(.id) ?? Self.id(of: place)
    for role in [SpanLogRole.traceID, .service] where record.text(role) == run { record.release(role) }
    span = OTelSpan(
      traceID: run, spanID: id, parentSpanID: record.text(.parentID), name: event.text, place: place)
    complete(with: &record, &reader)
    span.attributes.removeAll { $0.value.string == run }
    edge = nil
  }

  /// The span that a trace with a list of spans is itself.
  init(trace record: SpanLogRecord, id: String, at place: SourcePlace, _ reader: inout DumpReader) {
    var record = record
    let word = record.fields[.traceID].map { SpanLogNames.plain($0.name) }?.split(separator: "_").first
    if record.fields[.traceID] != nil { record.release(.id) }
    span = OTelSpan(
      traceID: id, spanID: Self.id(of: place), name: record.name ?? word.map(String.init) ?? "trace",
      place: place)
    if span.spanID.isEmpty { span.spanID = id }
    isTrace = true
    isUnnamed = record.name == nil
    isTelling = record.isTelling
    for role in [SpanLogRole.spanID, .parentID] { record.release(role) }
    complete(with: &record, &reader)
  }

  private mutating func complete(with record: inout SpanLogRecord, _ reader: inout DumpReader) {
    edge = SpanLogStatus.takeEdge(from: &record)
    if edge == nil, ["started", "start"].contains(record.text(.status)?.lowercased()) {
      (edge, opensByStatus) = (.start, true)
    }
    readTimes(&record)
    readKind(&record, &reader)
    span.status = SpanLogStatus.status(&record)
    for event in record.elements(.events) where event.kind == .object {
      span.events.append(reader.event(event))
    }
    span.links = record.elements(.links).filter { $0.kind == .object }.map { reader.link($0) }
    if record.fields[.level] != nil { record.release(.level) }
    span.resource = record.resource.map { reader.cursor.builder.index(of: $0) }
    span.attributes = record.attributes
  }

  private mutating func readKind(_ record: inout SpanLogRecord, _ reader: inout DumpReader) {
    guard let text = record.text(.kind), let value = record.fields[.kind]?.value else { return }
    var unknown = OTelExtras()
    span.otelKind = OTelCode.spanKind(reader.enumName(value), &unknown)
    guard span.otelKind == nil else { return }
    word = text
    // The word that names the span stands in its name.
    if record.fields[.name] != nil, edge == nil || SpanLogKind.kind(of: text) != nil { record.release(.kind) }
  }

  private mutating func readTimes(_ record: inout SpanLogRecord) {
    span.start = record.moment(.start)
    span.end = record.moment(.end)
    let length = record.length
    guard span.start == nil, span.end == nil else {
      if let start = span.start, let end = span.end {
        if !Self.agree(length, end.nanoseconds - start.nanoseconds) { record.release(.length) }
      }
      span.end = span.end ?? span.start?.advanced(by: length)
      span.start = span.start ?? span.end?.advanced(by: length.map { -$0 })
      record.release(.moment)
      return
    }
    guard let moment = record.moment(.moment) else {
      looseLength = length
      record.release(.length)
      return
    }
    // Whether a step is written down when it begins or when it ends, most do not say.
    if edge == nil { span.timeOrigin = .inferred }
    if edge == .end {
      (span.start, span.end) = (moment.advanced(by: length.map { -$0 }), moment)
    } else {
      // What has only begun took no time yet.
      (span.start, span.end) = (moment, opensByStatus ? nil : moment.advanced(by: length))
    }
  }

  /// Whether a stated length is what the two moments say, but for rounding.
  private static func agree(_ length: Int64?, _ measured: Int64) -> Bool {
    guard let length else { return true }
    let (difference, overflow) = length.subtractingReportingOverflow(measured)
    return !overflow && difference.magnitude <= max(2_000_000, measured.magnitude / 50)
  }
}
