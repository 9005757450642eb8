import TraceAnalysis

/// A rule on which a check fails, such as `cost > 0.10`.
public struct Rule: Hashable, Sendable {
  /// The rule as it was written, without spaces around it.
  public let text: String
  /// What it compares.
  let condition: Condition

  /// Whether it compares with a baseline.
  public var needsBaseline: Bool {
    switch condition {
    case .newlyWrong: true
    case .figure(_, _, _, let limit): limit.baseline != nil
    case .outcome, .finding: false
    }
  }
}

/// What a rule compares.
enum Condition: Hashable, Sendable {
  /// A figure of all traces together, or of each.
  case figure(Figure, Scope, Comparison, Limit)
  /// What any trace came to.
  case outcome(isEqual: Bool, RunOutcome.Kind)
  /// Whether any trace has a finding.
  case finding(FindingID)
  /// How many traces are wrong that the baseline had right.
  case newlyWrong(Comparison, Double)
}

/// Over which traces a figure is taken.
enum Scope: Hashable, Sendable {
  /// All together, in the figure's own way where `nil`.
  case all(Aggregate?)
  /// One after the other; one that fails is enough.
  case each
}

/// How the figures of several traces become one.
package enum Aggregate: String, CaseIterable, Hashable, Sendable {
  case sum, mean, max, min, p50, p95
}

enum Comparison: String, CaseIterable, Hashable, Sendable {
  case atLeast = ">="
  case atMost = "<="
  case equal = "=="
  case unequal = "!="
  case above = ">"
  case below = "<"

  func holds(_ left: Double, _ right: Double) -> Bool {
    switch self {
    case .atLeast: left >= right
    case .atMost: left <= right
    case .equal: left == right
    case .unequal: left != right
    case .above: left > right
    case .below: left < right
    }
  }

  /// What is allowed, before the limit: a rule tells on what to fail.
  var allowed: String {
    switch self {
    case .atLeast: "below"
    case .atMost: "above"
    case .equal: "other than"
    case .unequal: "exactly"
    case .above: "at most"
    case .below: "at least"
    }
  }
}

/// What a figure is compared with: an amount, or that of the baseline times `factor` plus `amount`.
struct Limit: Hashable, Sendable {
  /// In the figure's unit.
  var amount: Double
  /// `nil` where no baseline is meant.
  var baseline: Double?
}

/// Why a rule cannot be read, with the place in it.
public struct RuleError: Error, Hashable, Sendable {
  /// In characters, from 1.
  public let column: Int
  /// What is wrong there.
  public let message: String
  /// What to do, as an own sentence without a full stop.
  public let advice: String
}
