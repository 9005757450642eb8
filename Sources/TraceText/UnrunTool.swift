/// What Codex gives the model in place of a result where a tool could not run, whichever format records it.
package enum UnrunTool {
  /// Whether a result begins so.
  package static func isTold(by text: String) -> Bool { beginnings.contains { text.hasPrefix($0) } }

  private static let beginnings = [
    "unsupported call: ", "unsupported custom tool call: ", "failed to parse function arguments",
    "apply_patch verification failed", "execution error", "exec_command failed", "write_stdin failed",
  ]
}
