import Foundation
import TraceImport

/// Real trace files that may stand in `shared/corpus` beside the checkout, or one folder further up.
enum CorpusFolder {
  /// The folders of OpenTelemetry files, whatever their dialect and encoding.
  static let openTelemetry = [
    "genai-semconv", "google-adk", "langfuse-otel", "langsmith-otel", "ms-agent", "openinference",
    "openllmetry", "otlp-json", "pydantic-ai", "tempo", "vercel-ai",
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

  /// All files of all folders, notes and provenance apart, as paths within the corpus.
  static var everyFile: [String] {
    guard let url, let paths = FileManager.default.enumerator(atPath: url.path) else { return [] }
    return paths.compactMap { $0 as? String }.sorted().filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: url.appending(path: path).path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue && !path.hasSuffix(".md")
    }
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
