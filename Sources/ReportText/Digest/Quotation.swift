import TraceText

/// Text of a trace as an indented block: it can end no fence, mention nobody, and is told apart line by line.
enum Quotation {
  /// The block without a line end; where text is left out stands how much: `[+1,204]`.
  ///
  /// - Parameters:
  ///   - limit: The most characters of it.
  ///   - tellsAtEnd: Whether more of the end is kept than of the beginning.
  static func block(_ text: String, limit: Int, tellsAtEnd: Bool = false) -> String {
    lines(cut(text, limit: limit, tellsAtEnd: tellsAtEnd)).map { $0.isEmpty ? "" : "    " + $0 }.joined(
      separator: "\n")
  }

  private static func cut(_ text: String, limit: Int, tellsAtEnd: Bool) -> String {
    let length = text.characterCount
    guard length > limit else { return text }
    let mark = "[+\(Formatting.count(length - max(0, limit)))]"
    guard tellsAtEnd, limit > 1 else { return text.prefix(max(0, limit)) + " " + mark }
    let head = limit * 2 / 5
    return text.prefix(head) + " \(mark) " + text.suffix(limit - head)
  }

  /// The lines without spaces at their ends and empty ones at start and end; what hides is marked.
  private static func lines(_ text: String) -> [String] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let clean = PlainText.clean(String(line).replacingOccurrences(of: "\t", with: "  "))
      return String(clean.reversed().drop { $0 == " " }.reversed())
    }
    let start = lines.firstIndex { !$0.isEmpty } ?? 0
    let end = lines.lastIndex { !$0.isEmpty } ?? -1
    return start <= end ? Array(lines[start...end]) : []
  }
}
