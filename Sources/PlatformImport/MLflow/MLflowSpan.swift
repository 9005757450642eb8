import JSONReader
import OTelImport
import TraceModel
import TraceSource
import TraceText

/// A span of MLflow's schema 2 or 3 as the dialects' readers take it.
enum MLflowSpan {
  /// The span, its attributes read out of their JSON text.
  static func source(_ record: SourceRecord, number: Int) -> OTelSpan {
    let context = record["context"]
    var span = OTelSpan(
      traceID: id(record["trace_id"] ?? context?["trace_id"], byteCount: 16) ?? "",
      spanID: id(record["span_id"] ?? context?["span_id"], byteCount: 8) ?? "span-\(number)",
      parentSpanID: id(record["parent_span_id"] ?? record["parent_id"], byteCount: 8),
      name: record["name"]?.string ?? "span", place: record.place)
    span.start = NativeTime.nanoseconds(record["start_time_unix_nano"] ?? record["start_time"])
    span.end = NativeTime.nanoseconds(record["end_time_unix_nano"] ?? record["end_time"])
    span.status = status(record)
    span.attributes = (record["attributes"]?.map ?? []).map { Attribute($0.name, decoded($0.value)) }
    span.events = (record["events"]?.array ?? []).filter { $0.map != nil }.map(event)
    span.links = (record["links"]?.array ?? []).compactMap(link)
    let others = (record.value.map ?? []).filter { !known.contains($0.name) && !$0.value.isVoid }
    span.attributes += others
    return span
  }

  private static let known: Set<String> = [
    "trace_id", "span_id", "context", "parent_span_id", "parent_id", "name", "start_time_unix_nano",
    "start_time", "end_time_unix_nano", "end_time", "status", "status_code", "status_message", "attributes",
    "events", "links",
  ]

  /// An id in lower-case hex: schema 3 writes its bytes in base64, schema 2 hex.
  static func id(_ value: AttributeValue?, byteCount: Int) -> String? {
    guard let text = value?.string, !text.isEmpty else { return nil }
    if let bytes = Base64.decode(text, .canonical), bytes.count == byteCount {
      return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
    return digits.allSatisfy(\.isHexDigit) ? digits.lowercased() : text
  }

  /// Every attribute is JSON text, a number or a truth value too; what is none stays as it is.
  private static func decoded(_ value: AttributeValue) -> AttributeValue {
    guard let text = value.string, let json = try? JSONDocument.parse(text) else { return value }
    return AttributeValue(json.root)
  }

  private static func status(_ record: SourceRecord) -> SpanStatus {
    let status = record["status"]
    let code = status?["code"] ?? status?["status_code"] ?? record["status_code"] ?? status
    let message = status?["message"] ?? status?["description"] ?? record["status_message"]
    switch code?.string?.split(separator: "_").last {
    case "OK": return .ok
    case "ERROR": return .error(message: message?.tellingString)
    default: return .unset
    }
  }

  private static func event(_ value: AttributeValue) -> SpanEvent {
    SpanEvent(
      name: value["name"]?.string ?? "event", time: time(value["time_unix_nano"] ?? value["timestamp"]),
      attributes: (value["attributes"]?.map ?? []))
  }

  /// Events that schema 2 makes by itself carry microseconds where all else carries nanoseconds.
  private static func time(_ value: AttributeValue?) -> Timestamp? {
    guard let nanoseconds = NativeTime.nanoseconds(value), nanoseconds.nanoseconds < 100_000_000_000_000_000
    else { return NativeTime.nanoseconds(value) }
    return NativeTime.microseconds(value)
  }

  private static func link(_ value: AttributeValue) -> SpanLink? {
    guard let span = id(value["span_id"], byteCount: 8) else { return nil }
    return SpanLink(
      traceID: id(value["trace_id"], byteCount: 16) ?? "", spanID: span,
      attributes: value["attributes"]?.map ?? [])
  }
}
