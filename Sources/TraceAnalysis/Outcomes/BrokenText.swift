import TraceText

/// A text that seems not to have come to its own end, by its own words: for answers of which no source says why they
/// ended.
struct BrokenText {
  /// The sentence that it says most often, and how often, where that is far beyond what a text needs.
  let repeated: (sentence: String, count: Int)?
  /// What stands at its end, where a sentence is open there.
  let end: String?
  /// Whether no text ends on such a word, such as “but” and “the”.
  let isCertainEnd: Bool

  /// Whether it is cut beyond doubt: a word that ends no sentence, in a text that goes round in circles.
  var isCertain: Bool { isCertainEnd && repeated != nil }

  /// Reads a text; `nil` for one that is short or in order. O(n).
  init?(_ text: String) {
    guard text.utf8.count >= Self.least else { return nil }
    let repeated = Self.repeated(in: text)
    let end = Self.openEnd(of: text)
    let isCertainEnd = end.map { Self.endsOnJoint($0) } == true
    // A long line without a full stop may be how somebody writes; where the text is very long too it is told.
    let isOpen = isCertainEnd || end != nil && text.utf8.count >= Self.veryLong
    guard repeated != nil || isOpen else { return nil }
    self.repeated = repeated
    self.end = isOpen ? end : nil
    self.isCertainEnd = isCertainEnd
  }

  private static let least = 2_000
  private static let veryLong = 8_000
  /// So much of a text's end is read for repetitions: what goes round in circles does so until it is cut.
  private static let looked = 60_000
  /// So often nobody says the same in one text.
  private static let many = 6

  // MARK: The end

  /// The last words of a text whose last line is prose without any sign at its end.
  private static func openEnd(of text: String) -> String? {
    let tail = String(decoding: text.utf8.suffix(4_000), as: UTF8.self)
    guard let line = tail.split(whereSeparator: \.isNewline).last(where: { !$0.allSatisfy(\.isWhitespace) })
    else { return nil }
    let words = String(line).trimmed.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, let last = words.last, let sign = last.last,
      sign.isLetter || sign == ",", isProse(first),
      words.allSatisfy({ !$0.contains("|") && !$0.contains("://") }),
      !isInCode(text)
    else { return nil }
    return endsOnJoint(String(last)) || words.count >= 8 ? words.suffix(8).joined(separator: " ") : nil
  }

  /// Whether a line that begins so is no heading, list, quotation or code.
  private static func isProse(_ word: Substring) -> Bool {
    guard let sign = word.first else { return false }
    return sign.isLetter || sign == "\"" || sign == "“"
  }

  /// Whether a fence is open at the end of a text.
  private static func isInCode(_ text: some StringProtocol) -> Bool {
    text.utf8.split(separator: 0x0A).count { isFence($0) } % 2 == 1
  }

  private static func isFence(_ line: some Collection<UInt8>) -> Bool {
    line.drop { $0 == 0x20 }.starts(with: "```".utf8)
  }

  /// Whether the last word joins what stands before to what should follow.
  private static func endsOnJoint(_ words: String) -> Bool {
    // “Option A” and “Portland, OR” end well.
    guard let last = words.split(separator: " ").last, last != last.uppercased() else { return false }
    return joints.contains(last.lowercased())
  }

  private static let joints: Set<String> = [
    "but", "and", "or", "because", "if", "the", "a", "an", "of", "with", "from", "which", "although",
    "however,",
    "since", "whether", "my", "your", "their",
  ]

  // MARK: Repetition

  private static func repeated(in text: String) -> (sentence: String, count: Int)? {
    var counts: [String: Int] = [:]
    var start = text.utf8.suffix(looked).startIndex
    while start < text.endIndex, start.samePosition(in: text.unicodeScalars) == nil {
      start = text.utf8.index(after: start)
    }
    var isCode = isInCode(text[..<start])
    for bytes in text[start...].utf8.split(separator: 0x0A) {
      if isFence(bytes) { isCode.toggle() }
      let line = Substring(bytes)
      // The rows of a table are alike by their nature.
      if isCode || line.contains("|") { continue }
      // Some words of a language that parts them, not a name or a label.
      for sentence in Sentences.of(line)
      where sentence.utf8.count >= 16 && sentence.first?.isLetter == true
        && sentence.count(where: { $0 == " " }) >= 3
      {
        counts[sentence, default: 0] += 1
      }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { $0.value >= many ? ($0.key, $0.value) : nil }
  }
}
