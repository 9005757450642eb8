import ChatReading
import TraceModel
import TraceText

/// The changes of files that an answer holds in aider's edit formats: `diff`, `diff-fenced` and `udiff`.
struct AiderEdits {
  /// The changes in their order, each with the path as the answer spells it.
  private(set) var changes: [(path: String, patch: String)] = []

  /// Linear in the length of the answer.
  init(_ answer: String) {
    let lines = answer.lines
    var index = 0
    while index < lines.count {
      if lines[index].hasPrefix("<<<<<<< SEARCH") {
        index = takeReplacement(lines, at: index)
      } else if lines[index].hasPrefix("--- "), index + 1 < lines.count, lines[index + 1].hasPrefix("+++ ") {
        index = takeDifference(lines, at: index)
      } else {
        index += 1
      }
    }
  }

  /// The change of a file, which aider may spell with other separators or from another folder on.
  func patch(of path: String) -> String? {
    let wanted = Self.plain(path)
    let found = changes.filter { change in
      let name = Self.plain(change.path)
      return name == wanted || wanted.hasSuffix("/" + name) || name.hasSuffix("/" + wanted)
    }
    return found.isEmpty ? nil : found.map(\.patch).joined(separator: "\n")
  }

  private static func plain(_ path: String) -> String { path.replacing("\\", with: "/") }

  private mutating func takeReplacement(_ lines: [Substring], at start: Int) -> Int {
    guard let middle = lines[start...].firstIndex(where: { $0.hasPrefix("=======") }),
      let end = lines[middle...].firstIndex(where: { $0.hasPrefix(">>>>>>> REPLACE") })
    else { return lines.count }
    if let path = path(before: start, in: lines) {
      let (old, new) = (lines[(start + 1)..<middle], lines[(middle + 1)..<end])
      let patch =
        old.isEmpty
        ? UnifiedDiff.creation(of: new.joined(separator: "\n"))
        : UnifiedDiff.replacement(of: old.joined(separator: "\n"), by: new.joined(separator: "\n"))
      changes.append((path, patch))
    }
    return end + 1
  }

  /// The path stands in the line before, or before the fence; of further edits of a file some models leave it out.
  private func path(before start: Int, in lines: [Substring]) -> String? {
    for line in lines[max(0, start - 2)..<start].reversed() where !line.hasPrefix("```") {
      let path = String(line).trimmed.trimmingMarks
      if !path.isEmpty, path.utf8.count < 400, !path.hasPrefix(">>>>>>>") { return path }
    }
    return changes.last?.path
  }

  private mutating func takeDifference(_ lines: [Substring], at start: Int) -> Int {
    var end = start + 2
    while end < lines.count, let first = lines[end].utf8.first, " +-@\\".utf8.contains(first) { end += 1 }
    let path = String(lines[start + 1].dropFirst(4)).trimmed
    let old = String(lines[start].dropFirst(4)).trimmed
    changes.append((path == "/dev/null" ? old : path, lines[(start + 2)..<end].joined(separator: "\n")))
    return end
  }
}

extension String {
  /// Without the marks that models put around a path, against what they are told.
  fileprivate var trimmingMarks: String {
    var text = self[...]
    while let first = text.first, "`*#".contains(first) { text = text.dropFirst() }
    while let last = text.last, "`*:".contains(last) { text = text.dropLast() }
    return String(text).trimmed
  }
}
