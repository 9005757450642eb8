public import ReportModel

/// Writes runs beside each other as one static page.
public enum ComparisonWriter {
  /// The page as UTF-8. The same comparison gives the same bytes.
  ///
  /// - Parameter frame: The page of both runs: its title, colours, redactions and data quality.
  public static func write(_ view: ComparisonView, frame: ReportPage) -> [UInt8] {
    page(frame, title: "\(view.title): A and B") { Templates.comparison(&$0, view: view, page: frame) }
  }

  /// The page of several runs a side.
  public static func write(_ view: GroupComparisonView, frame: ReportPage) -> [UInt8] {
    page(frame, title: frame.sourceName) { Templates.groupComparison(&$0, view: view, page: frame) }
  }

  private static func page(_ frame: ReportPage, title: String, _ body: (inout HTMLWriter) -> Void) -> [UInt8]
  {
    StaticPage.write(frame, title: title) {
      body(&$0)
      Templates.foot(&$0, page: frame, isPacked: false)
    }
  }
}

/// What the template asks of a comparison.
extension ComparisonView {
  var letterA: String { "A" }
  var letterB: String { "B" }
  var questionTitle: String { questions.count == 1 ? "Question, the same in both" : "Questions of A and B" }
  /// Those that say more than that the input differed.
  var tellingChanges: [Change] { changes.filter(\.tellsSomething) }
}

extension ComparisonView.Document {
  var isMoved: Bool { change != "=" }
  var isGone: Bool { rankB == nil }
  var wordsA: String { rankA.map { "\($0)" } ?? "–" }
  var wordsB: String { rankB.map { "\($0)" } ?? "–" }
}

extension GroupComparisonView {
  var letterA: String { "A" }
  var letterB: String { "B" }
}

extension ComparisonView.Change {
  var ranksSVG: TrustedHTML { RankDrawing(documents: documents).svg }
  var sameWords: String { sameParameters.joined(separator: ", ") }
}
