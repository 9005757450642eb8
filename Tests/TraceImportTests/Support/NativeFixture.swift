import Foundation
import JSONReader
import Testing
import TraceModel

@testable import TraceImport

/// Fixtures of native formats, read as the command reads them.
enum NativeFixture {
  /// The fixtures as one input, their formats found out.
  static func load(_ names: String...) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(from: names.map { try document($0) }, format: nil)
  }

  static func document(_ name: String) throws -> SourceDocument {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: name))))
    return SourceDocument(name: name, bytes: bytes)
  }

  /// Compares a fixture, found out and by name, with the dump on record beside it.
  static func check(_ name: String, format: String) throws {
    let document = try document(name)
    let found = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: [document], format: format)

    #expect(Set(found.traces.map(\.format)) == [format])
    #expect(found == named)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt")
  }
}

extension ImportResult {
  /// The span of that id, in whichever trace.
  func span(_ id: String) throws -> Span {
    try #require(traces.flatMap(\.spans).first { $0.id == id })
  }
}
