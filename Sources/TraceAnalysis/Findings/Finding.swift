/// What kind of finding it is; the raw values are stable, for gates and links.
public enum FindingID: String, CaseIterable, Hashable, Sendable {
  case wrongScore = "wrong-score"
  case error
  case limitReached = "limit-reached"
  case refused
  case interrupted
  case answerFollowsOtherDocument = "answer-follows-other-document"
  case contentFilter = "content-filter"
  case answerCut = "answer-cut"
  case noAnswer = "no-answer"
  case retrievalEmpty = "retrieval-empty"
  case rateLimit = "rate-limit"
  case loop
  case repeatedCommand = "repeated-command"
  case failingTool = "failing-tool"
  case untestedChange = "untested-change"
  case editUnreadFile = "edit-unread-file"
  case contextCompacted = "context-compacted"
  case contextReread = "context-reread"
  case promptChanged = "prompt-changed"
  case repeatedToolCall = "repeated-tool-call"
  case contextNearlyFull = "context-nearly-full"
  case agentCost = "agent-cost"
  case failedToolRuns = "failed-tool-runs"
  case repeatedRead = "repeated-read"
  case documentBuried = "document-buried"
  case documentsUnused = "documents-unused"
  case lowScores = "low-scores"
  case brokenScores = "broken-scores"
  case retry
  case retriedCall = "retried-call"
  case retryStorm = "retry-storm"
  case poorScore = "poor-score"
  case scorerFailed = "scorer-failed"
  case slowestStep = "slowest-step"
  case costHotSpot = "cost-hot-spot"
  case cacheNeverHit = "cache-never-hit"
  case contentMissing = "content-missing"
  case unpricedModel = "unpriced-model"
  case possibleSecret = "possible-secret"
}

/// A piece of a finding's detail.
public enum FindingText: Hashable, Sendable {
  /// Plain English.
  case plain(String)
  /// A word to be highlighted.
  case term(String)
  /// Text of a program, such as an error message or a tool's name.
  case code(String)

  /// The text without its marking.
  public var text: String {
    switch self {
    case .plain(let text), .term(let text), .code(let text): text
    }
  }
}

/// One document of one retrieval.
public struct DocumentReference: Hashable, Sendable {
  /// The retrieval's span.
  public let span: Int
  /// The index in that span's `retrieval.documents`.
  public let index: Int
}

/// Something the analysis noticed, with its evidence.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable {
    case error, warning, info
  }

  /// What kind of finding it is.
  public let id: FindingID
  /// How much it matters.
  public let severity: Severity
  /// One sentence with a full stop.
  public let title: String
  /// The evidence in plain English.
  public let detail: [FindingText]
  /// The spans it rests on; the first one is where a click leads. Never empty.
  public let spans: [Int]
  /// The documents it rests on.
  public let documents: [DocumentReference]
  /// Whether it is a conclusion that may be wrong.
  public let isHeuristic: Bool
  /// How a heuristic came to its conclusion, such as `phrase overlap and term coverage`.
  public let method: String?

  init(
    _ id: FindingID, _ severity: Severity, _ title: String, _ detail: [FindingText], spans: [Int],
    documents: [DocumentReference] = [], method: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.detail = detail
    self.spans = spans
    self.documents = documents
    isHeuristic = method != nil
    self.method = method
  }
}

extension Finding {
  /// The detail as one plain text.
  public var detailText: String { detail.map(\.text).joined() }
}
