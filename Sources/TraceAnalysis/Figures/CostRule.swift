/// A way of counting that a reported figure may follow where it differs from the computed one.
public enum CostRule: Hashable, Sendable {
  /// Cache reads at the rate of plain input.
  case cacheReadsAsInput
  /// Cache writes at the rate of plain input.
  case cacheWritesAsInput
  /// Cache reads and writes at the rate of plain input.
  case cacheAsInput
  /// All cache writes at the five-minute rate.
  case cacheWritesForMinutes
  /// All cache writes at the one-hour rate.
  case cacheWritesForHour
  /// Cache reads left out.
  case cacheReadsLeftOut
  /// Cache writes left out.
  case cacheWritesLeftOut
  /// Cache reads and writes left out.
  case cacheLeftOut
  /// Cached tokens billed within the input and once more on their own.
  case cacheCountedTwice
  /// Reasoning left out of the output.
  case reasoningLeftOut
  /// Reasoning billed within the output and once more on its own.
  case reasoningCountedTwice
  /// The usual rates in place of those for long prompts.
  case longPromptsAsUsual
  /// Fees of the provider's own tools left out.
  case feesLeftOut
  /// The rates of another service tier; `nil` for the usual service.
  case tier(String?)
  /// A tenth more than the vendor's rates, which clouds take for endpoints within a region.
  case regionalPremium
  /// The price of another day.
  case day(String)
  /// Everything twice, as where calls and a roll-up of them are added.
  case doubled

  /// The rules that change how tokens are billed, the narrower before the wider.
  static let ofTokens: [(rule: CostRule, billing: BillingRule)] = [
    (.cacheReadsAsInput, BillingRule(cacheRead: .asInput)),
    (.cacheWritesAsInput, BillingRule(cacheWrite: .asInput)),
    (.cacheAsInput, BillingRule(cacheRead: .asInput, cacheWrite: .asInput)),
    (.cacheWritesForMinutes, BillingRule(cacheWrite: .fiveMinutes)),
    (.cacheWritesForHour, BillingRule(cacheWrite: .hour)),
    (.cacheReadsLeftOut, BillingRule(cacheRead: .free)),
    (.cacheWritesLeftOut, BillingRule(cacheWrite: .free)),
    (.cacheLeftOut, BillingRule(cacheRead: .free, cacheWrite: .free)),
    (.cacheCountedTwice, BillingRule(countsCachedTwice: true)),
    (.reasoningLeftOut, BillingRule(reasoning: .leftOut)),
    (.reasoningCountedTwice, BillingRule(reasoning: .countedAgain)),
    (.longPromptsAsUsual, BillingRule(ignoresLongPrompts: true)),
  ]
}

/// What explains that a reported figure is what it is. Each is a fact about figures: that a rule fits does not
/// show that the source followed it.
public enum CostExplanation: Hashable, Sendable {
  /// Reported and computed are equal within the digits of the reported figure.
  case equal
  /// The reported figure is what this rule gives.
  case fits(CostRule)
  /// None of the rules gives the reported figure, which is this many times the computed one.
  case unexplained(ratio: Double?)
  /// The models' rows say more.
  case byModel
  /// The run's own figure is the sum of what its calls report.
  case runIsSum
  /// The run's own figure is twice the sum of what its calls report.
  case runIsTwiceSum
  /// The run's own figure is what its calls report and what the steps around them report, added.
  case runAddsRollUps
  /// The run's own figure is another than the sum of what its calls report.
  case runDiffers(ofRun: Double, ofCalls: Double)
  /// The source reports nothing for this many calls.
  case unreported(calls: Int)
  /// The source reports $0 for this many calls with tokens.
  case reportedZero(calls: Int)
  /// The table gives nothing for this many calls.
  case unpriced(calls: Int, why: Unpriced)
}
