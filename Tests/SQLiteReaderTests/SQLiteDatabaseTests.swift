import Foundation
import JSONReader
import TestSupport
import Testing

@testable import SQLiteReader

/// The databases of `Databases/make.py`.
enum MadeDatabase {
  static func bytes(_ name: String) throws -> JSONBytes {
    let folder = Repository.root.appending(path: "Tests/SQLiteReaderTests/Databases")
    return JSONBytes([UInt8](try Data(contentsOf: folder.appending(path: name))))
  }

  static func rows(_ bytes: JSONBytes, _ table: String, _ columns: [String]) throws -> [[SQLiteRow.Value]] {
    var found: [[SQLiteRow.Value]] = []
    try SQLiteDatabase(bytes).rows(of: table, columns) { row in
      found.append(columns.indices.map { row[$0] })
      return true
    }
    return found
  }
}

@Suite("SQLite: plain tables of a database in memory")
struct SQLiteDatabaseTests {
  @Test("Values of every type, texts over several pages, odd names and text that is no UTF-8")
  func values() throws {
    let bytes = try MadeDatabase.bytes("plain.db")
    let rows = try MadeDatabase.rows(bytes, "item", ["name", "price", "raw", "note", "missing"])
    #expect(rows.count == 3)
    #expect(rows[0] == [.text("cup"), .double(2.5), .blob(count: 2), .null, .null])
    #expect(
      rows[1]
        == [.text(String(repeating: "x", count: 2000)), .double(7), .blob(count: 0), .text("last"), .null])
    #expect(rows[2][0] == .text("a\u{FFFD}b"))
    #expect(
      try MadeDatabase.rows(bytes, "pair", ["left", "right"])
        == [[.text("a"), .text("1")], [.text("b"), .text("2")]])
    #expect(try MadeDatabase.rows(bytes, "it's \"odd\"", ["a \"b\""]) == [[.text("found")]])
  }

  @Test("A table that is not there has no rows, and reading ends when it is told to")
  func ends() throws {
    let database = try SQLiteDatabase(try MadeDatabase.bytes("plain.db"))
    #expect(database.has(["item": ["id", "name"]]) && !database.has(["item": ["nothing"]]))
    var count = 0
    try database.rows(of: "item", ["id"]) { _ in
      count += 1
      return false
    }
    try database.rows(of: "nothing", ["id"]) { _ in
      count += 100
      return true
    }
    #expect(count == 1)
  }

  @Test("A schema that calls a view a table is refused as a whole")
  func disguised() throws {
    let bytes = try MadeDatabase.bytes("disguised.db")
    #expect(throws: SQLiteFailure.self) { try SQLiteDatabase(bytes) }
  }

  @Test("Views, virtual tables and generated columns are none")
  func schema() throws {
    let bytes = try MadeDatabase.bytes("hostile.db")
    let database = try SQLiteDatabase(bytes)
    #expect(database.tables["honest"]?.columns == ["id", "name"])
    #expect(["endless", "words"].allSatisfy { database.tables[$0] == nil })
    #expect(
      try MadeDatabase.rows(bytes, "honest", ["id", "name", "size"]) == [[.int(1), .text("one"), .null]])
  }

  @Test("Pages that are reached over and over end as damage, not after millions of rows")
  func loop() throws {
    let database = try SQLiteDatabase(try MadeDatabase.bytes("loop.db"))
    var count = 0
    let failure = #expect(throws: SQLiteFailure.self) {
      try database.rows(of: "item", ["id"]) { _ in
        count += 1
        return true
      }
    }
    #expect(failure?.message == "it has more rows than fit into the file")
    #expect(count < 1000)
  }

  @Test(
    "What is no database is an error",
    arguments: ["", "SQLite format 3", "SQLite format 3\0 and so on", "{}"])
  func foreign(_ text: String) {
    #expect(throws: SQLiteFailure.self) { try SQLiteDatabase(JSONBytes(text)) }
  }

  @Test(
    "A cut or damaged file gives rows or an error",
    arguments: ["plain.db", "hostile.db", "loop.db", "logged.db"])
  func damage(_ name: String) throws {
    let bytes = try MadeDatabase.bytes(name).array
    var state: UInt64 = 7
    func chance(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, limit)
    }
    for number in 0..<300 {
      var copy = number.isMultiple(of: 3) ? Array(bytes.prefix(chance(bytes.count))) : bytes
      for _ in 0..<chance(8) where !copy.isEmpty { copy[chance(copy.count)] = UInt8(chance(256)) }
      guard let database = try? SQLiteDatabase(JSONBytes(copy)) else { continue }
      for (table, facts) in database.tables {
        var count = 0
        try? database.rows(of: table, facts.columns) { row in
          count += facts.columns.indices.map { row[$0] }.count
          return true
        }
        #expect(count <= copy.count * facts.columns.count)
      }
    }
  }
}
