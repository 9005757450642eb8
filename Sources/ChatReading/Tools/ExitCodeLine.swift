import TraceText

/// A line by which a program states how a command ended, and nothing else: `rc=1`, `exit code: 0`,
/// `exitcode: 1 (execution failed)`.
package enum ExitCodeLine {
  /// The code; `nil` for any other line.
  package static func code(in line: some StringProtocol) -> Int? {
    guard line.utf8.count < 60 else { return nil }
    let lower = String(line).trimmed.lowercased()
    guard let mark = marks.first(where: { lower.hasPrefix($0) }) else { return nil }
    let rest = lower.dropFirst(mark.count).drop { $0 == " " }
    guard let sign = rest.first, sign == "=" || sign == ":" else { return nil }
    let value = rest.dropFirst().drop { $0 == " " }
    let digits = value.prefix { $0.isNumber || $0 == "-" }
    let told = value.dropFirst(digits.count).drop { $0 == " " }
    // What the code means may stand behind it in brackets.
    guard told.isEmpty || told.first == "(" && told.last == ")" else { return nil }
    return Int(digits)
  }

  private static let marks = [
    "rc", "exit code", "exit_code", "exitcode", "returncode", "return code", "return_code", "exit status",
  ]
}
