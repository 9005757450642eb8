import TraceModel
import TraceText

/// Tells a command that failed behind a pipe: the exit code is that of the program which shortened its output.
enum PipedFailure {
  /// The line that says so; `nil` where the code is the command's own, or where nothing tells it without doubt.
  static func line(of command: ShellCommand) -> String? {
    guard command.exitCode ?? 0 == 0, command.text.utf8.count < 4_000, endsInPipe(command.text) else {
      return nil
    }
    let programs = ShellLine(command.text).commands.compactMap(\.first)
    guard programs.count > 1, let last = programs.last, filters.contains(last),
      let ran = programs.last(where: { !filters.contains($0) && !searches.contains($0) })
    else { return nil }
    let printed = [command.output, command.errorOutput].compactMap(\.self).joined(separator: "\n")
    let ending = printed.suffix(4_000).split(whereSeparator: \.isNewline).map { String($0).trimmed }
      .last { !$0.isEmpty }
    if let ending, tellsCode(ending) { return ending }
    return ProgramFailure.line(in: printed, of: [String(ran)])
  }

  /// Whether the last line of a script says that it failed, and with which code: `[build] FAILED rc=1`.
  private static func tellsCode(_ line: String) -> Bool {
    let words = line.lowercased().split { " :=".contains($0) }.suffix(4)
    guard line.utf8.count < 200, let code = words.last.flatMap({ Int($0) }), code != 0 else { return false }
    let names: Set<Substring> = ["rc", "code", "exitcode", "returncode", "status"]
    return words.dropLast().contains { $0.hasPrefix("fail") }
      && words.dropLast().last.map(names.contains) == true
  }

  /// Whether the last part of a line is given what the part before it wrote.
  private static func endsInPipe(_ line: String) -> Bool {
    guard let pipe = line.lastIndex(of: "|"), pipe > line.startIndex, line[line.index(before: pipe)] != "|"
    else {
      return false
    }
    return !line[pipe...].trimmed.contains { ";&\n".contains($0) }
  }

  /// Programs that hand on some of the lines that they are given, and end well whatever these say.
  private static let filters: Set<String> = ["tail", "head", "cat", "tee", "less", "more"]

  /// Programs that pick lines, as they do in the middle of a pipe.
  private static let searches: Set<String> = ["grep", "egrep", "sed", "awk", "sort", "uniq"]
}
