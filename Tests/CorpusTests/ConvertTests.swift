import Foundation
import TestSupport
import Testing
import TraceExport
import TraceImport
import TraceModel
import TraceSource

@Suite("Corpus: convert")
struct ConvertTests {
  @Test("What is written of a file is read again as the same traces", arguments: Corpus.files)
  func roundTrip(file: String) throws {
    let original = try Corpus.load([file])
    #expect(!original.traces.isEmpty)
    let text = String(decoding: TraceExporter.otlpJSON(original.traces), as: UTF8.self)
    let document = SourceDocument(name: "converted.otlp.json", text: text)
    let result = try ImporterRegistry.standard.importTraces(from: [document], format: nil)
    #expect(result.diagnostics.filter { $0.severity == .loss } == [])
    #expect(result.traces.map(\.id) == original.traces.map(\.id))
    for (trace, source) in zip(result.traces, original.traces) {
      let different = zip(trace.spans, source.spans).first { $0 != $1 }
      #expect(different == nil)
      #expect(trace == source)
    }
  }
}
