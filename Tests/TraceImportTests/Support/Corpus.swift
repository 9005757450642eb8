import Foundation
import Testing
import TraceModel

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Real trace files that may stand in `shared/corpus` beside the checkout.
enum Corpus {
  /// The folder; `nil` where it is not there, so that tests which need it are skipped.
  static let folder: URL? = {
    var place = URL(filePath: #filePath).resolvingSymlinksInPath()
    while place.pathComponents.count > 1 {
      place.deleteLastPathComponent()
      let candidate = place.appending(path: "shared/corpus")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
    }
    return nil
  }()

  static var isThere: Bool { folder != nil }

  /// The files of a folder, by name.
  static func files(in name: String) throws -> [String] {
    let folder = try #require(folder).appending(path: name)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name + "/" + $0 }
  }

  /// Imports files as one input, their formats found out.
  static func load(_ names: String...) throws -> ImportResult {
    let folder = try #require(folder)
    let documents = try names.map { try SourceDocument.open(path: folder.appending(path: $0).path) }
    return try ImporterRegistry.standard.importTraces(from: documents, format: nil)
  }
}
