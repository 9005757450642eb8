import ChatReading
import TraceModel
import TraceSource

/// Makes a tool's span of an item.
enum CodexExecTool {
  static func span(_ item: AttributeValue, type: String, id: String, parentID: String?) -> Span {
    var span = Span(id: id, parentID: parentID, name: name(item, type: type), kind: .tool)
    span.tool = ToolExecution(name: span.name, callID: item["id"]?.string)
    switch type {
    case "command_execution":
      let text = CodexCommand.text(item["command"]) ?? ""
      let output = item["aggregated_output"]?.string
      span.tool?.arguments = Payload(item["command"]?.string ?? text)
      span.tool?.command = ShellCommand(text: text, exitCode: item["exit_code"]?.int, output: output)
    case "file_change": span.tool?.files = (item["changes"]?.array ?? []).compactMap(file)
    case "web_search": span.tool?.arguments = item["query"]?.payload
    case "todo_list":
      span.kindOrigin = .inferred
      span.tool?.arguments = item["items"]?.payload
    default:
      span.tool?.arguments = (item["arguments"] ?? item["prompt"])?.payload
      let result = item["result"]?.telling
      let text = result?["content"]?.joinedText
      span.tool?.result = text.map { Payload($0) } ?? result?.payload
    }
    settle(&span, item)
    span.keep(
      item,
      represented: [
        "type", "command", "aggregated_output", "exit_code", "changes", "items", "query", "server", "tool",
        "arguments",
      ])
    return span
  }

  private static func settle(_ span: inout Span, _ item: AttributeValue) {
    let error = item["error"]?.telling.map { $0["message"]?.plainText ?? $0.plainText }
    let status = item["status"]?.string
    let code = item["exit_code"]?.int
    if status == "declined" {
      span.tool?.outcome = .refused
      span.tool?.files = []
    } else if error != nil || status == "failed" || code.map({ $0 != 0 }) == true {
      span.tool?.files = []
      span.fail(error ?? item["aggregated_output"]?.tellingString ?? status)
    } else if status == "completed" {
      span.status = .ok
    }
  }

  private static func name(_ item: AttributeValue, type: String) -> String {
    let tool = item["tool"]?.string
    if type == "mcp_tool_call", let server = item["server"]?.string, let tool {
      return "mcp__\(server)__\(tool)"
    }
    return tool ?? type
  }

  private static func file(_ change: AttributeValue) -> FileAccess? {
    guard let path = change["path"]?.string else { return nil }
    switch change["kind"]?.string ?? change["kind"]?["type"]?.string {
    case "add": return FileAccess(path: path, action: .create)
    case "delete": return FileAccess(path: path, action: .delete)
    default: return FileAccess(path: path, action: .edit)
    }
  }
}
