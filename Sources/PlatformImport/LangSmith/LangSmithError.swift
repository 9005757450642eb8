import TraceModel
import TraceText

/// The `error` of a run: what went wrong, with the stack in the same text.
struct LangSmithError {
  /// What went wrong, in the source's words.
  let message: String
  /// The class of the exception, where the message starts with it.
  let type: String?
  /// The stack trace.
  let stack: String?

  /// Python's clients write the exception and right behind it, without a line break, its traceback; JavaScript's
  /// write the stack under the message.
  init(_ text: String) {
    let marks = ["Traceback (most recent call last)", "\n    at "]
    let cut = marks.compactMap { text.firstRange(of: $0)?.lowerBound }.min()
    let head = text[..<(cut ?? text.endIndex)].trimmed
    stack = cut.map { text[$0...].trimmed }
    message = head.isEmpty ? Self.lastLine(text) : head
    type = Self.type(of: message)
  }

  func event(at time: Timestamp?) -> SpanEvent {
    var attributes = [Attribute("exception.message", .string(message))]
    if let type { attributes.insert(Attribute("exception.type", .string(type)), at: 0) }
    if let stack { attributes.append(Attribute("exception.stacktrace", .string(stack))) }
    return SpanEvent(name: "exception", time: time, attributes: attributes)
  }

  /// A traceback ends with the exception.
  private static func lastLine(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    return lines.last { line in line.first?.isWhitespace == false }.map(String.init) ?? text
  }

  /// `ValueError` of `ValueError('…')` and `ValueError: …`.
  private static func type(of message: String) -> String? {
    let name = message.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard name.count <= 100, let next = message[name.endIndex...].first, next == "(" || next == ":" else {
      return nil
    }
    let endings = ["Error", "Exception", "Interrupt", "Warning", "Timeout"]
    return endings.contains { name.hasSuffix($0) } ? String(name) : nil
  }
}
