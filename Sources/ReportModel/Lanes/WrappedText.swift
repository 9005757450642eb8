import TraceText

/// A text in lines of one width, of which fewer can be asked for afterwards.
///
/// How many lines have room is found by trying one more, and one more again: broken once, each try costs no more than
/// the line at which the text is cut.
struct WrappedText {
  private static let size = RunCardSize.text

  private let words: [Substring]
  let width: Double
  /// All lines, or as many as can be asked for.
  private let lines: [String]
  /// By the number of lines before it, what the next one held when a word had no more room in it, and that word.
  private let overflows: [(line: String, word: Int)]

  /// - Parameter limit: How many lines can be asked for at most.
  init(_ text: String, width: Double, atMost limit: Int) {
    self.width = width
    guard limit > 0, width > 20 else {
      (words, lines, overflows) = ([], [], [])
      return
    }
    words = text.preview(CardText.limit).replacingOccurrences(of: "**", with: "").split(separator: " ")
    var lines: [String] = []
    var overflows: [(line: String, word: Int)] = []
    var line = ""
    var used = 0.0
    for (index, word) in words.enumerated() {
      let longer = Self.width(of: word, after: line.isEmpty ? nil : used)
      if longer * Self.size <= width {
        if line.isEmpty { line = String(word) } else { line += " " + word }
        used = longer
        continue
      }
      if overflows.count == lines.count { overflows.append((line, index)) }
      if lines.count == limit - 1 { break }
      if !line.isEmpty { lines.append(line) }
      used = Self.width(of: word, after: nil)
      line = String(word)
      if used * Self.size > width {
        line = TextMeasure.fit(line, width: width, size: Self.size)
        used = Self.width(of: line[...], after: nil)
      }
    }
    if !line.isEmpty { lines.append(line) }
    self.lines = lines
    self.overflows = overflows
  }

  /// That many lines at most; the last one ends in "…" where something is left.
  func lines(atMost limit: Int) -> [String] {
    guard limit > 0 else { return [] }
    guard limit <= overflows.count else { return lines }
    let (line, word) = overflows[limit - 1]
    let rest = ([line] + words[word...].prefix(4).map(String.init)).filter { !$0.isEmpty }
    return lines.prefix(limit - 1)
      + [TextMeasure.fit(rest.joined(separator: " "), width: width, size: Self.size)]
  }

  /// The width in ems of a word, and of the line before it and a space.
  private static func width(of word: Substring, after line: Double?) -> Double {
    var sum = line.map { $0 + TextMeasure.advance(" ") } ?? 0
    for scalar in word.unicodeScalars { sum += TextMeasure.advance(scalar) }
    return sum
  }
}
