import Foundation
import Testing
import TraceText

@testable import TemplateCompiler

/// A page as it is kept for comparison: all but the style, the script and the packed trace, which have tests of their
/// own and would touch every stored page with each of their changes.
struct StoredPage {
  let text: String
  /// The page's policy, the digests of its own blocks in words.
  var policy: String {
    text.split(separator: "\n").first { $0.contains("Content-Security-Policy") }.map(String.init) ?? ""
  }

  init(_ bytes: [UInt8]) throws {
    var text = String(decoding: bytes, as: UTF8.self)
    for name in ["style", "script"] {
      let digest = try Self.takeOut(name, of: &text)
      if let place = text.range(of: "sha256-" + digest) {
        text.replaceSubrange(place, with: "{digest of the \(name)}")
      }
    }
    let start = try #require(text.range(of: TraceBlock.opening)?.upperBound)
    let end = try #require(text.range(of: DataBlock.closing, range: start..<text.endIndex)?.lowerBound)
    text.replaceSubrange(start..<end, with: "{trace}")
    self.text = text
  }

  /// Replaces the content of the only element of that name; its digest in base64.
  private static func takeOut(_ name: String, of text: inout String) throws -> String {
    let opening = try #require(text.range(of: "<\(name)>"))
    let closing = try #require(text.range(of: "</\(name)>", range: opening.upperBound..<text.endIndex))
    let content = opening.upperBound..<closing.lowerBound
    let digest = Base64.encode(SHA256.digest(of: Array(text[content].utf8)))
    text.replaceSubrange(content, with: "{\(name)}")
    return digest
  }
}
