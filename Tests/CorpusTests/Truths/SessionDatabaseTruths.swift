/// Sessions in databases of agents, counted by `Counting/session_databases.py`.
extension Truth {
  static let sessionDatabases: [Truth] = [
    Truth(
      "goose/20250724_1.jsonl", traces: 1, kinds: "agent 1, input 1, llm 1", calls: 1, errors: 0, models: []),
    Truth(
      "goose/sessions.db", traces: 4, kinds: "agent 4, input 4, llm 9, tool 8", calls: 9, errors: 6,
      input: 18450, output: 3640, models: ["qwen3:0.6b"]),
    Truth(
      "opencode/opencode.db", traces: 3, kinds: "agent 3, input 3, llm 4, tool 1", calls: 4, errors: 0,
      input: 8200, output: 1985, cacheRead: 0, cacheWrite: 0, reasoning: 0, models: ["qwen3:0.6b"]),
  ]
}
