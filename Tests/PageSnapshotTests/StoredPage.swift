import Foundation
import Testing
import TraceText

@testable import TemplateCompiler

/// A page as it is kept for comparison: all but the style and the script, which have tests of their own and
/// would touch every stored page with each of their changes.
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

/// The stored pages. `TRACEPAGE_RECORD=1 swift test --filter PageSnapshotTests` records them anew.
enum Record {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pages")

  static var isOn: Bool { ProcessInfo.processInfo.environment["TRACEPAGE_RECORD"] == "1" }

  static func write(_ text: String, as name: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: name + ".html"))
  }

  static func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name + ".html")), as: UTF8.self)
  }

  /// The first line that differs, in words; `nil` where none does.
  static func difference(_ now: String, _ stored: String) -> String? {
    guard Array(now.utf8) != Array(stored.utf8) else { return nil }
    let (left, right) = (lines(stored), lines(now))
    let line = zip(left, right).enumerated().first { $1.0 != $1.1 }?.offset ?? min(left.count, right.count)
    func shown(_ lines: [Substring]) -> String {
      line < lines.count ? String(lines[line].prefix(400)) : "(end)"
    }
    return "line \(line + 1)\n  stored: \(shown(left))\n  now:    \(shown(right))"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
