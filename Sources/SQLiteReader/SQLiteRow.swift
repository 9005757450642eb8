import CSQLite

/// A row while it is read; its values are those of the columns that were asked for, from 0.
package struct SQLiteRow {
  private let statement: OpaquePointer
  private let meter: Meter

  /// Counts the bytes of the values that were read.
  final class Meter {
    var bytes = 0
  }

  init(_ statement: OpaquePointer, _ meter: Meter) { (self.statement, self.meter) = (statement, meter) }

  /// A value of a row.
  package enum Value: Hashable, Sendable {
    case null
    case int(Int64)
    case double(Double)
    case text(String)
    /// Bytes that are no text, of which only the length is told.
    case blob(count: Int)

    /// The text.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The whole number.
    package var int: Int64? { if case .int(let number) = self { number } else { nil } }
  }

  /// The value of a column. Linear in its size; invalid UTF-8 becomes U+FFFD.
  package subscript(_ column: Int) -> Value {
    let column = Int32(clamping: column)
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .int(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return .null }
      let count = Int(sqlite3_column_bytes(statement, column))
      meter.bytes += count
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB: return .blob(count: Int(sqlite3_column_bytes(statement, column)))
    default: return .null
    }
  }
}
