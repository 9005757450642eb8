import Foundation
import JSONReader
import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("Files of no known format")
struct UnknownSourceTests {
  private func error(_ text: String) throws -> ImportError {
    let document = SourceDocument(name: "x.json", text: text)
    return try #require(throws: ImportError.self) {
      try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    }
  }

  @Test("The two nearest formats are told with what each has and lacks, in a sentence or two")
  func nearest() throws {
    let message = try error(#"{"schema_version":"2","agent":{"name":"a"},"runs":[]}"#).message
    #expect(message.contains("it holds “schema_version”, “agent” and “runs”"))
    #expect(message.contains("atif (it has “schema_version” and “agent” and lacks"))
    #expect(message.utf8.count < 400 && message.components(separatedBy: " lacks ").count == 3)
  }

  @Test("What has nothing in common with any format is told as that")
  func foreign() throws {
    #expect(try error(#"{"zebra":1}"#).message.hasSuffix("it holds “zebra”, which no known format has"))
  }

  @Test(
    "A known format one level down is found there",
    arguments: [
      (#"{"data":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yo"}]}"#, ["x.json#data"]),
      (
        #"{"first":{"messages":[{"role":"user","content":"A"}]},"note":"n","second":[{"role":"user","content":"B"}]}"#,
        ["x.json#first", "x.json#second"]
      ),
    ])
  func wrapped(_ text: String, _ names: [String]) throws {
    let document = SourceDocument(name: "x.json", text: text)
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.traces.map(\.id) == names && Set(result.traces.map(\.format)) == ["chat"])
  }

  /// What is more in lines than in a list: bare items of the Responses API are calls of their own in a list.
  private static let otherAsList: Set = ["codex/bare.jsonl"]
  /// What is told with too little certainty to be looked for within a foreign file, and scores without their traces.
  private static let notWithin: Set = [
    "otlp-span/agent.jsonl", "langfuse/blob-scores.jsonl", "span-log/trace.json",
    "event-log/steps.json", "event-log/crew.json",
  ]

  @Test(
    "Every fixture of JSON is found one level down, and every one of JSON Lines as a list and one level down")
  func levels() throws {
    for format in ImporterRegistry.standard.formats.map(\.id) {
      let folder = Snapshot.fixtures.appending(path: format)
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      where file.hasSuffix(".json") || file.hasSuffix(".jsonl") {
        let name = "\(format)/\(file)"
        let document = try NativeFixture.document(name)
        let claim = ImporterRegistry.standard.claims(on: document).first?.format.id
        guard document.bytes.count < 60_000, claim != nil,
          !Self.otherAsList.union(Self.notWithin).contains(name)
        else { continue }
        for text in Self.levels(of: document) {
          let source = SourceDocument(name: "w.json", text: text)
          let found = try? ImporterRegistry.standard.importTraces(from: [source], format: nil)
          #expect(Set(found?.traces.map(\.format) ?? []) == [claim], "\(name): \(text.prefix(40))")
        }
      }
    }
  }

  private static func levels(of document: SourceDocument) -> [String] {
    if document.isSingleValue {
      let text = document.values.first?.value.text ?? ""
      return [#"{"data":\#(text),"status":"ok"}"#, #"{"run one":\#(text),"count":1}"#]
    }
    let list = "[" + document.values.map(\.value.text).joined(separator: ",") + "]"
    return [list, #"{"events":\#(list)}"#]
  }

  @Test("No fixture is claimed by two formats alike")
  func claims() throws {
    for format in ImporterRegistry.standard.formats.map(\.id) {
      let folder = Snapshot.fixtures.appending(path: format)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      where !name.hasSuffix(".dump.txt") {
        let claims = ImporterRegistry.standard.claims(on: try NativeFixture.document("\(format)/\(name)"))
        let isSure = claims.count < 2 || claims[0].confidence > claims[1].confidence
        #expect(isSure, "\(format)/\(name): \(claims.map(\.format.id))")
      }
    }
  }
}
