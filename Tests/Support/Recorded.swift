import Foundation

/// Texts that are on record in the repository. `TRACEPAGE_RECORD=1` in the environment writes them anew.
package enum Recorded {
  /// What differs from the file on record, in words; `nil` where nothing does, or where the text was recorded.
  /// - Parameter file: Its path from the top of the repository.
  package static func difference(_ text: String, from file: String) throws -> String? {
    let place = Repository.root.appending(path: file)
    if ProcessInfo.processInfo.environment["TRACEPAGE_RECORD"] == "1" {
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
      return nil
    }
    let stored = String(decoding: try Data(contentsOf: place), as: UTF8.self)
    return firstDifference(text, stored).map {
      "\(file) differs, first in \($0)\nIf that is meant, record it: TRACEPAGE_RECORD=1 swift test --filter SUITE"
    }
  }

  /// The first line that differs byte for byte, in words; `nil` where none does.
  package static func firstDifference(_ now: String, _ stored: String) -> String? {
    guard Array(now.utf8) != Array(stored.utf8) else { return nil }
    let (left, right) = (lines(stored), lines(now))
    let line =
      zip(left, right).enumerated().first { !$1.0.utf8.elementsEqual($1.1.utf8) }?.offset
      ?? min(left.count, right.count)
    func shown(_ lines: [Substring]) -> String {
      line < lines.count ? String(lines[line].prefix(400)) : "(end)"
    }
    return "line \(line + 1)\n  stored: \(shown(left))\n  now:    \(shown(right))"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
