import Foundation
import TestSupport
import Testing

/// The fixtures, and their dumps compared with what is on record.
enum Snapshot {
  private static let folder = "Tests/TraceImportTests/Fixtures"

  static let fixtures = Repository.root.appending(path: folder)

  /// Compares a text with the file of that name beside the fixtures; `TRACEPAGE_RECORD=1` writes it instead.
  static func check(_ text: String, against name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    #expect(try Recorded.difference(text, from: "\(folder)/\(name)") == nil, sourceLocation: sourceLocation)
  }
}
