/// Tells what an agent's program says to the model in the user's place: nobody asked it.
package enum HarnessContext {
  /// What Codex begins a session with, and what Copilot and Claude Code say in between, as element names.
  private static let elements = [
    "environment_context", "user_instructions", "permissions instructions", "system_notification",
    "system-reminder", "local-command-caveat", "local-command-stdout",
  ]

  /// Whether a text is nothing but such an element.
  package static func isWhole(_ text: String) -> Bool {
    let text = text.trimmed
    return elements.contains { text.hasPrefix("<\($0)>") && text.hasSuffix("</\($0)>") }
  }
}
