import JSONReader
import TraceModel
import TraceText

/// The traces of Jaeger's JSON (https://github.com/jaegertracing/jaeger-ui, `src/types/trace`).
extension OTLPJSONReader {
  mutating func readJaegerTrace(_ value: JSONValue, at path: String) {
    var resources: [String: Int] = [:]
    if let processes = value["processes"] {
      for (id, process) in object(processes, "processes") { resources[id] = jaegerProcess(process) }
    }
    for warning in value["warnings"]?.elements.compactMap(\.string) ?? [] {
      builder.note("Jaeger warns: \(warning)", at: place(path + "/warnings"), action: "nothing was done")
    }
    guard let spans = value["spans"] else { return }
    for (index, element) in list(spans, "spans").enumerated() {
      let place = place("\(path)/spans/\(index)")
      guard element.kind == .object else {
        builder.loss("expected a span as an object", at: place, action: "this value was left out")
        continue
      }
      builder.add(jaegerSpan(element, processes: resources, at: place))
    }
  }

  /// What Jaeger's UI works out for drawing; a span's process stands among the trace's too.
  private static let derived: Set<String> = [
    "relativeStartTime", "depth", "hasChildren", "childSpanIds", "subsidiarilyReferencedBy",
  ]

  private mutating func jaegerSpan(_ value: JSONValue, processes: [String: Int], at place: SourcePlace)
    -> OTelSpan
  {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var extras: [Attribute] = []
    var length: Int64?
    for (name, member) in value.members {
      switch name {
      case "traceID": span.traceID = rpcID(member, byteCount: 16) ?? ""
      case "spanID": span.spanID = rpcID(member, byteCount: 8) ?? ""
      case "operationName": span.name = text(member)
      case "startTime": span.start = microseconds(member)
      case "duration": length = duration(member)
      case "tags": span.attributes = jaegerTags(member)
      case "logs": span.events = list(member, "logs").map { jaegerEvent($0) }
      case "processID": span.resource = member.string.flatMap { processes[$0] }
      case "references", "parentSpanID", "process": break
      default:
        let isEmpty = member.isNull || member.kind == .array && member.count == 0
        guard !isEmpty, !Self.derived.contains(name) else { continue }
        extras.append(Attribute("jaeger." + name, OTLPJSONScalars.plain(member)))
      }
    }
    if span.resource == nil, let process = value["process"] { span.resource = jaegerProcess(process) }
    readReferences(of: value, into: &span)
    span.end = span.start?.advanced(by: length)
    var kindExtras = OTelExtras()
    span.otelKind = span.attributes["span.kind"]?.string.flatMap { OTelCode.spanKind($0, &kindExtras) }
    span.status = OTelTags.status(span.attributes)
    span.scope = OTelTags.scope(span.attributes)
    span.attributes += extras
    return span
  }

  /// The first `CHILD_OF` within the trace is the parent; every other reference is a link.
  private mutating func readReferences(of value: JSONValue, into span: inout OTelSpan) {
    for reference in value["references"].map({ Array(list($0, "references")) }) ?? [] {
      let traceID = reference["traceID"].flatMap { rpcID($0, byteCount: 16) } ?? span.traceID
      guard let spanID = reference["spanID"].flatMap({ rpcID($0, byteCount: 8) }) else { continue }
      let type = reference["refType"]?.string ?? ""
      if type == "CHILD_OF", span.parentSpanID == nil, traceID == span.traceID {
        span.parentSpanID = spanID
      } else {
        span.links.append(
          SpanLink(
            traceID: traceID, spanID: spanID,
            attributes: [Attribute("opentracing.ref_type", .string(type.lowercased()))]))
      }
    }
    if span.parentSpanID == nil {
      span.parentSpanID = value["parentSpanID"].flatMap { rpcID($0, byteCount: 8) }
    }
  }

  private mutating func jaegerProcess(_ value: JSONValue) -> Int? {
    var resource = Resource()
    for (name, member) in object(value, "a process") {
      switch name {
      case "serviceName": resource.attributes.insert(Attribute("service.name", .string(text(member))), at: 0)
      case "tags": resource.attributes += jaegerTags(member)
      default: resource.attributes.append(Attribute("jaeger." + name, OTLPJSONScalars.plain(member)))
      }
    }
    return resource.attributes.isEmpty ? nil : builder.index(of: resource)
  }

  private mutating func jaegerEvent(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    for (name, member) in object(value, "a log") {
      switch name {
      case "timestamp": event.time = microseconds(member)
      case "fields": event.attributes = jaegerTags(member)
      default: event.attributes.append(Attribute("jaeger." + name, OTLPJSONScalars.plain(member)))
      }
    }
    if let index = event.attributes.firstIndex(where: { $0.name == "event" && $0.value.string != nil }) {
      event.name = event.attributes.remove(at: index).value.string ?? ""
    } else {
      event.name = event.attributes["message"]?.string ?? "log"
    }
    return event
  }

  /// Tags are `{key, type, value}`; the type is needed where the value is spelled as a string.
  private mutating func jaegerTags(_ value: JSONValue) -> [Attribute] {
    if value.kind == .object { return plainAttributes(value) }
    return list(value, "tags").map { tag in
      let name = tag["key"]?.string ?? ""
      if name.isEmpty {
        builder.note("a tag has no “key”", at: place(of: tag), action: "it is shown without a name")
      }
      guard let member = tag["value"] else { return Attribute(name, .null) }
      return Attribute(name, jaegerValue(member, type: tag["type"]?.string))
    }
  }

  private func jaegerValue(_ value: JSONValue, type: String?) -> AttributeValue {
    guard let text = value.string else { return OTLPJSONScalars.plain(value) }
    switch type {
    case "bool": return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    case "int64": return Int64(text).map(AttributeValue.int) ?? .string(text)
    case "float64": return OTLPJSONScalars.double(value).map(AttributeValue.double) ?? .string(text)
    case "binary": return Base64.decode(text).map(AttributeValue.bytes) ?? .string(text)
    default: return .string(text)
    }
  }
}
