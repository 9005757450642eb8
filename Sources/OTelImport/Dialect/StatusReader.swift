import TraceModel

/// Reads a span's outcome from its status, and where that is silent from what else the span says.
enum StatusReader {
  static func status(of source: OTelSpan, _ fields: inout SpanFields) -> SpanStatus {
    switch source.status {
    case .error(let message?) where !message.isEmpty: return source.status
    case .error: return .error(message: message(of: source, &fields))
    case .ok: return .ok
    case .unset:
      guard isFailure(source, &fields) else { return .unset }
      return .error(message: message(of: source, &fields))
    }
  }

  /// A level `ERROR`, a flag `error`, an exception that left the span, or an outcome of a name of one's own.
  private static func isFailure(_ source: OTelSpan, _ fields: inout SpanFields) -> Bool {
    for found in fields.all(.failure) {
      if found.value.bool == true || found.value.string?.uppercased() == "ERROR" { return true }
    }
    if failedOutcome(of: source) != nil { return true }
    return source.events.contains {
      $0.name == "exception" && $0.attributes["exception.escaped"]?.bool == true
    }
  }

  /// The name, without its last part, of an attribute such as `query.outcome` that says that the step failed.
  private static func failedOutcome(of source: OTelSpan) -> String? {
    let found = source.attributes.first { attribute in
      attribute.name.hasSuffix(".outcome")
        && ["failed", "failure", "error"].contains(attribute.value.string?.lowercased() ?? "")
    }
    return found.map { String($0.name.dropLast("outcome".count)) }
  }

  private static func message(of source: OTelSpan, _ fields: inout SpanFields) -> String? {
    for event in source.events.reversed() where event.name == "exception" {
      if let text = event.attributes["exception.message"]?.string, !text.isEmpty { return text }
    }
    if let text = fields.text(.errorMessage) { return text }
    if let prefix = failedOutcome(of: source) {
      for name in ["failure_reason", "error_message", "reason"] {
        if let text = source.attributes[prefix + name]?.string, !text.isEmpty { return text }
      }
    }
    for event in source.events.reversed() where event.name == "exception" {
      if let text = event.attributes["exception.type"]?.string, !text.isEmpty { return text }
    }
    return source.attributes["error.type"]?.string
  }
}
