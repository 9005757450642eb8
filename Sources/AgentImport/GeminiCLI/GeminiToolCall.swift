import ChatReading
import TraceModel
import TraceSource

/// A tool call as Gemini CLI records it: the call, what came back, and what its screen showed.
struct GeminiToolCall {
  private let value: AttributeValue
  let call: ToolCall
  /// What the model was given back; `nil` while there is nothing.
  private let response: AttributeValue?
  let end: Timestamp?

  init(_ value: AttributeValue) {
    self.value = value
    call = ToolCall(
      id: value["id"]?.string, name: value["name"]?.string ?? "tool",
      arguments: value["args"]?.plainText ?? "")
    response = Self.response(value["result"])
    end = NativeTime.iso(value["timestamp"])
  }

  /// The sub-agent that the tool ran.
  var agentID: String? { value["agentId"]?.string }

  private var status: String? { value["status"]?.string }

  /// The tool's result as the model sees it.
  var answer: ToolResult? {
    guard let text else { return nil }
    return ToolResult(callID: call.id, name: call.name, content: text, isError: isError)
  }

  private var isError: Bool { status == "error" || (exitCode ?? 0) != 0 }

  private var text: String? {
    guard let response else { return nil }
    if let output = response["output"]?.string, !output.isEmpty { return output }
    return response["error"]?.string ?? (response["output"] ?? response).plainText
  }

  /// What tells most of a failure.
  private var failure: String? {
    let error = response?["error"]?.string
    return [error == "(none)" ? nil : error, command?.output, text].compactMap { $0 }.first { !$0.isEmpty }
  }

  private static func response(_ result: AttributeValue?) -> AttributeValue? {
    guard let result, !result.isVoid else { return nil }
    for part in result.array ?? [result] {
      if let response = part["functionResponse"]?["response"] { return response }
    }
    return result.joinedText.map(AttributeValue.string) ?? result
  }

  // MARK: The span

  /// - Parameter start: when the model's call ended; when the tool began is not recorded.
  func span(id: String, parentID: String, after start: Timestamp?) -> Span {
    var span = Span(
      id: id, parentID: parentID, name: call.name, kind: .tool, start: start, end: end, timeOrigin: .inferred)
    if let start, let end, end < start { span.start = end }
    var tool = ToolExecution(
      name: call.name, callID: call.id, description: value["description"]?.string,
      arguments: value["args"]?.payload)
    tool.result = text.map { AttributeValue.string($0).payload }
    tool.command = command
    tool.files = files
    span.tool = tool
    switch status {
    case _ where isError: span.fail(failure)
    case "success": span.status = .ok
    case "cancelled":
      span.tool?.outcome = .cancelled
      span.events.append(SpanEvent(name: "cancelled", time: end))
    default: break
    }
    span.keep(value, represented: ["id", "name", "args", "status", "timestamp", "description"])
    return span
  }

  // MARK: Shell commands

  private var command: ShellCommand? {
    guard let line = value["args"]?["command"]?.string, call.name.contains("shell") else { return nil }
    let directory = value["args"]?["dir_path"] ?? value["args"]?["directory"]
    var command = ShellCommand(text: line, directory: directory?.string, exitCode: exitCode)
    let shown = value["resultDisplay"]?.string
    command.output =
      shown?.isEmpty == false ? shown : section("Output: ", upTo: "\nError: ") ?? response?["output"]?.string
    command.errorOutput = response?["error"]?.string.flatMap { $0.isEmpty || $0 == "(none)" ? nil : $0 }
    command.isInterrupted = status == "cancelled"
    return command
  }

  /// The exit code, a member of its own or a line in the text for the model.
  private var exitCode: Int? {
    guard call.name.contains("shell") else { return nil }
    return response?["exitCode"]?.int ?? section("\nExit Code: ", upTo: "\n").flatMap { Int($0) }
  }

  /// What stands in the text for the model between two marks; `(empty)` and `(none)` stand for nothing.
  private func section(_ mark: String, upTo end: String) -> String? {
    guard let text = response?["output"]?.string, let begin = text.firstRange(of: mark) else { return nil }
    let rest = text[begin.upperBound...]
    let found = String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)])
    return found == "(empty)" || found == "(none)" ? "" : found
  }

  // MARK: Files

  private var files: [FileAccess] {
    if isError { return [] }
    if let diff = value["resultDisplay"], let patch = diff["fileDiff"]?.string {
      let path = diff["filePath"]?.string ?? diff["fileName"]?.string ?? path ?? ""
      let isNew = diff["isNewFile"]?.bool == true || diff["originalContent"] == .null
      return [FileAccess(path: path, action: isNew ? .create : .edit, patch: patch)]
    }
    guard let path else { return [] }
    switch call.name {
    case "read_file": return [FileAccess(path: path, action: .read)]
    case "write_file":
      let isNew = text?.hasPrefix("Successfully created") == true
      let content = value["args"]?["content"]?.string
      let patch = isNew ? content.map(UnifiedDiff.creation) : nil
      return [FileAccess(path: path, action: isNew ? .create : .edit, patch: patch)]
    case "replace":
      guard let old = value["args"]?["old_string"]?.string,
        let new = value["args"]?["new_string"]?.string
      else { return [] }
      return [FileAccess(path: path, action: .edit, patch: UnifiedDiff.replacement(of: old, by: new))]
    default: return []
    }
  }

  private var path: String? {
    (value["args"]?["file_path"] ?? value["args"]?["absolute_path"])?.string
  }
}
