import JSONReader
import TraceModel
import TraceSource

/// What OpenTelemetry's exporters write into the tags of formats that have no field for it.
///
/// https://opentelemetry.io/docs/specs/otel/common/mapping-to-non-otlp/
enum OTelTags {
  /// The outcome: OpenTelemetry's status code, else `error`, which may be a flag or a message.
  static func status(_ tags: [Attribute]) -> SpanStatus {
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

  /// The scope, in its new or its old spelling.
  static func scope(_ tags: [Attribute]) -> InstrumentationScope? {
    guard let name = tags["otel.scope.name"]?.string ?? tags["otel.library.name"]?.string else { return nil }
    let version = tags["otel.scope.version"]?.string ?? tags["otel.library.version"]?.string
    return InstrumentationScope(name: name, version: version?.isEmpty == true ? nil : version)
  }
}

/// Ids and times as Jaeger and Zipkin have them.
extension EnvelopeCursor {
  /// An id of Zipkin or Jaeger: 64 bits are enough for a trace too, and leading zeros may be missing.
  mutating func rpcID(_ value: JSONValue, byteCount: Int) -> String? {
    guard let text = value.string, text.utf8.count < 2 * byteCount, !text.isEmpty else {
      return identifier(value, byteCount: byteCount)
    }
    let width = text.utf8.count > 16 ? 32 : 16
    let padded = String(repeating: "0", count: width - text.utf8.count) + text
    switch OTelIdentifier.read(padded, byteCount: width / 2) {
    case .id(let id): return id
    case .absent: return nil
    case .foreign: return identifier(value, byteCount: byteCount)
    }
  }

  /// A time in whole microseconds since 1970; `nil` for none.
  mutating func microseconds(_ value: JSONValue) -> Timestamp? {
    duration(value).flatMap { $0 == 0 ? nil : Timestamp(nanoseconds: $0) }
  }

  /// A number of microseconds in nanoseconds; `nil` for none.
  mutating func duration(_ value: JSONValue) -> Int64? {
    if value.isNull { return nil }
    if let number = JSONScalars.integer(value), number >= 0 {
      let (nanoseconds, overflow) = number.multipliedReportingOverflow(by: 1000)
      if !overflow { return nanoseconds }
    }
    builder.loss(
      "expected a whole number of microseconds, found \(excerpt(value))", at: place(of: value),
      action: "the time was left out")
    return nil
  }
}
