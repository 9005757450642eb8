import JSONReader
import TestSupport
import Testing

@testable import SQLiteReader

@Suite("SQLite: the log beside a database")
struct WriteAheadLogTests {
  private func names(_ log: JSONBytes?) throws -> [String] {
    let (bytes, _) = WriteAheadLog.merge(log, into: try MadeDatabase.bytes("logged.db"))
    return try MadeDatabase.rows(bytes, "item", ["name"]).compactMap(\.first?.text).map {
      String($0.prefix(4))
    }
  }

  @Test("A database that its program has open is read with what the log has newer")
  func merged() throws {
    let log = try MadeDatabase.bytes("logged.db-wal")
    #expect(try names(log) == ["new", "yyyy", "last"])
    #expect(WriteAheadLog.merge(log, into: try MadeDatabase.bytes("logged.db")).pages > 2)
  }

  @Test("Without its log it is read as it was")
  func alone() throws {
    #expect(try names(nil) == ["old"])
    #expect(try MadeDatabase.rows(try MadeDatabase.bytes("logged.db"), "item", ["name"]) == [[.text("old")]])
  }

  @Test("A log counts up to the last change that is whole, whatever comes after it")
  func torn() throws {
    let log = try MadeDatabase.bytes("logged.db-wal").array
    var wanted = ["old"]
    var seen: [[String]] = []
    for count in stride(from: 0, through: log.count, by: 60) {
      let found = try names(JSONBytes(Array(log.prefix(count))))
      if found != wanted { seen.append(found) }
      wanted = found
    }
    #expect(
      seen == [["new"], ["new", "yyyy"]] || seen == [["new"], ["new", "yyyy"], ["new", "yyyy", "last"]])
    var broken = log
    broken[log.count - 10] ^= 1
    #expect(try names(JSONBytes(broken)) == ["new", "yyyy"])
    broken[40] ^= 1
    #expect(try names(JSONBytes(broken)) == ["old"])
  }

  @Test("The log of another database is none", arguments: [0, 8, 16, 24])
  func foreign(_ place: Int) throws {
    var log = try MadeDatabase.bytes("logged.db-wal").array
    log[place] ^= 0x40
    #expect(try names(JSONBytes(log)) == ["old"])
  }
}
