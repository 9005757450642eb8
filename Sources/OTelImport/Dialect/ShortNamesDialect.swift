import TraceModel

extension Dialect {
  /// Names of one word for what a step of an application did. They count only where the kind is known, so that
  /// `query` on a database span stays what it is.
  static let shortStepNames = Dialect(
    name: "short names of steps",
    kinds: [
      KindField(
        "type",
        [
          "llm": .llm, "generation": .llm, "chat": .llm, "llm_call": .llm, "completion": .llm,
          "retrieval": .retrieval, "retriever": .retrieval, "search": .retrieval, "vector_search": .retrieval,
          "rerank": .rerank, "embedding": .embedding, "prompt": .prompt, "prompt_assembly": .prompt,
          "tool": .tool, "tool_call": .tool, "agent": .agent, "chain": .chain, "workflow": .chain,
          "input": .input, "output": .output, "guardrail": .guardrail, "evaluator": .evaluator,
        ], isCommonWord: true)
    ],
    fields: [
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
      .promptVersion: ["template_version", "prompt_version"],
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
        "input", "question", "user_question", "user_input", "query", "message", "user_message", "user_goal",
        "goal",
        "text", "prompt",
      ],
      .output: [
        "output", "answer", "final_answer", "response", "result", "text", "response_preview",
        "answer_preview",
      ],
      .sessionID: ["session"],
    ],
    suffixes: ["_tokens": .segmentTokens],
    spanKinds: Set(SpanKind.allCases).subtracting([.generic]))

  /// Names of one word for a model's call. They count on such calls alone: an `answer` elsewhere is an output.
  static let shortModelNames = Dialect(
    name: "short names of model calls",
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
      .totalCost: ["cost", "cost_usd", "total_cost"],
      .embeddedTexts: ["input", "text", "texts"],
    ],
    usagePrefixes: [""], spanKinds: [.llm, .embedding])
}
