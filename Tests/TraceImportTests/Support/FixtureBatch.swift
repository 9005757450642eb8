import Foundation
import JSONReader
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import TraceSource

/// A plain reading of OTLP/JSON fixtures, so that the normaliser is tested apart from the envelope readers.
enum FixtureBatch {
  /// The batch in a file of one JSON value or one a line.
  static func read(_ url: URL) throws -> OTelBatch {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: url)))
    var batch = OTelBatch()
    var offset = 0
    while let (document, end) = try JSONDocument.parseNext(bytes, at: offset) {
      collect(AttributeValue(document.root), scope: nil, into: &batch, file: url.lastPathComponent)
      offset = end
    }
    return batch
  }

  private static func collect(
    _ value: AttributeValue, scope: InstrumentationScope?, into batch: inout OTelBatch, file: String
  ) {
    for element in value.array ?? [] { collect(element, scope: scope, into: &batch, file: file) }
    guard let members = value.map else { return }
    if value["spanId"] != nil, value["name"] != nil {
      batch.spans.append(span(value, scope: scope, resource: batch.resources.count - 1, file: file))
      return
    }
    if value["body"] != nil || value["eventName"] != nil, value["timeUnixNano"] != nil {
      batch.logs.append(log(value, file: file))
      return
    }
    if let resource = value["resource"], resource.map != nil {
      let read = Resource(attributes: attributes(resource["attributes"]))
      if batch.resources.last != read { batch.resources.append(read) }
    }
    let inner = value["scope"].flatMap { scope in
      scope["name"]?.string.map { InstrumentationScope(name: $0, version: scope["version"]?.string) }
    }
    for member in members { collect(member.value, scope: inner ?? scope, into: &batch, file: file) }
  }

  private static func span(
    _ value: AttributeValue, scope: InstrumentationScope?, resource: Int, file: String
  ) -> OTelSpan {
    var span = OTelSpan(
      traceID: value["traceId"]?.string ?? "", spanID: value["spanId"]?.string ?? "",
      parentSpanID: value["parentSpanId"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      name: value["name"]?.string ?? "", place: SourcePlace(file: file))
    span.start = time(value["startTimeUnixNano"])
    span.end = time(value["endTimeUnixNano"])
    span.attributes = attributes(value["attributes"])
    span.events = (value["events"]?.array ?? []).map {
      SpanEvent(
        name: $0["name"]?.string ?? "", time: time($0["timeUnixNano"]),
        attributes: attributes($0["attributes"]))
    }
    span.resource = resource >= 0 ? resource : nil
    span.scope = scope
    switch value["status"]?["code"]?.int {
    case 1: span.status = .ok
    case 2: span.status = .error(message: value["status"]?["message"]?.string)
    default: break
    }
    return span
  }

  private static func log(_ value: AttributeValue, file: String) -> OTelLogRecord {
    OTelLogRecord(
      traceID: value["traceId"]?.string, spanID: value["spanId"]?.string,
      eventName: value["eventName"]?.string,
      time: time(value["timeUnixNano"]), body: any(value["body"] ?? .null),
      attributes: attributes(value["attributes"]), place: SourcePlace(file: file))
  }

  private static func time(_ value: AttributeValue?) -> Timestamp? {
    value?.int.map { Timestamp(nanoseconds: Int64($0)) }
  }

  private static func attributes(_ value: AttributeValue?) -> [Attribute] {
    (value?.array ?? []).map { Attribute($0["key"]?.string ?? "", any($0["value"] ?? .null)) }
  }

  private static func any(_ value: AttributeValue) -> AttributeValue {
    guard let arm = value.map?.first else { return .null }
    switch arm.name {
    case "intValue": return .int(Int64(arm.value.int ?? 0))
    case "doubleValue": return .double(arm.value.double ?? 0)
    case "arrayValue": return .array((arm.value["values"]?.array ?? []).map(any))
    case "kvlistValue": return .map(attributes(arm.value["values"]))
    default: return arm.value
    }
  }
}
