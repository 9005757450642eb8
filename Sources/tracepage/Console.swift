import ArgumentParser
import Glibc
import Redaction
import ReportModel
import ReportText
import TraceModel
import TraceText

/// Messages to people: standard error for remarks, standard output for what was asked for.
enum Console {
  /// Prints one sentence, led by the program's name.
  static func error(_ message: String) {
    write("tracepage: " + clean(message, keepsLines: false) + "\n", to: STDERR_FILENO)
  }

  /// Prints a text of several lines.
  static func errorText(_ text: String) {
    write(clean(text, keepsLines: true) + "\n", to: STDERR_FILENO)
  }

  /// Prints what in the input was not as it should be: losses first, and of many the first ones.
  static func error(_ diagnostics: [Diagnostic]) {
    let listed = 10
    let losses = diagnostics.filter { $0.severity == .loss }
    let all = losses + diagnostics.filter { $0.severity != .loss }
    for remark in all.prefix(listed) {
      error("\(remark.place.words): \(remark.message); \(remark.action).")
    }
    if all.count > listed { error("\(Formatting.count(all.count - listed)) more remarks are not listed.") }
  }

  /// Prints to standard output.
  static func output(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// Prints what was asked for, made clean by whoever wrote it.
  static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    _ = OutputFile.writeAll(Array(text.utf8), to: descriptor)
  }

  /// What the command's options say of redaction; what is certain where it has none or they are wrong.
  private static let choice: RedactionChoice = {
    guard CommandLine.arguments.contains(where: { $0.hasPrefix("--redact") }),
      let command = try? Tracepage.parseAsRoot() as? any RedactingCommand
    else { return RedactionChoice() }
    return (try? command.redaction.choice()) ?? RedactionChoice()
  }()

  /// The text as a terminal and a build log may have it: logs are kept and shared like pages, so what a page may not
  /// hold is taken out, and what would steer the terminal is shown, not sent.
  private static func clean(_ text: String, keepsLines: Bool) -> String {
    var session = choice.session
    return PlainText.clean(session.redact(text), keepsLines: keepsLines)
  }
}
