import ChatReading
import TraceModel
import TraceSource

/// What telemetry tells of a model's response.
struct QwenResponse {
  let event: AttributeValue
  let id: String?
  let model: String?
  let start: Timestamp?
  let end: Timestamp?
  let usage: TokenUsage?

  init(_ event: AttributeValue) {
    self.event = event
    id = event["response_id"]?.string
    model = event["model"]?.string
    end = NativeTime.iso(event["event.timestamp"])
    let length = NativeTime.length(milliseconds: event["duration_ms"])
    start = end.flatMap { end in length.flatMap { end.advanced(by: -$0) } }
    usage = Self.usage(
      event,
      [
        "input_token_count", "cached_content_token_count", "output_token_count", "thoughts_token_count",
        "total_token_count",
      ])
  }

  /// Thoughts lie inside the output here, other than in Gemini CLI, unless the total says otherwise.
  ///
  /// - Parameter names: of input, cached, output, thoughts and total.
  static func usage(_ counts: AttributeValue?, _ names: [String]) -> TokenUsage? {
    guard let counts, names.count == 5, names.contains(where: { counts[$0]?.tokenCount ?? 0 > 0 }) else {
      return nil
    }
    var usage = TokenUsage(
      input: counts[names[0]]?.tokenCount, cacheRead: counts[names[1]]?.tokenCount,
      output: counts[names[2]]?.tokenCount, reasoning: counts[names[3]]?.tokenCount,
      reportedTotal: counts[names[4]]?.tokenCount)
    usage.settle(.insideInput)
    return usage
  }
}
