import TraceModel

extension Dialect {
  /// The `llm.*` names of hand-written tracing, which no specification defines.
  static let handWritten = Dialect(
    name: "hand-written llm.*",
    fields: [
      .provider: ["llm.vendor", "llm.provider_name"],
      .requestModel: ["llm.model", "llm.request.model", "llm.model_id"],
      .responseModel: ["llm.response.model"],
      .responseID: ["llm.response_id", "llm.request_id"],
      .parameter: [
        "llm.temperature", "llm.max_tokens", "llm.top_p", "llm.top_k", "llm.seed", "llm.frequency_penalty",
        "llm.presence_penalty", "llm.stream", "llm.stop",
      ],
      .contextWindow: ["llm.context_window", "llm.context_length"],
      .inputMessages: ["llm.messages", "llm.input_messages", "llm.input", "llm.prompt", "llm.request"],
      .outputMessages: [
        "llm.output", "llm.response", "llm.completion", "llm.response_text", "llm.response.text",
        "llm.response_preview", "llm.response.preview",
      ],
      .systemInstructions: ["llm.system_prompt"],
      .tools: ["llm.tools", "llm.functions"],
      .finishReasons: ["llm.finish_reason", "llm.stop_reason", "llm.response.finish_reason"],
      .usage: ["llm.usage", "llm.token_usage"],
      .inputTokens: [
        "llm.prompt_tokens", "llm.input_tokens", "llm.usage.prompt_tokens", "llm.usage.input_tokens",
        "llm.tokens.prompt", "llm.tokens.input",
      ],
      .outputTokens: [
        "llm.completion_tokens", "llm.output_tokens", "llm.usage.completion_tokens",
        "llm.usage.output_tokens", "llm.tokens.completion", "llm.tokens.output",
      ],
      .totalTokens: ["llm.total_tokens", "llm.usage.total_tokens", "llm.tokens.total"],
      .totalCost: ["llm.cost", "llm.cost_usd", "llm.total_cost"],
      .inputCost: ["llm.input_cost", "llm.prompt_cost"],
      .outputCost: ["llm.output_cost", "llm.completion_cost"],
      .query: ["retrieval.query", "search.query", "vector_search.query", "rag.query"],
      .topK: ["retrieval.top_k", "retrieval.k", "search.top_k", "vector_search.top_k", "rag.top_k"],
      .documents: [
        "retrieval.documents", "retrieval.results", "search.results", "rag.documents", "rag.chunks",
      ],
      .documentCount: [
        "retrieval.num_results", "retrieval.count", "retrieval.num_documents", "retrieval.results_count",
        "search.num_results", "vector_search.num_results", "retrieval.document_count",
      ],
      .documentScores: ["retrieval.scores", "search.scores", "vector_search.scores"],
      .documentTexts: ["retrieval.previews", "search.previews", "retrieval.texts", "retrieval.contents"],
      .documentTitles: ["retrieval.titles", "search.titles", "retrieval.sources"],
      .documentIDs: ["retrieval.ids", "retrieval.document_ids", "search.ids"],
      .promptTemplate: ["prompt.template"],
      .promptText: ["prompt.text", "prompt.content", "prompt.final", "prompt.full"],
      .promptTokens: ["prompt.total_tokens", "prompt.tokens", "prompt.token_count"],
      .promptVariables: ["prompt.variables"],
      .segmentTokens: [
        "prompt.system_tokens", "prompt.system_prompt_tokens", "prompt.history_tokens",
        "prompt.context_tokens",
        "prompt.user_tokens", "prompt.question_tokens",
      ],
      .toolArguments: ["tool.arguments", "tool.args", "tool.input"],
      .toolResult: ["tool.result", "tool.output", "tool.response"],
      .toolCallID: ["tool.call_id", "tool_call_id"],
      .toolFailure: ["tool.is_error", "tool.error"],
      .input: ["query.text"],
      .sessionID: ["session.id", "conversation.id", "thread.id", "session_id", "conversation_id"],
      .userID: ["user_id"],
      .errorMessage: ["error.message", "llm.error", "llm.error.message", "error_message"],
      .failure: ["error"],
    ],
    usagePrefixes: ["llm.tokens.", "llm."])
}
