package import TraceModel
import TraceText

extension Span {
  /// Marks a tool's span as failed.
  ///
  /// - Parameter text: what the tool said; the line of it that says why becomes the span's message.
  package mutating func fail(_ text: String?) { fail(saying: text.flatMap(FailureText.line)) }

  /// Marks a tool's span as failed, in words that were chosen already.
  package mutating func fail(saying message: String?) {
    tool?.isError = true
    status = .error(message: message)
  }

  /// Marks a tool's span as one that never ran, since somebody said no: a person, or else a rule.
  package mutating func refuse(byPerson isPerson: Bool = true) {
    tool?.outcome = .refused
    tool?.isRefusedByPerson = isPerson
  }
}
