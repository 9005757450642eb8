import TraceAnalysis
public import TraceModel

/// A small drawing that stands beside a word and means the same everywhere on the page.
public enum Sign: String, CaseIterable, Sendable {
  // What a step came to; nothing stands for ok but where it repairs a failure.
  case ok, failed, refused, cancelled, unfinished
  // What a person did.
  case replied
  // What happened on the way.
  case loop, compaction, cut, changed, time, cost, score, note

  /// The sign of a step's end; `nil` for one that did its work.
  public init?(_ outcome: StepOutcome) {
    switch outcome {
    case .ok: return nil
    case .failed: self = .failed
    case .refused: self = .refused
    case .cancelled: self = .cancelled
    case .unfinished: self = .unfinished
    }
  }

  /// The colour of the sign and its word.
  public var tone: Tone {
    switch self {
    case .ok: .ok
    case .failed: .error
    case .refused, .loop, .cut, .changed, .compaction: .warning
    case .cancelled, .unfinished, .replied, .time, .cost, .score, .note: .plain
    }
  }
}

/// What kind of thing a finding tells, in one word with its sign.
public struct FindingKind: Hashable, Sendable {
  /// The word: `loop`, `failed`, `documents`.
  public let word: String
  /// The sign; `nil` where the icon of a kind of span says more.
  public let sign: Sign?
  /// The kind of span that the finding is about, where it has no sign.
  public let hue: Hue

  init(_ id: FindingID) {
    (word, sign, hue) =
      switch id {
      case .wrongScore, .poorScore, .lowScores, .brokenScores, .scorerFailed: ("score", .score, .evaluator)
      case .error, .failingTool, .failedToolRuns: ("failed", .failed, .error)
      case .limitReached, .interrupted: ("stopped", .cancelled, .warning)
      case .rateLimit: ("rate limit", .loop, .warning)
      case .refused: ("refused", .refused, .warning)
      case .answerFollowsOtherDocument, .retrievalEmpty, .documentBuried, .documentsUnused:
        ("documents", nil, .retrieval)
      case .contentFilter, .answerCut: ("cut", .cut, .warning)
      case .retry, .retriedCall, .retryStorm: ("retry", .loop, .warning)
      case .loop, .repeatedCommand, .repeatedToolCall, .repeatedRead: ("loop", .loop, .warning)
      case .untestedChange, .editUnreadFile: ("files", nil, .tool)
      case .contextCompacted, .contextReread, .contextNearlyFull: ("context", .compaction, .prompt)
      case .promptChanged: ("prompt", .changed, .prompt)
      case .agentCost, .costHotSpot, .cacheNeverHit, .unpricedModel: ("cost", .cost, .agent)
      case .noAnswer: ("answer", .note, .output)
      case .slowestStep: ("time", .time, .generic)
      case .contentMissing: ("missing", .note, .generic)
      case .possibleSecret: ("secret", .note, .warning)
      }
  }
}
