import TraceText
import JSONReader
import TraceModel
import TraceSource

/// The traces of Jaeger's JSON (https://github.com/jaegertracing/jaeger-ui, `src/types/trace`).
struct JaegerReader: EnvelopeReader {
  var cursor: EnvelopeCursor

  init(_ cursor: EnvelopeCursor) { self.cursor = cursor }

  /// A trace, a list of them, or an answer of the API around them.
  mutating func read(_ value: JSONValue, at path: String) {
    if value.kind == .array {
      for (index, element) in value.elements.enumerated() where element.kind != .array {
        read(element, at: "\(path)/\(index)")
      }
    } else if value["spans"]?.kind == .array {
      readTrace(value, at: path)
    } else if let data = value["data"], data.kind == .array || data["spans"] != nil {
      read(data, at: path + "/data")
    } else {
      cursor.builder.loss(
        "expected a Jaeger trace with “spans”", at: cursor.place(path), action: "this value was left out")
    }
  }

  private mutating func readTrace(_ value: JSONValue, at path: String) {
    var resources: [String: Int] = [:]
    if let processes = value["processes"] {
      for (id, process) in cursor.object(processes, "processes") { resources[id] = resource(process) }
    }
    for warning in value["warnings"]?.elements.compactMap(\.string) ?? [] {
      cursor.builder.note(
        "Jaeger warns: \(warning)", at: cursor.place(path + "/warnings"), action: "nothing was done")
    }
    guard let spans = value["spans"] else { return }
    for (index, element) in cursor.list(spans, "spans").enumerated() {
      let place = cursor.place("\(path)/spans/\(index)")
      guard element.kind == .object else {
        cursor.builder.loss("expected a span as an object", at: place, action: "this value was left out")
        continue
      }
      cursor.builder.add(span(element, processes: resources, at: place))
    }
  }

  /// What Jaeger's UI works out for drawing; a span's process stands among the trace's too.
  private static let derived: Set<String> = [
    "relativeStartTime", "depth", "hasChildren", "childSpanIds", "subsidiarilyReferencedBy",
  ]

  private mutating func span(_ value: JSONValue, processes: [String: Int], at place: SourcePlace)
    -> OTelSpan
  {
    var span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
    var extras: [Attribute] = []
    var length: Int64?
    for (name, member) in value.members {
      switch name {
      case "traceID": span.traceID = cursor.rpcID(member, byteCount: 16) ?? ""
      case "spanID": span.spanID = cursor.rpcID(member, byteCount: 8) ?? ""
      case "operationName": span.name = cursor.text(member)
      case "startTime": span.start = cursor.microseconds(member)
      case "duration": length = cursor.duration(member)
      case "tags": span.attributes = tags(member)
      case "logs": span.events = cursor.list(member, "logs").map { event($0) }
      case "processID": span.resource = member.string.flatMap { processes[$0] }
      case "references", "parentSpanID", "process": break
      default:
        let isEmpty = member.isNull || member.kind == .array && member.count == 0
        guard !isEmpty, !Self.derived.contains(name) else { continue }
        extras.append(Attribute("jaeger." + name, AttributeValue(member)))
      }
    }
    if span.resource == nil, let process = value["process"] { span.resource = resource(process) }
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
    for reference in value["references"].map({ Array(cursor.list($0, "references")) }) ?? [] {
      let traceID = reference["traceID"].flatMap { cursor.rpcID($0, byteCount: 16) } ?? span.traceID
      guard let spanID = reference["spanID"].flatMap({ cursor.rpcID($0, byteCount: 8) }) else { continue }
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
      span.parentSpanID = value["parentSpanID"].flatMap { cursor.rpcID($0, byteCount: 8) }
    }
  }

  private mutating func resource(_ value: JSONValue) -> Int? {
    var resource = Resource()
    for (name, member) in cursor.object(value, "a process") {
      switch name {
      case "serviceName":
        resource.attributes.insert(Attribute("service.name", .string(cursor.text(member))), at: 0)
      case "tags": resource.attributes += tags(member)
      default: resource.attributes.append(Attribute("jaeger." + name, AttributeValue(member)))
      }
    }
    return resource.attributes.isEmpty ? nil : cursor.builder.index(of: resource)
  }

  private mutating func event(_ value: JSONValue) -> SpanEvent {
    var event = SpanEvent(name: "")
    for (name, member) in cursor.object(value, "a log") {
      switch name {
      case "timestamp": event.time = cursor.microseconds(member)
      case "fields": event.attributes = tags(member)
      default: event.attributes.append(Attribute("jaeger." + name, AttributeValue(member)))
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
  private mutating func tags(_ value: JSONValue) -> [Attribute] {
    if value.kind == .object { return cursor.plainAttributes(value) }
    return cursor.list(value, "tags").map { tag in
      let name = tag["key"]?.string ?? ""
      if name.isEmpty {
        cursor.builder.note(
          "a tag has no “key”", at: cursor.place(of: tag), action: "it is shown without a name")
      }
      guard let member = tag["value"] else { return Attribute(name, .null) }
      return Attribute(name, typed(member, type: tag["type"]?.string))
    }
  }

  private func typed(_ value: JSONValue, type: String?) -> AttributeValue {
    guard let text = value.string else { return AttributeValue(value) }
    switch type {
    case "bool": return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
    case "int64": return Int64(text).map(AttributeValue.int) ?? .string(text)
    case "float64": return JSONScalars.double(value).map(AttributeValue.double) ?? .string(text)
    case "binary": return Base64.decode(text).map(AttributeValue.bytes) ?? .string(text)
    default: return .string(text)
    }
  }
}
