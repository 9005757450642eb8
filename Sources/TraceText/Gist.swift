extension String {
  /// The text in one line like `preview`, without Markdown's marks of headings and of strong words, which say nothing
  /// where they are not drawn. Linear in what is kept.
  ///
  /// Stars that are no such marks stay: those of patterns such as `**/*.md`, of `**options` and of sums.
  package func gist(_ limit: Int) -> String { gist(limit, isCut: false) }

  private func gist(_ limit: Int, isCut: Bool) -> String {
    // Marks are few: most texts need no more read than is kept. A character can be long, and blanks before it many.
    for most in [Swift.min(limit, 1 << 30) * 3 + 64, Swift.min(limit, 1 << 30) * 64 + 4096]
    where utf8.count > most {
      let gist = beginning(ofBytes: most).gist(limit, isCut: true)
      if gist.hasSuffix("…") { return gist }
      if most > limit * 63 { return gist + "…" }
    }
    let bytes = utf8.span
    let marks = Self.marks(bytes, isCut: isCut)
    if marks.isEmpty { return preview(limit) }
    var rest: [UInt8] = []
    rest.reserveCapacity(bytes.count)
    var start = 0
    for mark in marks + [bytes.count..<bytes.count] {
      for index in start..<mark.lowerBound { rest.append(bytes[index]) }
      start = mark.upperBound
    }
    return String(decoding: rest, as: UTF8.self).preview(limit)
  }

  /// Where the marks stand, in order.
  private static func marks(_ bytes: borrowing Span<UInt8>, isCut: Bool) -> [Range<Int>] {
    let (star, hash) = (UInt8(ascii: "*"), UInt8(ascii: "#"))
    var marks: [Range<Int>] = []
    var close = -1
    var isLineStart = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == hash, isLineStart {
        var end = index
        while end < bytes.count, bytes[end] == hash { end += 1 }
        if end - index < 7, end < bytes.count, bytes[end] == 0x20 {
          marks.append(index..<end + 1)
        }
        index = end
      } else if byte == star, index + 1 < bytes.count, bytes[index + 1] == star {
        if index == close {
          marks.append(index..<index + 2)
        } else if index > close, let end = strongEnd(bytes, from: index, isCut: isCut) {
          marks.append(index..<index + 2)
          close = end
        }
        index += 2
      } else {
        index += 1
      }
      isLineStart = byte == 0x0A || byte == 0x0D || isLineStart && byte == 0x20
    }
    return marks
  }

  /// Strong words are few.
  private static let longest = 300

  /// Where the stars stand that close those at `start`: behind the end of a text that was cut, they may. `nil` where
  /// these open nothing.
  private static func strongEnd(_ bytes: borrowing Span<UInt8>, from start: Int, isCut: Bool) -> Int? {
    guard start + 2 < bytes.count, isWordEdge(bytes[start + 2], opens: true),
      start == 0 || !isWord(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "*")
    else { return nil }
    let last = Swift.min(bytes.count - 1, start + longest)
    var index = start + 3
    while index < last, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "*"),
        isWordEdge(bytes[index - 1], opens: false),
        index + 2 == bytes.count || !isWord(bytes[index + 2]) && bytes[index + 2] != UInt8(ascii: "*")
      {
        return index
      }
      index += 1
    }
    return isCut && index == bytes.count - 1 ? bytes.count : nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || ("0"..."9").contains(Unicode.Scalar(byte))
      || ("a"..."z").contains(Unicode.Scalar(byte | 0x20))
  }

  /// Whether strong words may begin or end with a byte.
  private static func isWordEdge(_ byte: UInt8, opens: Bool) -> Bool {
    isWord(byte) || (opens ? "`\"'([$" : "`\"')].:!?%,;").utf8.contains(byte)
  }
}
