import JSONReader
import TraceModel
import TraceText

/// A table of comma-separated values (RFC 4180), told as JSON Lines: an object a row, with a string for each cell that
/// is not empty.
///
/// A row stands on the line on which it begins in the table, so that places are those of the table.
struct CommaTable {
  /// The rows as JSON Lines.
  private(set) var lines: [UInt8] = []
  /// The line of the first row that has more or fewer cells than there are columns, and how many such rows there are.
  private(set) var uneven: (firstLine: Int, count: Int)?

  /// Fewer columns could be a sentence; more, or longer names, would make far more JSON than there is table.
  private static let columns = 4...512
  private static let longestName = 64

  /// Fails for what is no table with a line of names above it. Linear in the size of a table, else in its first line's.
  init?(_ bytes: JSONBytes) {
    guard let first = bytes[bytes.starts(with: Self.mark) ? 3 : 0],
      first == UInt8(ascii: "\"") || first == UInt8(ascii: ",") || Self.isWord(first)
    else { return nil }
    let isTable = bytes.withUnsafeBytes { source in
      let start = source.starts(with: Self.mark) ? 3 : 0
      guard
        var rows = Rows(source, from: start, longestHead: Self.columns.upperBound * (Self.longestName + 3))
      else { return false }
      let names = rows.next()
      guard Self.areNames(names) else { return false }
      return write(&rows, names: names)
    }
    if !isTable { return nil }
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// The index that data frames write first has no name.
  private static func areNames(_ cells: [String]) -> Bool {
    guard columns.contains(cells.count), Set(cells).count == cells.count else { return false }
    return cells.enumerated().allSatisfy { index, cell in
      if cell.isEmpty { return index == 0 }
      return cell.utf8.count <= longestName && cell.utf8.first.map(isWord) == true
        && cell.utf8.allSatisfy { isWord($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    }
  }

  /// False if not even the first row fits the names.
  private mutating func write(_ rows: inout Rows, names: [String]) -> Bool {
    let keys = names.map { name in
      var key: [UInt8] = []
      JSONText.quote(name, to: &key)
      return key + [UInt8(ascii: ":")]
    }
    var line = 1
    var isFirst = true
    while !rows.isAtEnd {
      let start = rows.line
      let cells = rows.next()
      if cells.count != names.count {
        // A blank line is no row.
        if cells == [""] { continue }
        if isFirst { return false }
        uneven = (uneven?.firstLine ?? start, (uneven?.count ?? 0) + 1)
      }
      isFirst = false
      lines.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: start - line))
      line = start
      write(cells, under: keys)
    }
    return true
  }

  private mutating func write(_ cells: [String], under keys: [[UInt8]]) {
    var separator = UInt8(ascii: "{")
    for (key, cell) in zip(keys, cells) where !cell.isEmpty {
      lines.append(separator)
      lines += key
      JSONText.quote(cell, to: &lines)
      separator = UInt8(ascii: ",")
    }
    if separator == UInt8(ascii: "{") { lines.append(separator) }
    lines.append(UInt8(ascii: "}"))
  }
}

/// Goes over the rows of a table.
private struct Rows {
  private let source: UnsafeRawBufferPointer
  private var place: Int
  /// The line of the next row, from 1.
  private(set) var line = 1

  /// Fails if the first line is longer than the names of a table are.
  init?(_ source: UnsafeRawBufferPointer, from start: Int, longestHead: Int) {
    let head = source[start..<min(source.count, start + longestHead)]
    guard head.count < longestHead || head.contains(UInt8(ascii: "\n")) else { return nil }
    self.source = source
    place = start
  }

  var isAtEnd: Bool { place >= source.count }

  /// The cells of the next row. A quote that is never closed ends with the table.
  mutating func next() -> [String] {
    var cells: [String] = []
    while true {
      cells.append(cell())
      guard place < source.count else { return cells }
      let byte = source[place]
      place += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        return cells
      }
    }
  }

  /// The next cell; stops at the comma or the line's end behind it.
  private mutating func cell() -> String {
    guard place < source.count, source[place] == UInt8(ascii: "\"") else { return plain() }
    place += 1
    var bytes: [UInt8] = []
    while place < source.count {
      let end = source[place...].firstIndex(of: UInt8(ascii: "\"")) ?? source.count
      line += source[place..<end].reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
      bytes += source[place..<end]
      place = end + 1
      guard place < source.count, source[place] == UInt8(ascii: "\"") else { break }
      bytes.append(UInt8(ascii: "\""))
      place += 1
    }
    // What stands behind the closing quote, against the rule, is text of the cell too.
    return String(decoding: bytes, as: UTF8.self) + plain()
  }

  private mutating func plain() -> String {
    let start = min(place, source.count)
    let end =
      source[start...].firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") } ?? source.count
    place = end
    let isReturn = end > start && source[end - 1] == UInt8(ascii: "\r")
    return String(decoding: source[start..<(isReturn ? end - 1 : end)], as: UTF8.self)
  }
}
