import JSONReader
import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import TracePipeline
import TraceSource

@Suite("Corpus: pages")
struct PageTests {
  @Test("A file makes a page, and one that is not large the same page twice", arguments: Corpus.files)
  func page(_ file: String) throws {
    let result = try Corpus.load([file])
    let page = Self.page(of: result, named: file)

    #expect(!result.traces.flatMap(\.spans).isEmpty)
    #expect(page.starts(with: Array("<!doctype html>".utf8)))
    guard try Corpus.bytes(of: file).count < 400_000 else { return }
    let redacted = RedactedTraces(LoadedTraces(traces: result.traces, diagnostics: result.diagnostics))
    let inPage = try PageTrace.otlpJSON(of: SourceDocument.open(name: "page", bytes: JSONBytes(page)))
    #expect(inPage == redacted.otlpJSON(), "the page holds its trace")
    #expect(page == Self.page(of: try Corpus.load([file]), named: file))
  }

  @Test("A folder makes one page of all its traces", arguments: Corpus.openTelemetry)
  func folder(_ folder: String) throws {
    let result = try Corpus.load(Corpus.files(in: folder))
    let alone = try Set(
      Corpus.files(in: folder).flatMap { try Corpus.load([$0]).traces.map(\.id) })

    // Without any span log records make traces of their own; beside spans those of no trace do not.
    #expect(Set(result.traces.map(\.id)).subtracting(alone).isEmpty)
    #expect(alone.subtracting(result.traces.map(\.id)).allSatisfy { $0 == "no-trace-id" })
    #expect(!Self.page(of: result, named: folder).isEmpty)
  }

  @Test("Spans and log records of two files make one trace with its messages")
  func pair() throws {
    let result = try Corpus.load([
      "genai-semconv/gen-events-v1.30.traces.json", "genai-semconv/gen-events-v1.30.logs.json",
    ])
    let analyses = result.traces.map { AnalysedTrace($0) }

    #expect(analyses.count == 1)
    #expect(analyses.first?.conversation.question == "Wie lange dauert eine Überweisung? 日本語")
    #expect(analyses.first?.conversation.answer?.hasPrefix("Die **Überweisung** dauert 2–3 Tage") == true)
    #expect(analyses.first?.findings.contains { $0.id == .contentMissing } == false)
  }

  /// The page as the command makes it.
  private static func page(of result: ImportResult, named name: String) -> [UInt8] {
    let loaded = LoadedTraces(traces: result.traces, diagnostics: result.diagnostics)
    return TracePipeline(generator: "tracepage").run(loaded, named: name).page().bytes
  }
}
