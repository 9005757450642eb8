import TraceText
import ChatReading
import TraceModel
import TraceSource

/// The tokens and the cost of one model run; what LangSmith sums up on chains is left alone.
enum LangSmithUsage {
  /// The first of the places that count: LangChain's own counts, then the provider's, then those of LangSmith's API.
  static func usage(of run: LangSmithFields, _ answer: LangSmithAnswer) -> TokenUsage? {
    let counts = [
      answer.message?["usage_metadata"], answer.outputs["usage_metadata"], run.metadata["usage_metadata"],
      answer.outputs["usage"], answer.message?["usage"],
      answer.first(["token_usage", "tokenUsage", "usage", "usage_metadata"]),
    ]
    for case let value? in counts {
      if var usage = UsageReader.usage(value) {
        usage.readDetails(value)
        usage.isLowerBound = answer.isCutOff
        return usage
      }
    }
    return reported(run.value)
  }

  /// The counts that LangSmith's API puts on the run itself.
  private static func reported(_ run: AttributeValue) -> TokenUsage? {
    var usage = TokenUsage()
    usage.input = run["prompt_tokens"]?.tokenCount
    usage.output = run["completion_tokens"]?.tokenCount
    usage.reportedTotal = run["total_tokens"]?.tokenCount
    usage.cacheRead = run["prompt_token_details"]?["cache_read"]?.tokenCount
    usage.cacheWrite = run["prompt_token_details"]?["cache_creation"]?.tokenCount
    usage.reasoning = run["completion_token_details"]?["reasoning"]?.tokenCount
    guard usage.input != nil || usage.output != nil else { return nil }
    usage.includeCached(.insideInput)
    return usage
  }

  /// What LangSmith or the application says the run cost, in numbers or in their text.
  static func cost(of run: LangSmithFields, _ answer: LangSmithAnswer) -> ReportedCost? {
    let own = answer.message?["usage_metadata"] ?? answer.outputs["usage_metadata"]
    let input = run.value["prompt_cost"]?.double ?? own?["input_cost"]?.double
    let output = run.value["completion_cost"]?.double ?? own?["output_cost"]?.double
    guard let total = run.value["total_cost"]?.double ?? own?["total_cost"]?.double else { return nil }
    return ReportedCost(input: input, output: output, total: total)
  }
}

extension TokenUsage {
  /// Counts that LangChain names after the service tier or after how long a cache is kept. All lie inside `input`.
  fileprivate mutating func readDetails(_ usage: AttributeValue) {
    let details = usage["input_token_details"]
    for tier in ["priority_", "flex_"] {
      cacheRead = cacheRead ?? details?[tier + "cache_read"]?.int
      reasoning = reasoning ?? usage["output_token_details"]?[tier + "reasoning"]?.int
    }
    let minutes = details?["ephemeral_5m_input_tokens"]?.int
    let hour = details?["ephemeral_1h_input_tokens"]?.int
    guard minutes != nil || hour != nil else { return }
    // `cache_creation` is 0 where these tell it apart.
    let told = max(0, minutes ?? 0).saturatingAdd(max(0, hour ?? 0))
    cacheWrite = max(cacheWrite ?? 0, told)
    cacheWriteHour = hour
  }
}
