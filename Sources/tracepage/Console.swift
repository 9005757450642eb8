import Glibc

/// Messages to people: standard error for remarks, standard output for what was asked for.
enum Console {
  /// Prints one sentence, led by the program's name. Control characters of the input never reach the terminal.
  static func error(_ message: String) {
    errorText("tracepage: \(message)")
  }

  /// Prints a text of several lines.
  static func errorText(_ text: String) {
    write(sanitized(text) + "\n", to: STDERR_FILENO)
  }

  /// Prints to standard output.
  static func output(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    _ = OutputFile.writeAll(Array(text.utf8), to: descriptor)
  }

  /// Escape sequences in file names and messages would steer the terminal: they are shown, not sent.
  private static func sanitized(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
      result.append(isControl || (0x7F...0x9F).contains(scalar.value) ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }
}
