import TraceModel

/// The messages inside of a scope group, field by field.
extension OTLPProtobufReader {
  mutating func span(in range: Range<Int>) -> OTelSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place(range.lowerBound))
    var extras = OTelExtras()
    message(in: range, of: "span") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): span.traceID = reader.identifier(in: content) ?? ""
      case (2, .bytes(let content)): span.spanID = reader.identifier(in: content) ?? ""
      case (3, .bytes(let content)): extras.keep("traceState", .string(reader.string(in: content)))
      case (4, .bytes(let content)): span.parentSpanID = reader.identifier(in: content)
      case (5, .bytes(let content)): span.name = reader.string(in: content)
      case (6, .varint(let value)):
        span.otelKind = OTelCode.spanKind(Int64(truncatingIfNeeded: value), &extras)
      case (7, .fixed64(let value)): span.start = reader.timestamp(value, at: field.offset)
      case (8, .fixed64(let value)): span.end = reader.timestamp(value, at: field.offset)
      case (9, .bytes(let content)): span.attributes.append(reader.attribute(in: content))
      case (10, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      case (11, .bytes(let content)): span.events.append(reader.event(in: content))
      case (12, .varint(let value)): extras.keep("droppedEventsCount", count(value))
      case (13, .bytes(let content)): span.links.append(reader.link(in: content))
      case (14, .varint(let value)): extras.keep("droppedLinksCount", count(value))
      case (15, .bytes(let content)): span.status = reader.status(in: content, &extras)
      case (16, .fixed32(let value)): extras.keep("flags", .int(Int64(value)))
      default: break
      }
    }
    span.attributes += extras.attributes
    return span
  }

  private mutating func event(in range: Range<Int>) -> SpanEvent {
    var event = SpanEvent(name: "")
    var extras = OTelExtras()
    message(in: range, of: "span event") { reader, field in
      switch (field.number, field.value) {
      case (1, .fixed64(let value)): event.time = reader.timestamp(value, at: field.offset)
      case (2, .bytes(let content)): event.name = reader.string(in: content)
      case (3, .bytes(let content)): event.attributes.append(reader.attribute(in: content))
      case (4, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      default: break
      }
    }
    event.attributes += extras.attributes
    return event
  }

  private mutating func link(in range: Range<Int>) -> SpanLink {
    var link = SpanLink(traceID: "", spanID: "")
    var extras = OTelExtras()
    message(in: range, of: "span link") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): link.traceID = reader.identifier(in: content) ?? ""
      case (2, .bytes(let content)): link.spanID = reader.identifier(in: content) ?? ""
      case (3, .bytes(let content)): extras.keep("traceState", .string(reader.string(in: content)))
      case (4, .bytes(let content)): link.attributes.append(reader.attribute(in: content))
      case (5, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      case (6, .fixed32(let value)): extras.keep("flags", .int(Int64(value)))
      default: break
      }
    }
    link.attributes += extras.attributes
    return link
  }

  private mutating func status(in range: Range<Int>, _ extras: inout OTelExtras) -> SpanStatus {
    var text = ""
    var code: Int64 = 0
    message(in: range, of: "span status") { reader, field in
      switch (field.number, field.value) {
      case (2, .bytes(let content)): text = reader.string(in: content)
      case (3, .varint(let value)): code = Int64(truncatingIfNeeded: value)
      default: break
      }
    }
    return OTelCode.status(code, message: text, &extras)
  }

  mutating func logRecord(in range: Range<Int>) -> OTelLogRecord {
    var log = OTelLogRecord(place: place(range.lowerBound))
    var observed: Timestamp?
    var extras = OTelExtras()
    message(in: range, of: "log record") { reader, field in
      switch (field.number, field.value) {
      case (1, .fixed64(let value)): log.time = reader.timestamp(value, at: field.offset)
      case (2, .varint(let value)): extras.keep("severityNumber", count(value))
      case (3, .bytes(let content)): extras.keep("severityText", .string(reader.string(in: content)))
      case (5, .bytes(let content)): log.body = reader.anyValue(in: content)
      case (6, .bytes(let content)): log.attributes.append(reader.attribute(in: content))
      case (7, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      case (8, .fixed32(let value)): extras.keep("flags", .int(Int64(value)))
      case (9, .bytes(let content)): log.traceID = reader.identifier(in: content)
      case (10, .bytes(let content)): log.spanID = reader.identifier(in: content)
      case (11, .fixed64(let value)): observed = reader.timestamp(value, at: field.offset)
      case (12, .bytes(let content)): log.eventName = reader.string(in: content)
      default: break
      }
    }
    log.complete(observed: observed, extras: extras)
    return log
  }

  mutating func resource(in range: Range<Int>) -> Resource {
    var resource = Resource()
    var extras = OTelExtras()
    message(in: range, of: "resource") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): resource.attributes.append(reader.attribute(in: content))
      case (2, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      default: break
      }
    }
    resource.attributes += extras.attributes
    return resource
  }

  mutating func scope(in range: Range<Int>) -> InstrumentationScope {
    var scope = InstrumentationScope(name: "")
    var extras = OTelExtras()
    message(in: range, of: "instrumentation scope") { reader, field in
      switch (field.number, field.value) {
      case (1, .bytes(let content)): scope.name = reader.string(in: content)
      case (2, .bytes(let content)) where !content.isEmpty: scope.version = reader.string(in: content)
      case (3, .bytes(let content)): scope.attributes.append(reader.attribute(in: content))
      case (4, .varint(let value)): extras.keep("droppedAttributesCount", count(value))
      default: break
      }
    }
    scope.attributes += extras.attributes
    return scope
  }
}

/// A count on the wire as an attribute's value.
private func count(_ value: UInt64) -> AttributeValue {
  Int64(exactly: value).map(AttributeValue.int) ?? .number(String(value))
}
