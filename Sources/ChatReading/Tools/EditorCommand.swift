package import TraceModel
import TraceSource

/// Reads what the editor tools of coding agents do, which share one set of commands: view, create, str_replace,
/// insert, undo_edit.
package enum EditorCommand {
  /// The names under which agents have the tool.
  package static let tools: Set<String> = [
    "str_replace_editor", "str_replace_based_edit_tool", "text_editor",
  ]

  /// The file that a call reads or changes; a call that failed changed nothing.
  package static func files(_ arguments: AttributeValue, isFailed: Bool) -> [FileAccess] {
    guard let path = arguments["path"]?.string, !path.isEmpty else { return [] }
    let text = { (name: String) in arguments[name]?.string }
    switch text("command") {
    case "view": return [FileAccess(path: path, action: .read)]
    case "create":
      let patch = isFailed ? nil : text("file_text").map { UnifiedDiff.creation(of: $0) }
      return [FileAccess(path: path, action: .create, patch: patch)]
    case "str_replace":
      let old = isFailed ? nil : text("old_str")
      return [
        FileAccess(
          path: path, action: .edit,
          patch: old.map { UnifiedDiff.replacement(of: $0, by: text("new_str") ?? "") })
      ]
    case "insert":
      let patch =
        isFailed
        ? nil : (text("new_str") ?? text("insert_text")).map { UnifiedDiff.replacement(of: "", by: $0) }
      return [FileAccess(path: path, action: .edit, patch: patch)]
    case "undo_edit": return [FileAccess(path: path, action: .edit)]
    default: return []
    }
  }
}
