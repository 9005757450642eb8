import Foundation
import Redaction
import ReportHTML
import ReportModel
import TestSupport
import TraceAnalysis
import TraceImport
import TraceModel

/// An example of the repository, rendered as the program renders it.
struct Example {
  /// The examples, by folder.
  static let all = [
    "agent-tools", "langgraph", "parallel-agents", "returns-policy", "returns-policy-genai",
    "returns-policy-openai",
  ]

  /// The analysis of each trace, secrets taken out.
  let analyses: [AnalysedTrace]
  /// The page's bytes.
  let page: [UInt8]

  init(_ name: String) throws {
    let folder = Repository.root.appending(path: "examples").appending(path: name)
    let files = ["trace.json", "trace.jsonl"].filter {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
    let documents = try files.map { try SourceDocument.open(path: folder.appending(path: $0).path) }
    let loaded = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    var session = RedactionSession()
    analyses = loaded.traces.map { AnalysedTrace(session.redact($0)) }
    let diagnostics = loaded.diagnostics.map { session.redact($0) }
    let notice = RedactionNotice(
      entries: session.manifest.entries.map {
        .init(label: $0.label, singular: $0.singular, values: $0.distinctValues, places: $0.places)
      })
    page = PageWriter.write(
      ReportBuilder.page(
        analyses,
        options: ReportOptions(
          generator: "tracepage", sourceName: files.joined(separator: " and "), redaction: notice,
          diagnostics: diagnostics)))
  }
}
