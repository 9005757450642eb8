extension Truth {
  /// Counted by `Counting/langsmith.py`.
  static let langSmith: [Truth] = [
    Truth(
      "langsmith/lc_tracer_nested.json", traces: 1, kinds: "agent 1, chain 3, llm 1, retrieval 1, tool 2",
      calls: 1, errors: 1, input: 212, output: 48, cacheRead: 0, reasoning: 0, models: ["gpt-4.1-mini"]),
    Truth(
      "langsmith/ls_ingest_batches.jsonl", traces: 2, kinds: "agent 2, chain 7, llm 3, retrieval 2, tool 4",
      calls: 3, errors: 1, input: 826, output: 157, cacheRead: 128, reasoning: 24, models: ["gpt-4.1-mini"]),
    Truth(
      "langsmith/ls_real_post_openai.json", traces: 1, kinds: "llm 1", calls: 1, errors: 0, input: 9,
      output: 9, cacheRead: 0, reasoning: 0, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "langsmith/ls_real_post_openai_stream.json", traces: 1, kinds: "llm 1", calls: 1, errors: 0, input: 9,
      output: 9, cacheRead: 0, reasoning: 0, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "langsmith/ls_runs_flat.jsonl", traces: 2, kinds: "agent 2, chain 7, llm 3, retrieval 2, tool 4",
      calls: 3, errors: 1, input: 826, output: 157, cacheRead: 128, reasoning: 24, models: ["gpt-4.1-mini"]),
  ]
}
