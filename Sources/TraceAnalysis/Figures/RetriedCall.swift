import TraceModel

/// The failed tries that a source notes on the call that they led to, rather than as spans of their own.
public struct RetriedCall: Hashable, Sendable {
  /// The call's span.
  public let span: Int
  /// How many tries failed before.
  public let tries: Int
  /// The status of the response to the last of them, such as 529.
  public let status: Int?
  /// What the last of them failed with.
  public let message: String?
  /// How long was waited between tries, in nanoseconds; `nil` where none is told.
  public let delay: Int64?

  /// `nil` for spans without such a note.
  init?(_ span: Span, at index: Int) {
    guard span.kind == .llm || span.kind == .embedding else { return nil }
    let notes = span.events.filter { Self.names.contains($0.name) }
    // A client that numbers its requests may have had those before recorded too: a failed one is told as that.
    let isNumbered = notes.allSatisfy { $0.attributes["retry.attempt"] != nil }
    guard !notes.isEmpty, !(isNumbered && span.status.isError) else { return nil }
    self.span = index
    tries = notes.reduce(0) { $0 + (Self.value(of: ["count", "retry.attempt"], in: $1)?.int ?? 1) }
    status =
      notes.reversed().lazy.compactMap {
        Self.value(of: ["http.response.status_code", "status", "status_code"], in: $0)?.int
      }.first
    message = notes.reversed().lazy.compactMap(Self.message).first
    let delays = notes.compactMap { ($0.attributes["retryInMs"] ?? $0.attributes["retry_delay_ms"])?.double }
      .filter { $0 >= 0 && $0 < 1e9 }
    delay = delays.isEmpty ? nil : Int64(delays.reduce(0, +) * 1e6)
  }

  /// The events that note a failed try.
  private static let names: Set<String> = ["retry", "retries", "stream_error", "api_req_retried"]

  private static func value(of names: [String], in event: SpanEvent) -> AttributeValue? {
    names.lazy.compactMap { event.attributes[$0] }.first { $0.int.map { $0 > 0 && $0 < 100_000 } ?? false }
  }

  private static func message(_ event: SpanEvent) -> String? {
    for name in ["message", "error", "cause"] {
      if let text = event.attributes[name].flatMap({ innermost($0, depth: 0) }) { return text }
    }
    return nil
  }

  /// Providers wrap an error in an error; the innermost message is the one for people.
  private static func innermost(_ value: AttributeValue, depth: Int) -> String? {
    if let text = value.string { return text.isEmpty ? nil : text }
    guard depth < 6, let members = value.map else { return nil }
    for name in ["error", "cause", "message", "code"] {
      if let member = members.last(where: { $0.name == name }),
        let text = innermost(member.value, depth: depth + 1)
      {
        return text
      }
    }
    return nil
  }

  /// All of a trace, in the order of its spans.
  static func all(in spans: [Span]) -> [RetriedCall] {
    spans.indices.compactMap { RetriedCall(spans[$0], at: $0) }
  }
}
