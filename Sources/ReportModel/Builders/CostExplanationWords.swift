import TraceAnalysis
import TraceText

/// Explanations of costs as sentences. That a rule fits is all that figures can show.
enum CostExplanationWords {
  static func sentence(_ explanation: CostExplanation) -> String {
    switch explanation {
    case .equal: "Equal, within the digits of the reported figure."
    case .fits(let rule): "The reported figure fits \(words(rule))."
    case .unexplained(let ratio):
      "No rule explains the difference"
        + (ratio.map { ": reported is \(Formatting.decimal($0, digits: 2)) times computed." } ?? ".")
    case .byModel: "The models' rows say more."
    case .runIsSum: "The run's own figure is the sum of what its calls report."
    case .runIsTwiceSum:
      "The run's own figure fits twice the sum of what its calls report, as where calls and a roll-up are added."
    case .runAddsRollUps:
      "The run's own figure fits what its calls and the steps around them report, added: calls are counted twice."
    case .runDiffers(let run, let calls):
      "The run's own figure is \(Formatting.dollars(run)), its calls report \(Formatting.dollars(calls))."
    case .unreported(let calls): "No cost is reported for \(Formatting.count(calls, "call"))."
    case .reportedZero(let calls):
      "The source reports $0.00 for \(Formatting.count(calls, "call")) with tokens."
    case .unpriced(let calls, let why): "\(Formatting.count(calls, "call")) unpriced: \(words(why))."
    }
  }

  /// Why there is no price, without a full stop.
  static func words(_ why: Unpriced) -> String {
    switch why {
    case .noTokens: "the source counts no tokens"
    case .oneSided: "the source counts only input or only output"
    case .unknownModel: "the price table does not know the model"
    case .local: "a model on a machine of one's own has no price list"
    case .reportedByCalls: "the calls that it sums up report theirs"
    case .audio: "some tokens are audio, whose rates the price table does not hold"
    }
  }

  private static func words(_ rule: CostRule) -> String {
    switch rule {
    case .feesLeftOut: "fees of the provider's own tools left out"
    case .cacheReadsAsInput: "cache reads billed at the full input rate"
    case .cacheWritesAsInput: "cache writes billed at the plain input rate"
    case .cacheAsInput: "cache reads and writes billed at the plain input rate"
    case .cacheWritesForMinutes: "all cache writes billed at the 5-minute rate"
    case .cacheWritesForHour: "all cache writes billed at the 1-hour rate"
    case .cacheReadsLeftOut: "cache reads left out"
    case .cacheWritesLeftOut: "cache writes left out"
    case .cacheLeftOut: "cache reads and writes left out"
    case .cacheCountedTwice: "cached tokens billed within the input and once more on their own"
    case .reasoningLeftOut: "reasoning left out of the output"
    case .reasoningCountedTwice: "reasoning billed within the output and once more on its own"
    case .longPromptsAsUsual: "the usual rates in place of those for long prompts"
    case .tier(let name?): "the \(name) rates"
    case .tier(nil): "the standard rates in place of those of the calls' service tier"
    case .regionalPremium: "a tenth more than the vendor's rates, as clouds take for regional endpoints"
    case .day(let day): "the price of \(day)"
    case .doubled: "twice the computed cost, as where calls and a roll-up of them are added"
    }
  }
}
