import TraceText

/// The files that a patch changes, by the headers of `git diff`.
struct PatchFiles {
  private struct File {
    var name: String
    var isNew = false
    var isGone = false
    var lines = (added: 0, removed: 0)

    var words: String {
      let counts = [lines.added > 0 ? "+\(lines.added)" : "", lines.removed > 0 ? "−\(lines.removed)" : ""]
        .filter { !$0.isEmpty }
      let told = (isNew ? ["new"] : isGone ? ["removed"] : []) + counts
      return told.isEmpty ? name : "\(name) (\(told.joined(separator: " ")))"
    }
  }

  /// More files are counted, not named.
  private static let most = 4

  private var files: [File] = []

  /// `nil` for a text that is no such patch. Linear.
  init?(_ text: String) {
    guard text.utf8.starts(with: "diff --git ".utf8) else { return nil }
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true) {
      if line.starts(with: "diff --git ".utf8) {
        // Both names are the same but for a file that moved, and blanks stand in either.
        let names = line.dropFirst(11)
        let name = names.suffix(names.count / 2).dropFirst(2)
        files.append(File(name: String(decoding: name, as: UTF8.self)))
      } else if line.starts(with: "new file mode".utf8) {
        files[files.count - 1].isNew = true
      } else if line.starts(with: "deleted file mode".utf8) {
        files[files.count - 1].isGone = true
      } else if line.first == UInt8(ascii: "+"), !line.starts(with: "+++ ".utf8) {
        files[files.count - 1].lines.added += 1
      } else if line.first == UInt8(ascii: "-"), !line.starts(with: "--- ".utf8) {
        files[files.count - 1].lines.removed += 1
      }
    }
  }

  /// `src/a.py (+3 −1), try.py (new +12) and 2 more`: those that were there before first.
  var words: String {
    let ordered = files.filter { !$0.isNew } + files.filter(\.isNew)
    let named = ordered.prefix(Self.most).map(\.words).joined(separator: ", ")
    let rest = ordered.count - Self.most
    return rest > 0 ? "\(named) and \(Formatting.count(rest)) more" : named
  }
}
