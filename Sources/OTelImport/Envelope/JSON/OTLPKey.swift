/// The member names of OTLP/JSON, whatever their spelling.
///
/// The specification wants lowerCamelCase; printers of protobuf messages that keep the field names have
/// snake_case, and some programs write `traceID`.
enum OTLPKey: String, CaseIterable {
  case resourceSpans, resourceLogs, resourceMetrics, resourceProfiles, batches, trace
  case resource, scopeSpans, scopeLogs, instrumentationLibrarySpans, instrumentationLibraryLogs
  case scope, instrumentationLibrary, spans, logRecords, logs, schemaUrl
  case traceId, spanId, parentSpanId, traceState, flags, name, kind, startTimeUnixNano, endTimeUnixNano
  case attributes, droppedAttributesCount, events, droppedEventsCount, links, droppedLinksCount, status
  case code, message, version, timeUnixNano, observedTimeUnixNano, severityNumber, severityText, body,
    eventName
  case key, value, values
  case stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue

  /// The key that a member's name stands for.
  init?(named name: String) {
    guard let key = Self.keys[name] ?? Self.keys[Self.folded(name)] else { return nil }
    self = key
  }

  /// Whether a member's name is that of an arm of `AnyValue`.
  static func isArm(_ name: String?) -> Bool {
    switch name.flatMap(OTLPKey.init(named:)) {
    case .stringValue, .boolValue, .intValue, .doubleValue, .arrayValue, .kvlistValue, .bytesValue: true
    default: false
    }
  }

  private static let keys: [String: OTLPKey] = {
    var keys: [String: OTLPKey] = [:]
    for key in allCases {
      keys[key.rawValue] = key
      keys[folded(key.rawValue)] = key
    }
    return keys
  }()

  private static func folded(_ name: String) -> String {
    String(decoding: name.utf8.lazy.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self).lowercased()
  }
}
