import TraceModel
import TraceText

/// What people did to a session on its way: refusals, stops and what they wrote after them.
public struct StoryMark: Hashable, Sendable {
  /// What was done.
  public enum Kind: String, Hashable, Sendable {
    case refused, cancelled
    /// What a person wrote after a no or a stop: a correction, or just the next thing.
    case replied
  }

  /// What was done.
  public let kind: Kind
  /// The step that shows it.
  public let span: Int
  /// The person's words, or what was refused or stopped.
  public let words: String

  /// The marks of a session in order of time. O(n).
  ///
  /// A prompt that follows a refusal or a stop is a reply to it: whether it sets the run right or asks for the next
  /// thing, nothing tells. A stop that only another
  /// step's failure caused is no person's doing.
  static func all(in spans: [Span], figures: Figures, prompts: [Int]) -> [StoryMark] {
    let prompts = Set(prompts)
    var marks: [StoryMark] = []
    var isOpen = false
    for index in spans.indices {
      if prompts.contains(index) {
        let text = spans[index].input?.text.trimmed ?? ""
        if isOpen, !text.isEmpty { marks.append(StoryMark(kind: .replied, span: index, words: text)) }
        isOpen = false
      } else if figures.outcomes[index] == .refused {
        let refusal = figures.endings[index]?.refusal
        marks.append(StoryMark(kind: .refused, span: index, words: refusal?.words ?? what(spans[index])))
        // With words of their own, the no is the reply.
        isOpen = refusal?.words == nil
      } else if isStopped(spans[index], figures.outcomes[index]) {
        marks.append(StoryMark(kind: .cancelled, span: index, words: what(spans[index])))
        isOpen = true
      } else if spans[index].kind == .llm {
        isOpen = isOpen && spans[index].llm?.output.isEmpty != false
      }
    }
    return marks
  }

  /// Whether a person stopped it.
  static func isStopped(_ span: Span, _ outcome: StepOutcome) -> Bool {
    if span.events.contains(where: { $0.name == SpanEvent.interruption }) { return true }
    let text = span.tool?.result?.text ?? ErrorMarks.message(span) ?? ""
    return outcome == .cancelled && text.prefix(200).lowercased().contains("interrupted by user")
  }

  private static func what(_ span: Span) -> String {
    span.tool?.command?.text ?? (span.tool == nil ? span.name : span.toolName)
  }
}
