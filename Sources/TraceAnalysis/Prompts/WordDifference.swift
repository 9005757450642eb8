import TraceText

/// How one line differs from another, word by word.
enum WordDifference {
  /// The words with their fates; `nil` where less than a third of either line's letters stayed. See
  /// `CommonSubsequence` for what it costs.
  static func runs(_ old: Substring, _ new: Substring) -> [TextDifference.Run]? {
    let (before, after) = (pieces(String(old)), pieces(String(new)))
    let letters = max(before.reduce(0) { $0 + $1.letters }, after.reduce(0) { $0 + $1.letters })
    guard letters > 0, common(before, after) * 3 >= letters else { return nil }
    let pairs = CommonSubsequence.pairs(before, after)
    guard pairs.reduce(0, { $0 + before[$1.0].letters }) * 3 >= letters else { return nil }
    return runs(before, after, keeping: pairs)
  }

  /// The words with their fates, whatever stayed.
  static func all(_ old: String, _ new: String) -> [TextDifference.Run] {
    let (before, after) = (pieces(old), pieces(new))
    return runs(before, after, keeping: CommonSubsequence.pairs(before, after))
  }

  private static func runs(_ before: [Piece], _ after: [Piece], keeping pairs: [(Int, Int)])
    -> [TextDifference.Run]
  {
    var runs: [TextDifference.Run] = []
    func add(_ fate: TextDifference.Fate, _ pieces: ArraySlice<Piece>) {
      guard !pieces.isEmpty else { return }
      let text = pieces.map(\.text).joined()
      if runs.last?.fate == fate {
        runs[runs.count - 1].text += text
      } else {
        runs.append(TextDifference.Run(fate: fate, text: text))
      }
    }
    var (from, to) = (0, 0)
    for (oldPlace, newPlace) in pairs + [(before.count, after.count)] {
      add(.struck, before[from..<oldPlace])
      add(.set, after[to..<newPlace])
      if newPlace < after.count { add(.same, after[newPlace...newPlace]) }
      (from, to) = (oldPlace + 1, newPlace + 1)
    }
    return runs
  }

  /// A word, white space, or another sign.
  private struct Piece: Hashable {
    let text: Substring
    /// Its characters; none for white space.
    let letters: Int

    static func == (one: Piece, other: Piece) -> Bool { one.text == other.text }
    func hash(into hasher: inout Hasher) { hasher.combine(text) }
  }

  /// The letters of the pieces that both have, whatever their order: no order keeps more. O(n).
  private static func common(_ before: [Piece], _ after: [Piece]) -> Int {
    var counts: [Piece: Int] = [:]
    for piece in before where piece.letters > 0 { counts[piece, default: 0] += 1 }
    var common = 0
    for piece in after where piece.letters > 0 {
      guard let count = counts[piece], count > 0 else { continue }
      counts[piece] = count - 1
      common += piece.letters
    }
    return common
  }

  private enum Class { case space, word, sign }

  /// Words, white space and other signs, so that all of them together are the text. O(n).
  private static func pieces(_ text: String) -> [Piece] {
    let bytes = text.utf8.span
    var pieces: [Piece] = []
    var last = Class.sign
    var (start, letters, place) = (0, 0, 0)
    func end() {
      guard place > start else { return }
      let range =
        text.utf8.index(text.startIndex, offsetBy: start)..<text.utf8.index(text.startIndex, offsetBy: place)
      pieces.append(Piece(text: text[range], letters: letters))
      (start, letters) = (place, 0)
    }
    while place < bytes.count {
      let next = text.characterEnd(bytes, at: place)
      let own =
        next == place + 1 && bytes[place] < 0x80
        ? Self.class(of: bytes[place])
        : Self.class(of: text[text.utf8.index(text.startIndex, offsetBy: place)])
      if own == .sign || own != last { end() }
      last = own
      place = next
      if own != .space { letters += 1 }
    }
    end()
    return pieces
  }

  private static func `class`(of byte: UInt8) -> Class {
    switch byte {
    case 0x20, 0x09...0x0D: .space
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): .word
    default: .sign
    }
  }

  private static func `class`(of character: Character) -> Class {
    if character.isSpace { return .space }
    return character.isLetterOrNumber || character == "_" || character == "$" ? .word : .sign
  }
}
