import JSONReader
import TraceModel
import TraceSource

/// The spans of Zipkin v2.
extension OTLPJSONReader {
  /// The spans in a value: a span, a list of spans, or a list of such lists.
  mutating func zipkinSpans(_ value: JSONValue, at path: String, depth: Int) -> [ZipkinSpan] {
    if value.kind == .array, depth < 2 {
      var spans: [ZipkinSpan] = []
      for (index, element) in value.elements.enumerated() {
        spans += zipkinSpans(element, at: "\(path)/\(index)", depth: depth + 1)
      }
      return spans
    }
    guard value["traceId"] != nil || value["id"] != nil else {
      builder.loss(
        "expected a Zipkin span as an object with “traceId” and “id”", at: place(path),
        action: "this value was left out")
      return []
    }
    return [zipkinSpan(value, at: place(path))]
  }

  private mutating func zipkinSpan(_ value: JSONValue, at place: SourcePlace) -> ZipkinSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var endpoint = ZipkinEndpoint()
    var extras: [Attribute] = []
    var kindExtras = OTelExtras()
    var length: Int64?
    for (name, member) in value.members {
      switch name {
      case "traceId": span.traceID = rpcID(member, byteCount: 16) ?? ""
      case "id": span.spanID = rpcID(member, byteCount: 8) ?? ""
      case "parentId": span.parentSpanID = rpcID(member, byteCount: 8)
      case "name": span.name = text(member)
      case "kind": span.otelKind = member.isNull ? nil : OTelCode.spanKind(text(member), &kindExtras)
      case "timestamp": span.start = microseconds(member)
      case "duration": length = duration(member)
      case "localEndpoint":
        endpoint = zipkinEndpoint(member)
        span.resource = zipkinResource(member)
      case "tags": span.attributes = plainAttributes(member)
      case "annotations": span.events = list(member, "annotations").map { zipkinEvent($0) }
      default: extras += zipkinExtra(name, member)
      }
    }
    span.end = span.start?.advanced(by: length)
    if let length, span.end == nil { extras.append(Attribute("zipkin.duration", .int(length / 1000))) }
    span.status = OTelTags.status(span.attributes)
    span.scope = OTelTags.scope(span.attributes)
    span.attributes += kindExtras.attributes + extras
    return ZipkinSpan(span: span, endpoint: endpoint, isShared: value["shared"]?.bool == true)
  }

  private mutating func zipkinEndpoint(_ value: JSONValue) -> ZipkinEndpoint {
    let service = value["serviceName"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let address = value["ipv4"]?.string ?? value["ipv6"]?.string
    return ZipkinEndpoint(service: service, address: address)
  }

  /// The local endpoint is the program; its service is OpenTelemetry's.
  private mutating func zipkinResource(_ value: JSONValue) -> Int? {
    var resource = Resource()
    for (name, member) in object(value, "an endpoint") where !member.isNull {
      let name = name == "serviceName" ? "service.name" : "zipkin.localEndpoint." + name
      resource.attributes.append(Attribute(name, OTLPJSONScalars.plain(member)))
    }
    return resource.attributes.isEmpty ? nil : builder.index(of: resource)
  }

  private func zipkinExtra(_ name: String, _ value: JSONValue) -> [Attribute] {
    if value.isNull { return [] }
    guard name == "remoteEndpoint", value.kind == .object else {
      return [Attribute("zipkin." + name, OTLPJSONScalars.plain(value))]
    }
    return value.members.map { Attribute("zipkin.remoteEndpoint." + $0.key, OTLPJSONScalars.plain($0.value)) }
  }

  /// An annotation; exporters of OpenTelemetry write an event as JSON: its name, and in it its attributes.
  private mutating func zipkinEvent(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    for (name, member) in object(value, "an annotation") {
      switch name {
      case "timestamp": event.time = microseconds(member)
      case "value": event.name = text(member)
      default: event.attributes.append(Attribute("zipkin." + name, OTLPJSONScalars.plain(member)))
      }
    }
    if let inner = AttributeValue(jsonText: event.name)?.map, inner.count == 1, let only = inner.first,
      let attributes = only.value.map
    {
      event.name = only.name
      event.attributes = attributes + event.attributes
    }
    return event
  }
}
