import Foundation
import Redaction
import TestSupport
import Testing

extension Corpus {
  /// The texts of its files, by path, those above 400 KB left out.
  static func texts() throws -> [(path: String, text: String)] {
    var texts: [(path: String, text: String)] = []
    for path in files where path.contains(".json") {
      let content = try bytes(of: path)
      if content.count < 400_000, let text = String(validating: content, as: UTF8.self) {
        texts.append((path, text))
      }
    }
    return texts
  }
}

@Suite struct CorpusTests {
  /// Runs of 16 and more hex digits and hyphens: trace ids, span ids, UUIDs, hashes.
  static func ids(_ text: String) -> [Substring] {
    text.utf8.split { !($0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 || $0 == 0x2D) }
      .filter { $0.count >= 16 }.map(Substring.init)
  }

  @Test func idsHashesAndCountsOfRealTracesSurvive() throws {
    var ids = 0
    var counts = 0
    for (path, text) in try Corpus.texts() {
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
