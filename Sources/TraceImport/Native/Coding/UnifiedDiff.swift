/// Changes of a file as unified diff, where a source has texts instead.
enum UnifiedDiff {
  /// A file that was created with a text.
  static func added(_ text: String) -> String {
    let lines = lines(of: text)
    return patch("@@ -0,0 +1,\(lines.count) @@", lines.map { "+" + $0 })
  }

  /// A file that was deleted with the text it had.
  static func removed(_ text: String) -> String {
    let lines = lines(of: text)
    return patch("@@ -1,\(lines.count) +0,0 @@", lines.map { "-" + $0 })
  }

  /// A text that took another's place somewhere in a file; lines that both begin or end with are context.
  static func replaced(_ old: String, by new: String) -> String {
    let (old, new) = (lines(of: old), lines(of: new))
    let lead = zip(old, new).prefix { $0 == $1 }.count
    let trail = zip(old.dropFirst(lead).reversed(), new.dropFirst(lead).reversed()).prefix { $0 == $1 }.count
    var changes = old[..<lead].map { " " + $0 }
    changes += old[lead..<(old.count - trail)].map { "-" + $0 }
    changes += new[lead..<(new.count - trail)].map { "+" + $0 }
    changes += old[(old.count - trail)...].map { " " + $0 }
    return patch("@@", changes)
  }

  /// The two lines with a file's names before and after, which a move needs.
  static func names(_ old: String, _ new: String) -> String { "--- \(old)\n+++ \(new)\n" }

  private static func patch(_ head: String, _ lines: [String]) -> String {
    ([head] + lines).joined(separator: "\n") + "\n"
  }

  private static func lines(of text: String) -> [Substring] {
    var lines = Substring(text).lines
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension Substring {
  /// The lines, without their ends; a text that ends with a line's end has an empty last one.
  var lines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}
