import ChatReading
import TraceModel
import TraceSource

/// Reads what a tool of Claude Code did from its arguments and its `toolUseResult`.
struct ToolFacts {
  /// The tool's name, such as `Bash`.
  let name: String
  let input: AttributeValue
  /// Claude Code's own record of the result: a map, a text or a list; `nil` while there is none.
  let outcome: AttributeValue?
  /// What the model was given back.
  let result: ToolResult?
  /// The folder of the session.
  let directory: String?

  /// The shell command of the tool; `nil` for other tools.
  var command: ShellCommand? {
    guard name == "Bash", let text = input["command"]?.string else { return nil }
    var command = ShellCommand(text: text, directory: directory)
    guard let result else { return command }
    command.isInterrupted = outcome?["interrupted"]?.bool == true
    command.output = outcome?["stdout"]?.string ?? result.content
    command.errorOutput = outcome?["stderr"]?.tellingString
    command.exitCode = exitCode(result, isInterrupted: command.isInterrupted)
    if result.isError, command.exitCode != nil {
      command.output =
        result.content.firstIndex(of: "\n").map { String(result.content[$0...].dropFirst()) } ?? ""
    }
    return command
  }

  /// Claude Code writes the exit code of failed commands only, as the first line of what the model was given.
  ///
  /// A command in the background has none yet, and one whose code is explained (`grep` found nothing) did not end
  /// with zero.
  private func exitCode(_ result: ToolResult, isInterrupted: Bool) -> Int? {
    if result.isError {
      let line = result.content.prefix { $0 != "\n" }
      guard let digits = line.split(separator: "Exit code ", maxSplits: 1).last, line.contains("Exit code ")
      else { return nil }
      return Int(digits.prefix { $0.isNumber })
    }
    let isOpen =
      isInterrupted || outcome?["backgroundTaskId"] != nil || outcome?["returnCodeInterpretation"] != nil
      || input["run_in_background"]?.bool == true
    return isOpen ? nil : 0
  }

  /// The files that the tool read or changed; none where it failed.
  var files: [FileAccess] {
    guard let result, !result.isError, let path = path else { return [] }
    switch name {
    case "Read", "NotebookRead": return [FileAccess(path: path, action: .read)]
    case "Edit", "MultiEdit", "Write", "NotebookEdit":
      let isNew = outcome?["type"]?.string == "create"
      return [FileAccess(path: path, action: isNew ? .create : .edit, patch: patch)]
    default: return []
    }
  }

  private var path: String? {
    input["file_path"]?.string ?? input["notebook_path"]?.string ?? outcome?["filePath"]?.string
  }

  /// The change as unified diff: from the hunks that Claude Code recorded, else from the arguments.
  private var patch: String? {
    if let hunks = outcome?["structuredPatch"]?.array, !hunks.isEmpty {
      return hunks.map(Self.hunk).joined(separator: "\n")
    }
    if let content = input["content"]?.string { return UnifiedDiff.creation(of: content) }
    let edits = input["edits"]?.array ?? [input]
    let parts = edits.compactMap { edit -> String? in
      let (old, new) = (edit["old_string"]?.string, edit["new_string"]?.string ?? edit["new_source"]?.string)
      return old == nil && new == nil ? nil : UnifiedDiff.replacement(of: old ?? "", by: new ?? "")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  private static func hunk(_ hunk: AttributeValue) -> String {
    func number(_ name: String) -> Int { hunk[name]?.int ?? 0 }
    let head =
      "@@ -\(number("oldStart")),\(number("oldLines")) +\(number("newStart")),\(number("newLines")) @@"
    return ([head] + (hunk["lines"]?.array ?? []).map(\.plainText)).joined(separator: "\n")
  }
}
