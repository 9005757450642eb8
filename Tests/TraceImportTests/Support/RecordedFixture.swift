import Foundation
import JSONReader
import Testing
import TraceModel

@testable import TraceImport

/// Fixtures of native formats, imported through the registry as the command does.
enum RecordedFixture {
  /// Imports fixtures as one input.
  static func load(_ names: String..., format: String? = nil) throws -> ImportResult {
    let documents = try names.map { name in
      let data = try Data(contentsOf: Snapshot.fixtures.appending(path: name))
      return SourceDocument(name: name, bytes: JSONBytes([UInt8](data)))
    }
    return try ImporterRegistry.standard.importTraces(from: documents, format: format)
  }

  /// Compares a fixture, found out and by name, with the dump on record beside it.
  static func check(_ name: String, format: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let found = try load(name)
    #expect(Set(found.traces.map(\.format)) == [format], sourceLocation: sourceLocation)
    #expect(try load(name, format: format) == found, sourceLocation: sourceLocation)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt", sourceLocation: sourceLocation)
  }

  /// How many spans there are of each kind, as `llm 3, tool 2`, in the order of the alphabet.
  static func kinds(_ spans: [Span]) -> String {
    let counts = Dictionary(grouping: spans, by: \.kind).map { ($0.key.rawValue, $0.value.count) }
    return counts.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
