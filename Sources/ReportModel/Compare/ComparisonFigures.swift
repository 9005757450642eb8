import TraceAnalysis
import TraceCheck
import TraceModel
import TraceText

/// The figures of two runs with what became of them.
struct ComparisonFigures {
  let rows: [ComparisonView.Figure]

  init(_ a: AnalysedTrace, _ b: AnalysedTrace) {
    rows = TraceCheck.Figure.compared(in: [a, b]).map { Self.row($0, a, b) }
  }

  private static func row(_ figure: TraceCheck.Figure, _ a: AnalysedTrace, _ b: AnalysedTrace)
    -> ComparisonView.Figure
  {
    let (before, after) = (figure.measure(a), figure.measure(b))
    var row = ComparisonView.Figure(
      name: figure.title, a: before.words(figure.unit), b: after.words(figure.unit), change: "–",
      isSmall: true,
      isWorse: false)
    guard let old = before.value, let new = after.value, !before.isLowerBound, !after.isLowerBound
    else {
      return row
    }
    let difference = new - old
    row.change = difference == 0 ? "=" : figure.change(from: old, to: new) ?? "+"
    row.isSmall = abs(difference) < max(figure.smallest, figure.unit == .score ? 0 : abs(old) * 0.1)
    if case .score = figure { row.isWorse = difference < 0 }
    if figure == .errors { row.isWorse = difference > 0 }
    return row
  }
}

extension TraceCheck.Figure {
  /// What runs are compared by: the first six scores that one of them has, then what every run has.
  static func compared(in runs: [AnalysedTrace]) -> [Self] {
    let scores = runs.flatMap { $0.trace.scores.map(\.name) }.uniqued().prefix(6)
    return scores.map { .score($0) } + [
      .duration, .tokens(.total), .cost, .modelCalls, .toolCalls(nil), .errors,
    ]
  }

  /// Less than that means nothing between two single runs.
  fileprivate var smallest: Double {
    switch self {
    case .duration: 50e6
    case .tokens: 100
    case .cost: 0.001
    case .score: 1e-9
    default: 1
    }
  }
}
