/// Sessions of coding agents besides Claude Code, counted by `Counting/coding_agents.py`.
extension Truth {
  static let codingAgents: [Truth] = [
    Truth(
      "codex-cli/codex_0.163_stub_exec_json.jsonl", traces: 1, kinds: "agent 1, llm 1, tool 5", calls: 1,
      errors: 1, input: 51390, output: 624, cacheRead: 39936, cacheWrite: 0, reasoning: 160, models: []),
    Truth(
      "codex-cli/codex_0.163_stub_resumed.jsonl", traces: 1, kinds: "agent 1, input 2, llm 10, tool 12",
      calls: 10, errors: 4, input: 102780, output: 1248, cacheRead: 79872, cacheWrite: 0, reasoning: 320,
      models: ["gpt-5.5-codex"]),
    Truth(
      "codex-cli/codex_0.163_stub_rollout.jsonl", traces: 1, kinds: "agent 1, input 1, llm 5, tool 6",
      calls: 5, errors: 2, input: 51390, output: 624, cacheRead: 39936, cacheWrite: 0, reasoning: 160,
      models: ["gpt-5.5-codex"]),
    Truth(
      "gemini-cli/gemini_error.json", traces: 1, kinds: "agent 1, input 2, llm 2, tool 1", calls: 2,
      errors: 0, input: 24176, output: 153, cacheRead: 11835, reasoning: 120, models: ["gemini-2.5-flash"]),
    Truth(
      "gemini-cli/gemini_fixture_replay.json", traces: 1, kinds: "agent 1, input 4, llm 5, tool 3", calls: 5,
      errors: 1, input: 1910, output: 215, cacheRead: 600, reasoning: 45, models: ["gemini-2.5-flash"]),
    Truth(
      "gemini-cli/gemini_multi_13msg.json", traces: 1, kinds: "agent 1, input 1, llm 10, tool 9", calls: 10,
      errors: 0, input: 131375, output: 1812, cacheRead: 113854, reasoning: 1095, models: ["gemini-2.5-flash"]
    ),
    Truth(
      "gemini-cli/gemini_partial.json", traces: 1, kinds: "agent 1, input 1, llm 5, tool 4", calls: 5,
      errors: 0, input: 62895, output: 773, cacheRead: 50471, reasoning: 464, models: ["gemini-2.5-flash"]),
    Truth(
      "antigravity/cli_small.jsonl", traces: 1, kinds: "agent 1, generic 1, input 2, llm 3, tool 10",
      calls: 3,
      errors: 0, models: ["Gemini 3.5 Flash (Medium)"]),
    Truth(
      "kimi/compaction.wire.jsonl", traces: 1, kinds: "agent 1, generic 1, input 2, llm 1", calls: 1,
      errors: 0, models: []),
    Truth(
      "kimi/hello.wire.jsonl", traces: 1, kinds: "agent 1, input 1, llm 1", calls: 1, errors: 0, input: 10,
      output: 5, cacheRead: 0, cacheWrite: 0, models: ["kimi-k2"]),
    Truth(
      "kimi/wire_small.jsonl", traces: 1, kinds: "agent 1, input 3, llm 2", calls: 2, errors: 2,
      models: ["kimi-k2.7-code"]),
    Truth(
      "misc/pi_large-session.jsonl", traces: 1, kinds: "agent 1, input 88, llm 453, tool 373", calls: 453,
      errors: 10, input: 47526750, output: 83156, cacheRead: 43229469, cacheWrite: 4296232,
      models: ["claude-sonnet-4-5", "gpt-5.1-codex"]),
    Truth(
      "qwen-code/chat_27d495d1.jsonl", traces: 1, kinds: "agent 1, input 1, llm 4, tool 2", calls: 4,
      errors: 1,
      input: 8200, output: 2098, cacheRead: 0, reasoning: 2047, models: ["qwen3:0.6b"]),
  ]
}
