import TraceText

/// A text in lines of one width, of which fewer can be asked for afterwards.
///
/// How many lines have room is found by trying one more, and one more again: broken once, each try costs no more than
/// the line at which the text is cut. Words and lines are ranges of the text's bytes, so that breaking it makes no texts.
struct WrappedText {
  private static let size = RunCardSize.text

  /// A line as it is made: words in a row, of which the first may have been cut to the width.
  private struct Draft {
    var cut: String?
    /// The words, or those behind the one that was cut and the space before them.
    var range: Range<Int>
    /// The width in ems.
    var used: Double

    var isEmpty: Bool { cut == nil && range.isEmpty }
  }

  let width: Double
  private let text: String
  private let words: [Range<Int>]
  /// All lines, or as many as can be asked for.
  private let lines: [String]
  /// By the number of lines before it, what the next one held when a word had no more room in it, and that word.
  private let overflows: [(line: Draft, word: Int)]

  /// - Parameter limit: How many lines can be asked for at most.
  init(_ text: String, width: Double, atMost limit: Int) {
    self.width = width
    guard limit > 0, width > 20 else {
      (self.text, words, lines, overflows) = ("", [], [], [])
      return
    }
    let text = text.gist(CardText.limit)
    let words = Self.words(of: text)
    var lines: [String] = []
    var overflows: [(line: Draft, word: Int)] = []
    var line = Draft(range: 0..<0, used: 0)
    for (index, word) in words.enumerated() {
      let longer =
        line.isEmpty
        ? TextMeasure.advance(text, word)
        : TextMeasure.advance(text, word, after: line.used + TextMeasure.advance(" "))
      if longer * Self.size <= width {
        line.range = (line.isEmpty ? word.lowerBound : line.range.lowerBound)..<word.upperBound
        line.used = longer
        continue
      }
      if overflows.count == lines.count { overflows.append((line, index)) }
      if lines.count == limit - 1 { break }
      if !line.isEmpty { lines.append(Self.written(line, of: text)) }
      line = Self.first(word, of: text, width: width)
    }
    if !line.isEmpty { lines.append(Self.written(line, of: text)) }
    (self.text, self.words, self.lines, self.overflows) = (text, words, lines, overflows)
  }

  /// That many lines at most; the last one ends in "…" where something is left.
  func lines(atMost limit: Int) -> [String] {
    guard limit > 0 else { return [] }
    guard limit <= overflows.count else { return lines }
    var (line, word) = overflows[limit - 1]
    let start = line.isEmpty ? words[word].lowerBound : line.range.lowerBound
    line.range = start..<words[min(word + 3, words.count - 1)].upperBound
    return lines.prefix(limit - 1)
      + [TextMeasure.fit(Self.written(line, of: text), width: width, size: Self.size)]
  }

  /// Where the words stand, one space between them.
  private static func words(of text: String) -> [Range<Int>] {
    let bytes = text.utf8.span
    var words: [Range<Int>] = []
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: " ") {
      if index > start { words.append(start..<index) }
      start = index + 1
    }
    return words
  }

  /// A line's first word, cut where it is wider than the line.
  private static func first(_ word: Range<Int>, of text: String, width: Double) -> Draft {
    let used = TextMeasure.advance(text, word)
    guard used * size > width else { return Draft(range: word, used: used) }
    let cut = TextMeasure.fit(String(text.utf8[word]) ?? "", width: width, size: size)
    return Draft(
      cut: cut, range: word.upperBound..<word.upperBound,
      used: TextMeasure.advance(cut, 0..<cut.utf8.count))
  }

  private static func written(_ line: Draft, of text: String) -> String {
    (line.cut ?? "") + (String(text.utf8[line.range]) ?? "")
  }
}

extension String.UTF8View {
  /// The bytes at these places.
  fileprivate subscript(_ range: Range<Int>) -> Substring.UTF8View {
    self[index(startIndex, offsetBy: range.lowerBound)..<index(startIndex, offsetBy: range.upperBound)]
  }
}
