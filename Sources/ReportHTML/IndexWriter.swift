public import ReportModel
import TraceText

/// Writes an index: a static page, with what it knows of its runs in it.
public enum IndexWriter {
  /// The page as UTF-8. The same index gives the same bytes.
  ///
  /// - Parameters:
  ///   - frame: Its title, colours and data quality.
  ///   - lines: Writes the lines that hold its runs.
  public static func write(_ view: IndexView, frame: ReportPage, lines: PageWriter.TraceSource) -> [UInt8] {
    var block: [UInt8] = []
    TraceBlock.element(opening: TraceBlock.indexOpening, PackedTrace(lines)) { block += $0 }
    return StaticPage.write(frame, title: view.title, tail: block) {
      Templates.index(&$0, view: view)
      Templates.indexFoot(&$0, view: view, page: frame)
    }
  }
}

extension IndexView {
  /// The runs of a page, at the bottom.
  var allTitle: String { "All runs" }
  var latestCount: String { "\(Formatting.count(latest.count)) of \(count)" }
  /// The link to them.
  var allURL: SafeURL { .fragment("all") }
  /// The rows' ids stand in the list of all, where there is one.
  var latestHasAnchors: Bool { !hasMore }
  var hasMore: Bool { months.reduce(0) { $0 + $1.rows.count } > latest.count }
}

extension IndexView.Verdict.Line {
  var url: SafeURL? { anchor.map { .fragment($0) } }
}

extension IndexView.Row {
  /// Its page beside the index.
  var url: SafeURL? { page.flatMap { SafeURL.page($0) } }
  var numberWords: String { "#\(number)" }
}

extension IndexView.Change {
  /// The comparison beside the index.
  var comparisonURL: SafeURL? { comparison.flatMap { SafeURL.page($0) } }
}

extension IndexView.Change.TraceLink {
  var url: SafeURL? { page.flatMap { SafeURL.page($0, anchor: anchor) } }
}

extension IndexView.Change.Worse {
  var countWords: String { Formatting.count(count) }
}

extension OutcomeMatrix.Cell {
  var words: String { count == 0 ? "·" : Formatting.count(count) }
}

extension OutcomeMatrix {
  var sumWords: [String] { sums.map { Formatting.count($0) } }
}

extension OutcomeMatrix.Line {
  var sumWords: String { Formatting.count(sum) }
}
