import TraceModel
import TraceText

/// A way to turn tokens into an amount.
///
/// The vendors' own way is the one with nothing changed. The others are what programs that report a cost are
/// known to do instead; a reported figure is held against them to explain it.
struct BillingRule: Hashable {
  /// What is done with tokens of a cache.
  enum CacheRate: Hashable {
    case own, asInput, free
  }

  /// How cache writes are billed.
  enum WriteRate: Hashable {
    case own, asInput, free, fiveMinutes, hour
  }

  /// What is done with output spent on reasoning.
  enum Reasoning: Hashable {
    case inside, leftOut, countedAgain
  }

  var cacheRead = CacheRate.own
  var cacheWrite = WriteRate.own
  var reasoning = Reasoning.inside
  /// Whether the whole input is billed and the cached part once more.
  var countsCachedTwice = false
  /// Whether the rates for long prompts are left out.
  var ignoresLongPrompts = false

  /// The vendors' own way.
  static let standard = BillingRule()
  /// The same for the tokens of several calls together, of which none need have had a long prompt.
  static let ofSeveralCalls = BillingRule(ignoresLongPrompts: true)

  /// The amount of one call by this rule; `nil` where a count that matters is not known.
  func bill(_ usage: TokenUsage, at price: CallPrice) -> Bill? {
    guard let input = usage.input, let output = usage.output, let fresh = usage.freshInput else { return nil }
    let rates = price.rates(input: input, ignoringLimit: ignoresLongPrompts)
    let read = max(0, usage.cacheRead ?? 0)
    let write = max(0, usage.cacheWrite ?? 0)
    let hour = min(write, max(0, usage.cacheWriteHour ?? 0))
    let thought = min(max(0, usage.reasoning ?? 0), max(0, output))
    let written = writeItems(write, hour: hour, at: rates)
    let items = [
      Bill.Item(tokenClass: .input, tokens: countsCachedTwice ? max(0, input) : fresh, rate: rates.input),
      Bill.Item(tokenClass: .cacheRead, tokens: read, rate: readRate(rates)),
      written.minutes, written.hour,
      Bill.Item(tokenClass: .output, tokens: billedOutput(max(0, output), thought), rate: rates.output),
    ]
    return Bill(
      items: items, price: price.label(input: input, ignoringLimit: ignoresLongPrompts),
      date: price.date, remarks: price.remarks(input: input) + remarks(usage, at: price, rates))
  }

  private func readRate(_ rates: ModelPrice.Rates) -> Double {
    switch cacheRead {
    case .own: rates.cacheRead ?? rates.input
    case .asInput: rates.input
    case .free: 0
    }
  }

  private func writeItems(_ write: Int, hour: Int, at rates: ModelPrice.Rates) -> (
    minutes: Bill.Item, hour: Bill.Item
  ) {
    let minutes = rates.cacheWrite ?? rates.input
    let hourly = rates.cacheWriteHour ?? minutes
    let (first, second) =
      switch cacheWrite {
      case .own: (minutes, hourly)
      case .asInput: (rates.input, rates.input)
      case .free: (0, 0)
      case .fiveMinutes: (minutes, minutes)
      case .hour: (hourly, hourly)
      }
    return (
      Bill.Item(tokenClass: .cacheWrite, tokens: write - hour, rate: first),
      Bill.Item(tokenClass: .cacheWriteHour, tokens: hour, rate: second)
    )
  }

  private func billedOutput(_ output: Int, _ thought: Int) -> Int {
    switch reasoning {
    case .inside: output
    case .leftOut: output - thought
    case .countedAgain: output.saturatingAdd(thought)
    }
  }

  private func remarks(_ usage: TokenUsage, at price: CallPrice, _ rates: ModelPrice.Rates) -> [String] {
    guard self == .standard || self == .ofSeveralCalls else { return [] }
    var remarks: [String] = []
    if ignoresLongPrompts, price.exceedsLimit(usage.input ?? 0) {
      remarks.append("the tokens are those of several calls: the rates of usual prompts shown")
    }
    if usage.hasGap {
      remarks.append("the source's total is above input and output: this or more")
    } else if usage.isUnfinished {
      remarks.append("the source's counts are unfinished: this or more")
    }
    if let write = usage.cacheWrite, write > 0, usage.cacheWriteHour == nil, let hour = rates.cacheWriteHour,
      hour != rates.cacheWrite
    {
      remarks.append("the source does not say how long cache writes are kept: 5 minutes assumed")
    }
    if let read = usage.cacheRead, read > 0, rates.cacheRead == nil {
      remarks.append("the table has no rate for cache reads: billed as input")
    }
    return remarks
  }
}
