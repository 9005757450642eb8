import TraceAnalysis

/// A figure of several traces together, known by what summaries state: what an index draws over time.
package struct Measure: Hashable, Sendable {
  /// What is counted.
  package let figure: Figure
  /// How several traces make one.
  package let aggregate: Aggregate

  /// Creates a measure, in the figure's own way where no other is named.
  package init(_ figure: Figure, _ aggregate: Aggregate? = nil) {
    self.figure = figure
    self.aggregate = aggregate ?? figure.ownAggregate
  }

  /// What traces have together.
  ///
  /// - Returns: The value, and what it is called: `p95 duration`.
  package func together(_ all: [Measurement]) -> (value: Measurement, title: String) {
    let figure = FigureOfAll(figure, aggregate, of: all)
    return (figure.measurement, figure.title)
  }
}

/// A rule that compares a figure of all traces together with a fixed amount.
package struct Gate: Hashable, Sendable {
  /// What became of it.
  package enum Answer: Hashable, Sendable { case passed, failed, unknown }

  /// The rule as it was written.
  package let text: String
  /// What it compares.
  package let measure: Measure
  /// The amount, in the figure's unit.
  package let limit: Double
  /// What is allowed: `at least 75%`.
  package let allowed: String
  private let comparison: Comparison

  /// `nil` for rules on single traces, on findings and outcomes, and on a baseline.
  package init?(_ rule: Rule) {
    guard case .figure(let figure, .all(let aggregate), let comparison, let limit) = rule.condition,
      limit.baseline == nil
    else { return nil }
    text = rule.text
    measure = Measure(figure, aggregate)
    self.limit = limit.amount
    self.comparison = comparison
    allowed = "\(comparison.allowed) \(figure.words(limit.amount))"
  }

  /// What becomes of it where traces have that together.
  package func judge(_ value: Measurement) -> Answer {
    switch value.compares(comparison, limit) {
    case .holds: .failed
    case .fails: .passed
    case .unknown: .unknown
    }
  }
}
