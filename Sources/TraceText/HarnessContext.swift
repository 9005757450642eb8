/// Tells what an agent's program says to the model in the user's place: nobody asked it.
package enum HarnessContext {
  /// What Codex and Gemini CLI begin a session with, and what Copilot and Claude Code say in between, as element names.
  private static let elements = [
    "environment_context", "user_instructions", "permissions instructions", "system_notification",
    "system-reminder", "session_context", "local-command-caveat", "local-command-stdout",
  ]

  /// How such texts begin that no element holds: what Gemini CLI and Qwen Code set a chat up with, and say of the mode and
  /// the editor; what mini-swe-agent says of an answer that it cannot read, and OpenHands to an agent that waits; what a tool
  /// gave back to an agent that writes its thoughts and actions.
  private static let openings = [
    "This is the Gemini CLI. We are setting up the context for our chat.",
    "This is the Qwen Code. We are setting up the context for our chat.",
    "User has manually exited Plan Mode. Switching to ",
    "Here is the user's editor context as a JSON object",
    "Here is a summary of changes in the user's editor context",
    "Please always provide EXACTLY ONE action in triple backticks",
    "Please continue working on the task on whatever approach you think is suitable.",
    "Observation:",
  ]

  /// Whether a text is nothing but that.
  package static func isWhole(_ text: String) -> Bool {
    let text = text.trimmed
    return openings.contains { text.hasPrefix($0) }
      || elements.contains { text.hasPrefix("<\($0)>") && text.hasSuffix("</\($0)>") }
  }
}
