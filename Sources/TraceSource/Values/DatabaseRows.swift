package import SQLiteReader
package import TraceModel

/// Reads tables of a source that is a database, and says what could not be read.
package struct DatabaseRows {
  private let database: SQLiteDatabase
  private let file: String
  private var log = DiagnosticLog()

  /// Opens a source's database; `nil` where it has not the tables and columns of `shape`.
  package init?(_ source: SourceDocument, shape: [String: [String]]) {
    guard let database = source.database, database.has(shape) else { return nil }
    (self.database, file) = (database, source.name)
  }

  /// What was not as it should be.
  package var diagnostics: [Diagnostic] { log.diagnostics }

  /// Whether there is a table of that name.
  package func has(_ table: String) -> Bool { database.tables[table] != nil }

  /// The names of a table's columns; empty where there is no such table.
  package func columns(of table: String) -> [String] { database.tables[table]?.columns ?? [] }

  /// Takes the rows of a table one by one; `null` for columns that it lacks.
  package mutating func read(_ table: String, _ columns: [String], _ body: (SQLiteRow) -> Void) {
    do throws(SQLiteFailure) {
      try database.rows(of: table, columns) { row in
        body(row)
        return true
      }
    } catch {
      log.loss(
        "the table “\(table)” is damaged: \(error.message)", at: SourcePlace(file: file),
        action: "its rows before that place were read, the others were left out")
    }
  }

  /// Takes the rows of a table as records: the columns that say something, by their names.
  ///
  /// - Parameter key: the column whose value tells a row's place.
  package mutating func records(of table: String, key: String = "id", _ body: (SourceRecord) -> Void) {
    let (names, places) = (columns(of: table), self)
    read(table, names) { row in
      let members = names.indices.compactMap { column in
        AttributeValue(column: row[column]).telling.map { Attribute(names[column], $0) }
      }
      let value = AttributeValue.map(members)
      body(SourceRecord(value: value, place: places.place(table, value[key]?.tellingString ?? "-")))
    }
  }

  /// How many rows of a table belong to each value of a column.
  package mutating func counts(of table: String, by column: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    read(table, [column]) { row in
      if let id = row[0].text { counts[id, default: 0] += 1 }
    }
    return counts
  }

  /// Says which sessions were left out.
  package mutating func tell(_ choice: SessionChoice, advice: String) {
    guard choice.leftOut > 0 else { return }
    log.loss(
      "it holds \(choice.ids.count + choice.leftOut) sessions, more than are read at once",
      at: SourcePlace(file: file), action: "the \(choice.leftOut) oldest were left out; \(advice)")
  }

  /// The place of a row.
  package func place(_ table: String, _ id: String) -> SourcePlace {
    SourcePlace(file: file).at("/\(table)/\(id)")
  }
}

extension AttributeValue {
  /// A column's value, with JSON in its text read; bytes are named by their number.
  package init(column value: SQLiteRow.Value) {
    self =
      switch value {
      case .null: .null
      case .int(let number): .int(number)
      case .double(let number): .double(number)
      case .text(let text): AttributeValue(jsonText: text) ?? .string(text)
      case .blob(let count): .string("\(count) bytes")
      }
  }
}

/// Which sessions of a database are read: the newest, with those that belong to them.
package struct SessionChoice {
  /// The sessions that are read.
  package private(set) var ids: Set<String> = []
  /// How many are not.
  package private(set) var leftOut = 0

  /// The most sessions, and the most rows of them, that are read of a database.
  static let maximum = (sessions: 1000, rows: 200_000)

  /// A session as it is chosen by.
  package struct Session {
    package let id: String
    package let parent: String?
    /// When it was last changed.
    package let time: Timestamp?

    /// Creates a session.
    package init(id: String, parent: String?, time: Timestamp?) {
      (self.id, self.parent, self.time) = (id, parent, time)
    }
  }

  /// Chooses among sessions.
  ///
  /// - Parameter rows: how many rows each one has; sessions without any are left aside.
  package init(_ sessions: [Session], rows: [String: Int]) {
    let parents = Dictionary(sessions.map { ($0.id, $0.parent) }) { first, _ in first }
    var families: [String: [Session]] = [:]
    for session in sessions { families[Self.root(of: session.id, parents), default: []].append(session) }
    let size = { (family: [Session]) in family.reduce(0) { $0 + (rows[$1.id] ?? 0) } }
    let order = families.filter { size($0.value) > 0 }.map { id, family in
      (id: id, family: family, time: family.compactMap(\.time).max() ?? Timestamp(nanoseconds: 0))
    }
    .sorted { ($1.time, $0.id) < ($0.time, $1.id) }
    var room = Self.maximum.rows
    for entry in order {
      let needed = size(entry.family)
      if ids.isEmpty || needed <= room && ids.count + entry.family.count <= Self.maximum.sessions {
        ids.formUnion(entry.family.map(\.id))
        room -= needed
      } else {
        leftOut += entry.family.count
        // What is older is not read either, be it small: the sessions that are shown have no gap.
        room = -1
      }
    }
  }

  private static func root(of id: String, _ parents: [String: String?]) -> String {
    var id = id
    for _ in 0..<16 {
      guard let parent = parents[id] ?? nil, parent != id, parents[parent] != nil else { break }
      id = parent
    }
    return id
  }
}
