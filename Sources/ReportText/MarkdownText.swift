import TraceText

/// Text from a trace within Markdown that GitHub, GitLab and others render.
///
/// What can only be read as words stands as it is; all else stands in a code span, where nothing is a link, a
/// mention, a reference, a table, an emoji or HTML.
enum MarkdownText {
  /// The text in one line.
  static func inline(_ text: String) -> String {
    let words = PlainText.words(text)
    let line = words.joined(separator: " ")
    return words.allSatisfy(isWord) ? line.replacingOccurrences(of: "~", with: "\\~") : code(line)
  }

  /// The text in a code span whose fence is longer than any in it.
  static func code(_ text: String) -> String {
    let line = PlainText.words(text).joined(separator: " ")
    if line.isEmpty { return "–" }
    var longest = 0
    var run = 0
    for character in line {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let space = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return fence + space + line + space + fence
  }

  private static let punctuation: Set<Character> = [
    ".", ",", ";", "'", "’", "“", "”", "„", "(", ")", "%", "–", "—", "…", "?", "!", "·", "≥", "×", "−", "-",
  ]

  /// Letters, digits and harmless marks: no `@`, `#`, `/`, `<`, `|`, `*`, `_`, `[`, `&`, `\` or `:` within a word,
  /// no web address, and nothing that a tracker takes for a commit or a ticket.
  private static func isWord(_ word: String) -> Bool {
    var core = word.hasSuffix(":") ? word.dropLast() : word[...]
    if core.first == "(" { core = core.dropFirst() }
    // A dollar or a tilde before a figure, as in our own sentences.
    if let first = core.first, "$~".contains(first), core.dropFirst().first?.isNumber == true {
      core = core.dropFirst()
    }
    return core.allSatisfy { $0.isLetter || $0.isNumber || punctuation.contains($0) } && core.first != "-"
      && !core.lowercased().contains("www.") && !isReference(core)
  }

  /// `GH-12`, `ABC-123` or what may be a commit's number.
  private static func isReference(_ word: Substring) -> Bool {
    let bare = word.filter { $0.isLetter || $0.isNumber || $0 == "-" }
    let halves = bare.split(separator: "-", omittingEmptySubsequences: false)
    if halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty, halves[0].allSatisfy(\.isLetter),
      halves[1].allSatisfy(\.isNumber)
    {
      return true
    }
    return bare.count >= 7 && bare.contains(where: \.isNumber) && bare.allSatisfy(\.isHexDigit)
      && bare.contains(where: \.isLetter)
  }
}
