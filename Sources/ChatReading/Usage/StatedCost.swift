package import TraceModel
import TraceSource

extension UsageReader {
  /// What a usage object says the call cost, in US dollars; `nil` where it says nothing of it.
  ///
  /// OpenRouter's `cost` is in credits, which are dollars; where a key of one's own pays the provider, what that one
  /// took stands beside it (openrouter.ai/docs/use-cases/usage-accounting). xAI counts in ticks of 1e-10 dollars
  /// (docs.x.ai/developers/cost-tracking). Perplexity gives parts and `total_cost`, fees of searches included
  /// (docs.perplexity.ai/getting-started/pricing); loggers before OpenRouter's `cost` kept its `total_cost` of a generation.
  package static func cost(_ value: AttributeValue) -> ReportedCost? {
    let value = value.unwrapped
    guard value.map != nil else { return nil }
    if let ticks = value["cost_in_usd_ticks"]?.double, ticks >= 0 { return ReportedCost(total: ticks / 1e10) }
    if let cost = value["cost"], let total = cost["total_cost"]?.double {
      return ReportedCost(
        input: cost["input_tokens_cost"]?.double, output: cost["output_tokens_cost"]?.double, total: total)
    }
    guard let charged = (value["cost"] ?? value["total_cost"])?.double, charged >= 0 else { return nil }
    let upstream = value["cost_details"]?["upstream_inference_cost"]?.double
    return ReportedCost(total: charged + (value["is_byok"]?.bool == true ? upstream ?? 0 : 0))
  }
}
