import Foundation
import Testing

/// Files beside the tests, and dumps compared with what is on record.
enum Snapshot {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// Compares a text with the file of that name beside the fixtures; `TRACEPAGE_RECORD=1` writes it instead.
  static func check(_ text: String, against name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let url = fixtures.appending(path: name)
    if ProcessInfo.processInfo.environment["TRACEPAGE_RECORD"] == "1" {
      try text.write(to: url, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
    let difference = lines.first { $0 != $1 }
    #expect(
      text == expected, "\(name) differs, first at: \(String(describing: difference))",
      sourceLocation: sourceLocation)
  }
}
