import ChatReading
import TraceModel
import TraceText

/// A call of the editor that was written as a line of the shell:
/// `str_replace_editor str_replace /a.py --old_str '…' --new_str '…'`.
enum EditorLine {
  /// The arguments by their names, as a tool call would have them; the command and the path stand without one.
  static func arguments(of line: String) -> AttributeValue {
    let words = words(of: line).dropFirst()
    var members: [Attribute] = []
    var bare = ["command", "path"][...]
    var name: String?
    for word in words {
      if let open = name {
        members.append(Attribute(open, .string(word)))
        name = nil
      } else if word.hasPrefix("--") {
        name = String(word.dropFirst(2))
      } else if let next = bare.popFirst() {
        members.append(Attribute(next, .string(word)))
      }
    }
    return .map(members)
  }

  /// The words of a line, without quotes.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        (quote, word) = (character, word ?? "")
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap(\.self)
  }
}
