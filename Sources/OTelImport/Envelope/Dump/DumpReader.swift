import JSONReader
import TraceModel
import TraceSource

/// Spans as OpenTelemetry's SDKs and the programs around them print their span objects: snake_case members, ids and
/// times in many spellings, plain attribute values.
///
/// Console exporters, any-agent, strands-evals, Phoenix and TRAIL share these members and differ in the envelope.
struct DumpReader: EnvelopeReader {
  var cursor: EnvelopeCursor

  init(_ cursor: EnvelopeCursor) { self.cursor = cursor }

  /// The printed spans of a list; what is no object becomes a diagnostic.
  mutating func spans(of value: JSONValue?, at path: String, in outer: String) -> [OTelSpan] {
    guard let value else {
      cursor.builder.loss(
        "expected an object with “spans”", at: cursor.place(outer), action: "this value was left out")
      return []
    }
    var spans: [OTelSpan] = []
    for (index, element) in cursor.list(value, "spans").enumerated() {
      if element.kind == .object {
        spans.append(span(element, at: cursor.place("\(path)/\(index)")))
      } else {
        cursor.builder.loss(
          "expected a span as an object", at: cursor.place("\(path)/\(index)"),
          action: "this value was left out")
      }
    }
    return spans
  }

  /// The span; members without a field of their own stay with the attributes.
  mutating func span(_ value: JSONValue, at place: SourcePlace) -> OTelSpan {
    var dump = DumpedSpan(place: place)
    for (name, member) in value.members { read(name, member, into: &dump) }
    return finish(dump)
  }

  private mutating func read(_ name: String, _ member: JSONValue, into dump: inout DumpedSpan) {
    switch name {
    case "name", "span_name": dump.span.name = cursor.text(member)
    case "context": readContext(member, into: &dump)
    case "trace_id", "context.trace_id": dump.span.traceID = id(member, byteCount: 16) ?? ""
    case "span_id", "context.span_id": dump.span.spanID = id(member, byteCount: 8) ?? ""
    case "parent_id", "parent_span_id": dump.span.parentSpanID = id(member, byteCount: 8)
    case "parent":
      let parent = member.kind == .object ? member["span_id"] : member
      dump.span.parentSpanID = parent.flatMap { id($0, byteCount: 8) }
    case "kind", "span_kind": readKind(member, into: &dump)
    case "start_time", "timestamp": dump.span.start = time(member)
    case "end_time": dump.span.end = time(member)
    case "duration": readLength(member, into: &dump)
    case "status": readStatus(member, into: &dump)
    case "status_code": dump.statusName = enumName(member)
    case "status_message": dump.statusMessage = member.isNull ? "" : cursor.text(member)
    case "attributes", "span_attributes": dump.span.attributes += cursor.plainAttributes(member)
    case "events", "span_events", "logs":
      dump.span.events += cursor.list(Self.cell(member), "span events").map { event($0) }
    case "links": dump.span.links += cursor.list(member, "span links").map { link($0) }
    case "child_spans": break
    default: readOrigin(name, member, into: &dump)
    }
  }

  /// What a cell of CSV holds: a list as Python prints it, or as JSON.
  private static func cell(_ value: JSONValue) -> JSONValue {
    guard let text = value.string, text.hasPrefix("[") else { return value }
    return (try? JSONDocument.parse(ScriptText.json(ofPython: text) ?? text).root) ?? value
  }

  /// The members that say which program and library recorded the span.
  private mutating func readOrigin(_ name: String, _ member: JSONValue, into dump: inout DumpedSpan) {
    switch name {
    case "resource":
      for (name, part) in cursor.object(member, "a resource") {
        if name == "attributes" {
          dump.resource += cursor.plainAttributes(part)
        } else {
          var extras = OTelExtras()
          extras.keep(name == "schema_url" ? "schemaUrl" : name, AttributeValue(part))
          dump.resource += extras.attributes
        }
      }
    case "resource_attributes": dump.resource += cursor.plainAttributes(member)
    case "service_name": dump.service = member.string
    case "scope", "instrumentation_scope", "instrumentation_info":
      if !member.isNull { dump.span.scope = cursor.scope(member) }
    case "scope_name": dump.scopeName = member.string
    case "scope_version": dump.scopeVersion = member.string
    default:
      if name.hasPrefix("attributes."), name.utf8.count > 11 {
        let value = AttributeValue(member)
        if value != .null { dump.span.attributes.append(Attribute(String(name.dropFirst(11)), value)) }
      } else {
        dump.extras.keep(name, AttributeValue(member))
      }
    }
  }

  private mutating func finish(_ dump: DumpedSpan) -> OTelSpan {
    var dump = dump
    dump.span.end = dump.span.end ?? dump.span.start?.advanced(by: dump.length)
    dump.span.status = OTelCode.status(dump.statusName, message: dump.statusMessage, &dump.extras)
    if let kind = dump.statedKind, dump.span.attributes["openinference.span.kind"] == nil {
      dump.span.attributes.append(Attribute("openinference.span.kind", .string(kind)))
    }
    if let name = dump.scopeName, !name.isEmpty, dump.span.scope == nil {
      let version = dump.scopeVersion.flatMap { $0.isEmpty ? nil : $0 }
      dump.span.scope = InstrumentationScope(name: name, version: version)
    }
    if let service = dump.service, dump.resource["service.name"] == nil {
      dump.resource.append(Attribute("service.name", .string(service)))
    }
    if !dump.resource.isEmpty {
      dump.span.resource = cursor.builder.index(of: Resource(attributes: dump.resource))
    }
    dump.span.attributes += dump.extras.attributes
    return dump.span
  }

  private mutating func readContext(_ value: JSONValue, into dump: inout DumpedSpan) {
    for (name, member) in cursor.object(value, "a span context") {
      switch name {
      case "trace_id": dump.span.traceID = id(member, byteCount: 16) ?? ""
      case "span_id": dump.span.spanID = id(member, byteCount: 8) ?? ""
      case "trace_state":
        if let text = member.string, text != "[]" { dump.extras.keep("traceState", .string(text)) }
        if let entries = member["entries"], entries.count > 0 {
          dump.extras.keep("traceState", AttributeValue(entries))
        }
      case "trace_flags":
        dump.extras.keep("flags", AttributeValue(member["value"] ?? member))
      case "is_remote": if member.bool == true { dump.extras.keep("isRemote", .bool(true)) }
      default: dump.extras.keep("context." + name, AttributeValue(member))
      }
    }
  }

  /// OpenTelemetry's kind, or the kind of LLM work that Phoenix has under the same name.
  private mutating func readKind(_ value: JSONValue, into dump: inout DumpedSpan) {
    var unknown = OTelExtras()
    dump.span.otelKind = OTelCode.spanKind(enumName(value), &unknown)
    guard !unknown.attributes.isEmpty else { return }
    if let kind = value.string, kind.uppercased() != "UNKNOWN" { dump.statedKind = kind }
  }

  private mutating func readLength(_ value: JSONValue, into dump: inout DumpedSpan) {
    if let text = value.string, let length = ISOTime.length(text) {
      dump.length = length
    } else if !value.isNull {
      cursor.builder.loss(
        "expected a duration such as “PT1.5S”, found \(cursor.excerpt(value))", at: cursor.place(of: value),
        action: "it was kept as an attribute, and the span has no end")
      dump.extras.keep("duration", AttributeValue(value))
    }
  }

  private mutating func readStatus(_ value: JSONValue, into dump: inout DumpedSpan) {
    guard value.kind == .object else {
      dump.statusName = enumName(value)
      return
    }
    for (name, member) in value.members where !member.isNull {
      switch name {
      case "status_code", "code": dump.statusName = enumName(member)
      case "description", "message": dump.statusMessage = cursor.text(member)
      default: dump.extras.keep("status." + name, AttributeValue(member))
      }
    }
  }
}

/// A span in the making.
private struct DumpedSpan {
  var span: OTelSpan
  var extras = OTelExtras()
  var length: Int64?
  var statusName = ""
  var statusMessage = ""
  var statedKind: String?
  var resource: [Attribute] = []
  var service: String?
  var scopeName: String?
  var scopeVersion: String?

  init(place: SourcePlace) {
    span = OTelSpan(traceID: "", spanID: "", name: "", place: place)
  }
}
