import Foundation
import JSONReader
import Testing
import TraceModel

@testable import TraceImport

/// The fixtures of evaluations and trajectories, found out and by name, compared with the dump beside them.
@Suite("Inspect, SWE-agent, OpenHands, smolagents: fixtures")
struct TrajectorySnapshotTests {
  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: [
      ("inspect/agent.json", "inspect"), ("inspect/unfinished.eval", "inspect"),
      ("inspect/steps.json", "inspect"), ("inspect/messages.json", "inspect"),
      ("swe-agent/calls.traj", "swe-agent"), ("swe-agent/text.traj", "swe-agent"),
      ("openhands/session.json", "openhands"), ("openhands/evaluation.jsonl", "openhands"),
      ("smolagents/steps.json", "smolagents"),
    ])
  func dump(_ name: String, format: String) throws {
    let document = try Trajectory.source(name)

    let found = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: [document], format: format)

    #expect(Set(found.traces.map(\.format)) == [format])
    #expect(found == named)
    let stem = name.split(separator: ".").first.map(String.init) ?? name
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt")
  }

  @Test(
    "a log is read alike whether it is JSON, an archive of deflate, Zstandard and bare entries, or cut in chunks",
    arguments: ["inspect/agent.eval", "inspect/chunked.eval"])
  func archives(_ name: String) throws {
    let plain = try #require(Trajectory.load("inspect/agent.json").traces.first)

    let archive = try Trajectory.load(name)
    let trace = try #require(archive.traces.first)

    #expect(archive.diagnostics.isEmpty)
    #expect(trace.spans.map(\.id) == plain.spans.map(\.id))
    #expect(trace.spans.map(\.llm) == plain.spans.map(\.llm))
    #expect(trace.spans.map(\.tool) == plain.spans.map(\.tool))
    #expect(trace.spans.map(\.status) == plain.spans.map(\.status))
  }

  @Test("no importer takes a file of another format for its own", .enabled(if: Corpus.isThere))
  func strangers() throws {
    let importers: [(any TraceImporter, [String])] = [
      (InspectImporter(), ["inspect/"]), (SWEAgentImporter(), ["swe-agent/"]),
      (OpenHandsImporter(), ["openhands/"]), (SmolagentsImporter(), ["misc/smolagents"]),
    ]
    let folder = try #require(Corpus.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in try names.filter({ !$0.contains(".") }).flatMap({ try Corpus.files(in: $0) }) {
      let path = folder.appending(path: name).path
      guard !SourceDocument.isDirectory(path) else { continue }
      let document = try SourceDocument.open(path: path)
      for (importer, own) in importers {
        let isOwn = own.contains { name.hasPrefix($0) }
        #expect((importer.confidence(in: document) > .none) == isOwn, "\(importer.format.id), \(name)")
      }
    }
  }
}

/// Fixtures of trajectories.
enum Trajectory {
  static func source(_ name: String) throws -> SourceDocument {
    let bytes = [UInt8](try Data(contentsOf: Snapshot.fixtures.appending(path: name)))
    return SourceDocument(name: name, bytes: JSONBytes(bytes))
  }

  static func load(_ name: String) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(from: [source(name)], format: nil)
  }

  static func load(text: String, format: String? = nil) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "made-up.json", text: text)], format: format)
  }
}

extension Trace {
  /// The first span of that name, or with that id.
  func span(_ name: String) throws -> Span {
    try #require(spans.first { $0.name == name || $0.id == name })
  }
}
