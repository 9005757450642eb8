import TraceText

/// Tells from what a command wrote that it failed, where the format has no exit code.
package enum CommandFailureText {
  /// The line that says so; `nil` where nothing does, or where the command only shows what a file holds.
  package static func failure(of command: String, output: String) -> String? {
    if let line = timeout(output) { return line }
    let lines = output.suffix(20_000).split(whereSeparator: \.isNewline)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    guard let last = lines.last, !showsFiles(command) else { return nil }
    if isRaised(last), lines.contains(where: isTraceback) { return String(last.prefix(300)) }
    if let line = (lines.prefix(3) + lines.suffix(3)).first(where: tellsUsage) {
      return line.trimmed.prefix(300).description
    }
    if let line = ProgramFailure.line(in: output, of: programs(of: command)) {
      return line.prefix(300).description
    }
    let isAlone = lines.count == 1 && last.hasSuffix("No such file or directory")
    let isShell = last.hasSuffix("command not found") || last.hasPrefix("make") && last.contains("***")
    return isAlone || isShell ? String(last.prefix(300)) : nil
  }

  /// The first line of a message that a time limit ended a command.
  package static func timeout(_ output: String) -> String? {
    let start = output.drop(while: \.isWhitespace)
    let isTold =
      start.hasPrefix("EXECUTION TIMED OUT") || start.hasPrefix("COMMAND TIMED OUT")
      || start.hasPrefix("The command '") && start.contains("was cancelled because it took more than")
      || start.hasPrefix("The last command <command>")
        && start.prefix(4_000).contains("</command> timed out and has been killed")
    return isTold ? start.prefix { !$0.isNewline }.prefix(300).description : nil
  }

  /// The programs with which the parts of a line begin; none where a failure of theirs is provided for.
  private static func programs(of command: String) -> Set<String> {
    if command.contains("||") { return [] }
    let parts = command.prefix(4_000).split { "\n;|&".contains($0) }
    return Set(parts.compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) })
  }

  private static func isTraceback(_ line: Substring) -> Bool {
    line.contains("Traceback (most recent call last)") || line.hasPrefix("  File \"")
  }

  /// `ValueError: …` at the left edge.
  private static func isRaised(_ line: Substring) -> Bool {
    let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
    return ["Error", "Exception", "Interrupt"].contains { name.hasSuffix($0) }
  }

  private static func tellsUsage(_ line: Substring) -> Bool {
    line.count < 300
      && [
        "unrecognized arguments:", "unknown flag:", "unknown shorthand flag", "unrecognized option",
        "invalid option --",
        "unknown option",
      ].contains { line.contains($0) }
  }

  /// Whether the last command of a line prints files, whose content may hold anything.
  private static func showsFiles(_ command: String) -> Bool {
    let last = command.split { "\n;|&".contains($0) }.last { !$0.allSatisfy(\.isWhitespace) }
    let word = last?.split(whereSeparator: \.isWhitespace).first ?? ""
    return [
      "cat", "head", "tail", "less", "more", "grep", "rg", "sed", "awk", "nl", "find", "diff", "git", "echo",
    ]
    .contains(word)
  }
}
