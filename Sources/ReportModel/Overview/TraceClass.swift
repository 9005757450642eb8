public import TraceAnalysis

/// What a list says of a trace, the worst first: an error, or the word of a scorer.
public enum TraceClass: String, CaseIterable, Comparable, Hashable, Sendable {
  /// It did not end by itself.
  case error
  case wrong
  case partly
  case right
  /// Its record ends in the middle.
  case unfinished
  /// Nobody said whether it is right.
  case unscored

  /// The class of an outcome.
  public init(_ outcome: RunOutcome) { self.init(outcome.kind) }

  /// The class of a kind of outcome.
  public init(_ kind: RunOutcome.Kind) {
    self =
      switch kind {
      case .error, .limit: .error
      case .wrong: .wrong
      case .partly: .partly
      case .right: .right
      case .unfinished: .unfinished
      default: .unscored
      }
  }

  /// The class of a sample that was run several times.
  init(epochs: [TraceClass]) {
    let worst = epochs.min() ?? .unscored
    let isMixed = worst < .partly && epochs.contains { $0 == .partly || $0 == .right }
    self = isMixed ? .partly : worst
  }

  /// Whether the left one is worse.
  public static func < (left: TraceClass, right: TraceClass) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .wrong: 1
    case .partly: 2
    case .right: 3
    case .unfinished: 4
    case .unscored: 5
    }
  }

  /// Whether anybody said whether it is right.
  var isJudged: Bool { self == .wrong || self == .partly || self == .right }

  /// Whether it is known not to be right.
  var isBad: Bool { self < .right }

  /// The word people read.
  public var word: String { self == .unscored ? "not scored" : rawValue }
}
