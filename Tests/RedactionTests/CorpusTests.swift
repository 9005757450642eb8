import Foundation
import Redaction
import Testing

/// Real traces that lie beside a checkout and not in it.
enum Corpus {
  static let folder: URL? = {
    var folder = URL(fileURLWithPath: #filePath)
    let named = ProcessInfo.processInfo.environment["TRACEPAGE_SHARED"]
    var candidates = named.map { [URL(fileURLWithPath: $0)] } ?? []
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      candidates.append(folder.appendingPathComponent("shared"))
    }
    return candidates.map { $0.appendingPathComponent("corpus") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }()

  /// The texts of the corpus files, by path, those above 400 KB left out.
  static func texts() -> [(path: String, text: String)] {
    guard let folder, let files = FileManager.default.enumerator(atPath: folder.path) else { return [] }
    let paths = files.compactMap { $0 as? String }.filter { $0.contains(".json") }.sorted()
    return paths.compactMap { path in
      let bytes = try? Data(contentsOf: folder.appendingPathComponent(path))
      guard let bytes, bytes.count < 400_000, let text = String(data: bytes, encoding: .utf8) else {
        return nil
      }
      return (path, text)
    }
  }
}

@Suite(.enabled(if: Corpus.folder != nil)) struct CorpusTests {
  /// Runs of 16 and more hex digits and hyphens: trace ids, span ids, UUIDs, hashes.
  static func ids(_ text: String) -> [Substring] {
    text.utf8.split { !($0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 || $0 == 0x2D) }
      .filter { $0.count >= 16 }.map(Substring.init)
  }

  @Test func idsHashesAndCountsOfRealTracesSurvive() {
    var ids = 0
    var counts = 0
    for (path, text) in Corpus.texts() {
      var session = RedactionSession()
      let redacted = session.redact(text)
      #expect(Self.ids(redacted).count == Self.ids(text).count, "\(path): \(session.manifest)")
      for name in ["max_tokens", "prompt_tokens", "input_tokens", "traceId", "trace_id", "gpt-4", "claude-"] {
        let before = text.components(separatedBy: name).count
        #expect(redacted.components(separatedBy: name).count == before, "\(path): \(name)")
        counts += before - 1
      }
      ids += Self.ids(text).count
    }
    #expect(ids > 1000)
    #expect(counts > 1000)
  }
}
