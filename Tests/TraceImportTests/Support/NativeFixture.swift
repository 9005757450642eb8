import Foundation
import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Fixtures of native formats, read as the command reads them.
enum NativeFixture {
  /// The fixtures as one input, of the format named or found out.
  static func load(_ names: String..., format: String? = nil) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(from: names.map { try document($0) }, format: format)
  }

  /// A text as a source of its own.
  static func load(text: String, format: String? = nil) throws -> ImportResult {
    let document = SourceDocument(name: "made-up.jsonl", text: text)
    return try ImporterRegistry.standard.importTraces(from: [document], format: format)
  }

  /// The fixtures as one input, which is recognised as the format, and gives the same when it is named.
  static func recognised(
    _ names: String..., as format: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ImportResult {
    let documents = try names.map { try document($0) }
    let found = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: documents, format: format)
    #expect(found == named, sourceLocation: sourceLocation)
    #expect(Set(found.traces.map(\.format)) == [format], sourceLocation: sourceLocation)
    return found
  }

  /// Compares a fixture, found out and by name, with the dump on record beside it.
  static func check(_ name: String, format: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let found = try recognised(name, as: format, sourceLocation: sourceLocation)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt", sourceLocation: sourceLocation)
  }

  static func document(_ name: String) throws -> SourceDocument {
    let bytes = JSONBytes([UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: name))))
    return SourceDocument(name: name.split(separator: "/").last.map(String.init) ?? name, bytes: bytes)
  }

  /// How many spans there are of each kind, as `llm 3, tool 2`, in the order of the alphabet.
  static func kinds(_ spans: [Span]) -> String {
    let counts = spans.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}

extension ImportResult {
  /// The span of that id, in whichever trace it is.
  func span(_ id: String) throws -> Span {
    try #require(traces.flatMap(\.spans).first { $0.id == id }, "no span has the id \(id)")
  }

  /// Spans by kind, as `llm 3, tool 2`, in the order of the alphabet.
  var kinds: String { NativeFixture.kinds(traces.flatMap(\.spans)) }
}
