/// Keeps formulas as they were written: in Markdown `\(`, `\,` and `\\` lose their backslash and `_` sets italics.
///
/// Formulas are what stands between `$$`, between `\(` and `\)`, between `\[` and `\]`, and between `$` and `$` as
/// Pandoc reads them: on one line, without white space within the dollars or a digit behind them. Their punctuation
/// gets a backslash, so that the parser reads it as text. Code and raw HTML are left alone.
struct MathGuard {
  private let source: [UInt8]
  private var output: [UInt8] = []
  private var place = 0
  /// The fence of the code block at hand.
  private var fence: (byte: UInt8, count: Int)?
  /// Whether the lines up to the next blank one are raw HTML.
  private var isHTML = false
  /// Whether a blank line does not end it. Where it ends is not looked for: what follows is left as it is.
  private var isLongHTML = false

  /// The end of the paragraph that was looked at last.
  private var paragraph = 0..<0
  /// For each kind of closing mark up to where it is known not to come, so that no stretch is searched twice.
  private var missing: [Mark: Int] = [:]

  private enum Mark: Hashable {
    case backticks(Int)
    case bracket(UInt8)
    case dollars
  }

  /// The text with its formulas guarded; `nil` where it has none. O(n).
  static func guarded(_ bytes: borrowing Span<UInt8>) -> [UInt8]? {
    var isCandidate = false
    for index in 0..<bytes.count where bytes[index] == dollar || bytes[index] == backslash {
      isCandidate = true
    }
    guard isCandidate else { return nil }
    var mathGuard = MathGuard(source: bytes.withUnsafeBufferPointer { Array($0) })
    mathGuard.run()
    return mathGuard.output.count == mathGuard.source.count ? nil : mathGuard.output
  }

  private init(source: [UInt8]) {
    self.source = source
    output.reserveCapacity(source.count + source.count / 8)
  }

  private static let longTags = ["<pre", "<script", "<style", "<textarea", "<!", "<?"]
  private static let dollar = UInt8(ascii: "$")
  private static let backslash = UInt8(ascii: "\\")

  private mutating func run() {
    while place < source.count {
      let end = lineEnd(from: place)
      if isVerbatim(place..<end) {
        output += source[place..<end]
        place = end
      } else {
        readLine(until: end)
      }
    }
  }

  /// The place behind a line's feed.
  private func lineEnd(from start: Int) -> Int {
    source[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.count
  }

  /// Whether a line is of code or raw HTML, or begins or ends such.
  private mutating func isVerbatim(_ line: Range<Int>) -> Bool {
    let indent = source[line].prefix { $0 == 0x20 }.count
    // A fence or a tag may stand in a list or a quote.
    let content = source[line].drop { $0 == 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "-") }
    if content.allSatisfy({ $0 <= 0x20 }) {
      isHTML = isLongHTML
      return fence != nil
    }
    if let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
      let count = content.prefix { $0 == mark }.count
      if let open = fence {
        if open.byte == mark, count >= open.count, content.dropFirst(count).allSatisfy({ $0 <= 0x20 }) {
          fence = nil
        }
        return true
      }
      if count >= 3, mark == UInt8(ascii: "~") || !content.dropFirst(count).contains(mark) {
        fence = (mark, count)
        return true
      }
    }
    if content.first == UInt8(ascii: "<") {
      isHTML = true
      let tag = String(decoding: content.prefix(10), as: UTF8.self).lowercased()
      if Self.longTags.contains(where: tag.hasPrefix) { isLongHTML = true }
    }
    return fence != nil || isHTML || indent >= 4 || source[line.lowerBound] == 0x09
  }

  private mutating func readLine(until end: Int) {
    while place < end {
      switch source[place] {
      case UInt8(ascii: "`"): copyCode()
      case UInt8(ascii: "<"): copy(to: source[place..<end].firstIndex(of: UInt8(ascii: ">")) ?? place)
      case Self.backslash: readBackslash()
      case Self.dollar: readDollar(lineEnd: end)
      default: copy(to: place)
      }
    }
  }

  /// Copies up to and with the byte at `last`.
  private mutating func copy(to last: Int) {
    output += source[place...min(last, source.count - 1)]
    place = last + 1
  }

  /// Copies a code span, or the backticks that begin none.
  private mutating func copyCode() {
    let count = source[place...].prefix { $0 == UInt8(ascii: "`") }.count
    let limit = paragraphEnd(from: place)
    if place < missing[.backticks(count)] ?? 0 { return copy(to: place + count - 1) }
    var index = place + count
    while index < limit {
      guard source[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = source[index..<limit].prefix { $0 == UInt8(ascii: "`") }.count
      if run == count { return copy(to: index + run - 1) }
      index += run
    }
    missing[.backticks(count)] = limit
    copy(to: place + count - 1)
  }

  private mutating func readBackslash() {
    guard place + 1 < source.count else { return copy(to: place) }
    let closing: UInt8
    switch source[place + 1] {
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    default: return copy(to: place + 1)
    }
    if place < missing[.bracket(closing)] ?? 0 { return copy(to: place + 1) }
    let limit = paragraphEnd(from: place)
    var index = place + 2
    while index + 1 < limit {
      if source[index] == Self.backslash {
        if source[index + 1] == closing {
          // `\[a\](b)` is a link that was told to be none.
          let isLink = index + 2 < limit && source[index + 2] == UInt8(ascii: "(")
          return isLink ? copy(to: place + 1) : keep(to: index + 1)
        }
        index += 1
      }
      index += 1
    }
    missing[.bracket(closing)] = limit
    copy(to: place + 1)
  }

  private mutating func readDollar(lineEnd: Int) {
    if place + 1 < source.count, source[place + 1] == Self.dollar {
      if place < missing[.dollars] ?? 0 { return copy(to: place + 1) }
      let limit = paragraphEnd(from: place)
      var index = place + 2
      while index + 1 < limit {
        if source[index] == Self.dollar, source[index + 1] == Self.dollar { return keep(to: index + 1) }
        index += 1
      }
      missing[.dollars] = limit
      return copy(to: place + 1)
    }
    let isOpening = place == 0 || !Self.isWordByte(source[place - 1])
    guard isOpening, place + 1 < lineEnd, source[place + 1] > 0x20 else { return copy(to: place) }
    var index = place + 1
    while index < min(lineEnd, place + 400) {
      if source[index] == Self.backslash {
        index += 2
        continue
      }
      if source[index] == Self.dollar, source[index - 1] > 0x20 {
        let isPrice = index + 1 < source.count && Self.isDigit(source[index + 1])
        if !isPrice { return keep(to: index) }
      }
      index += 1
    }
    copy(to: place)
  }

  /// Writes a formula so that each of its characters stands for itself.
  private mutating func keep(to last: Int) {
    for byte in source[place...last] {
      if Self.isPunctuation(byte) { output.append(Self.backslash) }
      output.append(byte)
    }
    place = last + 1
  }

  /// The end of the paragraph: a blank line, or a fence.
  private mutating func paragraphEnd(from start: Int) -> Int {
    if paragraph.contains(start) { return paragraph.upperBound }
    paragraph = start..<findParagraphEnd(from: start)
    return paragraph.upperBound
  }

  private func findParagraphEnd(from start: Int) -> Int {
    var line = lineEnd(from: start)
    while line < source.count {
      let end = lineEnd(from: line)
      let content = source[line..<end].drop { $0 == 0x20 }
      if content.allSatisfy({ $0 <= 0x20 }) || content.starts(with: "```".utf8)
        || content.starts(with: "~~~".utf8)
      {
        return line
      }
      line = end
    }
    return source.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
      || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "_")
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }
}
