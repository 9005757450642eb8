import JSONReader
import TraceModel

/// Tells a Markdown text, such as a README, from what else is no JSON.
enum MarkdownGuess {
  /// Whether the beginning of a text has a heading and marks of another kind, and is no JSON value.
  ///
  /// Reads 64 KB at most.
  static func isOne(_ bytes: JSONBytes) -> Bool {
    let start = bytes.nextNonSpace(from: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    guard start < bytes.count, !bytes.isBracket(at: start) else { return false }
    var kinds: Set<Kind> = []
    for line in bytes[start..<(start + 65_536)].text.split(whereSeparator: \.isNewline) {
      if let kind = Kind(line) { kinds.insert(kind) }
      if kinds.contains(.heading), kinds.count > 1 { return true }
    }
    return false
  }

  /// What a line of Markdown is, where it is no sentence.
  private enum Kind {
    case heading, fence, item, quote, link

    init?(_ line: Substring) {
      let hashes = line.prefix { $0 == "#" }
      if (1...6).contains(hashes.count), line.dropFirst(hashes.count).first == " " {
        self = .heading
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        self = .fence
      } else if line.hasPrefix("- ") || line.hasPrefix("* ") {
        self = .item
      } else if line.hasPrefix("> ") {
        self = .quote
      } else if line.prefix(2000).contains("](") {
        self = .link
      } else {
        return nil
      }
    }
  }
}
