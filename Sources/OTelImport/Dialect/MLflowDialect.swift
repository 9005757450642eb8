import TraceModel

extension Dialect {
  /// MLflow's span attributes: <https://mlflow.org/docs/latest/genai/concepts/span>.
  ///
  /// Its autologging adds Anthropic's cached tokens to the input, so that they lie within it for every provider.
  static let mlflow = Dialect(
    name: "MLflow",
    kinds: [
      KindField(
        "mlflow.spanType",
        [
          "llm": .llm, "chat_model": .llm, "embedding": .embedding, "retriever": .retrieval,
          "reranker": .rerank, "tool": .tool, "agent": .agent, "chain": .chain, "workflow": .chain,
          "task": .chain, "parser": .chain, "memory": .generic, "guardrail": .guardrail,
          "evaluator": .evaluator,
        ])
    ],
    fields: [
      .provider: ["mlflow.llm.provider"],
      .requestModel: ["mlflow.llm.model"],
      .parameters: ["invocation_params"],
      .transcript: ["mlflow.chat.messages"],
      .tools: ["mlflow.chat.tools"],
      .inputTokens: ["mlflow.chat.tokenUsage > input_tokens"],
      .outputTokens: ["mlflow.chat.tokenUsage > output_tokens"],
      .totalTokens: ["mlflow.chat.tokenUsage > total_tokens"],
      .cacheReadTokens: ["mlflow.chat.tokenUsage > cache_read_input_tokens"],
      .cacheWriteTokens: ["mlflow.chat.tokenUsage > cache_creation_input_tokens"],
      .cacheWriteHourTokens: ["mlflow.chat.tokenUsage > cache_creation_input_tokens_above_1hr"],
      .inputCost: ["mlflow.llm.cost > input_cost"],
      .outputCost: ["mlflow.llm.cost > output_cost"],
      .totalCost: ["mlflow.llm.cost > total_cost"],
      .embeddedTexts: ["mlflow.spanInputs > input", "mlflow.spanInputs > texts", "mlflow.spanInputs > text"],
      .input: ["mlflow.spanInputs"],
      .output: ["mlflow.spanOutputs"],
      .sessionID: ["mlflow.trace.session"],
      .userID: ["mlflow.trace.user"],
    ])

  /// What only the request and response say that MLflow keeps as a call's inputs and outputs.
  static let mlflowBodies = Dialect(
    name: "MLflow bodies",
    fields: [
      .requestModel: ["mlflow.spanInputs > model"],
      .responseModel: ["mlflow.spanOutputs > model"],
      .responseID: ["mlflow.spanOutputs > id"],
      .tools: ["mlflow.spanInputs > tools"],
      .usage: ["mlflow.spanOutputs > usage"],
    ],
    spanKinds: [.llm, .embedding])

  /// What a reranker was given stands among its inputs.
  static let mlflowRankers = Dialect(
    name: "MLflow rerankers",
    fields: [.inputDocuments: ["mlflow.spanInputs > documents", "mlflow.spanInputs > docs"]],
    spanKinds: [.rerank])
}
