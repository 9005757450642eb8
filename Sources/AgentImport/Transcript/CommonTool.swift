import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Reads what a tool does off its name and its arguments, as most agents spell them.
enum CommonTool {
  private static let shells: Set<String> = [
    "bash", "shell", "run_shell_command", "execute_bash", "execute_command", "run_command", "exec",
    "exec_command", "developer__shell", "run_in_terminal", "container.exec", "terminal", "powershell",
  ]
  private static let actions: [String: FileAccess.Action] = [
    "read": .read, "read_file": .read, "readfile": .read, "view": .read, "view_file": .read,
    "read_text_file": .read,
    "write": .edit, "write_file": .edit, "writefile": .edit, "write_to_file": .edit, "save_file": .edit,
    "create": .create, "create_file": .create,
    "edit": .edit, "edit_file": .edit, "multiedit": .edit, "replace": .edit, "replace_in_file": .edit,
    "str_replace": .edit, "strreplacefile": .edit, "replace_string_in_file": .edit,
    "replace_file_content": .edit, "multi_replace_file_content": .edit,
  ]

  /// Adds the command or the files that a call names. What has no known name is left alone.
  static func describe(_ span: inout Span, arguments: AttributeValue?) {
    guard let name = span.tool?.name?.lowercased(), let arguments else { return }
    if shells.contains(name),
      let line = line(arguments["command"] ?? arguments["cmd"] ?? arguments["CommandLine"])
    {
      let directory =
        (arguments["workdir"] ?? arguments["cwd"] ?? arguments["directory"] ?? arguments["Cwd"])?
        .tellingString
      span.tool?.command = ShellCommand(text: line, directory: directory)
    } else if EditorCommand.tools.contains(name) || name == "file_editor" {
      span.tool?.files = EditorCommand.files(arguments, isFailed: false)
    } else if let action = actions[name],
      let path = path(in: arguments)
    {
      span.tool?.files = [FileAccess(path: path, action: action, patch: patch(action, arguments))]
    }
  }

  /// Adds what a result tells: that it failed, how a command ended and what it wrote.
  static func describe(_ span: inout Span, result: ToolResult) {
    let value = AttributeValue.string(result.content).unwrapped
    let code =
      ToolFailure.exitCodes.lazy.compactMap { value[$0]?.int }.first
      ?? (span.tool?.command == nil ? nil : value["rc"]?.int ?? exitCode(in: result.content))
    let failure = span.tool?.command.flatMap {
      code == nil ? CommandFailureText.failure(of: $0.text, output: result.content) : nil
    }
    span.tool?.command?.output = value["output"]?.string ?? value["stdout"]?.string ?? result.content
    span.tool?.command?.errorOutput = value["stderr"]?.tellingString
    span.tool?.command?.exitCode = code
    // Gemini's result has what the tool said as its output, failed or not.
    let output = value["output"]?.string
    if let failure {
      span.fail(saying: failure)
    } else if let output, FailureMark.isTold(by: output) {
      span.fail(output)
    } else if result.isError || ToolFailure.isFailure(value) || code.map({ $0 != 0 }) == true {
      let told = (value["error"] ?? value["exception_info"]).flatMap { $0.bool == nil ? $0.telling : nil }
      span.fail(told.map { $0["message"]?.string ?? $0.plainText } ?? result.content)
    } else {
      span.status = .ok
    }
    // What failed changed nothing.
    if span.status.isError { span.tool?.files.removeAll { $0.action != .read } }
  }

  /// The code in a line such as `Process exited with code 1`, one of the first or the last that a shell's tool writes.
  private static func exitCode(in text: String) -> Int? {
    let lines = text.lines.filter { !$0.isEmpty }
    if let code = [lines.first, lines.last].lazy.compactMap({ $0.flatMap { ExitCodeLine.code(in: $0) } })
      .first
    {
      return code
    }
    for line in lines.prefix(4) + lines.suffix(2) where line.utf8.count < 80 {
      for mark in ["exited with code ", "exited with exit code ", "Exit code: ", "Exit Code: ", "exit code "]
      {
        guard let range = line.firstRange(of: mark) else { continue }
        if let code = Int(line[range.upperBound...].prefix { $0.isNumber || $0 == "-" }) { return code }
      }
    }
    return nil
  }

  private static func path(in arguments: AttributeValue) -> String? {
    let members = (arguments.map ?? []).map { (name: FileAccess.plainName($0.name), value: $0.value) }
    return FileAccess.argumentNames.lazy.compactMap { name in
      members.last { $0.name == name }?.value.tellingString
    }.first
  }

  private static func line(_ value: AttributeValue?) -> String? {
    guard let words = value?.array else {
      return value?.tellingString.map { ShellWrapper.script(in: $0) ?? $0 }
    }
    let texts = words.compactMap(\.string)
    if let script = ShellWrapper.script(in: texts) { return script }
    return texts.isEmpty ? nil : texts.joined(separator: " ")
  }

  private static func patch(_ action: FileAccess.Action, _ arguments: AttributeValue) -> String? {
    func text(_ names: [String]) -> String? { names.lazy.compactMap { arguments[$0]?.string }.first }
    if action == .read { return nil }
    if let old = text(["old_string", "oldString", "old_str", "old_text", "oldText", "old", "TargetContent"]) {
      let new = text([
        "new_string", "newString", "new_str", "new_text", "newText", "new", "ReplacementContent",
      ])
      return UnifiedDiff.replacement(of: old, by: new ?? "")
    }
    // Whether a file that is written was there before is told by the tool's name alone.
    return action == .create
      ? text(["content", "file_text", "contents"]).map(UnifiedDiff.creation) : nil
  }
}
