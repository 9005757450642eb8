import TraceModel

extension Dialect {
  /// The GenAI semantic conventions of all eras: <https://github.com/open-telemetry/semantic-conventions>, `docs/gen-ai`.
  ///
  /// Cached tokens lie within input tokens, as the conventions say.
  static let genAI = Dialect(
    name: "GenAI conventions",
    kinds: [
      KindField(
        "gen_ai.operation.name",
        [
          "chat": .llm, "generate_content": .llm, "text_completion": .llm, "call_llm": .llm, "llm_call": .llm,
          "completion": .llm, "responses": .llm,
          "embeddings": .embedding, "embedding": .embedding,
          "retrieval": .retrieval, "vector_db_retrieve": .retrieval, "retrieve": .retrieval,
          "rerank": .rerank,
          "execute_tool": .tool, "tool_call": .tool,
          "create_agent": .agent, "invoke_agent": .agent,
          "invoke_workflow": .chain, "plan": .chain, "execute_task": .chain, "chain": .chain,
          "agent_handoff": .chain,
          "evaluate": .evaluator, "guardrail": .guardrail,
        ])
    ],
    fields: [
      .provider: ["gen_ai.provider.name", "gen_ai.system"],
      .requestModel: ["gen_ai.request.model"],
      .responseModel: ["gen_ai.response.model"],
      .responseID: ["gen_ai.response.id"],
      .parameter: [
        "gen_ai.openai.request.seed", "gen_ai.openai.request.response_format",
        "gen_ai.openai.request.service_tier", "openai.request.service_tier",
      ],
      .serviceTier: [
        "gen_ai.openai.response.service_tier", "openai.response.service_tier",
        "gen_ai.response.service_tier",
        "gen_ai.openai.request.service_tier", "openai.request.service_tier", "gen_ai.request.service_tier",
      ],
      .inputMessages: ["gen_ai.input.messages", "gen_ai.prompt.*"],
      .outputMessages: ["gen_ai.output.messages", "gen_ai.completion.*"],
      .systemInstructions: ["gen_ai.system_instructions"],
      .tools: ["gen_ai.tool.definitions"],
      .finishReasons: [
        "gen_ai.response.finish_reasons", "gen_ai.response.finish_reason", "anthropic.message.stop_reason",
      ],
      .inputTokens: ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
      .outputTokens: ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
      .totalTokens: ["gen_ai.usage.total_tokens"],
      .totalCost: ["gen_ai.usage.cost", "gen_ai.usage.total_cost"],
      .agentName: ["gen_ai.agent.name"],
      .toolName: ["gen_ai.tool.name"],
      .toolCallID: ["gen_ai.tool.call.id"],
      .toolDescription: ["gen_ai.tool.description"],
      .toolArguments: ["gen_ai.tool.call.arguments", "gen_ai.tool.arguments"],
      .toolResult: ["gen_ai.tool.call.result", "gen_ai.tool.result"],
      .query: ["gen_ai.retrieval.query.text", "gen_ai.retrieval.query"],
      .topK: ["gen_ai.retrieval.top_k", "gen_ai.request.top_k"],
      .documents: ["gen_ai.retrieval.documents", "gen_ai.retrieval.documents.*"],
      .promptName: ["gen_ai.prompt.name"],
      .input: ["gen_ai.prompt", "gen_ai.task.input"],
      .output: ["gen_ai.completion", "gen_ai.task.output"],
      .sessionID: ["gen_ai.conversation.id"],
      .userID: ["user.id", "enduser.id"],
      .traceName: ["gen_ai.workflow.name"],
    ],
    parameterPrefixes: ["gen_ai.request."], usagePrefixes: ["gen_ai.usage."])
}
