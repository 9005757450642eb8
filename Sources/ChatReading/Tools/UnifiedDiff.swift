import TraceText

/// Writes changes as unified diffs where a source has only the texts before and after.
package enum UnifiedDiff {
  /// The making of a file: every line is new.
  package static func creation(of content: String) -> String {
    let lines = self.lines(of: content)
    guard !lines.isEmpty else { return "" }
    return (["@@ -0,0 +1,\(lines.count) @@"] + lines.map { "+" + $0 }).joined(separator: "\n")
  }

  /// The deletion of a file: every line is gone.
  package static func deletion(of content: String) -> String {
    let lines = self.lines(of: content)
    guard !lines.isEmpty else { return "" }
    return (["@@ -1,\(lines.count) +0,0 @@"] + lines.map { "-" + $0 }).joined(separator: "\n")
  }

  /// A file's names before and after a move; changes may follow.
  package static func move(from old: String, to new: String) -> String { "--- \(old)\n+++ \(new)\n" }

  /// A text in place of another, at a place that is not known: lines that both begin or end with are context.
  package static func replacement(of old: String, by new: String) -> String {
    let (old, new) = (lines(of: old), lines(of: new))
    let limit = min(old.count, new.count)
    var head = 0
    while head < limit, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < limit - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let before = old[..<head].map { " " + $0 }
    let removed = old[head..<(old.count - tail)].map { "-" + $0 }
    let added = new[head..<(new.count - tail)].map { "+" + $0 }
    let after = new[(new.count - tail)...].map { " " + $0 }
    return (before + removed + added + after).joined(separator: "\n")
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = text.lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
