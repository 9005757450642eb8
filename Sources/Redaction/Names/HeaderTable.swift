/// Tables whose header names a column of secrets: Markdown, values between commas, semicolons or tabs, aligned columns.
struct HeaderTable {
  /// The cells of the columns that are named, and what the names say.
  private(set) var cells: [(range: Range<Int>, kind: SecretNames.Kind, isToken: Bool)] = []
  /// Where the table ends, or the line that is no header.
  private(set) var end: Int

  private static let longestLine = 2000
  private static let mostRows = 1000

  /// Reads the table whose header holds the name at `place`, which fills a cell of its own.
  ///
  /// Linear in the table. Nothing before `end` need be looked at again.
  init(_ bytes: borrowing Span<UInt8>, at place: Int, parted separator: Separator) {
    let header = Self.line(bytes, around: place)
    end = header.count > Self.longestLine ? place + Self.longestLine : header.upperBound
    guard header.count <= Self.longestLine else { return }
    let names = separator.cells(bytes, header)
    var columns: [(index: Int, kind: SecretNames.Kind, isToken: Bool)] = []
    for (index, cell) in names.enumerated() {
      let name = bytes.string(cell)
      if name.utf8.contains(where: { "(){}<>=:".utf8.contains($0) }) { return }
      guard let kind = SecretNames.kind(of: name) else { continue }
      columns.append((index, kind, name.lowercased().hasSuffix("token")))
    }
    guard names.count > 1, !columns.isEmpty else { return }
    for _ in 0..<Self.mostRows {
      guard end + 1 < bytes.count else { return }
      let row = Self.line(bytes, around: end + 1)
      guard row.count <= Self.longestLine, !row.isEmpty else { return }
      let values = separator.cells(bytes, row, as: names, from: header.lowerBound)
      guard values.count == names.count else { return }
      for column in columns { cells.append((values[column.index], column.kind, column.isToken)) }
      end = row.upperBound
    }
  }

  /// What parts the cells of a line.
  enum Separator {
    case sign(UInt8)
    case columns

    /// The cells of a line, without blanks and quotes around them; of aligned columns as the header has them.
    func cells(
      _ bytes: borrowing Span<UInt8>, _ line: Range<Int>, as header: [Range<Int>] = [], from start: Int = 0
    ) -> [Range<Int>] {
      var cells: [Range<Int>] = []
      switch self {
      case .sign(let sign):
        var first = line.lowerBound
        for index in line where bytes[index] == sign {
          cells.append(HeaderTable.trimmed(bytes, first..<index))
          first = index + 1
        }
        cells.append(HeaderTable.trimmed(bytes, first..<line.upperBound))
      case .columns where header.isEmpty:
        var index = line.lowerBound
        while index < line.upperBound {
          let first = index
          while index < line.upperBound, bytes[index] != 0x20 || !HeaderTable.isBlank(bytes, index + 1, line)
          {
            index += 1
          }
          if index > first { cells.append(first..<index) }
          while index < line.upperBound, bytes[index] == 0x20 { index += 1 }
        }
      case .columns:
        for name in header {
          let first = line.lowerBound + name.lowerBound - start
          guard first < line.upperBound, first == line.lowerBound || bytes[first - 1] == 0x20 else {
            return []
          }
          var last = first
          while last < line.upperBound, bytes[last] != 0x20 { last += 1 }
          cells.append(first..<last)
        }
      }
      return cells
    }
  }

  /// What parts the cells of the line, if a word fills one of them.
  static func separator(_ bytes: borrowing Span<UInt8>, around word: Range<Int>) -> Separator? {
    var (start, end) = (word.lowerBound, word.upperBound)
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1].isQuote { start -= 1 }
    while end < bytes.count, bytes[end] == 0x20 || bytes[end].isQuote { end += 1 }
    let before = start == 0 ? 0x0A : bytes[start - 1]
    let after = end == bytes.count || bytes[end] == 0x0D ? 0x0A : bytes[end]
    if isSign(before) || isSign(after) {
      for sign in "|,;\t".utf8 where before == sign || after == sign {
        return [sign, 0x0A].contains(before) && [sign, 0x0A].contains(after) ? .sign(sign) : nil
      }
    }
    let isApart =
      (before == 0x0A && start == word.lowerBound || word.lowerBound - start > 1)
      && (after == 0x0A || end - word.upperBound > 1) && (before != 0x0A || after != 0x0A)
    return isApart ? .columns : nil
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "|") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09
  }

  private static func isBlank(_ bytes: borrowing Span<UInt8>, _ index: Int, _ line: Range<Int>) -> Bool {
    index >= line.upperBound || bytes[index] == 0x20
  }

  /// The line around a place, as far as it may be long.
  private static func line(_ bytes: borrowing Span<UInt8>, around place: Int) -> Range<Int> {
    var (start, end) = (place, place)
    while start > 0, bytes[start - 1] != 0x0A, place - start <= longestLine { start -= 1 }
    while end < bytes.count, bytes[end] != 0x0A, end - start <= longestLine { end += 1 }
    return start..<end
  }

  private static func trimmed(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start].isSpace || bytes[start].isQuote { start += 1 }
    while end > start, bytes[end - 1].isSpace || bytes[end - 1].isQuote { end -= 1 }
    return start..<end
  }
}
