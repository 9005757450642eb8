import Glibc
import Redaction

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

  /// Prints to standard output.
  static func output(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    _ = OutputFile.writeAll(Array(text.utf8), to: descriptor)
  }

  /// The text as a terminal and a build log may have it: logs are kept and shared like pages, so secrets in
  /// names are taken out, and what would steer the terminal is shown, not sent.
  private static func clean(_ text: String, keepsLines: Bool) -> String {
    var session = RedactionSession()
    var result = String.UnicodeScalarView()
    for scalar in session.redact(text).unicodeScalars {
      let isKept = scalar == "\t" || keepsLines && scalar == "\n" || !steers(scalar)
      result.append(isKept ? scalar : "\u{FFFD}")
    }
    return String(result)
  }

  /// Control characters, and the marks that turn the direction of text: they make one name look like another.
  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
