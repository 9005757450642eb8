import TraceModel
import TraceText

/// Tells from a model's own words that it had to end: frameworks allow nothing but an answer at the last step.
enum ForcedEnd {
  /// The sentence of a call's thoughts, text or arguments that says so; `nil` where none does.
  static func sentence(in span: Span) -> String? {
    guard let message = span.llm?.output.last else { return nil }
    let texts = message.parts.compactMap { part -> String? in
      switch part {
      case .reasoning(let thought): thought.text
      case .text(let text): text
      default: nil
      }
    }
    return texts.lazy.flatMap { Sentences.of($0.prefix(20_000)) }.first { sentence in
      let lower = sentence.lowercased()
      return marks.contains { lower.contains($0) }
    }
  }

  private static let marks = [
    "is the last step", "is my last step", "is the final step", "was the last step", "step limit",
    "maximum number of steps", "maximum steps", "max steps", "no more steps", "no steps left",
  ]
}
