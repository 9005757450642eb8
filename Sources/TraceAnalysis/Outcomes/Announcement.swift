import TraceText

/// Tells that a model's last words announce a step, which then did not come.
enum Announcement {
  /// Whether the last sentence of a text says what its writer does next, and asks nobody. Lexical.
  static func ends(_ text: String) -> Bool {
    guard let line = text.suffix(2_000).split(whereSeparator: \.isNewline).last.map({ String($0).trimmed }),
      !line.hasSuffix("?"), !isListed(line)
    else { return false }
    let sentence = lastSentence(of: line).lowercased().replacingOccurrences(of: "\u{2019}", with: "'")
    guard sentence.utf8.count < 200, !leaves.contains(where: sentence.contains) else { return false }
    return beginnings.contains { sentence.hasPrefix($0) }
  }

  /// A step of a plan that is written down for others announces nothing.
  private static func isListed(_ line: String) -> Bool {
    line.hasPrefix("- ") || line.hasPrefix("* ") || line.first?.isNumber == true || line.hasPrefix("|")
  }

  private static func lastSentence(of line: String) -> String {
    var rest = line[...]
    while rest.last.map({ ".:…! ".contains($0) }) == true { rest.removeLast() }
    // A stop within a name, such as `color.md`, ends nothing.
    var start = rest.startIndex
    for index in rest.indices.dropLast()
    where ".!?".contains(rest[index]) && rest[rest.index(after: index)] == " " {
      start = rest.index(after: index)
    }
    return String(rest[start...]).trimmed
  }

  private static let beginnings = [
    "now, i'll ", "now i'll ", "i'll now ", "now let me ", "let me ", "next, i'll ", "next i'll ",
    "i will now ",
    "now i will ", "now, i will ", "verifying ", "checking ", "running ", "reading ", "now reading ",
    "now running ",
    "now checking ",
  ]

  /// Words with which a writer hands over to the reader.
  private static let leaves = ["let me know", "if you", "when you", "next time", "once you"]
}
