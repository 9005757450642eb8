import JSONReader
import TraceModel
import TraceSource

/// OTLP's records and what stands around them, member by member.
extension EnvelopeCursor {
  mutating func span(_ value: JSONValue, at place: SourcePlace) -> OTelSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var extras = OTelExtras()
    for (name, member) in value.members {
      switch OTLPKey(named: name) {
      case .traceId: span.traceID = identifier(member, byteCount: 16) ?? ""
      case .spanId: span.spanID = identifier(member, byteCount: 8) ?? ""
      case .parentSpanId: span.parentSpanID = identifier(member, byteCount: 8)
      case .name: span.name = text(member)
      case .kind: span.otelKind = kind(member, &extras)
      case .startTimeUnixNano: span.start = timestamp(member)
      case .endTimeUnixNano: span.end = timestamp(member)
      case .attributes: span.attributes = attributes(member) + span.attributes
      case .events: span.events += list(member, "span events").map { event($0) }
      case .links: span.links += list(member, "span links").map { link($0) }
      case .status: span.status = status(member, &extras)
      default: keepExtra(name, member, in: &extras)
      }
    }
    span.attributes += extras.attributes
    return span
  }

  private mutating func event(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    var extras = OTelExtras()
    for (name, member) in object(value, "a span event") {
      switch OTLPKey(named: name) {
      case .timeUnixNano: event.time = timestamp(member)
      case .name: event.name = text(member)
      case .attributes: event.attributes = attributes(member)
      default: keepExtra(name, member, in: &extras)
      }
    }
    event.attributes += extras.attributes
    return event
  }

  private mutating func link(_ value: JSONValue) -> SpanLink {
    var link = SpanLink(traceID: "", spanID: "")
    var extras = OTelExtras()
    for (name, member) in object(value, "a span link") {
      switch OTLPKey(named: name) {
      case .traceId: link.traceID = identifier(member, byteCount: 16) ?? ""
      case .spanId: link.spanID = identifier(member, byteCount: 8) ?? ""
      case .attributes: link.attributes = attributes(member)
      default: keepExtra(name, member, in: &extras)
      }
    }
    link.attributes += extras.attributes
    return link
  }

  private mutating func status(_ value: JSONValue, _ extras: inout OTelExtras) -> SpanStatus {
    if let name = value.string { return OTelCode.status(name, message: "", &extras) }
    if let number = value.int { return OTelCode.status(number, message: "", &extras) }
    var message = ""
    var code: JSONValue?
    for (name, member) in object(value, "a span status") {
      switch OTLPKey(named: name) {
      case .code: code = member
      case .message: message = text(member)
      default: extras.keep("status." + name, AttributeValue(member))
      }
    }
    if let name = code?.string { return OTelCode.status(name, message: message, &extras) }
    return OTelCode.status(code.flatMap(JSONScalars.integer) ?? 0, message: message, &extras)
  }

  private mutating func kind(_ value: JSONValue, _ extras: inout OTelExtras) -> String? {
    if let name = value.string { return OTelCode.spanKind(name, &extras) }
    if let number = JSONScalars.integer(value) { return OTelCode.spanKind(number, &extras) }
    extras.keep("kind", AttributeValue(value))
    return nil
  }

  mutating func logRecord(_ value: JSONValue, at place: SourcePlace) -> OTelLogRecord {
    var log = OTelLogRecord(place: place)
    var observed: Timestamp?
    var extras = OTelExtras()
    for (name, member) in value.members {
      switch OTLPKey(named: name) {
      case .timeUnixNano: log.time = timestamp(member)
      case .observedTimeUnixNano: observed = timestamp(member)
      case .traceId: log.traceID = identifier(member, byteCount: 16)
      case .spanId: log.spanID = identifier(member, byteCount: 8)
      case .eventName: log.eventName = text(member)
      case .body: log.body = anyValue(member)
      case .attributes: log.attributes = attributes(member)
      case .severityNumber:
        extras.keep("severityNumber", OTelCode.severity(AttributeValue(member)))
      default: keepExtra(name, member, in: &extras)
      }
    }
    log.complete(observed: observed, extras: extras)
    return log
  }

  mutating func resource(_ value: JSONValue) -> Resource {
    var resource = Resource()
    var extras = OTelExtras()
    for (name, member) in object(value, "a resource") {
      switch OTLPKey(named: name) {
      case .attributes: resource.attributes = attributes(member)
      default: keepExtra(name, member, in: &extras)
      }
    }
    resource.attributes += extras.attributes
    return resource
  }

  mutating func scope(_ value: JSONValue) -> InstrumentationScope {
    var scope = InstrumentationScope(name: "")
    var extras = OTelExtras()
    for (name, member) in object(value, "an instrumentation scope") {
      switch OTLPKey(named: name) {
      case .name: scope.name = text(member)
      case .version:
        let version = text(member)
        scope.version = version.isEmpty ? nil : version
      case .attributes: scope.attributes = attributes(member)
      default: keepExtra(name, member, in: &extras)
      }
    }
    scope.attributes += extras.attributes
    return scope
  }
}
