import TraceModel
import TraceText

/// Cuts labels so that they fit their place and still tell apart what differs.
///
/// Names, paths and commands are cut in the middle, since they differ at their ends; people's words are cut between
/// words. Widths are those of `TextMeasure`.
enum LabelCut {
  /// The text cut in its middle to that width, in pixels. Linear in the text's first 400 characters and its last.
  ///
  /// - Parameter tail: The share of the width that the end of the text gets.
  static func middle(
    _ text: String, width: Double, size: Double, bold: Bool = false, tail: Double = 0.45
  ) -> String {
    let line = oneLine(text)
    func measure(_ part: some StringProtocol) -> Double {
      TextMeasure.width(String(part), size: size, bold: bold)
    }
    if measure(line) <= width { return line }
    let room = width - measure("…")
    let characters = Array(line)
    let widths = characters.map { measure(String($0)) }
    // The end first: the head takes what the end leaves.
    var end = characters.count
    var used = 0.0
    while end > 0, used + widths[end - 1] <= room * tail {
      end -= 1
      used += widths[end]
    }
    var start = 0
    while start < end, used + widths[start] <= room {
      used += widths[start]
      start += 1
    }
    let head = String(characters[..<start]).trimmingEnd
    let last = String(characters[end...].drop(while: \.isWhitespace))
    return head + "…" + last
  }

  /// What a person wrote, cut between words to that width: its beginning, and its end where there is room for both.
  static func words(_ text: String, width: Double, size: Double) -> String {
    let line = oneLine(text)
    if TextMeasure.width(line, size: size) <= width { return line }
    let words = line.split(separator: " ")
    let space = TextMeasure.width(" ", size: size)
    let widths = words.map { TextMeasure.width(String($0), size: size) }
    let room = width - TextMeasure.width(" … ", size: size)
    var start = 0
    var end = words.count
    var used = 0.0
    // In turn from both ends, the beginning first, as long as the next word fits; beside a long word the other end alone.
    var isClosed = (front: false, back: false)
    while start < end, !isClosed.front || !isClosed.back {
      let isFront = isClosed.back || !isClosed.front && start <= words.count - end
      let next = isFront ? start : end - 1
      if used + widths[next] + space > room {
        // Nothing is told of an end without its beginning.
        if start == 0 { break }
        if isFront { isClosed.front = true } else { isClosed.back = true }
        continue
      }
      used += widths[next] + space
      if isFront { start += 1 } else { end -= 1 }
    }
    if start == 0 { return TextMeasure.fit(line, width: width, size: size) }
    let head = words[..<start].joined(separator: " ")
    let last = words[end...].joined(separator: " ")
    return last.isEmpty ? head + " …" : head + " … " + last
  }

  /// Labels that stand in one view, cut in their middle: what differs stays different.
  ///
  /// Where two come out equal, each keeps a longer end; where that does not help, it begins at the first place in which
  /// they differ. Equal texts give equal labels.
  static func distinct(_ texts: [String], width: Double, size: Double, bold: Bool = false) -> [String] {
    let lines = texts.map(oneLine)
    var labels = lines.map { middle($0, width: width, size: size, bold: bold) }
    for tail in [0.6, 0.75, 0.9] {
      for place in collisions(lines, labels).flatMap(\.self) {
        labels[place] = middle(lines[place], width: width, size: size, bold: bold, tail: tail)
      }
    }
    // A group whose members differ in several places falls apart into smaller ones.
    for _ in 0..<4 {
      for group in collisions(lines, labels) {
        let shared = group.map { lines[$0] }.reduce(lines[group[0]]) { $0.commonPrefix(with: $1) }.count
        for place in group {
          let rest = "…" + lines[place].dropFirst(max(0, shared - 1))
          labels[place] = middle(rest, width: width, size: size, bold: bold, tail: 0.2)
        }
      }
    }
    return labels
  }

  /// The places of labels that are equal though their texts are not.
  private static func collisions(_ lines: [String], _ labels: [String]) -> [[Int]] {
    labels.indices.grouped { labels[$0] }.map(\.values)
      .filter { group in group.contains { lines[$0] != lines[group[0]] } }
  }

  /// What all names of a run begin with, up to and with its last separator: `mcp__server__`, `src/app/`. Empty where
  /// they share none, where there are fewer than two names, or where nothing would be left of one.
  static func sharedPrefix(of names: [String]) -> String {
    let different = Set(names)
    guard different.count > 1, let first = different.min(), let last = different.max() else { return "" }
    // The least and the greatest name share what all share.
    let shared = first.commonPrefix(with: last)
    for separator in ["__", "/", "\\", ".", ":"] {
      if let range = shared.ranges(of: separator).last {
        let prefix = shared[..<range.upperBound]
        // A dot or a colon within one short word is no separator of names.
        return prefix.count >= 3 && !different.contains(String(prefix)) ? String(prefix) : ""
      }
    }
    return ""
  }

  /// What all texts begin with, up to and with a space: empty below 24 characters, for fewer than three different texts,
  /// and where nothing would be left of one.
  static func sharedWords(of texts: [String]) -> String {
    let different = Set(texts)
    guard different.count > 2, let first = different.min(), let last = different.max() else { return "" }
    let shared = first.commonPrefix(with: last)
    guard let space = shared.lastIndex(of: " ") else { return "" }
    let words = String(shared[...space])
    return words.count < 24 || different.contains { $0.count <= words.count } ? "" : words
  }

  /// The text in one line: runs of white space are one space. A middle that could not be shown is left out.
  private static func oneLine(_ text: String) -> String {
    guard text.utf8.count > 2_000 else { return text.preview(2_000) }
    let head = String(text.prefix(400)).preview(400)
    let tail = String(text.suffix(400)).preview(400)
    return head + " " + tail
  }
}

extension String {
  /// The text without white space at its end.
  fileprivate var trimmingEnd: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return String(self[..<end])
  }

  /// What both texts begin with, character by character.
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
