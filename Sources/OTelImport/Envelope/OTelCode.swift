import TraceModel

/// The enumerations of OTLP, by number and by name.
enum OTelCode {
  private static let kinds = ["internal", "server", "client", "producer", "consumer"]
  private static let statuses = ["unset", "ok", "error"]

  /// The kind of `trace.proto`'s number; an unknown one is kept as an extra.
  static func spanKind(_ number: Int64, _ extras: inout OTelExtras) -> String? {
    guard number != 0 else { return nil }
    guard let index = Int(exactly: number), kinds.indices.contains(index - 1) else {
      extras.keep("kind", .int(number))
      return nil
    }
    return kinds[index - 1]
  }

  /// The kind of a name such as `SPAN_KIND_CLIENT`, `client` or `3`; an unknown one is kept as an extra.
  static func spanKind(_ name: String, _ extras: inout OTelExtras) -> String? {
    if let number = Int64(name) { return spanKind(number, &extras) }
    let short = withoutPrefix("span_kind_", name)
    if short.isEmpty || short == "unspecified" { return nil }
    if kinds.contains(short) { return short }
    extras.keep("kind", .string(name))
    return nil
  }

  /// The status of `trace.proto`'s number; what the model cannot hold is kept as an extra.
  static func status(_ number: Int64, message: String, _ extras: inout OTelExtras) -> SpanStatus {
    if number == 2 { return .error(message: message.isEmpty ? nil : message) }
    extras.keep("status.message", .string(message))
    if number == 1 { return .ok }
    extras.keep("status.code", .int(number))
    return .unset
  }

  /// The status of a name such as `STATUS_CODE_ERROR`, `Error` or `2`.
  static func status(_ name: String, message: String, _ extras: inout OTelExtras) -> SpanStatus {
    if let number = Int64(name) { return status(number, message: message, &extras) }
    let short = withoutPrefix("status_code_", name)
    guard !short.isEmpty, let number = statuses.firstIndex(of: short) else {
      extras.keep("status.code", .string(name))
      return status(0, message: message, &extras)
    }
    return status(Int64(number), message: message, &extras)
  }

  private static let severities = ["trace", "debug", "info", "warn", "error", "fatal"]

  /// The number of a severity name such as `SEVERITY_NUMBER_INFO2`; anything else stays as it is.
  ///
  /// Each of the six severities has four numbers, the first without a digit in its name (`logs.proto`).
  static func severity(_ value: AttributeValue) -> AttributeValue {
    guard let name = value.string else { return value }
    if let number = Int64(name) { return .int(number) }
    let short = withoutPrefix("severity_number_", name)
    if short == "unspecified" { return .int(0) }
    guard let index = severities.firstIndex(where: { short.hasPrefix($0) }) else { return value }
    let suffix = short.dropFirst(severities[index].count)
    guard let step = suffix.isEmpty ? 1 : Int(suffix), (1...4).contains(step) else { return value }
    return .int(Int64(4 * index + step))
  }

  private static func withoutPrefix(_ prefix: String, _ name: String) -> String {
    let name = name.lowercased()
    return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }
}

extension OTelLogRecord {
  /// Settles what a log record says twice: its time and its event's name.
  mutating func complete(observed: Timestamp?, extras: OTelExtras) {
    var extras = extras
    if let observed, time != nil, observed != time {
      extras.keep("observedTimeUnixNano", .int(observed.nanoseconds))
    }
    time = time ?? observed
    if eventName?.isEmpty ?? true { eventName = attributes["event.name"]?.string }
    attributes += extras.attributes
  }
}
