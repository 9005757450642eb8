import CSQLite
package import JSONReader

/// A SQLite database in memory, of which plain tables are read and nothing else.
///
/// Its schema is not trusted: views, triggers, virtual tables, generated columns and indexes are never used, so that
/// nothing that the file says is executed. Nothing is written anywhere.
package final class SQLiteDatabase {
  /// The plain tables, by name.
  package private(set) var tables: [String: Table] = [:]

  /// A table whose rows stand in the file.
  package struct Table: Hashable, Sendable {
    /// As it is spelled in the schema.
    package let name: String
    /// The names of the columns that are stored, in their order.
    package let columns: [String]
  }

  private let connection: OpaquePointer
  /// What the connection reads: it lives as long as that.
  private let image: JSONBytes

  /// How many tables are looked at.
  private static let maximumTables = 200
  /// The most bytes of one value: SQLite refuses longer ones.
  private static let maximumValue: Int32 = 256 << 20

  /// Whether the bytes begin as databases do.
  package static func isDatabase(_ bytes: JSONBytes) -> Bool {
    bytes.starts(with: Array("SQLite format 3\0".utf8))
  }

  /// Opens a database and reads its schema.
  ///
  /// - Throws: `SQLiteFailure` if the bytes are no database, or damaged where the schema stands.
  package init(_ bytes: JSONBytes) throws(SQLiteFailure) {
    guard Self.isDatabase(bytes) else { throw SQLiteFailure(message: "it does not begin as databases do") }
    image = DatabaseHeader(bytes)?.usesLog == true ? WriteAheadLog.merge(nil, into: bytes).bytes : bytes
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(":memory:", &opened, flags, nil)
    guard let opened, code == SQLITE_OK else {
      sqlite3_close_v2(opened)
      throw SQLiteFailure(message: "SQLite could not be started")
    }
    connection = opened
    restrict()
    try load()
    try readSchema()
  }

  deinit { sqlite3_close_v2(connection) }

  /// Switches off what a made-up schema could make use of (sqlite.org/security.html, section 1.1).
  private func restrict() {
    for option in [
      SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
      SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
      SQLITE_DBCONFIG_WRITABLE_SCHEMA,
    ] {
      _ = tracepage_sqlite_switch(connection, option, 0)
    }
    _ = tracepage_sqlite_switch(connection, SQLITE_DBCONFIG_DEFENSIVE, 1)
    for (limit, value) in [
      (SQLITE_LIMIT_LENGTH, Self.maximumValue), (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_COLUMN, 200),
      (SQLITE_LIMIT_SQL_LENGTH, 100_000), (SQLITE_LIMIT_EXPR_DEPTH, 20), (SQLITE_LIMIT_VDBE_OP, 25_000),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 1), (SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
      sqlite3_limit(connection, limit, value)
    }
    // Damaged pages are found when they are read, rather than believed.
    sqlite3_exec(connection, "PRAGMA cell_size_check=ON", nil, nil, nil)
  }

  /// Gives the bytes to the connection, which reads them where they are.
  private func load() throws(SQLiteFailure) {
    let code = image.withUnsafeBytes { memory in
      // It is not written to: the database is opened as read-only.
      let start = UnsafeMutablePointer(
        mutating: memory.baseAddress?.assumingMemoryBound(to: UInt8.self))
      return sqlite3_deserialize(
        connection, "main", start, Int64(memory.count), Int64(memory.count),
        UInt32(SQLITE_DESERIALIZE_READONLY))
    }
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func readSchema() throws(SQLiteFailure) {
    var names: [String] = []
    // What has no page of its own is virtual.
    let schema = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 1"
    try run(schema) { row in
      if let name = row[0].text, !name.hasPrefix("sqlite_") { names.append(name) }
      return names.count < Self.maximumTables
    }
    for name in names {
      var columns: [String] = []
      // A table that cannot be understood, such as one that is a view in truth, is none.
      try? run("SELECT name, hidden FROM pragma_table_xinfo(\(Self.quoted(name, by: "'")))") { row in
        if let column = row[0].text, row[1].int == 0 { columns.append(column) }
        return true
      }
      if !columns.isEmpty { tables[name] = Table(name: name, columns: columns) }
    }
  }

  /// Whether there are tables of these names that have these columns.
  package func has(_ shape: [String: [String]]) -> Bool {
    shape.allSatisfy { name, columns in
      tables[name].map { Set(columns).isSubset(of: $0.columns) } ?? false
    }
  }

  /// Reads a table's rows in the order in which they stand in the file.
  ///
  /// Columns that the table does not have are null. A value is read from the file when it is asked for.
  /// - Parameter body: Takes a row, which it must not keep; false ends the reading.
  /// - Throws: `SQLiteFailure` where the file is damaged; the rows before were given.
  package func rows(of table: String, _ columns: [String], _ body: (SQLiteRow) -> Bool) throws(SQLiteFailure)
  {
    guard let known = tables[table] else { return }
    let list = columns.map { known.columns.contains($0) ? Self.quoted($0, by: "\"") : "NULL" }
    let statement =
      "SELECT \(list.joined(separator: ", ")) FROM main.\(Self.quoted(known.name, by: "\"")) NOT INDEXED"
    // Every row takes bytes of the file. Pages that are reached over and over make more rows than it has room for.
    let meter = SQLiteRow.Meter()
    var isBeyond = false
    try run(statement, meter) { row in
      guard body(row) else { return false }
      meter.bytes += 4
      isBeyond = meter.bytes > image.count
      return !isBeyond
    }
    if isBeyond { throw SQLiteFailure(message: "it has more rows than fit into the file") }
  }

  /// Runs a statement that this file has made.
  private func run(_ statement: String, _ meter: SQLiteRow.Meter = .init(), _ body: (SQLiteRow) -> Bool)
    throws(SQLiteFailure)
  {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, statement, -1, 0, &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw failure(code) }
    defer { sqlite3_finalize(prepared) }
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_ROW: if !body(SQLiteRow(prepared, meter)) { return }
      case SQLITE_DONE: return
      case let code: throw failure(code)
      }
    }
  }

  private func failure(_ code: Int32) -> SQLiteFailure {
    SQLiteFailure(
      message: String(cString: sqlite3_errmsg(connection)), isDamage: code & 0xFF == SQLITE_CORRUPT)
  }

  private static func quoted(_ name: String, by quote: String) -> String {
    quote + name.split(separator: quote, omittingEmptySubsequences: false).joined(separator: quote + quote)
      + quote
  }
}

/// Why a database, or the rest of a table, could not be read.
package struct SQLiteFailure: Error, Hashable {
  /// What SQLite says, or what is wrong.
  package let message: String
  /// Whether the file is damaged.
  package var isDamage = true
}
