import TraceText

/// Tells a step that was stopped, or never ran, by what its program wrote.
enum Cancellation {
  /// Whether the text says so.
  ///
  /// - Parameter isMarked: Whether the source marks it as a failure; without that the text has to begin so.
  static func isTold(by text: String, isMarked: Bool) -> Bool {
    let head = text.prefix(300).lowercased().replacingOccurrences(of: "<tool_use_error>", with: "").trimmed
    if exact.contains(head) { return isMarked }
    if phrases.contains(where: head.hasPrefix) { return true }
    return isMarked && phrases.contains { head.holds($0) }
  }

  /// Claude Code, Codex, Gemini CLI, pi, opencode, and what runtimes call a task that was stopped.
  private static let phrases = [
    "sibling tool call errored", "cancelled: parallel tool call", "[request interrupted by user",
    "interrupted by user", "interrupted by the user", "user interrupted", "command aborted",
    "operation aborted",
    "tool execution aborted", "aborted by user", "aborted by the user", "request was aborted",
    "[operation cancelled]", "user cancelled", "cancelled by user", "cancelled by the user",
    "streaming fallback - tool execution discarded", "tool call was cancelled", "tool use was interrupted",
    "the tool call was interrupted", "cancellederror",
  ]

  private static let exact: Set<String> = [
    "cancelled", "canceled", "aborted", "interrupted", "context canceled", "terminated",
  ]

  /// Whether a model call says that its connection broke, in the word of Node.js for that, which of a tool tells that
  /// somebody ended it.
  static func isBrokenConnection(_ text: String) -> Bool { text.trimmed.lowercased() == "terminated" }

  /// Whether the text says that a time limit stopped it, which is a failure.
  static func isTimeout(_ text: String) -> Bool {
    let head = text.prefix(400).lowercased()
    return [
      "timed out", "timeout error", "timeouterror", "deadline exceeded", "deadline_exceeded", "time limit",
      "because it took more than", "did not end in time",
    ]
    .contains { head.holds($0) }
  }
}
