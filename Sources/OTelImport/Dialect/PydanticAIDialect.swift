import TraceModel

extension Dialect {
  /// Pydantic AI with Logfire's names, instrumentation versions 1 to 6, beside the GenAI conventions.
  static let pydanticAI = Dialect(
    name: "Pydantic AI",
    fields: [
      .requestModel: ["model_name"],
      .transcript: ["events", "pydantic_ai.all_messages", "all_messages_events"],
      .tools: ["model_request_parameters > function_tools"],
      .inputTokens: ["gen_ai.aggregated_usage.input_tokens"],
      .outputTokens: ["gen_ai.aggregated_usage.output_tokens"],
      .totalCost: ["operation.cost"],
      .agentName: ["agent_name"],
      .toolArguments: ["tool_arguments"],
      .toolResult: ["tool_response"],
      .output: ["final_result"],
    ],
    usagePrefixes: ["gen_ai.aggregated_usage."])
}
