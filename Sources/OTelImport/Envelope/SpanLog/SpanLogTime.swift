import JSONReader
import TraceModel
import TraceSource

/// Moments and lengths of time as span logs spell them.
enum SpanLogTime {
  /// A moment in ISO 8601 or as a number since 1970, in the unit that its name states or else that its size tells;
  /// `nil` for what is none, such as a place in a text or a clock that began with the program.
  static func moment(_ value: JSONValue, unit: SpanLogUnit?) -> Timestamp? {
    var value = AttributeValue(value)
    // Python's loggers have a comma before the milliseconds.
    if let text = value.string, text.utf8.count == 23, text.utf8.dropLast(3).last == 0x2C {
      value = .string(text.dropLast(4) + "." + text.suffix(3))
    }
    if let moment = NativeTime.iso(value) { return moment }
    let time: Timestamp? =
      switch unit {
      case .seconds: NativeTime.seconds(value)
      case .milliseconds: NativeTime.milliseconds(value)
      case .microseconds: NativeTime.microseconds(value)
      case .nanoseconds: NativeTime.nanoseconds(value)
      case nil: NativeTime.guessed(value)
      }
    // A clock that began with the program tells no moment, whatever its unit.
    return time.flatMap { $0.nanoseconds > 100_000_000_000_000_000 ? $0 : nil }
  }

  /// Whether a record's beginning and end are seconds on a clock without a date: small numbers whose difference is the
  /// length that stands beside them.
  static func isRelative(_ record: JSONValue) -> Bool {
    guard let start = record["start_time"]?.double, let end = record["end_time"]?.double,
      let length = record["duration"]?.double
    else { return false }
    return start >= 0 && end >= start && end < 1e7 && abs(end - start - length) < 1e-6
  }

  /// A moment on a clock without a date. It begins a second late, as a moment of zero is none.
  static func relative(_ value: JSONValue) -> Timestamp? {
    NativeTime.length(seconds: AttributeValue(value)).map {
      Timestamp(nanoseconds: $0.addingReportingOverflow(1_000_000_000).partialValue)
    }
  }

  /// A length in nanoseconds: a number in the unit that its name states, or a text that states one (`1.5s`, `PT1.5S`).
  ///
  /// A bare number is none: seconds and milliseconds are written alike.
  static func length(_ value: JSONValue, unit: SpanLogUnit?) -> Int64? {
    length(AttributeValue(value), unit: unit)
  }

  /// The same of a value that is decoded.
  static func length(_ value: AttributeValue, unit: SpanLogUnit?) -> Int64? {
    if let text = value.string, let length = ISOTime.length(text) ?? written(text) { return length }
    switch unit {
    case .seconds: return NativeTime.length(seconds: value)
    case .milliseconds: return NativeTime.length(milliseconds: value)
    case .microseconds: return NativeTime.length(microseconds: value)
    case .nanoseconds: return NativeTime.length(nanoseconds: value)
    case nil: return nil
    }
  }

  /// A number with its unit behind it.
  private static func written(_ text: String) -> Int64? {
    let number = text.prefix { $0.isNumber || $0 == "." }
    guard !number.isEmpty, text.utf8.count < 40 else { return nil }
    let value = AttributeValue.string(String(number))
    switch text.dropFirst(number.count).drop(while: { $0 == " " }).lowercased() {
    case "s", "sec", "secs", "second", "seconds": return NativeTime.length(seconds: value)
    case "ms", "msec", "millis", "milliseconds": return NativeTime.length(milliseconds: value)
    case "us", "µs", "μs", "microseconds": return NativeTime.length(microseconds: value)
    case "ns", "nanoseconds": return NativeTime.length(nanoseconds: value)
    default: return nil
    }
  }
}
