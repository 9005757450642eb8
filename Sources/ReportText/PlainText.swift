import HTMLText

/// Text from a trace as a terminal, a log or a comment may have it.
public enum PlainText {
  /// The text with a mark in place of every character that hides, steers a terminal or turns the direction of
  /// text: they make one name look like another. O(n).
  public static func clean(_ text: String, keepsLines: Bool = false) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isHidden =
        (scalar == "\n" && !keepsLines) || scalar == "\r"
        || HiddenCharacter.isHidden(
          scalar.value, after: index > 0 ? scalars[index - 1].value : nil,
          before: index + 1 < scalars.count ? scalars[index + 1].value : nil)
      result.append(isHidden ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// The text in lines of at most so many columns, broken at spaces; a longer word is cut.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(text) {
      for piece in pieces(word, width: width) {
        if used > 0 && used + 1 + piece.columns > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line += (used > 0 ? " " : "") + piece.text
        used += (used > 0 ? 1 : 0) + piece.columns
      }
    }
    return used > 0 || lines.isEmpty ? lines + [line] : lines
  }

  /// The text's words, each clean.
  static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { clean(String($0)) }
  }

  private static func pieces(_ word: String, width: Int) -> [(text: String, columns: Int)] {
    var pieces: [(text: String, columns: Int)] = []
    var piece = (text: "", columns: 0)
    for character in word {
      let columns = columns(of: character)
      if piece.columns + columns > width {
        pieces.append(piece)
        piece = ("", 0)
      }
      piece.text.append(character)
      piece.columns += columns
    }
    return pieces + [piece]
  }

  /// The text filled up with spaces, on its left or on its right; longer ones are cut with an ellipsis.
  static func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    var columns = text.reduce(0) { $0 + self.columns(of: $1) }
    var text = text
    if columns > width {
      while columns > width - 1, let last = text.popLast() { columns -= self.columns(of: last) }
      text += "…"
      columns += 1
    }
    let space = String(repeating: " ", count: max(0, width - columns))
    return isRight ? space + text : text + space
  }

  /// Two for the wide characters of East Asia and for pictures, as terminals show them.
  private static func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
