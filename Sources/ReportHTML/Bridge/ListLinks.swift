import ReportModel
import TraceText

extension ListRow {
  /// The link to the trace.
  var url: SafeURL { .fragment(anchor) }
  /// Whether there is no finding, and nothing to be told of how it ended.
  var hasNoFinding: Bool {
    !hasFinding && !outcome.isBad && step == nil && finding.isEmpty && difference.isEmpty
  }
}

extension ListRow.StepLink {
  /// The link to the step.
  var url: SafeURL { .fragment(anchor) }
}

extension ListRow.Epoch {
  /// The link to the run.
  var url: SafeURL { .fragment(anchor) }
}

extension VerdictView.Line {
  /// The link to the group.
  var url: SafeURL { .fragment(anchor) }
  /// How many traces, in words.
  var countWords: String { Formatting.count(count) }
  /// Whether it is the first of its outcome.
  var isFirst: Bool { outcome != nil }
}

extension OutcomeCount {
  /// How many traces, in words.
  var countWords: String { Formatting.count(count) }
}

extension LabelCount {
  /// How many traces, in words.
  var countWords: String { Formatting.count(count) }
}

extension DistributionView.Bin {
  /// The counts in words.
  var countWords: [String] { counts.map { Formatting.count($0) } }
}

extension TraceClass {
  /// The drawing of the sign.
  var symbolURL: SafeURL { .fragment(symbolID) }

  /// The id of the drawing: those of steps' ends say the same of whole runs.
  var symbolID: String {
    switch self {
    case .testsFailed: "o-" + TraceClass.wrong.rawValue
    case .blocked, .refused: Sign.refused.symbolID
    case .cut: Sign.cut.symbolID
    case .limit, .interrupted: Sign.cancelled.symbolID
    case .error, .wrong, .partly, .right, .unfinished, .unscored: "o-" + rawValue
    }
  }
}

extension ListGroup {
  /// Whether both words of its heading are there.
  var hasBoth: Bool { !word.isEmpty && !finding.isEmpty }
  /// How many rows it has, in words.
  var countWords: String { Formatting.count(count) }
}

extension TraceListView {
  /// How the table is set, as classes.
  var shape: String {
    [
      // Words or several signs stand where a score would.
      !columns.isScored || rowNote != nil ? " status" : "",
      isShort ? " few" : "",
      columns.count > 9 ? " dense" : "",
    ].joined()
  }
  /// Whether anything stands above the table.
  var hasCards: Bool { verdict != nil || !distributions.isEmpty }
}

extension String {
  /// Whether it stands for what is not known.
  var isUnknown: Bool { self == "–" }
}
