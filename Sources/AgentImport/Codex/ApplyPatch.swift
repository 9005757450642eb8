import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Reads the patches that Codex's `apply_patch` tool takes.
enum ApplyPatch {
  /// The files of a patch with their changes as unified diff; empty for a text that has no patch in it.
  ///
  /// Linear in the text's length. What stands before and after the patch, such as a shell's heredoc, is left out.
  static func files(in text: String) -> [FileAccess] {
    guard let begin = text.firstRange(of: "*** Begin Patch") else { return [] }
    var files: [(access: FileAccess, target: String?, lines: [Substring])] = []
    for line in text[begin.upperBound...].lines {
      if line.hasPrefix("*** End Patch") { break }
      if let (path, action) = header(line) {
        files.append((FileAccess(path: path, action: action), nil, []))
      } else if let last = files.indices.last {
        if let path = line.suffix(after: "*** Move to: ") {
          files[last].access.action = .move
          files[last].target = path
        } else if !line.hasPrefix("*** ") {
          files[last].lines.append(line)
        }
      }
    }
    return files.map { access, target, lines in
      var access = access
      let names = target.map { UnifiedDiff.move(from: access.path, to: $0) }
      let changes = patch(lines)
      access.patch = names == nil && changes == nil ? nil : (names ?? "") + (changes ?? "")
      return access
    }
  }

  private static func header(_ line: Substring) -> (String, FileAccess.Action)? {
    if let path = line.suffix(after: "*** Update File: ") { return (path, .edit) }
    if let path = line.suffix(after: "*** Add File: ") { return (path, .create) }
    if let path = line.suffix(after: "*** Delete File: ") { return (path, .delete) }
    return nil
  }

  /// The lines are a unified diff but for a hunk's head, which names a place in words or is missing.
  private static func patch(_ lines: [Substring]) -> String? {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    if lines.isEmpty { return nil }
    let head = lines.first?.hasPrefix("@@") == true ? "" : "@@\n"
    return head + lines.joined(separator: "\n") + "\n"
  }
}

extension StringProtocol {
  /// What follows the prefix; `nil` where the text has another one.
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? dropFirst(prefix.count).trimmed : nil
  }
}
