import ChatReading
import TraceModel
import TraceSource

/// The tokens and the cost of one model run; what LangSmith sums up on chains is left alone.
enum LangSmithUsage {
  /// The first of the places that count: LangChain's own counts, then the provider's, then those of LangSmith's API.
  static func usage(of run: LangSmithFields, _ answer: LangSmithAnswer) -> TokenUsage? {
    for value in objects(of: run, answer) {
      if var usage = UsageReader.usage(value) {
        if answer.isCutOff { usage.isUnfinished = true }
        return usage
      }
    }
    return reported(run.value)
  }

  private static func objects(of run: LangSmithFields, _ answer: LangSmithAnswer) -> [AttributeValue] {
    [
      answer.message?["usage_metadata"], answer.outputs["usage_metadata"], run.metadata["usage_metadata"],
      answer.outputs["usage"], answer.message?["usage"],
      answer.first(["token_usage", "tokenUsage", "usage", "usage_metadata"]),
    ].compactMap(\.self)
  }

  /// The counts that LangSmith's API puts on the run itself.
  private static func reported(_ run: AttributeValue) -> TokenUsage? {
    let names = [
      "prompt_tokens", "completion_tokens", "total_tokens", "prompt_token_details",
      "completion_token_details",
    ]
    return UsageReader.usage(.map(names.compactMap { name in run[name].map { Attribute(name, $0) } }))
  }

  /// What LangSmith or the application says the run cost, in numbers or in their text.
  static func cost(of run: LangSmithFields, _ answer: LangSmithAnswer) -> ReportedCost? {
    let own = answer.message?["usage_metadata"] ?? answer.outputs["usage_metadata"]
    let input = run.value["prompt_cost"]?.double ?? own?["input_cost"]?.double
    let output = run.value["completion_cost"]?.double ?? own?["output_cost"]?.double
    guard let total = run.value["total_cost"]?.double ?? own?["total_cost"]?.double else {
      return objects(of: run, answer).lazy.compactMap(UsageReader.cost).first
    }
    return ReportedCost(input: input, output: output, total: total)
  }
}
