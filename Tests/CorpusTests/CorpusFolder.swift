import Foundation
import TraceImport
import TraceSource

/// Real trace files that may stand in `shared/corpus` beside the checkout, or one folder further up.
enum CorpusFolder {
  /// The folders of OpenTelemetry files, whatever their dialect and encoding.
  static let openTelemetry = [
    "any-agent", "console", "genai-semconv", "google-adk", "jaeger", "langfuse-otel", "langsmith-otel",
    "ms-agent", "openinference", "openllmetry", "otlp-json", "phoenix", "pydantic-ai", "strands-evals",
    "tempo", "trail-shape", "vercel-ai", "zipkin",
  ]

  /// The folder; `nil` where it is not there.
  static let url: URL? = {
    var place = URL(filePath: #filePath).resolvingSymlinksInPath()
    while place.pathComponents.count > 1 {
      place.deleteLastPathComponent()
      let candidate = place.appending(path: "shared/corpus")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
    }
    return nil
  }()

  static let isThere = url != nil

  /// What a skipped test says.
  static let absence = "the folder shared/corpus does not stand beside the checkout"

  /// The files of the folders, by name, as `folder/file`; none where the corpus is not there.
  static func files(in folders: [String] = openTelemetry) -> [String] {
    guard let url else { return [] }
    return folders.flatMap { folder in
      let names = try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)
      return (names ?? []).sorted().map { "\(folder)/\($0)" }
    }
  }

  /// Every file of the corpus, as `folder/file`.
  static let allFiles: [String] = {
    let names = url.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) } ?? []
    return files(in: names.filter { !$0.contains(".") }.sorted())
  }()

  /// A file's length in bytes.
  static func size(of file: String) throws -> Int {
    try url?.appending(path: file).resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
  }

  /// Imports files or folders as one input, their formats found out.
  static func load(_ names: [String]) throws -> ImportResult {
    var documents: [SourceDocument] = []
    for name in names {
      let path = url?.appending(path: name).path ?? name
      if SourceDocument.isDirectory(path) {
        documents += try SourceDocument.open(directory: path).documents
      } else {
        documents.append(try SourceDocument.open(path: path))
      }
    }
    return try ImporterRegistry.standard.importTraces(from: documents, format: nil)
  }
}
