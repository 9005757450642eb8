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
      .cacheReadTokens: ["llm.cached_tokens", "llm.cache_read_tokens", "llm.usage.cache_read_input_tokens"],
      .cacheWriteTokens: ["llm.cache_write_tokens", "llm.cache_creation_tokens"],
      .reasoningTokens: ["llm.reasoning_tokens", "llm.usage.reasoning_tokens"],
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
      .sessionID: ["session.id", "conversation.id", "thread.id", "session_id", "conversation_id"],
      .userID: ["user_id"],
      .errorMessage: ["error.message", "llm.error", "llm.error.message", "error_message"],
      .failure: ["error"],
    ])

  /// Names of one word. They count only on spans whose kind is already known to be LLM work.
  static let handWrittenShortNames = Dialect(
    name: "hand-written short names",
    kinds: [
      KindField(
        "type",
        [
          "llm": .llm, "generation": .llm, "chat": .llm, "llm_call": .llm, "completion": .llm,
          "retrieval": .retrieval, "retriever": .retrieval, "search": .retrieval, "vector_search": .retrieval,
          "rerank": .rerank, "embedding": .embedding, "prompt": .prompt, "prompt_assembly": .prompt,
          "tool": .tool, "tool_call": .tool, "agent": .agent, "chain": .chain, "workflow": .chain,
          "input": .input, "output": .output, "guardrail": .guardrail, "evaluator": .evaluator,
        ])
    ],
    fields: [
      .provider: ["provider", "vendor"],
      .requestModel: ["model", "model_name", "model_id"],
      .responseID: ["response_id"],
      .parameter: ["temperature", "max_tokens", "top_p", "seed", "stream", "max_output_tokens"],
      .inputMessages: ["messages", "prompt", "input_messages"],
      .outputMessages: [
        "response", "completion", "answer", "response_text", "response_preview", "output_messages",
      ],
      .systemInstructions: ["system_prompt", "system"],
      .tools: ["tools"],
      .finishReasons: ["finish_reason", "stop_reason", "finish_reasons"],
      .usage: ["usage", "token_usage"],
      .inputTokens: ["prompt_tokens", "input_tokens", "tokens.prompt", "tokens.input", "tokens_in"],
      .outputTokens: [
        "completion_tokens", "output_tokens", "tokens.completion", "tokens.output", "tokens_out",
      ],
      .totalTokens: ["total_tokens", "tokens.total", "tokens"],
      .cacheReadTokens: ["cached_tokens", "cache_read_tokens", "cache_read_input_tokens"],
      .cacheWriteTokens: ["cache_creation_input_tokens", "cache_write_tokens"],
      .reasoningTokens: ["reasoning_tokens"],
      .totalCost: ["cost", "cost_usd", "total_cost"],
      .agentName: ["agent"],
      .toolName: ["tool_name", "tool", "function_name", "function"],
      .toolCallID: ["call_id"],
      .toolDescription: ["tool_description"],
      .toolArguments: ["arguments", "args", "tool_args", "tool_input", "parameters"],
      .toolResult: ["result", "tool_result", "tool_output"],
      .toolFailure: ["is_error", "isError"],
      .query: ["query", "search_query", "question", "user_query"],
      .topK: ["top_k", "k", "limit"],
      .documents: [
        "documents", "results", "docs", "chunks", "retrieved_documents", "context_documents", "matches",
      ],
      .inputDocuments: ["input_documents", "candidates"],
      .documentCount: [
        "num_results", "result_count", "results_count", "num_documents", "document_count", "documents_count",
        "num_docs", "doc_count", "documents_found", "count", "num_chunks",
      ],
      .documentScores: ["scores", "similarity_scores", "relevance_scores", "similarities"],
      .documentTexts: ["previews", "texts", "contents", "snippets", "passages", "document_previews"],
      .documentTitles: ["titles", "sources", "document_titles", "files"],
      .documentIDs: ["ids", "document_ids", "doc_ids", "chunk_ids"],
      .promptTemplate: ["template", "prompt_template"],
      .promptName: ["template_name", "prompt_name"],
      .promptText: ["prompt", "final_prompt", "full_prompt", "assembled_prompt", "prompt_text"],
      .promptTokens: ["total_tokens", "prompt_tokens", "total_prompt_tokens", "token_count"],
      .promptVariables: ["variables", "prompt_variables"],
      .segmentTokens: [
        "system_prompt_tokens", "system_tokens", "instructions_tokens", "tools_tokens", "memory_tokens",
        "examples_tokens", "history_tokens", "conversation_history_tokens", "context_tokens",
        "retrieved_context_tokens", "documents_tokens", "user_prompt_tokens", "user_message_tokens",
        "user_tokens",
        "question_tokens", "query_tokens",
      ],
      .segmentText: [
        "system_prompt", "instructions", "history", "conversation_history", "context", "retrieved_context",
        "user_prompt", "user_message", "question",
      ],
      .input: [
        "input", "question", "user_question", "user_input", "query", "message", "user_message", "text",
        "prompt",
      ],
      .output: [
        "output", "answer", "final_answer", "response", "result", "text", "response_preview",
        "answer_preview",
      ],
      .sessionID: ["session"],
      .embeddedTexts: ["input", "text", "texts"],
    ],
    spanKinds: Set(SpanKind.allCases).subtracting([.generic]))
}
