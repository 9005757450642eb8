import JSONReader
import TraceModel
import TraceSource

/// Ids, times, events, links and log records of printed span objects.
extension DumpReader {
  /// An id as lower-case hex: hex with or without `0x`, or a whole number, which is read exactly; any other text
  /// is taken as it is, since hand-made files name their spans. `nil` for none.
  mutating func id(_ value: JSONValue, byteCount: Int) -> String? {
    if value.isNull { return nil }
    if let digits = value.numberText {
      guard let number = UInt128(digits) else { return cursor.identifier(value, byteCount: byteCount) }
      let hex = String(number, radix: 16)
      let padding = String(repeating: "0", count: max(0, 2 * byteCount - hex.utf8.count))
      return number == 0 ? nil : padding + hex
    }
    guard let text = value.string else { return cursor.identifier(value, byteCount: byteCount) }
    let length = text.hasPrefix("0x") || text.hasPrefix("0X") ? 2 * byteCount + 2 : 2 * byteCount
    guard text.utf8.count == length else { return text.isEmpty ? nil : text }
    if case .id(let id) = OTelIdentifier.read(text, byteCount: byteCount) { return id }
    return text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "x") } ? nil : text
  }

  /// A time as ISO 8601 text, or as a number of nanoseconds or, as pandas writes it, milliseconds; `nil` for none.
  mutating func time(_ value: JSONValue) -> Timestamp? {
    if value.isNull || value.string?.isEmpty == true { return nil }
    if let text = value.string, let time = ISOTime.moment(text) { return time }
    guard let number = JSONScalars.integer(value), number >= 0 else {
      cursor.builder.loss(
        "expected a time in ISO 8601 or in nanoseconds since 1970, found \(cursor.excerpt(value))",
        at: cursor.place(of: value), action: "the time was left out")
      return nil
    }
    // Milliseconds reach this in the year 5138, nanoseconds had it a day after 1970 began.
    let isMilliseconds = number < 100_000_000_000_000
    return number == 0 ? nil : Timestamp(nanoseconds: isMilliseconds ? number * 1_000_000 : number)
  }

  /// A name of an enumeration without Python's `StatusCode.` or `SpanKind.` before it.
  mutating func enumName(_ value: JSONValue) -> String {
    if value.isNull { return "" }
    let name = value.numberText ?? cursor.text(value)
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name
  }

  /// An event; those that are log records, with a body, keep it as the logs of their span do.
  mutating func event(_ value: JSONValue) -> SpanEvent {
    guard value["body"] == nil else { return log(value, at: cursor.place(of: value)).event }
    var event = SpanEvent(name: "")
    var extras = OTelExtras()
    for (name, member) in cursor.object(value, "a span event") {
      switch name {
      case "name", "event_name": event.name = cursor.text(member)
      case "timestamp", "time": event.time = time(member)
      case "attributes": event.attributes = cursor.plainAttributes(member)
      case "span_id", "trace_id": break
      default: extras.keep(name, AttributeValue(member))
      }
    }
    event.attributes += extras.attributes
    return event
  }

  mutating func link(_ value: JSONValue) -> SpanLink {
    var link = SpanLink(traceID: "", spanID: "")
    for (name, member) in cursor.object(value, "a span link") {
      switch name {
      case "context":
        link.traceID = member["trace_id"].flatMap { id($0, byteCount: 16) } ?? ""
        link.spanID = member["span_id"].flatMap { id($0, byteCount: 8) } ?? ""
      case "trace_id": link.traceID = id(member, byteCount: 16) ?? ""
      case "span_id": link.spanID = id(member, byteCount: 8) ?? ""
      case "attributes": link.attributes += cursor.plainAttributes(member)
      default:
        var extras = OTelExtras()
        extras.keep(name, AttributeValue(member))
        link.attributes += extras.attributes
      }
    }
    return link
  }

  /// A log record as the SDKs print it.
  mutating func log(_ value: JSONValue, at place: SourcePlace) -> OTelLogRecord {
    var log = OTelLogRecord(place: place)
    var observed: Timestamp?
    var extras = OTelExtras()
    for (name, member) in value.members {
      switch name {
      case "body": log.body = AttributeValue(member)
      case "timestamp": log.time = time(member)
      case "observed_timestamp": observed = time(member)
      case "trace_id": log.traceID = id(member, byteCount: 16)
      case "span_id": log.spanID = id(member, byteCount: 8)
      case "event_name": log.eventName = member.string
      case "attributes": log.attributes = cursor.plainAttributes(member)
      case "severity_number":
        extras.keep("severityNumber", OTelCode.severity(AttributeValue(member)))
      case "severity_text": extras.keep("severityText", AttributeValue(member))
      case "trace_flags": extras.keep("flags", AttributeValue(member))
      case "dropped_attributes": extras.keep("droppedAttributesCount", AttributeValue(member))
      case "resource": break
      default: extras.keep(name, AttributeValue(member))
      }
    }
    log.complete(observed: observed, extras: extras)
    return log
  }
}
