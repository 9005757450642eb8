import JSONReader
import TraceModel
import TraceSource

/// Spans and log records as the exporters of the Go SDK for standard output print them, one a line or pretty.
///
/// Source: `SpanStub` (`sdk/trace/tracetest/span.go`), `attribute/value.go` and `exporters/stdout/stdoutlog/record.go`
/// of opentelemetry-go.
enum GoShape {
  static func isSpan(_ value: JSONValue) -> Bool {
    guard let context = value["SpanContext"], value["Name"]?.kind == .string else { return false }
    return context["TraceID"]?.kind == .string && context["SpanID"]?.kind == .string
      && value["StartTime"] != nil
  }

  static func isLog(_ value: JSONValue) -> Bool {
    value["Severity"]?.kind == .number && value["Body"] != nil && value["TraceID"]?.kind == .string
      && value["Scope"] != nil
  }
}

extension DumpReader {
  /// A span of the Go SDK.
  mutating func goSpan(_ value: JSONValue, at place: SourcePlace) -> OTelSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var extras = OTelExtras()
    for (name, member) in value.members where !member.isNull {
      switch name {
      case "Name": span.name = cursor.text(member)
      case "SpanContext":
        span.traceID = member["TraceID"].flatMap { id($0, byteCount: 16) } ?? ""
        span.spanID = member["SpanID"].flatMap { id($0, byteCount: 8) } ?? ""
        keepContext(member, &extras)
      case "Parent": span.parentSpanID = member["SpanID"].flatMap { id($0, byteCount: 8) }
      case "SpanKind":
        span.otelKind = JSONScalars.integer(member).flatMap { OTelCode.spanKind($0, &extras) }
      case "StartTime": span.start = goTime(member)
      case "EndTime": span.end = goTime(member)
      case "Attributes": span.attributes += goAttributes(member)
      case "Events": span.events = cursor.list(member, "span events").map { goEvent($0) }
      case "Links", "SpanLinks": span.links = cursor.list(member, "span links").map { goLink($0) }
      case "Status": span.status = goStatus(member, &extras)
      case "Resource": span.resource = goResource(member)
      // The same once more, under the name that it had before.
      case "InstrumentationScope": span.scope = goScope(member)
      case "InstrumentationLibrary": span.scope = span.scope ?? goScope(member)
      case "DroppedAttributes", "DroppedAttributeCount":
        extras.keep("droppedAttributesCount", AttributeValue(member))
      case "DroppedEvents", "DroppedMessageEventCount":
        extras.keep("droppedEventsCount", AttributeValue(member))
      case "DroppedLinks", "DroppedLinkCount": extras.keep("droppedLinksCount", AttributeValue(member))
      default: extras.keep(name, AttributeValue(member))
      }
    }
    span.attributes += extras.attributes
    return span
  }

  /// A log record of the Go SDK.
  mutating func goLog(_ value: JSONValue, at place: SourcePlace) -> OTelLogRecord {
    var log = OTelLogRecord(place: place)
    var observed: Timestamp?
    var extras = OTelExtras()
    for (name, member) in value.members where !member.isNull {
      switch name {
      case "Timestamp": log.time = goTime(member)
      case "ObservedTimestamp": observed = goTime(member)
      case "EventName": log.eventName = member.string
      case "Body": log.body = goValue(member)
      case "Attributes": log.attributes = goAttributes(member)
      case "TraceID": log.traceID = id(member, byteCount: 16)
      case "SpanID": log.spanID = id(member, byteCount: 8)
      case "Severity": extras.keep("severityNumber", AttributeValue(member))
      case "SeverityText": extras.keep("severityText", AttributeValue(member))
      case "TraceFlags": if member.string != "00" { extras.keep("flags", AttributeValue(member)) }
      case "DroppedAttributes": extras.keep("droppedAttributesCount", AttributeValue(member))
      case "Resource", "Scope": break
      default: extras.keep(name, AttributeValue(member))
      }
    }
    log.complete(observed: observed, extras: extras)
    return log
  }

  private mutating func keepContext(_ value: JSONValue, _ extras: inout OTelExtras) {
    if let flags = value["TraceFlags"]?.string, flags != "00" { extras.keep("flags", .string(flags)) }
    if let state = value["TraceState"], state.kind == .string {
      extras.keep("traceState", AttributeValue(state))
    }
    if value["Remote"]?.bool == true { extras.keep("isRemote", .bool(true)) }
  }

  private mutating func goStatus(_ value: JSONValue, _ extras: inout OTelExtras) -> SpanStatus {
    let message = value["Description"]?.string ?? ""
    if let name = value["Code"]?.string { return OTelCode.status(name, message: message, &extras) }
    // Before they had names, the API's numbers had the error before the success.
    let number = value["Code"].flatMap(JSONScalars.integer) ?? 0
    return OTelCode.status(number == 1 ? 2 : number == 2 ? 1 : number, message: message, &extras)
  }

  /// The moment that stands for none is the first of year 1.
  private mutating func goTime(_ value: JSONValue) -> Timestamp? {
    value.string?.hasPrefix("0001-01-01") == true ? nil : time(value)
  }

  private mutating func goEvent(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    var extras = OTelExtras()
    for (name, member) in cursor.object(value, "a span event") where !member.isNull {
      switch name {
      case "Name": event.name = cursor.text(member)
      case "Time": event.time = goTime(member)
      case "Attributes": event.attributes = goAttributes(member)
      case "DroppedAttributeCount": extras.keep("droppedAttributesCount", AttributeValue(member))
      default: extras.keep(name, AttributeValue(member))
      }
    }
    event.attributes += extras.attributes
    return event
  }

  private mutating func goLink(_ value: JSONValue) -> SpanLink {
    var link = SpanLink(traceID: "", spanID: "")
    var extras = OTelExtras()
    for (name, member) in cursor.object(value, "a span link") where !member.isNull {
      switch name {
      case "SpanContext":
        link.traceID = member["TraceID"].flatMap { id($0, byteCount: 16) } ?? ""
        link.spanID = member["SpanID"].flatMap { id($0, byteCount: 8) } ?? ""
      case "Attributes": link.attributes = goAttributes(member)
      case "DroppedAttributeCount": extras.keep("droppedAttributesCount", AttributeValue(member))
      default: extras.keep(name, AttributeValue(member))
      }
    }
    link.attributes += extras.attributes
    return link
  }

  private mutating func goResource(_ value: JSONValue) -> Int? {
    let attributes = goAttributes(value)
    return attributes.isEmpty ? nil : cursor.builder.index(of: Resource(attributes: attributes))
  }

  private mutating func goScope(_ value: JSONValue) -> InstrumentationScope? {
    guard let name = value["Name"]?.string, !name.isEmpty else { return nil }
    let version = value["Version"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    var scope = InstrumentationScope(name: name, version: version)
    if let attributes = value["Attributes"], !attributes.isNull {
      scope.attributes = goAttributes(attributes)
    }
    var extras = OTelExtras()
    extras.keep("schemaUrl", value["SchemaURL"].map { AttributeValue($0) } ?? .null)
    scope.attributes += extras.attributes
    return scope
  }

  /// A list of `{"Key": …, "Value": {"Type": …, "Value": …}}`.
  private mutating func goAttributes(_ value: JSONValue) -> [Attribute] {
    cursor.list(value, "attributes").compactMap { element in
      guard let key = element["Key"]?.string else {
        cursor.builder.loss(
          "expected an attribute with “Key”", at: cursor.place(of: element), action: "it was left out")
        return nil
      }
      return Attribute(key, element["Value"].map { goValue($0) } ?? .null)
    }
  }

  /// A value with its type; maps are lists of attributes, and a value without a type is what it is.
  private func goValue(_ value: JSONValue) -> AttributeValue {
    guard let type = value["Type"]?.string else { return AttributeValue(value) }
    guard let inner = value["Value"], !inner.isNull else { return .null }
    switch type.lowercased() {
    case "map" where inner.kind == .array:
      return .map(
        inner.elements.compactMap { element in
          element["Key"]?.string.map { Attribute($0, element["Value"].map(goValue) ?? .null) }
        })
    case "slice" where inner.kind == .array: return .array(inner.elements.map(goValue))
    default: return AttributeValue(inner)
    }
  }
}
