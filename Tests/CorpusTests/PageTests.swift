import Redaction
import ReportHTML
import ReportModel
import Testing
import TraceAnalysis
import TraceImport
import TraceModel

@Suite("Corpus: pages", .enabled(if: CorpusFolder.isThere, Comment(rawValue: CorpusFolder.absence)))
struct PageTests {
  /// The files that have truths, so an importer.
  private static let files = CorpusFolder.allFiles

  @Test("A file makes a page, and one that is not large the same page twice", arguments: files)
  func page(_ file: String) throws {
    let result = try CorpusFolder.load([file])
    let page = Self.page(of: result, named: file)

    #expect(!result.traces.flatMap(\.spans).isEmpty)
    #expect(page.starts(with: Array("<!doctype html>".utf8)))
    guard try CorpusFolder.size(of: file) < 400_000 else { return }
    #expect(page == Self.page(of: try CorpusFolder.load([file]), named: file))
  }

  @Test("A folder makes one page of all its traces", arguments: CorpusFolder.openTelemetry)
  func folder(_ folder: String) throws {
    let result = try CorpusFolder.load([folder])
    let alone = try Set(
      CorpusFolder.files(in: [folder]).flatMap { try CorpusFolder.load([$0]).traces.map(\.id) })

    // Without any span log records make traces of their own; beside spans those of no trace do not.
    #expect(Set(result.traces.map(\.id)).subtracting(alone).isEmpty)
    #expect(alone.subtracting(result.traces.map(\.id)).allSatisfy { $0 == "no-trace-id" })
    #expect(!Self.page(of: result, named: folder).isEmpty)
  }

  @Test("Spans and log records of two files make one trace with its messages")
  func pair() throws {
    let result = try CorpusFolder.load([
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
    var session = RedactionSession()
    let analyses = result.traces.map { AnalysedTrace(session.redact($0)) }
    return PageWriter.write(
      ReportBuilder.page(
        analyses,
        options: ReportOptions(
          generator: "tracepage", sourceName: name, diagnostics: result.diagnostics.map { session.redact($0) }
        )))
  }
}
