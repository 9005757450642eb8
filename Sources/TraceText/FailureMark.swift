/// The fixed phrases by which a harness says, in what it gives the model, that a tool failed: all that there is where
/// its format has no field for it.
package enum FailureMark {
  /// Whether a result begins or ends with one of them.
  package static func isTold(by text: String) -> Bool {
    let head = text.prefix(120).drop(while: \.isWhitespace)
    return frameworks.contains { head.hasPrefix($0) } || isUnrun(head) || isFailedEdit(head)
      || exitCode(atEndOf: text).map { $0 != 0 } == true
  }

  /// Whether a result begins with what Codex says where a tool could not run, whichever format records it.
  package static func isUnrun(_ text: some StringProtocol) -> Bool {
    unrun.contains { text.hasPrefix($0) }
  }

  /// Whether a result begins with what an editor says of an edit that found nothing to replace, or not so often.
  package static func isFailedEdit(_ text: some StringProtocol) -> Bool {
    failedEdits.contains { text.hasPrefix($0) }
  }

  /// The code in the line that Copilot's command line puts behind what a command wrote: `<exited with exit code 1>`.
  package static func exitCode(atEndOf text: String) -> Int? {
    let line = text.suffix(120).split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
    guard let line, line.hasPrefix("<"), line.hasSuffix(">"),
      let mark = line.firstRange(of: "exited with exit code ")
        ?? line.firstRange(of: "completed with exit code ")
    else { return nil }
    return Int(line[mark.upperBound...].dropLast())
  }

  /// The OpenAI Agents SDK's default, smolagents and MCP servers, LangGraph's tool node, Claude Code, Copilot in Visual
  /// Studio Code.
  private static let frameworks = [
    "An error occurred while running the tool", "Error executing tool ", "Error invoking tool ",
    "Error running tool ",
    "Error: Error", "<tool_use_error>", "Tool execution failed", "Traceback (most recent call last)",
    "ERROR while calling tool: ", "ERROR: Your input to the tool was invalid",
  ]

  private static let unrun = [
    "unsupported call: ", "unsupported custom tool call: ", "failed to parse function arguments",
    "apply_patch verification failed", "execution error", "exec_command failed", "write_stdin failed",
  ]

  /// SWE-agent's and OpenHands' editors, Gemini CLI's `replace` and what was made of it.
  private static let failedEdits = [
    "No replacement was performed", "ERROR:\nNo replacement was performed", "[No exact match found in ",
    "Failed to edit, ",
  ]
}
