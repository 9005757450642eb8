/// Finds the code blocks of Markdown that fences enclose (CommonMark 0.31, 4.5), where models have written it.
///
/// An answer may break off within a block, and a block may hold fences of its own: then a fence is open that nobody
/// will close. It ended, at the latest, before the first mark of the transcript's writer in it, where another block is
/// opened, or the text ends, while it seems open.
struct CodeFences {
  /// A fence: what it is made of, and whether it can close a block or only open one.
  private struct Fence {
    let sign: UInt8
    let length: Int
    let isBare: Bool

    /// No longer ones are told apart, so that the ways to be wrong are few.
    static let longest = 16

    init?(_ line: Substring) {
      let bytes = line.utf8
      var rest = bytes[...]
      var indent = 0
      while rest.first == 0x20, indent < 4 {
        rest.removeFirst()
        indent += 1
      }
      guard indent < 4, let sign = rest.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else {
        return nil
      }
      let length = rest.prefix { $0 == sign }.count
      let info = rest.dropFirst(length)
      guard length >= 3, sign == UInt8(ascii: "~") || !info.contains(sign) else { return nil }
      (self.sign, self.length) = (sign, min(length, Self.longest))
      isBare = info.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    func closes(_ open: Fence) -> Bool { isBare && sign == open.sign && length >= open.length }
    func opensAnew(_ open: Fence) -> Bool { !isBare && sign == open.sign && length >= open.length }
  }

  /// For each line whether it lies in a block. Linear: a line is read once for each length that a fence can have.
  static func cover(_ lines: [Substring], isMark: (Int) -> Bool) -> [Bool] {
    let fences = CodeFences.fences(of: lines)
    var isCode = [Bool](repeating: false, count: lines.count)
    var open: (fence: Fence, line: Int)?
    // The first line of the open block that looks like a mark.
    var mark: Int?
    var line = 0
    while line < lines.count || open != nil && mark != nil {
      let fence = line < lines.count ? fences[line] : nil
      if let block = open {
        if let mark, line == lines.count || fence?.opensAnew(block.fence) == true {
          for index in mark..<line { isCode[index] = false }
          line = mark
          open = nil
        } else {
          isCode[line] = true
          if fence?.closes(block.fence) == true { open = nil }
          if mark == nil, isMark(line) { mark = line }
          line += 1
        }
        if open == nil { mark = nil }
        continue
      }
      if let fence {
        open = (fence, line)
        isCode[line] = true
      }
      line += 1
    }
    return isCode
  }

  /// The fences by line. Those within the two sides of an edit, as `git` marks conflicts, belong to the file that is
  /// edited.
  private static func fences(of lines: [Substring]) -> [Fence?] {
    var fences = lines.map { Fence($0) }
    var start: Int?
    for (index, line) in lines.enumerated() where line.utf8.count < 20 {
      if line.hasPrefix("<<<<<<< SEARCH") {
        start = index
      } else if line.hasPrefix(">>>>>>> REPLACE") {
        if let start { for inner in start..<index { fences[inner] = nil } }
        start = nil
      }
    }
    return fences
  }

  /// The blocks of some lines: their fences, and what stands behind the first. A block that is not closed ends with them.
  static func blocks(in lines: ArraySlice<Substring>) -> [(lines: ClosedRange<Int>, info: String)] {
    var blocks: [(lines: ClosedRange<Int>, info: String)] = []
    var open: (fence: Fence, line: Int)?
    for index in lines.indices {
      guard let fence = Fence(lines[index]) else { continue }
      if let block = open {
        guard fence.closes(block.fence) else { continue }
        blocks.append((block.line...index, info(of: lines[block.line])))
        open = nil
      } else {
        open = (fence, index)
      }
    }
    if let open { blocks.append((open.line...(lines.endIndex - 1), info(of: lines[open.line]))) }
    return blocks
  }

  private static func info(of line: Substring) -> String {
    String(line.drop { " `~".contains($0) })
  }
}
