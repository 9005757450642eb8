/// Transcripts in text, counted by `Counting/text_transcripts.py`.
extension Truth {
  static let textTranscripts: [Truth] = [
    Truth(
      "aider/repomap.history.md", traces: 3, kinds: "agent 3, input 7, llm 8, prompt 3, tool 7", calls: 8,
      errors: 6,
      input: 32681, output: 338,
      models: ["claude-3-5-sonnet-20240620", "gpt-4o", "openrouter/anthropic/claude-3.5-sonnet"]),
    Truth(
      "specstory/golangci.md", traces: 1, kinds: "agent 1, generic 1, input 5, llm 111, prompt 3, tool 107",
      calls: 111,
      errors: 9, models: ["claude-opus-4-6"]),
  ]
}
