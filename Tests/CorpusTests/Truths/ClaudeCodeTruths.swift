extension Truth {
  /// Claude Code transcripts, counted by `Counting/claude_code.py`.
  static let claudeCode: [Truth] = [
    Truth(
      "claude-code/cc_agent_progress.jsonl", traces: 1,
      kinds: "agent 9, generic 2, input 6, llm 125, prompt 7, tool 158",
      calls: 125, errors: 7, input: 6566917, output: 1035, cacheRead: 6116759, cacheWrite: 449932,
      models: ["claude-haiku-4-5-20251001", "claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_compact_x3_large.jsonl", traces: 1,
      kinds: "agent 5, generic 4, input 42, llm 225, prompt 3, tool 202",
      calls: 225, errors: 11, input: 25645626, output: 70618, cacheRead: 24013662, cacheWrite: 1618146,
      models: ["claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_edge_cases_synthetic.jsonl", traces: 2,
      kinds: "agent 2, input 4, llm 4, prompt 2, tool 3",
      calls: 4, errors: 1, input: 488, output: 435, cacheRead: 0, cacheWrite: 0,
      models: ["claude-3-sonnet-20240229", "claude-sonnet-4"]),
    Truth(
      "claude-code/cc_errors_218.jsonl", traces: 1, kinds: "agent 1, input 7, llm 39, tool 63",
      calls: 39, errors: 5, input: 2295635, output: 2933, cacheRead: 2237581, cacheWrite: 58001,
      models: ["claude-opus-4-6"]),
    Truth(
      "claude-code/cc_large_4mb.jsonl", traces: 1,
      // One prompt stands in the queue alone, here and in the next.
      kinds: "agent 2, generic 1, input 18, llm 57, prompt 9, tool 77",
      calls: 57, errors: 8, input: 3159966, output: 154, cacheRead: 2649751, cacheWrite: 504402,
      models: ["claude-haiku-4-5-20251001", "claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_no_root.jsonl", traces: 1,
      kinds: "agent 1, generic 2, input 5, llm 61, prompt 6, tool 57",
      calls: 61, errors: 1, input: 5931441, output: 159, cacheRead: 5700651, cacheWrite: 230294,
      models: ["claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_sidechain_22.jsonl", traces: 1, kinds: "agent 4, input 1, llm 20, prompt 1, tool 18",
      calls: 20, errors: 3, input: 372135, output: 3629, cacheRead: 324259, cacheWrite: 47747,
      models: ["claude-sonnet-4-20250514"]),
    Truth(
      "claude-code/cc_small_summaries.jsonl", traces: 1, kinds: "agent 3, input 2, llm 7, tool 7",
      calls: 7, errors: 2, input: 224375, output: 3281, cacheRead: 157550, cacheWrite: 66741,
      models: ["claude-sonnet-4-5-20250929"]),
    Truth(
      "claude-code/cc_task_inline_haiku.jsonl", traces: 1,
      kinds: "agent 10, input 4, llm 16, prompt 2, tool 12",
      calls: 16, errors: 4, input: 1302227, output: 22145, cacheRead: 1025640, cacheWrite: 275238,
      models: ["claude-haiku-4-5-20251001"]),
    Truth(
      "claude-code/cc_two_sessions.jsonl", traces: 2, kinds: "agent 2, input 3, llm 56, tool 58",
      calls: 56, errors: 1, input: 3987075, output: 157, cacheRead: 3812944, cacheWrite: 173677,
      models: ["claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_v1.0.98_small.jsonl", traces: 1, kinds: "agent 1, input 1, llm 7, prompt 1, tool 12",
      calls: 7, errors: 0, input: 116010, output: 953, cacheRead: 103219, cacheWrite: 12698,
      models: ["claude-sonnet-4-20250514"]),
    Truth(
      "claude-code/cc_v2.0.76.jsonl", traces: 1, kinds: "agent 1, input 5, llm 72, prompt 1, tool 78",
      calls: 72, errors: 8, input: 4463030, output: 5323, cacheRead: 4136505, cacheWrite: 325941,
      models: ["claude-opus-4-5-20251101"]),
    Truth(
      "claude-code/cc_web_session.json", traces: 1, kinds: "agent 1, input 5, llm 15, tool 12",
      calls: 15, errors: 1, models: []),
  ]
}
