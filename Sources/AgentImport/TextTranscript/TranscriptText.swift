import JSONReader
import TraceModel
import TraceSource
import TraceText

/// The lines of a transcript, and which of them its writer can have set as marks: those outside of code.
struct TranscriptText {
  let lines: [Substring]
  /// For each line whether it lies in fenced code, the fences included.
  let isCode: [Bool]
  private let file: String

  /// Reads a source; linear in its size.
  ///
  /// - Parameter isMark: Whether a line looks like a mark of the writer, as far as the line alone tells.
  init(_ source: SourceDocument, isMark: (Substring) -> Bool) {
    let lines = source.transcriptLines
    self.init(file: source.name, lines: lines) { isMark(lines[$0]) }
  }

  /// - Parameter isMark: Whether the line at an index looks like a mark.
  init(file: String, lines: [Substring], isMark: (Int) -> Bool) {
    (self.file, self.lines) = (file, lines)
    isCode = CodeFences.cover(lines, isMark: isMark)
  }

  /// Where a line stands, counted from 0.
  func place(_ line: Int) -> SourcePlace { SourcePlace(file: file, line: line + 1) }

  /// The text of some lines without the blank ones around it.
  func text(_ range: Range<Int>) -> String { Self.joined(lines[range]) }

  /// Lines as one text without the blank ones around it; what a line begins with stays.
  static func joined(_ lines: some BidirectionalCollection<Substring>) -> String {
    let isBlank = { (line: Substring) in line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
    let first = lines.firstIndex { !isBlank($0) }
    guard let first, let last = lines.lastIndex(where: { !isBlank($0) }) else { return "" }
    return lines[first...last].joined(separator: "\n")
  }
}

extension SourceDocument {
  /// The lines of the source as text, without a byte order mark.
  var transcriptLines: [Substring] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return bytes[start..<bytes.count].text.lines
  }
}
