extension Truth {
  /// Calls of providers as they were recorded, and the events of their hosted agents.
  static let exchanges: [Truth] = [
    Truth(
      "raw-api/openai_responses_pairs.jsonl", traces: 1, kinds: "llm 4, tool 3", calls: 4, errors: 1,
      input: 1300, output: 160, cacheRead: 640, reasoning: 40, models: ["gpt-5-mini", "gpt-5-nano"]),
    Truth(
      "raw-api/anthropic_managed_agent_events.jsonl", traces: 1, kinds: "agent 1, input 1, llm 3, tool 2",
      calls: 3, errors: 0, input: 33803, output: 314, cacheRead: 15730, cacheWrite: 18067,
      models: ["claude-opus-4-8"]),
    // Ten stretches of calls: equal prompts more than ten minutes apart are no conversation.
    Truth(
      "har/llm_calls_from_vcr.har", traces: 10, kinds: "llm 89, tool 1", calls: 89, errors: 3, input: 1136,
      output: 745, cacheRead: 0, cacheWrite: 0, reasoning: 445,
      models: [
        "claude-3-5-haiku-20241022", "claude-4-5-haiku", "claude-haiku-4-5-20251001", "gemini-2.5-flash",
        "gpt-3.5-turbo-0125", "gpt-4.1-2025-04-14", "gpt-4o-2024-08-06", "gpt-4o-mini-2024-07-18",
        "gpt-5-nano-2025-08-07",
      ]),
    Truth(
      "litellm/standard_logging_payload.jsonl", traces: 1, kinds: "llm 2", calls: 2, errors: 1, input: 1204,
      output: 18, cacheRead: 1024, models: ["gpt-4o-mini-2024-07-18"]),
  ]
}
