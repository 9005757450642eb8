/// What a trace, or several, have of a figure.
package struct Measurement: Hashable, Sendable {
  /// In the figure's unit; `nil` where it is not known.
  package var value: Double?
  /// Whether it is that or more, since a part of it is not known.
  package var isLowerBound = false
  /// Whether it was worked out and is not stated by the source, or not as it is but rounded.
  package var isComputed = false
  /// Why the value or a part of it is not known.
  var gap: String?
  /// The span that tells most of it.
  var span: Int?

  /// Creates a measurement; by default of what is not known.
  package init(
    value: Double? = nil, isLowerBound: Bool = false, isComputed: Bool = false, gap: String? = nil,
    span: Int? = nil
  ) {
    self.value = value
    self.isLowerBound = isLowerBound
    self.isComputed = isComputed
    self.gap = gap
    self.span = span
  }

  /// What a rule makes of the value.
  enum Answer: Hashable { case holds, fails, unknown }

  /// Whether the comparison holds, as far as the value is known.
  func compares(_ comparison: Comparison, _ limit: Double) -> Answer {
    guard let value else { return .unknown }
    guard isLowerBound else { return comparison.holds(value, limit) ? .holds : .fails }
    return switch comparison {
    case .above, .atLeast: comparison.holds(value, limit) ? .holds : .unknown
    case .below, .atMost: comparison.holds(value, limit) ? .unknown : .fails
    case .equal: value > limit ? .fails : .unknown
    case .unequal: value > limit ? .holds : .unknown
    }
  }

  /// The value with its marks, `–` where it is not known.
  package func words(_ unit: Figure.Unit) -> String {
    guard let value else { return "–" }
    return (isComputed ? "~ " : "") + (isLowerBound ? "≥ " : "") + Amount.words(value, unit)
  }
}
