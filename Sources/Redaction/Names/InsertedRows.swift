/// Rows that a statement of SQL puts into a table: `INSERT INTO users (name, password) VALUES ('ada', '…'), (…)`.
struct InsertedRows {
  /// The texts in quotes in the columns that are named so, and what the names say.
  private(set) var cells: [(range: Range<Int>, kind: SecretNames.Kind)] = []
  /// Where the rows end.
  private(set) var end: Int

  private static let longestHeader = 800
  private static let longestRow = 8000
  private static let mostRows = 1000

  /// A bracket, a backslash or a blank behind a column's name.
  private static func endsName(_ byte: UInt8) -> Bool { byte == 0x5D || byte == 0x5C || byte == 0x20 }

  /// What stands in no list of columns: `()'{}:;=`.
  private static func endsList(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x29, 0x27, 0x7B, 0x7D, 0x3A, 0x3B, 0x3D: true
    default: false
    }
  }

  /// Reads the rows behind a list of columns of which the word around `place` is one; `nil` where there are none. Linear.
  init?(_ bytes: borrowing Span<UInt8>, at place: Int) {
    var index = place
    while index < bytes.count, index - place < 64, bytes[index].isNamePart { index += 1 }
    while index < bytes.count, bytes[index].isQuote || Self.endsName(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ")") else {
      return nil
    }
    let floor = max(0, place - Self.longestHeader)
    var open = place
    while open > floor, !Self.endsList(bytes[open - 1]) { open -= 1 }
    guard open > floor, bytes[open - 1] == UInt8(ascii: "("),
      let close = bytes.first(")", in: index..<min(bytes.count, index + Self.longestHeader))
    else { return nil }
    index = close + 1
    while index < bytes.count, bytes[index].isSpace { index += 1 }
    guard bytes.holds("values", at: index, ignoringCase: true) else { return nil }
    index += 6
    let names = bytes.string(open..<close).split(separator: ",", omittingEmptySubsequences: false)
    let kinds = names.map { name in
      SecretNames.kind(of: String(name.filter { $0.isLetter || $0.isNumber || $0 == "_" }))
    }
    end = index
    for _ in 0..<Self.mostRows {
      while index < bytes.count, bytes[index].isSpace || bytes[index] == UInt8(ascii: ",") { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "("),
        let last = row(bytes, from: index + 1, kinds)
      else { return }
      index = last + 1
      end = index
    }
  }

  /// Reads one row; where it is closed.
  private mutating func row(_ bytes: borrowing Span<UInt8>, from start: Int, _ kinds: [SecretNames.Kind?])
    -> Int?
  {
    var (index, column) = (start, 0)
    var depth = 0
    let limit = min(bytes.count, start + Self.longestRow)
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard let close = bytes.closing(bytes[index], from: index + 1, within: limit) else { return nil }
        if depth == 0, column < kinds.count, let kind = kinds[column] {
          cells.append((index + 1..<close, kind))
        }
        index = close
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ","): column += depth == 0 ? 1 : 0
      case UInt8(ascii: ")"):
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }
}
