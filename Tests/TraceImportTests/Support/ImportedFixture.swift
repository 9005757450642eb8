import Foundation
import JSONReader
import Testing
import TraceModel

@testable import TraceImport

/// Fixtures of native formats, imported as a user would.
enum ImportedFixture {
  static func document(_ name: String) throws -> SourceDocument {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: name))))
    return SourceDocument(name: name.split(separator: "/").last.map(String.init) ?? name, bytes: bytes)
  }

  /// The files as one input, their format found out; named, the format gives the same.
  static func load(_ names: String..., format: String) throws -> ImportResult {
    let documents = try names.map(document)
    let found = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: documents, format: format)
    #expect(found == named)
    #expect(Set(found.traces.map(\.format)) == [format])
    return found
  }

  /// A text as a source of its own.
  static func load(text: String, format: String? = nil) throws -> ImportResult {
    let document = SourceDocument(name: "made-up.jsonl", text: text)
    return try ImporterRegistry.standard.importTraces(from: [document], format: format)
  }
}

extension ImportResult {
  /// The span of that id, in whichever trace it is.
  func span(_ id: String) throws -> Span {
    try #require(traces.flatMap(\.spans).first { $0.id == id }, "no span has the id \(id)")
  }

  /// Spans by kind, as `llm 3, tool 2`, in the order of the alphabet.
  var kinds: String {
    let counts = traces.flatMap(\.spans).reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
