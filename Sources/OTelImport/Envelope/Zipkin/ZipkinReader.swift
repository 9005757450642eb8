import JSONReader
import TraceModel
import TraceSource

/// The spans of Zipkin, v1 and v2.
struct ZipkinReader: EnvelopeReader {
  var cursor: EnvelopeCursor
  private var found: [ZipkinSpan] = []

  init(_ cursor: EnvelopeCursor) { self.cursor = cursor }

  mutating func read(_ value: JSONValue) { found += all(in: value, at: "", depth: 0) }

  /// The spans, with those that share an id told apart.
  mutating func finish() -> OTelBatch {
    var batch = cursor.builder.finish()
    let pairs = ZipkinPairs(found)
    batch.spans = pairs.resolved
    if let note = pairs.note { batch.diagnostics.append(note) }
    return batch
  }

  /// The spans in a value: a span, a list of spans, or a list of such lists.
  private mutating func all(in value: JSONValue, at path: String, depth: Int) -> [ZipkinSpan] {
    if value.kind == .array, depth < 2 {
      var spans: [ZipkinSpan] = []
      for (index, element) in value.elements.enumerated() {
        spans += all(in: element, at: "\(path)/\(index)", depth: depth + 1)
      }
      return spans
    }
    guard value["traceId"] != nil || value["id"] != nil else {
      cursor.builder.loss(
        "expected a Zipkin span as an object with “traceId” and “id”", at: cursor.place(path),
        action: "this value was left out")
      return []
    }
    return ZipkinV1Span.isOne(value)
      ? firstVersion(value, at: cursor.place(path)) : [span(value, at: cursor.place(path))]
  }

  private mutating func span(_ value: JSONValue, at place: SourcePlace) -> ZipkinSpan {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var endpoint = ZipkinEndpoint()
    var extras: [Attribute] = []
    var kindExtras = OTelExtras()
    var length: Int64?
    for (name, member) in value.members {
      switch name {
      case "traceId": span.traceID = cursor.rpcID(member, byteCount: 16) ?? ""
      case "id": span.spanID = cursor.rpcID(member, byteCount: 8) ?? ""
      case "parentId": span.parentSpanID = cursor.rpcID(member, byteCount: 8)
      case "name": span.name = cursor.text(member)
      case "kind": span.otelKind = member.isNull ? nil : OTelCode.spanKind(cursor.text(member), &kindExtras)
      case "timestamp": span.start = cursor.microseconds(member)
      case "duration": length = cursor.duration(member)
      case "localEndpoint":
        endpoint = Self.endpoint(member)
        span.resource = resource(member)
      case "tags": span.attributes = cursor.plainAttributes(member)
      case "annotations": span.events = cursor.list(member, "annotations").map { event($0) }
      default: extras += extra(name, member)
      }
    }
    span.end = span.start?.advanced(by: length)
    if let length, span.end == nil { extras.append(Attribute("zipkin.duration", .int(length / 1000))) }
    span.status = OTelTags.status(span.attributes)
    span.scope = OTelTags.scope(span.attributes)
    span.attributes += kindExtras.attributes + extras
    return ZipkinSpan(span: span, endpoint: endpoint, isShared: value["shared"]?.bool == true)
  }

  static func endpoint(_ value: JSONValue) -> ZipkinEndpoint {
    let service = value["serviceName"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let address = value["ipv4"]?.string ?? value["ipv6"]?.string
    return ZipkinEndpoint(service: service, address: address)
  }

  /// The local endpoint is the program; its service is OpenTelemetry's.
  mutating func resource(_ value: JSONValue) -> Int? {
    var resource = Resource()
    for (name, member) in cursor.object(value, "an endpoint") where !member.isNull {
      let name = name == "serviceName" ? "service.name" : "zipkin.localEndpoint." + name
      resource.attributes.append(Attribute(name, AttributeValue(member)))
    }
    return resource.attributes.isEmpty ? nil : cursor.builder.index(of: resource)
  }

  func extra(_ name: String, _ value: JSONValue) -> [Attribute] {
    if value.isNull { return [] }
    guard name == "remoteEndpoint", value.kind == .object else {
      return [Attribute("zipkin." + name, AttributeValue(value))]
    }
    return value.members.map { Attribute("zipkin.remoteEndpoint." + $0.key, AttributeValue($0.value)) }
  }

  /// An annotation; exporters of OpenTelemetry write an event as JSON: its name, and in it its attributes.
  mutating func event(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    for (name, member) in cursor.object(value, "an annotation") {
      switch name {
      case "timestamp": event.time = cursor.microseconds(member)
      case "value": event.name = cursor.text(member)
      case "endpoint": break
      default: event.attributes.append(Attribute("zipkin." + name, AttributeValue(member)))
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
