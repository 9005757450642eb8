import TraceAnalysis
import TraceText

/// A figure of several traces together.
struct FigureOfAll {
  /// What they have.
  let measurement: Measurement
  /// In words: `p95 duration`, `mean of accuracy`.
  let title: String
  /// Of how many of them it is known, where that is not all.
  let note: String?
  /// The step that tells most.
  let place: RuleResult.Place?

  /// - Parameter aggregate: How they are taken together; in the figure's own way where `nil`.
  init(_ figure: Figure, _ aggregate: Aggregate?, of traces: [AnalysedTrace]) {
    self.init(figure, aggregate, of: traces.map(figure.measure))
  }

  /// - Parameter all: What each of them has.
  init(_ figure: Figure, _ aggregate: Aggregate?, of all: [Measurement]) {
    let aggregate = aggregate ?? figure.ownAggregate
    let known = all.indices.filter { all[$0].value != nil }
    let values = known.compactMap { all[$0].value }
    let gap = all.first { $0.gap != nil }?.gap
    title = all.count == 1 ? figure.title : Self.title(figure, aggregate)
    note =
      known.count < all.count && !known.isEmpty
      ? "of \(Formatting.count(known.count)) of \(Formatting.count(all.count, "trace"))" : nil
    let low = aggregate == .min || (aggregate == .mean && [.score, .share].contains(figure.unit))
    let telling = known.min { left, right in
      let (a, b) = (all[left].value ?? 0, all[right].value ?? 0)
      return a == b ? left < right : (a < b) == low
    }
    place = telling.map { RuleResult.Place(trace: $0, span: all[$0].span, value: nil) }
    guard let value = Self.value(values, aggregate) else {
      measurement = Measurement(gap: gap ?? "there is no trace")
      return
    }
    // A sum or a largest that lacks some is that or more; a mean is of those that have it, which the note tells.
    let lacksSome = [.sum, .max].contains(aggregate) && known.count < all.count
    measurement = Measurement(
      value: value, isLowerBound: lacksSome || known.contains { all[$0].isLowerBound },
      isComputed: known.contains { all[$0].isComputed }, gap: gap, span: nil)
  }

  private static func value(_ values: [Double], _ aggregate: Aggregate) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return switch aggregate {
    case .sum: values.reduce(0, +)
    case .mean: Statistics.mean(values)?.mean
    case .max: sorted.last
    case .min: sorted.first
    case .p50: Statistics.percentile(50, ofSorted: sorted)
    case .p95: Statistics.percentile(95, ofSorted: sorted)
    }
  }

  private static func title(_ figure: Figure, _ aggregate: Aggregate) -> String {
    switch (aggregate, figure.ownAggregate) {
    case (.sum, _): figure.title
    case (.mean, _) where figure == .pass: figure.title
    case (.mean, _): "mean of \(figure.title)"
    case (.max, .max): "largest \(figure.title)"
    case (.max, _): "largest \(figure.title) of a trace"
    case (.min, _): "smallest \(figure.title) of a trace"
    case (.p50, _), (.p95, _): "\(aggregate.rawValue) \(figure.title)"
    }
  }
}
