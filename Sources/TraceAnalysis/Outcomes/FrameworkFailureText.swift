import TraceText

/// Tells a failure by what a framework gives the model in place of a result, where the source has no field for it.
enum FrameworkFailureText {
  /// Whether the text begins so.
  static func isTold(by text: String) -> Bool {
    let head = text.prefix(120).drop(while: \.isWhitespace)
    return beginnings.contains { head.hasPrefix($0) } || UnrunTool.isTold(by: String(head))
      || FailedEdit.isTold(by: head)
  }

  /// The OpenAI Agents SDK's default, smolagents and MCP servers, LangGraph's tool node, Claude Code.
  private static let beginnings = [
    "An error occurred while running the tool", "Error executing tool ", "Error invoking tool ",
    "Error running tool ",
    "Error: Error", "<tool_use_error>", "Tool execution failed", "Traceback (most recent call last)",
  ]
}
