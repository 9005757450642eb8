import Foundation
import TestSupport

/// What a careful reader of a raw file says of a run, written without a look at the page.
struct Verdict: Sendable {
  /// The file's path in the corpus.
  var file: String
  /// Which of its traces, from 1 in the order of the import.
  var trace: Int
  /// The kind of end, a raw value of `RunOutcome.Kind`.
  var outcome: String
  /// What the reader would sign.
  var sentence: String
  /// The finding that must come first; `nil` where there must be none.
  var first: String?
  /// Findings that are true and worth a reader's time.
  var useful: Set<String>
  /// Findings that are true and no news.
  var remarks: Set<String>

  /// The rows of `verdicts.tsv` whose files stand in the repository or beside it.
  static func present() throws -> [Verdict] {
    let place = Repository.root.appending(path: "Tests/CorpusTests/Verdicts/verdicts.tsv")
    let lines = String(decoding: try Data(contentsOf: place), as: UTF8.self).split(separator: "\n")
      .dropFirst()
    return lines.compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 7, Corpus.has(cells[0]) else { return nil }
      return Verdict(
        file: cells[0], trace: Int(cells[1]) ?? 1, outcome: cells[2], sentence: cells[6],
        first: cells[3] == "none" ? nil : cells[3], useful: kinds(cells[4]), remarks: kinds(cells[5]))
    }
  }

  private static func kinds(_ cell: String) -> Set<String> {
    Set(cell.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
  }
}
