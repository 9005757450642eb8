import TraceModel

extension Dialect {
  /// Mozilla's any-agent: the GenAI conventions with names of its own for outputs, tool arguments and cost.
  static let anyAgent = Dialect(
    name: "any-agent",
    fields: [
      .outputMessages: ["gen_ai.output"],
      .inputCost: ["gen_ai.usage.input_cost"],
      .outputCost: ["gen_ai.usage.output_cost"],
      .toolArguments: ["gen_ai.tool.args"],
      .output: ["gen_ai.output", "any_agent.final_output"],
    ])
}
