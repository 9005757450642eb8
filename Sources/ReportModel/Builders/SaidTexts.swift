import TraceModel

/// The longer texts that model calls wrote, so that an attribute which repeats one leads there instead of being the
/// place where it stands.
struct SaidTexts {
  /// The calls whose last message has so many bytes, in order.
  private var calls: [Int: [Int]] = [:]

  /// - Parameter counted: The calls, each as the span that shows it.
  init(_ spans: [Span], counted: [Int]) {
    for call in counted {
      guard let message = spans[call].llm?.output.last, message.textBytes >= TextStore.shortest else {
        continue
      }
      calls[message.textBytes, default: []].append(call)
    }
  }

  /// The call that wrote a text; `nil` where none did. O(calls whose text is as long).
  func call(thatWrote text: String, in spans: [Span]) -> Int? {
    calls[text.utf8.count]?.first { spans[$0].llm?.output.last?.text == text }
  }
}
