/// A text parted into its sentences: behind the signs that end one, and at the ends of lines.
enum Sentences {
  /// The sentences without the sign at their end; a dot within a word ends nothing. O(n).
  static func of(_ text: some StringProtocol) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      var sentences: [String] = []
      var words: [String] = []
      for word in line.split(whereSeparator: \.isWhitespace) {
        guard let last = word.last, ".!?".contains(last) else {
          words.append(String(word))
          continue
        }
        sentences.append((words + [String(word.dropLast())]).joined(separator: " "))
        words = []
      }
      return words.isEmpty ? sentences : sentences + [words.joined(separator: " ")]
    }
  }
}
