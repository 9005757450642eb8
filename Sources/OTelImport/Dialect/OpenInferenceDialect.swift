import TraceModel

extension Dialect {
  /// OpenInference: <https://github.com/Arize-ai/openinference>, `spec/semantic_conventions.md`.
  static let openInference = Dialect(
    name: "OpenInference",
    kinds: [
      KindField(
        "openinference.span.kind",
        [
          "llm": .llm, "tool": .tool, "agent": .agent, "chain": .chain, "retriever": .retrieval,
          "reranker": .rerank, "embedding": .embedding, "guardrail": .guardrail, "evaluator": .evaluator,
          "prompt": .prompt,
        ])
    ],
    fields: [
      .provider: ["llm.provider", "llm.system"],
      .requestModel: [
        "llm.request.model_name", "embedding.model_name", "reranker.model_name",
        "llm.invocation_parameters > model", "embedding.invocation_parameters > model",
        "llm.invocation_parameters > model_name",
      ],
      // Where a span was converted from GenAI attributes, `llm.model_name` is the model that was asked for.
      .responseModel: ["llm.response.model_name", "gen_ai.response.model", "llm.model_name"],
      .responseID: ["llm.response.id"],
      .parameters: ["llm.invocation_parameters", "embedding.invocation_parameters"],
      .inputMessages: ["llm.input_messages.*", "llm.prompts.*", "llm.prompts", "llm.messages"],
      .outputMessages: ["llm.output_messages.*", "llm.choices.*", "llm.output_messages"],
      .tools: ["llm.tools.*"],
      .finishReasons: ["llm.finish_reason"],
      .inputTokens: ["llm.token_count.prompt"],
      .outputTokens: ["llm.token_count.completion"],
      .totalTokens: ["llm.token_count.total"],
      .inputAudioTokens: ["llm.token_count.prompt_details.audio"],
      .outputAudioTokens: ["llm.token_count.completion_details.audio"],
      .serviceTier: ["llm.invocation_parameters > service_tier"],
      .inputCost: ["llm.cost.prompt"],
      .outputCost: ["llm.cost.completion"],
      .totalCost: ["llm.cost.total"],
      .agentName: ["agent.name"],
      .toolName: ["tool.name"],
      .toolCallID: ["tool.id", "tool_call.id"],
      .toolDescription: ["tool.description"],
      .query: ["reranker.query"],
      .topK: ["reranker.top_k", "retrieval.top_k"],
      .documents: ["retrieval.documents.*", "reranker.output_documents.*"],
      .inputDocuments: ["reranker.input_documents.*"],
      .promptTemplate: ["llm.prompt_template.template"],
      .promptVersion: ["llm.prompt_template.version"],
      .promptName: ["prompt.id"],
      .promptVariables: ["llm.prompt_template.variables"],
      .embeddedTexts: ["embedding.embeddings.*"],
      .input: ["input.value", "tool.parameters"],
      .inputForm: ["input.mime_type"],
      .output: ["output.value"],
      .outputForm: ["output.mime_type"],
      .sessionID: ["session.id"],
      .userID: ["user.id"],
    ],
    usagePrefixes: ["llm.token_count."])
}

extension Dialect {
  /// What only the raw request and response bodies say that OpenInference keeps beside its own attributes.
  ///
  /// A response's id tells that two spans are one call; a failed call names its model in the request alone.
  static let openInferenceBodies = Dialect(
    name: "OpenInference bodies",
    fields: [
      .requestModel: ["input.value > model"],
      .responseID: [
        "output.value > id", "output.value > generations.0.0.message.kwargs.response_metadata.id",
        "output.value > llm_output.id",
      ],
      .usage: ["output.value > usage"],
    ],
    spanKinds: [.llm, .embedding])
}
