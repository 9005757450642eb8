import Foundation
import JSONReader
import SQLiteReader
import TestSupport
import Testing
import TraceModel

@testable import AgentImport
@testable import TraceImport
@testable import TraceSource

@Suite("Sources that are SQLite databases")
struct DatabaseTests {
  private static let made = Repository.root.appending(path: "Tests/SQLiteReaderTests/Databases")

  private func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, source) in files {
      try FileManager.default.copyItem(
        at: Self.made.appending(path: source), to: folder.appending(path: name))
    }
    return folder
  }

  private func names(_ source: SourceDocument) -> [String] {
    guard var rows = DatabaseRows(source, shape: ["item": ["name"]]) else { return [] }
    var names: [String] = []
    rows.read("item", ["name"]) { row in names.append(String(row[0].text?.prefix(4) ?? "")) }
    return names
  }

  @Test("The log beside a file is read with it, which is said; the folder holds one source")
  func log() throws {
    let folder = try folder(["a.db": "logged.db", "a.db-wal": "logged.db-wal", "a.db-shm": "plain.db"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let one = try SourceDocument.open(path: folder.appending(path: "a.db").path)
    #expect(names(one) == ["new", "yyyy", "last"])
    #expect(one.unpackingDiagnostics.map(\.severity) == [.note])
    let all = try SourceDocument.open(directory: folder.path)
    #expect(all.documents.map(\.name) == ["a.db"] && all.documents.allSatisfy { names($0) == names(one) })
  }

  @Test("Without a log there is nothing to say")
  func alone() throws {
    let folder = try folder(["a.db": "logged.db"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = try SourceDocument.open(path: folder.appending(path: "a.db").path)
    #expect(names(source) == ["old"] && source.unpackingDiagnostics.isEmpty)
  }

  @Test(
    "A database of no known format is told by its tables, a damaged one by what is wrong",
    arguments: [
      ("plain.db", "with the tables “it's \"odd\"”, “item”, “pair”"), ("disguised.db", "cannot be read"),
    ])
  func unknown(_ name: String, words: String) throws {
    let source = try SourceDocument.open(path: Self.made.appending(path: name).path)
    let error = #expect(throws: ImportError.self) {
      try ImporterRegistry.standard.importTraces(from: [source], format: nil)
    }
    #expect(error?.message.contains(words) == true)
  }

  @Test("Of many sessions the newest are read, those of sub-agents with the one that started them")
  func choice() {
    let sessions = (0..<1500).map { number in
      SessionChoice.Session(
        id: "s\(number)", parent: number % 3 == 2 ? "s\(number - 1)" : nil,
        time: Timestamp(nanoseconds: Int64(number)))
    }
    let rows = Dictionary(uniqueKeysWithValues: sessions.filter { $0.id != "s3" }.map { ($0.id, 10) })
    let choice = SessionChoice(sessions, rows: rows)
    #expect(choice.ids.count == 999 && choice.leftOut == 500)
    #expect(choice.ids.contains("s1499") && !choice.ids.contains("s0"))
    let large = SessionChoice(Array(sessions.prefix(2)), rows: ["s0": 10, "s1": 300_000])
    #expect(large.ids == ["s1"] && large.leftOut == 1)
  }
}
