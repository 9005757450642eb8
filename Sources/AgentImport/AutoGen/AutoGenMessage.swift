import ChatReading
import TraceModel
import TraceSource

/// The members of a message, whose names differ between AutoGen and the logs that programs write of it.
enum AutoGenMessage {
  static func source(of message: SourceRecord) -> String? {
    (message["source"] ?? message["agent"])?.tellingString
  }

  static func time(_ message: SourceRecord) -> Timestamp? {
    NativeTime.guessed(message["created_at"]) ?? NativeTime.guessed(message["timestamp"])
  }

  /// Whether the message tells of a model's call: it says what one took, be it zeros.
  static func isCall(_ message: SourceRecord) -> Bool { counts(of: message) != nil }

  /// What a model's call took; `nil` for zeros, which stand for what was not counted, as in a stream.
  static func usage(of message: SourceRecord) -> TokenUsage? {
    guard let usage = counts(of: message).flatMap(UsageReader.usage), usage.total ?? 0 > 0 else { return nil }
    return usage
  }

  private static func counts(of message: SourceRecord) -> AttributeValue? {
    (message["models_usage"] ?? message["usage"])?.telling
  }

  /// What a message says: a text, pieces of it, or a value.
  static func text(of message: SourceRecord) -> String {
    let content = message["content"] ?? message["text"] ?? .null
    if let text = content.string { return text }
    if let pieces = content.array {
      return pieces.map { $0.string ?? ($0["data"] == nil ? $0.plainText : "[image]") }
        .joined(separator: "\n\n")
    }
    return content.isVoid ? "" : content.plainText
  }

  static func keep(_ message: SourceRecord, in span: inout Span) {
    span.keep(
      message.value,
      represented: ["id", "source", "agent", "content", "text", "created_at", "models_usage", "tool_calls"])
  }
}
