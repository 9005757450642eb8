import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Reads shell commands out of the arguments and items of Codex's tools.
enum CodexCommand {
  /// The command that a tool's arguments or a command's item name; `nil` where they name none.
  static func command(in arguments: AttributeValue?) -> ShellCommand? {
    var map = arguments?.unwrapped
    if let script = map?.string { map = CodexScript.command(in: script) }
    guard let map, map.map != nil, let text = text(map["cmd"] ?? map["command"])
    else { return nil }
    let directory = (map["workdir"] ?? map["working_directory"] ?? map["cwd"])?.string
    return ShellCommand(text: text, directory: directory.map(path))
  }

  /// A command line, or the script in `["/bin/bash", "-lc", "ls"]`; other lists are joined.
  static func text(_ value: AttributeValue?) -> String? {
    if let text = value?.string { return text.isEmpty ? nil : ShellWrapper.script(in: text) ?? text }
    guard let words = value?.array?.compactMap(\.string), !words.isEmpty else { return nil }
    if let script = ShellWrapper.script(in: words) { return script }
    return words.map { $0.contains(where: \.isWhitespace) && words.count > 1 ? "'\($0)'" : $0 }
      .joined(separator: " ")
  }

  private static func path(_ text: String) -> String {
    text.hasPrefix("file://") ? String(text.dropFirst(7)) : text
  }
}

/// Reads the files of a `FileChange` item or a `patch_apply_end` event: a map from paths to changes.
enum CodexChanges {
  static func files(_ changes: AttributeValue?) -> [FileAccess] {
    // The writer's map has no order of its own.
    (changes?.map ?? []).sorted { $0.name < $1.name }.map { file($0.name, $0.value) }
  }

  private static func file(_ path: String, _ change: AttributeValue) -> FileAccess {
    // Older: `{"update": {…}}`; newer: `{"type": "update", …}`.
    let only = change.map?.first
    let type = change["type"]?.string ?? only?.name
    let body = change["type"] == nil ? only?.value ?? .null : change
    let content = body["content"]?.string
    switch type {
    case "add": return FileAccess(path: path, action: .create, patch: content.map(UnifiedDiff.creation))
    case "delete": return FileAccess(path: path, action: .delete, patch: content.map(UnifiedDiff.deletion))
    default:
      let diff = body["unified_diff"]?.string
      guard let target = body["move_path"]?.string else {
        return FileAccess(path: path, action: .edit, patch: diff)
      }
      return FileAccess(
        path: path, action: .move, patch: UnifiedDiff.move(from: path, to: target) + (diff ?? ""))
    }
  }
}

/// What the text that Codex gives back to the model says of a run.
struct CodexOutput {
  /// The output itself, without what Codex writes before it.
  let text: String
  let exitCode: Int?
  /// Whether the run was stopped before its end.
  let isInterrupted: Bool
  /// How a script went, in code mode.
  let script: CodexScriptHead.State?
  private let isRefused: Bool

  var isFailure: Bool { exitCode.map { $0 != 0 } ?? (isRefused || isInterrupted || script == .failed) }
  /// Whether it says that the run ended well.
  var isDone: Bool { exitCode == 0 || !isFailure && script == .completed }

  /// Reads `{"output": …, "metadata": {"exit_code": 0}}`, lines such as `Process exited with code 0` before
  /// `Output:`, or plain text.
  init(_ output: String) {
    var (text, exitCode) = (output, Int?.none)
    var script: CodexScriptHead.State?
    if let json = AttributeValue(jsonText: output), let inner = json["output"]?.string {
      text = inner
      exitCode = json["metadata"]?["exit_code"]?.int
    } else if let mark = output.firstRange(of: "Output:\n"), output[..<mark.lowerBound].utf8.count < 400 {
      exitCode = Self.exitCode(in: output[..<mark.lowerBound])
      script = CodexScriptHead(output[..<mark.lowerBound])?.state
      if exitCode != nil || script != nil {
        let rest = output[mark.upperBound...].drop { script != nil && $0.isNewline }
        // A label says nothing that the failure does not.
        let label = "Script error:\n"
        text = String(script == .failed && rest.hasPrefix(label) ? rest.dropFirst(label.count) : rest)
      }
    }
    self.script = script
    self.text = text
    self.exitCode = exitCode
    isInterrupted =
      text.hasPrefix("aborted by user") || text.hasPrefix("command aborted by user") || script == .terminated
    isRefused = FailureMark.isUnrun(text)
  }

  private static func exitCode(in head: Substring) -> Int? {
    for line in head.lines {
      for mark in ["Process exited with code ", "Exit code: "] where line.hasPrefix(mark) {
        return Int(line.dropFirst(mark.count))
      }
    }
    return nil
  }
}
