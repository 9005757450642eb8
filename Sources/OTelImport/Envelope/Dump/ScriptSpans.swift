import JSONReader
import TraceModel
import TraceSource

/// Spans and log records of the JavaScript SDK: what its console exporters print, and its own objects as JSON, which
/// Gemini CLI and Copilot Chat write to files.
///
/// Source: `ConsoleSpanExporter.ts`, `Span.ts` and `LogRecordImpl.ts` of opentelemetry-js, 1.x and 2.x.
enum ScriptShape {
  /// Whether a value is a span object (`_spanContext`, times as `[seconds, nanoseconds]`), a printed span (`id`,
  /// `timestamp` and `duration` in microseconds), or what an exporter of one's own takes from an object (`spanId`, the
  /// times as they are there).
  static func isSpan(_ value: JSONValue) -> Bool {
    if let context = context(of: value) {
      return context["traceId"]?.kind == .string && context["spanId"]?.kind == .string
        && value["startTime"] != nil
    }
    if value["startTime"]?.kind == .array, value["spanId"]?.kind == .string {
      return value["traceId"]?.kind == .string && value["name"]?.kind == .string
    }
    return value["traceId"]?.kind == .string && value["id"]?.kind == .string
      && value["timestamp"]?.kind == .number && value["kind"]?.kind == .number
      && value["attributes"]?.kind == .object && value["status"]?.kind == .object
  }

  /// Whether a value is a log record, as an object (`hrTime`) or printed (`timestamp` in microseconds).
  static func isLog(_ value: JSONValue) -> Bool {
    guard value["attributes"]?.kind == .object else { return false }
    if let time = value["hrTime"] { return time.kind == .array || time.kind == .object }
    return value["body"] != nil && value["timestamp"]?.kind == .number && value["instrumentationScope"] != nil
      && value["id"] == nil
  }

  static func context(of value: JSONValue) -> JSONValue? {
    (value["_spanContext"] ?? value["spanContext"]).flatMap { $0.kind == .object ? $0 : nil }
  }

  /// What the SDK keeps for itself.
  static let own: Set = [
    "_ended", "ended", "_performanceStartTime", "_performanceOffset", "_startTimeProvided", "_spanProcessor",
    "_spanLimits", "_attributeValueLengthLimit", "_attributesCount", "_isReadonly", "_logRecordLimits",
    "totalAttributesCount", "_recordEndMetrics",
  ]
}

extension DumpReader {
  /// A span of the JavaScript SDK.
  mutating func scriptSpan(_ value: JSONValue, at place: SourcePlace) -> OTelSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var extras = OTelExtras()
    var length: Int64?
    for (name, member) in value.members where !member.isNull {
      switch name {
      case "_spanContext", "spanContext":
        span.traceID = member["traceId"].flatMap { id($0, byteCount: 16) } ?? ""
        span.spanID = member["spanId"].flatMap { id($0, byteCount: 8) } ?? ""
      case "traceId": span.traceID = id(member, byteCount: 16) ?? ""
      case "id", "spanId": span.spanID = id(member, byteCount: 8) ?? ""
      case "parentSpanContext", "_parentSpanContext":
        span.parentSpanID = member["spanId"].flatMap { id($0, byteCount: 8) } ?? span.parentSpanID
      case "parentSpanId", "parentId": span.parentSpanID = id(member, byteCount: 8) ?? span.parentSpanID
      case "name": span.name = cursor.text(member)
      // The API's numbers begin with 0 for internal, OTLP's with 1.
      case "kind":
        span.otelKind = JSONScalars.integer(member).flatMap {
          (0..<100).contains($0) ? OTelCode.spanKind($0 + 1, &extras) : nil
        }
      case "startTime", "timestamp": span.start = scriptTime(member)
      case "endTime": span.end = scriptTime(member)
      case "_duration", "duration": length = scriptTime(member)?.nanoseconds
      case "attributes": span.attributes += cursor.plainAttributes(member)
      case "status": span.status = scriptStatus(member, &extras)
      case "events": span.events = cursor.list(member, "span events").map { scriptEvent($0) }
      case "links": span.links = cursor.list(member, "span links").map { scriptLink($0) }
      default: readOrigin(name, member, of: &span, &extras)
      }
    }
    span.end = span.end ?? span.start?.advanced(by: length)
    span.attributes += extras.attributes
    return span
  }

  /// A log record of the JavaScript SDK.
  mutating func scriptLog(_ value: JSONValue, at place: SourcePlace) -> OTelLogRecord {
    var log = OTelLogRecord(place: place)
    var observed: Timestamp?
    var extras = OTelExtras()
    for (name, member) in value.members where !member.isNull {
      switch name {
      case "_spanContext", "spanContext":
        log.traceID = member["traceId"].flatMap { id($0, byteCount: 16) }
        log.spanID = member["spanId"].flatMap { id($0, byteCount: 8) }
      case "traceId": log.traceID = id(member, byteCount: 16)
      case "spanId": log.spanID = id(member, byteCount: 8)
      case "hrTime", "timestamp": log.time = scriptTime(member)
      case "hrTimeObserved": observed = scriptTime(member)
      case "body", "_body": log.body = AttributeValue(member)
      case "eventName", "_eventName": log.eventName = member.string
      case "severityNumber", "_severityNumber": extras.keep("severityNumber", AttributeValue(member))
      case "severityText", "_severityText": extras.keep("severityText", AttributeValue(member))
      case "traceFlags": extras.keep("flags", AttributeValue(member))
      case "attributes": log.attributes = cursor.plainAttributes(member)
      case "resource", "instrumentationScope": break
      default: if !ScriptShape.own.contains(name) { extras.keep(name, AttributeValue(member)) }
      }
    }
    log.complete(observed: observed, extras: extras)
    return log
  }

  /// The members that say which program and library recorded the span; others but the SDK's own are kept.
  private mutating func readOrigin(
    _ name: String, _ member: JSONValue, of span: inout OTelSpan, _ extras: inout OTelExtras
  ) {
    switch name {
    case "resource":
      let attributes = scriptResource(member)
      if !attributes.isEmpty { span.resource = cursor.builder.index(of: Resource(attributes: attributes)) }
    case "instrumentationScope", "instrumentationLibrary": span.scope = cursor.scope(member)
    case "traceState": extras.keep("traceState", AttributeValue(member))
    case "_droppedAttributesCount", "_droppedEventsCount", "_droppedLinksCount":
      extras.keep(String(name.dropFirst()), AttributeValue(member))
    default: if !ScriptShape.own.contains(name) { extras.keep(name, AttributeValue(member)) }
    }
  }

  /// A resource's attributes: a plain object, or 2.x's own list of pairs.
  private mutating func scriptResource(_ value: JSONValue) -> [Attribute] {
    if let pairs = value["_rawAttributes"], pairs.kind == .array {
      return pairs.elements.compactMap { pair in
        let parts = Array(pair.elements)
        guard parts.count == 2, let name = parts[0].string else { return nil }
        return Attribute(name, AttributeValue(parts[1]))
      }
    }
    return (value["attributes"] ?? value["_attributes"]).map { cursor.plainAttributes($0) } ?? []
  }

  private mutating func scriptStatus(_ value: JSONValue, _ extras: inout OTelExtras) -> SpanStatus {
    let code = value["code"].flatMap(JSONScalars.integer) ?? 0
    return OTelCode.status(code, message: value["message"]?.string ?? "", &extras)
  }

  private mutating func scriptEvent(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    var extras = OTelExtras()
    for (name, member) in cursor.object(value, "a span event") {
      switch name {
      case "name": event.name = cursor.text(member)
      case "time": event.time = scriptTime(member)
      case "attributes": event.attributes = cursor.plainAttributes(member)
      default: extras.keep(name, AttributeValue(member))
      }
    }
    event.attributes += extras.attributes
    return event
  }

  private mutating func scriptLink(_ value: JSONValue) -> SpanLink {
    var link = SpanLink(traceID: "", spanID: "")
    for (name, member) in cursor.object(value, "a span link") {
      switch name {
      case "context":
        link.traceID = member["traceId"].flatMap { id($0, byteCount: 16) } ?? ""
        link.spanID = member["spanId"].flatMap { id($0, byteCount: 8) } ?? ""
      case "attributes": link.attributes += cursor.plainAttributes(member)
      default:
        var extras = OTelExtras()
        extras.keep(name, AttributeValue(member))
        link.attributes += extras.attributes
      }
    }
    return link
  }

  /// A time or a length: `[seconds, nanoseconds]`, the same as an object of `0` and `1`, or a number of microseconds.
  private mutating func scriptTime(_ value: JSONValue) -> Timestamp? {
    if value.kind == .number { return cursor.microseconds(value) }
    let parts = value.kind == .array ? Array(value.elements) : [value["0"], value["1"]].compactMap { $0 }
    let numbers = parts.compactMap(JSONScalars.integer)
    guard parts.count == 2, numbers.count == 2, let scaled = Timestamp(seconds: numbers[0], numbers[1]) else {
      cursor.builder.loss(
        "expected a time as seconds and nanoseconds, found \(cursor.excerpt(value))",
        at: cursor.place(of: value),
        action: "the time was left out")
      return nil
    }
    return scaled.nanoseconds > 0 ? scaled : nil
  }
}

extension Timestamp {
  /// Seconds and nanoseconds since 1970; `nil` where they are negative or too many.
  fileprivate init?(seconds: Int64, _ nanoseconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooMuch) = product.addingReportingOverflow(nanoseconds)
    guard !overflow, !isTooMuch, seconds >= 0, nanoseconds >= 0 else { return nil }
    self.init(nanoseconds: sum)
  }
}
