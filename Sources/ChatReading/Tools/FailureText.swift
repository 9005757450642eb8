package import TraceModel
import TraceSource

/// What a failed tool says of its failure, in a line.
package enum FailureText {
  /// The first line that tells of a failure, else the first line that is not blank, of at most 300 characters.
  package static func line(of text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).prefix(2000)
      .map { $0.trimming(while: \.isWhitespace) }.filter { !$0.isEmpty }
    let telling = lines.first { line in
      let lower = line.prefix(400).lowercased()
      return words.contains { lower.contains($0) }
    }
    return (telling ?? lines.first)?.excerpt(300)
  }

  private static let words = [
    "error", "fail", "not found", "no such", "denied", "cannot", "unsupported", "exception", "fatal",
    "aborted", "rejected", "refused",
  ]
}

extension Substring {
  fileprivate func trimming(while isOut: (Character) -> Bool) -> Substring {
    var rest = drop(while: isOut)
    while let last = rest.last, isOut(last) { rest.removeLast() }
    return rest
  }
}

extension Span {
  /// Marks a tool's span as failed.
  ///
  /// - Parameter text: what the tool said; the first telling line of it becomes the span's message.
  package mutating func fail(_ text: String?) { fail(saying: text.flatMap(FailureText.line)) }

  /// Marks a tool's span as failed, in words that were chosen already.
  package mutating func fail(saying message: String?) {
    tool?.isError = true
    status = .error(message: message)
  }
}
