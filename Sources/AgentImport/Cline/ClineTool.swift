import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A tool as Cline's screen shows it.
///
/// The screen has names of its own for tools that work on files; all others are named as the model calls them.
struct ClineTool {
  let name: String
  /// What the screen says of it, and what of that the model gave.
  private let value: AttributeValue
  private let text: String

  /// - Parameter kind: what the message says or asks; `nil` comes back where that is no tool.
  init?(_ record: SourceRecord, kind: String) {
    text = record["text"]?.string ?? ""
    value = AttributeValue(jsonText: text) ?? .null
    switch kind {
    case "tool": name = value["tool"]?.tellingString ?? "tool"
    case "command": name = "execute_command"
    case "use_mcp_server":
      let tool = value["toolName"]?.tellingString ?? value["uri"]?.tellingString ?? "resource"
      name = value["serverName"]?.tellingString.map { "mcp__\($0)__\(tool)" } ?? tool
    case "followup": name = "ask_followup_question"
    case "browser_action_launch", "browser_action", "load_mcp_documentation", "use_subagents", "new_task":
      name = kind
    default: return nil
    }
  }

  /// The call as the model asked for it; the source gives it no id.
  var call: ToolCall {
    ToolCall(id: nil, name: name, arguments: arguments?.text ?? "")
  }

  private var arguments: Payload? {
    if name == "execute_command" { return AttributeValue.map([Attribute("command", .string(line))]).payload }
    if let given = value["arguments"]?.tellingString, value["serverName"] != nil {
      return AttributeValue.string(given).payload
    }
    return text.isEmpty ? nil : AttributeValue.string(text).payload
  }

  /// A command's line; its end says where the model held it for one that a person must allow.
  private var line: String { text.hasSuffix("REQ_APP") ? String(text.dropLast("REQ_APP".count)) : text }

  func span(id: String, parentID: String, at time: Timestamp?) -> Span {
    var span = Span(id: id, parentID: parentID, name: name, kind: .tool, start: time, timeOrigin: .inferred)
    span.tool = ToolExecution(name: name, arguments: arguments, files: files)
    if name == "execute_command" { span.tool?.command = ShellCommand(text: line) }
    if let found { span.tool?.result = Payload(found) }
    return span
  }

  /// What lists and searches found, which stands with the call.
  private var found: String? {
    let finders = ["list", "search", "codebase"]
    return finders.contains(where: name.hasPrefix) ? value["content"]?.tellingString : nil
  }

  private var files: [FileAccess] {
    let batch = (value["batchFiles"] ?? value["batchDiffs"])?.array ?? []
    return (batch.isEmpty ? [value] : batch).compactMap(file)
  }

  private func file(_ value: AttributeValue) -> FileAccess? {
    guard let path = value["path"]?.tellingString else { return nil }
    switch name {
    case "readFile": return FileAccess(path: path, action: .read)
    case "newFileCreated":
      return FileAccess(
        path: path, action: .create, patch: value["content"]?.string.map(UnifiedDiff.creation))
    case "editedExistingFile", "appliedDiff", "insertContent", "searchAndReplace":
      return FileAccess(path: path, action: .edit, patch: patch(value))
    case "fileDeleted": return FileAccess(path: path, action: .delete)
    default: return nil
    }
  }

  /// The diff of an edit, where the screen shows one.
  private func patch(_ value: AttributeValue) -> String? {
    let shown = [value["diff"], value["content"]].compactMap { $0?.tellingString }
    return shown.first { $0.hasPrefix("--- ") || $0.hasPrefix("@@ ") || $0.hasPrefix("diff --git") }
  }

  /// Adds what the next request, or the screen, says that the tool gave back.
  static func describe(_ span: inout Span, result: String) {
    if span.tool?.result == nil { span.tool?.result = AttributeValue.string(result).payload }
    if span.status.isError { return }
    if result.hasPrefix("The user denied this operation") {
      // What was denied changed nothing.
      span.tool?.files = []
    } else if let failure = failure(in: result) {
      span.tool?.files = []
      span.fail(failure)
    } else if span.tool?.command != nil {
      let output = span.tool?.command?.output
      CommonTool.describe(&span, result: ToolResult(callID: nil, content: result))
      if let output { span.tool?.command?.output = output }
    } else {
      span.status = .ok
    }
  }

  /// Adds what a command wrote, which may tell that it failed: the source has no exit codes.
  static func describe(_ span: inout Span, output: String) {
    if span.status.isError {
      span.tool?.command?.output = output
    } else {
      CommonTool.describe(&span, result: ToolResult(callID: nil, content: output))
    }
  }

  /// What failed, where a result says so in the words of the program, or with its mark of a server's error.
  private static func failure(in result: String) -> String? {
    let mark = "Error:\n"
    if result.hasPrefix(mark) { return String(result.dropFirst(mark.count)) }
    let words = ["The tool execution failed", "<error>", #"{"status":"error""#]
    guard words.contains(where: result.hasPrefix) else { return nil }
    return result.content(ofTag: "error").map { $0.trimmed } ?? result
  }
}
