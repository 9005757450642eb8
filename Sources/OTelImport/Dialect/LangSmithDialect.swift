import TraceModel

extension Dialect {
  /// LangSmith's exporter. Its `gen_ai.prompt` and `gen_ai.completion` are the whole run's input and output, which
  /// the table of the GenAI conventions names; retrievers say operation `embeddings`, so the kind here must win.
  static let langSmith = Dialect(
    name: "LangSmith",
    kinds: [
      KindField(
        "langsmith.span.kind",
        [
          "llm": .llm, "tool": .tool, "agent": .agent, "chain": .chain, "retriever": .retrieval,
          "embedding": .embedding, "prompt": .prompt, "parser": .chain, "guardrail": .guardrail,
          "evaluator": .evaluator,
        ])
    ],
    fields: [
      .provider: ["langsmith.metadata.ls_provider"],
      .requestModel: ["langsmith.metadata.ls_model_name"],
      .responseModel: ["gen_ai.completion > generations.0.0.message.kwargs.response_metadata.model_name"],
      .responseID: ["gen_ai.completion > generations.0.0.message.kwargs.response_metadata.id"],
      .finishReasons: ["gen_ai.completion > generations.0.0.generation_info.finish_reason"],
      .cacheReadTokens: ["langsmith.metadata.usage_metadata > input_token_details.cache_read"],
      .cacheWriteTokens: ["langsmith.metadata.usage_metadata > input_token_details.cache_creation"],
      .reasoningTokens: ["langsmith.metadata.usage_metadata > output_token_details.reasoning"],
      .usage: ["langsmith.metadata.usage_metadata"],
      .sessionID: [
        "langsmith.metadata.session_id", "langsmith.metadata.thread_id", "langsmith.metadata.conversation_id",
      ],
      .userID: ["langsmith.metadata.user_id"],
    ])
}
