import JSONReader
import TraceModel

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
      case "traceId": span.traceID = zipkinID(member, byteCount: 16) ?? ""
      case "id": span.spanID = zipkinID(member, byteCount: 8) ?? ""
      case "parentId": span.parentSpanID = zipkinID(member, byteCount: 8)
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
    span.status = zipkinStatus(span.attributes)
    span.scope = zipkinScope(span.attributes)
    span.attributes += kindExtras.attributes + extras
    return ZipkinSpan(span: span, endpoint: endpoint, isShared: value["shared"]?.bool == true)
  }

  /// Ids of 64 bits are as good as those of 128 in a trace; leading zeros may be missing.
  private mutating func zipkinID(_ value: JSONValue, byteCount: Int) -> String? {
    guard let text = value.string, text.utf8.count < 2 * byteCount, !text.isEmpty else {
      return identifier(value, byteCount: byteCount)
    }
    let padded = String(repeating: "0", count: text.utf8.count > 16 ? 0 : 16 - text.utf8.count) + text
    switch OTelIdentifier.read(padded, byteCount: 8) {
    case .id(let id): return id
    case .absent: return nil
    case .foreign: return identifier(value, byteCount: byteCount)
    }
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

  /// The outcome that the tags state: OpenTelemetry's status code, else Zipkin's `error`, whatever it holds.
  private func zipkinStatus(_ tags: [Attribute]) -> SpanStatus {
    let error = tags["error"]?.plainText
    let hasFailed = error.map { $0.lowercased() != "false" } ?? false
    let described = error.flatMap { ["", "true", "false"].contains($0.lowercased()) ? nil : $0 }
    let message = tags["otel.status_description"]?.string ?? described
    switch tags["otel.status_code"]?.string?.uppercased() {
    case "ERROR": return .error(message: message)
    case "OK": return .ok
    default: return hasFailed ? .error(message: message) : .unset
    }
  }

  /// The scope of OpenTelemetry's exporters, in its new or its old spelling.
  private func zipkinScope(_ tags: [Attribute]) -> InstrumentationScope? {
    guard let name = tags["otel.scope.name"]?.string ?? tags["otel.library.name"]?.string else { return nil }
    let version = tags["otel.scope.version"]?.string ?? tags["otel.library.version"]?.string
    return InstrumentationScope(name: name, version: version?.isEmpty == true ? nil : version)
  }
}
