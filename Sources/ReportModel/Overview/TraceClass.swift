public import TraceAnalysis

/// What a list says of a trace, the worst first: how it ended where that was not well, or the word of a scorer.
public enum TraceClass: String, CaseIterable, Comparable, Hashable, Sendable {
  /// A failure ended it.
  case error
  case wrong
  case testsFailed = "tests-failed"
  case limit
  /// A guardrail stopped it, or its answer was held back.
  case blocked
  case refused
  case interrupted
  case cut
  /// Its record ends in the middle.
  case unfinished
  case partly
  case right
  /// It ended by itself, and nobody said whether it is right.
  case unscored

  /// The class of an outcome.
  public init(_ outcome: RunOutcome) { self.init(outcome.kind) }

  /// The class of a kind of outcome.
  public init(_ kind: RunOutcome.Kind) {
    self =
      switch kind {
      case .error: .error
      case .wrong: .wrong
      case .testsFailed: .testsFailed
      case .limit: .limit
      case .blocked: .blocked
      case .refused: .refused
      case .interrupted: .interrupted
      case .cut: .cut
      case .unfinished: .unfinished
      case .partly: .partly
      case .right: .right
      case .answered, .finished, .submitted, .testsPassed, .unknown: .unscored
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

  private static let ranks = Dictionary(
    uniqueKeysWithValues: TraceClass.allCases.enumerated().map { ($1, $0) })

  private var rank: Int { Self.ranks[self] ?? Self.allCases.count }

  /// Whether anybody said whether it is right.
  var isJudged: Bool { self == .wrong || self == .partly || self == .right }

  /// Whether it is known not to have ended well.
  public var isBad: Bool { self < .right }

  /// Whether it has neither failed nor been judged and yet did not end well: it was stopped, or stopped short.
  var isStopped: Bool { isBad && !isJudged && self != .error }

  /// The word people read.
  public var word: String {
    switch self {
    case .unscored: "not scored"
    case .testsFailed: "tests failed"
    case .limit: "limit reached"
    case .cut: "answer cut"
    default: rawValue
    }
  }

  /// The word after a count: `2 failed`, `3 at a limit`.
  var counted: String {
    switch self {
    case .error: "failed"
    case .testsFailed: "with failing tests"
    case .limit: "at a limit"
    case .cut: "cut"
    default: word
    }
  }
}
