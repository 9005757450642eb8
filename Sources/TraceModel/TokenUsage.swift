import TraceText

/// The tokens of one model call, in one convention whatever the source's.
///
/// `input` includes cached reads and cache writes, `output` includes reasoning. An importer whose source
/// counts them outside adds them (Anthropic's raw API does; OpenInference and the GenAI conventions do not).
public struct TokenUsage: Hashable, Sendable {
  /// All input tokens, cached ones included.
  public var input: Int?
  /// Input tokens read from the provider's cache.
  public var cacheRead: Int?
  /// Input tokens written to the provider's cache.
  public var cacheWrite: Int?
  /// The part of `cacheWrite` that is kept for an hour rather than five minutes, where the source tells it
  /// (Anthropic's `cache_creation.ephemeral_1h_input_tokens`).
  public var cacheWriteHour: Int?
  /// All output tokens, reasoning included.
  public var output: Int?
  /// Output tokens spent on reasoning.
  public var reasoning: Int?
  /// Input and output tokens that stand for sound, where the source counts them; they lie within the others.
  public var audio: Int?
  /// The total the source reports, where it gives one.
  public var reportedTotal: Int?
  /// Whether the counts are known to be unfinished: a stream that broke off, a count that is none.
  public var isUnfinished: Bool
  /// Whether a part of `reportedTotal` is known neither as input nor as output: of a sum, where some of the counts are
  /// totals alone.
  public var isUnsplit: Bool
  /// Whether the source rounds the counts, so that there may be some more or some less.
  public var isRounded: Bool

  /// Creates a usage; what is unknown stays `nil`, never zero.
  public init(
    input: Int? = nil, cacheRead: Int? = nil, cacheWrite: Int? = nil, cacheWriteHour: Int? = nil,
    output: Int? = nil, reasoning: Int? = nil, audio: Int? = nil, reportedTotal: Int? = nil,
    isUnfinished: Bool = false, isUnsplit: Bool = false, isRounded: Bool = false
  ) {
    self.input = input
    self.cacheRead = cacheRead
    self.cacheWrite = cacheWrite
    self.cacheWriteHour = cacheWriteHour
    self.output = output
    self.reasoning = reasoning
    self.audio = audio
    self.reportedTotal = reportedTotal
    self.isUnfinished = isUnfinished
    self.isUnsplit = isUnsplit
    self.isRounded = isRounded
  }

  /// Input tokens that were neither read from nor written to the cache; never negative.
  public var freshInput: Int? {
    input.map { Swift.max(0, $0.saturatingSubtract(cacheRead ?? 0).saturatingSubtract(cacheWrite ?? 0)) }
  }

  /// Input and output together: the sum where either is known and nothing is beside them, else the reported total.
  public var total: Int? {
    if isUnsplit || hasGap || input == nil && output == nil { return reportedTotal }
    return (input ?? 0).saturatingAdd(output ?? 0)
  }

  /// Whether the source states a total that input and output do not reach.
  public var hasGap: Bool {
    guard !isUnsplit, let input, let output, let reportedTotal else { return false }
    return reportedTotal > input.saturatingAdd(output)
  }

  /// Whether there were these tokens or more, so that counts and costs read "≥"; of a total that the source states
  /// `isUnfinished` alone tells that.
  public var isLowerBound: Bool { isUnfinished || hasGap }

  /// Whether no count at all is known.
  public var isEmpty: Bool { total == nil && cacheRead == nil && cacheWrite == nil && reasoning == nil }
}

/// What the source says a call cost, in US dollars.
public struct ReportedCost: Hashable, Sendable {
  /// The share of the input tokens.
  public var input: Double?
  /// The share of the output tokens.
  public var output: Double?
  /// The whole.
  public var total: Double
  /// By how much the whole may be more or less, where the source rounds it so much that sums differ.
  public var rounding: Double?

  /// Creates a reported cost; amounts in US dollars.
  public init(input: Double? = nil, output: Double? = nil, total: Double, rounding: Double? = nil) {
    self.input = input
    self.output = output
    self.total = total
    self.rounding = rounding
  }
}
