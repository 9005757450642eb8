import TraceModel
import TraceText

extension FindingRules {
  /// One shell command run again and again with the same outcome, though nothing had changed in between.
  static let repeatedCommands: Rule = { context in
    let found = context.commandRepeats.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    return found.prefix(3).map { runs in
      let command = context.spans[runs[0]].tool?.command
      let unknown = context.figures.isError[runs[0]] ? "a failure" : "the same output"
      let outcome = command?.exitCode.map { "exit code \($0)" } ?? unknown
      return Finding(
        .repeatedCommand, .warning,
        "The same command was run \(times(runs.count)) without a change in between.",
        [
          context.told(runs, ""), .code((command?.text ?? "").preview(160)),
          .plain(", \(outcome) each time."),
        ], spans: runs, method: "no edit and no command that may change files between the runs")
    }
  }
}

/// The runs of commands that repeat each other.
struct CommandRepeats {
  /// Each in order of time, two or more spans.
  private(set) var runs: [[Int]] = []

  private struct Key: Hashable {
    var agent: Int?
    var text: String
    var directory: String?
  }

  private var open: [Key: [Int]] = [:]

  /// One pass in order of time: whatever may change files ends all that is open.
  init(_ context: FindingContext) {
    for index in context.spans.indices where context.spans[index].kind == .tool {
      let span = context.spans[index]
      if span.tool?.changesFiles == true, !context.figures.isError[index] {
        closeAll(context)
      }
      // What was refused did not run.
      guard let command = span.tool?.command, context.figures.outcomes[index] != .refused else { continue }
      let key = Key(agent: context.agent(of: index), text: command.text, directory: command.directory)
      if let last = open[key]?.last, Self.isSame(last, index, context) {
        open[key]?.append(index)
      } else {
        close(key, context)
        open[key] = [index]
      }
      if !ReadOnlyCommand.matches(command.text) {
        for other in open.keys where other != key { close(other, context) }
      }
    }
    closeAll(context)
    runs.sort { $0[0] < $1[0] }
  }

  private mutating func closeAll(_ context: FindingContext) {
    for key in open.keys { close(key, context) }
  }

  /// Failures count from the second run on; of successes three must give the same output.
  private mutating func close(_ key: Key, _ context: FindingContext) {
    guard let found = open.removeValue(forKey: key), found.count > 1 else { return }
    if context.figures.isError[found[0]] || found.count > 2 { runs.append(found) }
  }

  private static func isSame(_ left: Int, _ right: Int, _ context: FindingContext) -> Bool {
    guard let a = context.spans[left].tool?.command, let b = context.spans[right].tool?.command else {
      return false
    }
    let isError = context.figures.isError[left]
    guard a.exitCode == b.exitCode, isError == context.figures.isError[right], !a.isInterrupted,
      !b.isInterrupted
    else { return false }
    return isError || (a.output != nil && a.output == b.output)
  }
}

/// Tells commands that only look at things.
enum ReadOnlyCommand {
  private static let names: Set<String> = [
    "cat", "cd", "cut", "date", "diff", "du", "echo", "env", "file", "find", "grep", "head", "jq", "less",
    "ls",
    "nl", "printf", "ps", "pwd", "rg", "sort", "stat", "tail", "test", "tr", "tree", "true", "type", "uniq",
    "wc",
    "which", "pytest",
  ]
  private static let gitVerbs: Set<String> = ["blame", "diff", "log", "show", "status"]

  /// Whether each part of the command line begins with a program that changes no file.
  static func matches(_ text: String) -> Bool {
    let plain = text.replacingOccurrences(of: "2>&1", with: "").replacingOccurrences(
      of: "2>/dev/null", with: "")
    guard plain.utf8.count < 2_000, !plain.contains(where: { ">`$".contains($0) }) else { return false }
    return plain.split(whereSeparator: { "|;&\n".contains($0) }).allSatisfy { part in
      let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first else { return true }
      if name == "git" { return words.count > 1 && gitVerbs.contains(words[1]) }
      if name == "find" { return !words.contains { $0.hasPrefix("-exec") || $0 == "-delete" } }
      return names.contains(name)
    }
  }
}
