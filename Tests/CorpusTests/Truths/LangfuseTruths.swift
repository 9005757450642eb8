extension Truth {
  /// Langfuse's downloads and exports, counted by `Counting/langfuse.py`.
  static let langfuse: [Truth] = [
    Truth(
      "langfuse/blob_microsoft-agent_observations_v2.jsonl", traces: 1, kinds: "agent 1, llm 2, tool 1",
      calls: 2, errors: 0, input: 293, output: 106, models: ["gpt-5-mini-2025-08-07"]),
    Truth(
      "langfuse/lf_agno-2025-06-11.json", traces: 1, kinds: "agent 1, llm 4, tool 1",
      calls: 2, errors: 0, input: 826, output: 245, models: ["gpt-4o-mini"]),
    Truth(
      "langfuse/lf_autogen-2025-06-06.json", traces: 1, kinds: "generic 1, llm 1",
      calls: 1, errors: 0, input: 41, output: 3, models: ["gpt-4o"]),
    Truth(
      "langfuse/lf_claude-agent-2025-12-22.json", traces: 1, kinds: "chain 1, llm 4, tool 2",
      calls: 4, errors: 0, input: 34, output: 232, models: ["claude-sonnet-4-5-20250929"]),
    Truth(
      "langfuse/lf_crewai-2025-07-11.json", traces: 1, kinds: "agent 1, chain 1, generic 3, llm 1",
      calls: 1, errors: 0, input: 190, output: 164, cacheRead: 0, reasoning: 0, models: ["gpt-4o-mini"]),
    Truth(
      "langfuse/lf_google-adk-2025-08-28.json", traces: 1, kinds: "agent 1, chain 1, llm 2, tool 1",
      calls: 2, errors: 0, input: 67, output: 9, models: ["gemini-2.0-flash"]),
    Truth(
      "langfuse/lf_google-gemini-2025-08-01.json", traces: 1, kinds: "llm 1",
      calls: 1, errors: 0, input: 6, output: 2055, reasoning: 1104, models: ["gemini-2.5-flash"]),
    Truth(
      "langfuse/lf_langgraph-python-2025-08-22.json", traces: 1, kinds: "chain 4, generic 2, llm 2, tool 1",
      calls: 2, errors: 0, input: 168, output: 66, cacheRead: 0, reasoning: 0, models: ["gpt-4o-2024-08-06"]),
    Truth(
      "langfuse/lf_llamaindex-2025-06-05.json", traces: 1, kinds: "generic 1, llm 1",
      calls: 1, errors: 0, input: 13, output: 81, cacheRead: 0, reasoning: 0, models: ["gpt-4o"]),
    Truth(
      "langfuse/lf_microsoft-agent-2025-12-17.json", traces: 1, kinds: "agent 1, llm 2, tool 1",
      calls: 2, errors: 0, input: 293, output: 106, models: ["gpt-5-mini-2025-08-07"]),
    Truth(
      "langfuse/lf_openai-agents-2025-09-30.json", traces: 1, kinds: "agent 2, llm 2, tool 1",
      calls: 2, errors: 0, input: 140, output: 44, cacheRead: 0, reasoning: 0, models: ["gpt-4.1-2025-04-14"]),
    Truth(
      "langfuse/lf_pydantic-ai-tools-2025-12-04.json", traces: 1, kinds: "agent 3, generic 2, llm 4, tool 3",
      calls: 4, errors: 0, input: 1315, output: 209, models: ["gpt-4o-mini-2024-07-18"]),
    Truth(
      "langfuse/lf_vercel-aisdk-2025-11-17.json", traces: 1, kinds: "chain 1, llm 1, tool 1",
      calls: 1, errors: 0, input: 62, output: 85, models: ["gpt-5-2025-08-07"]),
    Truth(
      "langfuse/lf_vertex-ai-2025-08-01.json", traces: 1, kinds: "llm 1",
      calls: 1, errors: 0, input: 5, output: 845,
      models: [
        "projects/vertex-ai-integration-467711/locations/europe-central2/publishers/google/models/gemini-2.5-flash"
      ]),
  ]
}
