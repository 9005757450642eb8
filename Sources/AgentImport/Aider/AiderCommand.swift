import TraceText

/// A command that a person typed to aider in place of a question.
struct AiderCommand {
  /// The command with its sign, such as `/add`.
  let name: String
  private let rest: String

  /// Fails for a text that is no command.
  init?(_ text: String) {
    guard let sign = text.utf8.first, sign == UInt8(ascii: "/") || sign == UInt8(ascii: "!") else {
      return nil
    }
    if sign == UInt8(ascii: "!") {
      (name, rest) = ("/run", String(text.dropFirst()))
      return
    }
    let word = text.prefix { !$0.isWhitespace }
    // A path is no command.
    guard word.dropFirst().allSatisfy({ $0.isLetter || $0 == "-" }), word.utf8.count > 1 else { return nil }
    (name, rest) = (String(word), String(text.dropFirst(word.count)))
  }

  /// Whether the model is asked what stands behind the command.
  var asksModel: Bool {
    ["/ask", "/code", "/architect", "/context", "/help"].contains(name)
      && rest.contains { !$0.isWhitespace }
  }

  /// Whether what was said so far is given to no later call.
  var forgets: Bool { name == "/clear" || name == "/reset" }

  /// What stands behind the command.
  var question: String { rest.trimmed }

  /// The line that a shell is given.
  var shellLine: String? {
    let line = rest.trimmingBlanks
    guard ["/run", "/test", "/git"].contains(name), !line.isEmpty else { return nil }
    return name == "/git" ? "git " + line : line
  }
}

extension String {
  fileprivate var trimmingBlanks: String { String(drop { $0.isWhitespace }) }
}
