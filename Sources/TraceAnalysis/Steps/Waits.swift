import TraceModel
import TraceText

/// Tells the steps that waited: for a person, or for something outside that took its own time.
enum Waits {
  /// The waiting steps of a run, in its order. What was refused waited for the person or policy that said no.
  static func all(_ spans: [Span], figures: Figures) -> [Int] {
    spans.indices.filter { isWait(spans[$0]) || figures.endings[$0]?.outcome == .refused }
  }

  private static func isWait(_ span: Span) -> Bool {
    guard span.isToolRun else { return false }
    if let command = span.tool?.command {
      return isWait(command, lasting: span.duration)
        || span.toolName == "Bash" && lasts(span, longerThan: 1_200)
    }
    if span.tool?.files.isEmpty == false { return lasts(span, longerThan: 60) }
    let name = span.toolName.lowercased().filter { $0.isLetter }
    return asking.contains(name) || waiting.contains(name)
  }

  /// Whether a step took longer than its work can have taken: what a source records of a tool may begin before a person
  /// allowed it. Files are read and changed within a minute, and Claude Code stops commands after ten minutes, so that
  /// of twenty most were a wait.
  private static func lasts(_ span: Span, longerThan seconds: Int64) -> Bool {
    (span.duration ?? 0) > seconds * 1_000_000_000
  }

  /// Tools by which agents ask a person, in letters only: Claude Code, Codex, Cline, OpenHands, pi, LangGraph, opencode,
  /// Copilot Chat.
  private static let asking: Set<String> = [
    "askuserquestion", "exitplanmode", "requestuserinput", "askfollowupquestion", "askuser", "askhuman",
    "humanassistance", "humaninput", "getuserinput", "requestpermission", "question", "vscodeaskquestions",
    "askquestions", "askquestion", "askuserinput", "requesthumaninput", "promptuser",
  ]

  /// Tools that wait for an agent, a task or a time: Codex, Claude Code, browser agents.
  private static let waiting: Set<String> = [
    "wait", "sleep", "waitagent", "taskoutput", "agentoutputtool", "browserwaitfor", "waitfor",
  ]

  /// Whether a command did nothing but wait, or slept for most of its time.
  private static func isWait(_ command: ShellCommand, lasting duration: Int64?) -> Bool {
    // Most commands hold none of the words, and a line is costly to read.
    guard command.text.utf8.count < 2_000,
      ["sleep", "wait", "watch"].contains(where: command.text.holds)
    else { return false }
    let commands = ShellLine(command.text).commands
    if !commands.isEmpty, commands.allSatisfy(onlyWaits) { return true }
    guard let duration, duration > 0 else { return false }
    return slept(commands) * 1e9 > Double(duration) / 2
  }

  private static func onlyWaits(_ words: [String]) -> Bool {
    switch words.first {
    case "sleep"?, "wait"?: true
    case "gh"?: words.count > 2 && (words[2] == "watch" || words.contains("--watch"))
    case "kubectl"?, "docker"?, "podman"?: words.count > 1 && words[1] == "wait"
    default: false
    }
  }

  /// The seconds that a line sleeps; those of a loop count once.
  private static func slept(_ commands: [[String]]) -> Double {
    commands.reduce(0) { sum, words in
      guard words.first == "sleep", words.count > 1 else { return sum }
      let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
      let unit = words[1].last.flatMap { units[$0] }
      let number = Double(unit == nil ? words[1] : String(words[1].dropLast())) ?? 0
      return sum + (number.isFinite && number > 0 ? number * (unit ?? 1) : 0)
    }
  }
}
