extension Truth {
  /// Counted by `Counting/openai_agents.py`.
  static let openAIAgents: [Truth] = [
    Truth(
      "openai-agents/agents_export.jsonl", traces: 1,
      kinds: "agent 3, chain 6, generic 1, guardrail 1, llm 4, tool 3", calls: 4, errors: 1, input: 1300,
      output: 160, cacheRead: 640, cacheWrite: 0, reasoning: 40, models: []),
    Truth(
      "openai-agents/agents_generation_spans.jsonl", traces: 1, kinds: "agent 1, chain 3, llm 2, tool 1",
      calls: 2, errors: 1, input: 280, output: 36, cacheRead: 128, cacheWrite: 0, reasoning: 0,
      models: ["gpt-4.1-mini"]),
    Truth(
      "openai-agents/agents_ingest_body.json", traces: 1,
      kinds: "agent 3, chain 6, generic 1, guardrail 1, llm 4, tool 3", calls: 4, errors: 1, input: 1300,
      output: 160, cacheRead: 640, cacheWrite: 0, reasoning: 40, models: []),
  ]
}
