public import TraceAnalysis
import TraceCheck
import TraceModel
import TraceText

/// Several runs a side: what became of each, and how their figures are distributed.
public struct GroupComparisonView: Sendable {
  /// One of the sides.
  public struct Side: Sendable {
    /// What it is called: the file's name.
    public var name: String
    /// How many runs.
    public var count: Int
    /// `12 right, 3 wrong`.
    public var outcomes: String
  }

  /// A figure of both sides.
  public struct Figure: Sendable {
    /// What is counted.
    public var name: String
    /// `3.02 s (2.80 s to 3.40 s)`: the median, and between which values the middle half lies; of scores the mean with
    /// its standard error; `–` is unknown.
    public var a: String
    /// The same of B.
    public var b: String
    /// From median to median.
    public var change: String
    /// Whether each median lies outside of the other side's middle half.
    public var isBeyondSpread: Bool
  }

  /// A question that came to something else.
  public struct Change: Sendable {
    /// The question.
    public var question: String
    /// What it came to in A.
    public var a: String
    /// What it came to in B.
    public var b: String
    /// Whether that is worse.
    public var isWorse: Bool
  }

  /// What became of B.
  public var sentence: String
  /// How runs were paired.
  public var pairing: String
  /// The runs that are compared with.
  public var a: Side
  /// The other runs.
  public var b: Side
  /// Their figures.
  public var figures: [Figure]
  /// Findings that one side has more often, the largest difference first.
  public var findings: [FindingChange]
  /// Outcomes in A by outcomes in B, of the pairs; `nil` for fewer than two.
  public var matrix: OutcomeMatrix?
  /// What came to something else, the worse first.
  public var changes: [Change]
}

extension ReportBuilder {
  /// Several runs a side beside each other.
  public static func comparison(
    _ a: (name: String, runs: [AnalysedTrace]), _ b: (name: String, runs: [AnalysedTrace])
  ) -> GroupComparisonView {
    GroupComparisonBuilder(a: a, b: b).view()
  }
}

private struct GroupComparisonBuilder {
  /// Fewer runs a side say nothing of a spread.
  private static let enough = 5

  let a: (name: String, runs: [AnalysedTrace])
  let b: (name: String, runs: [AnalysedTrace])

  func view() -> GroupComparisonView {
    let pairs = pairs
    let changes = pairs.compactMap { left, right -> (isWorse: Bool, change: GroupComparisonView.Change)? in
      let (before, after) = (TraceClass(left.outcome), TraceClass(right.outcome))
      guard before != after else { return nil }
      return (
        after < before,
        GroupComparisonView.Change(
          question: (left.conversation.question ?? left.displayName).preview(160), a: before.word,
          b: after.word,
          isWorse: after < before)
      )
    }
    let sorted = changes.filter(\.isWorse) + changes.filter { !$0.isWorse }
    let figures = figures
    let findings = GroupFindings(a: a.runs, b: b.runs).changes
    return GroupComparisonView(
      sentence: sentence(pairs.count, sorted.map(\.change), figures, findings),
      pairing:
        "\(Formatting.count(pairs.count, "pair")) by sample, else by question; \(Formatting.count(a.runs.count - pairs.count)) of A and \(Formatting.count(b.runs.count - pairs.count)) of B have none.",
      a: side(a), b: side(b), figures: figures, findings: findings,
      matrix: pairs.count > 1 ? OutcomeMatrix(pairs.map { ($0.0.outcome.kind, $0.1.outcome.kind) }) : nil,
      changes: sorted.map(\.change))
  }

  private func side(_ side: (name: String, runs: [AnalysedTrace])) -> GroupComparisonView.Side {
    let classes = TraceClass.allCases.compactMap { kind -> String? in
      let count = side.runs.count { TraceClass($0.outcome) == kind }
      return count > 0 ? "\(Formatting.count(count)) \(kind.word)" : nil
    }
    return GroupComparisonView.Side(
      name: side.name, count: side.runs.count, outcomes: classes.joined(separator: ", "))
  }

  private var pairs: [(AnalysedTrace, AnalysedTrace)] {
    RunPairs.pairs(a.runs, b.runs).map { (a.runs[$0.left], b.runs[$0.right]) }
  }

  private func sentence(
    _ pairs: Int, _ changes: [GroupComparisonView.Change], _ figures: [GroupComparisonView.Figure],
    _ findings: [GroupComparisonView.FindingChange]
  ) -> String {
    let worse = changes.count { $0.isWorse }
    let better = changes.count - worse
    let all = Formatting.count(pairs, "pair")
    var sentences: [String] = []
    if pairs > 0 {
      let parts = [
        worse > 0 ? "\(Formatting.count(worse)) of \(all) came out worse in B" : nil,
        better > 0 ? "\(Formatting.count(better)) better" : nil,
      ].compactMap(\.self)
      sentences.append(parts.isEmpty ? "No pair came to another outcome." : Wording.list(parts) + ".")
    }
    let finding = findings.first.map { finding in
      let side = finding.isWorse ? "B" : "A"
      let who = finding.isOfOneSide ? "Only \(side) has" : "\(side) has more often"
      return "\(who) the finding “\(finding.title)”: \(finding.a) runs of A, \(finding.b) of B."
    }
    // Runs without a judgement differ by what was found in them.
    if changes.isEmpty, let finding { sentences.append(finding) }
    let beyond = figures.filter(\.isBeyondSpread).map { "\($0.name) \($0.change)" }
    if min(a.runs.count, b.runs.count) < Self.enough {
      sentences.append("With fewer than \(Self.enough) runs a side, differences of figures prove nothing.")
    } else {
      sentences.append(
        beyond.isEmpty
          ? "No figure moved by more than its spread." : "More than the spread: \(Wording.list(beyond)).")
    }
    if !changes.isEmpty, let finding { sentences.append(finding) }
    return sentences.joined(separator: " ")
  }

  private var figures: [GroupComparisonView.Figure] {
    TraceCheck.Figure.compared(in: a.runs + b.runs).map(row)
  }

  private func row(_ figure: TraceCheck.Figure) -> GroupComparisonView.Figure {
    let (left, right) = (Spread(figure, a.runs), Spread(figure, b.runs))
    var row = GroupComparisonView.Figure(
      name: figure.title, a: left?.words(figure) ?? "–", b: right?.words(figure) ?? "–", change: "–",
      isBeyondSpread: false)
    guard let left, let right else { return row }
    row.change = left.median == right.median ? "=" : figure.change(from: left.median, to: right.median) ?? "–"
    row.isBeyondSpread =
      min(left.count, right.count) >= Self.enough && left.median != right.median
      && !left.middle.contains(right.median)
      && !right.middle.contains(left.median)
    return row
  }

  /// The median of known values and where their middle half lies; of scores, most of which are 0 or 1, the mean and
  /// twice its standard error to each side.
  private struct Spread {
    let count: Int
    let median: Double
    let middle: ClosedRange<Double>

    init?(_ figure: TraceCheck.Figure, _ runs: [AnalysedTrace]) {
      let values = runs.compactMap { run -> Double? in
        let measured = figure.measure(run)
        return measured.isLowerBound ? nil : measured.value
      }.sorted()
      count = values.count
      if figure.unit == .score {
        guard let known = Statistics.mean(values) else { return nil }
        let reach = 2 * (known.standardError ?? 0)
        (median, middle) = (known.mean, known.mean - reach...known.mean + reach)
        return
      }
      guard let median = Statistics.percentile(50, ofSorted: values),
        let low = Statistics.percentile(25, ofSorted: values),
        let high = Statistics.percentile(75, ofSorted: values)
      else { return nil }
      (self.median, middle) = (median, low...high)
    }

    func words(_ figure: TraceCheck.Figure) -> String {
      if figure.unit == .score {
        return "\(figure.words(median)) ± \(figure.words((middle.upperBound - median) / 2))"
      }
      let ends = [middle.lowerBound, middle.upperBound].map(figure.words)
      let range = middle.lowerBound == middle.upperBound ? "" : " (\(ends[0]) to \(ends[1]))"
      return figure.words(median) + range
    }
  }
}
