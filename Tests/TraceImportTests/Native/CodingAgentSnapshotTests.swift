import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// The fixtures of each coding agent, found out and by name, compared with the dump on record beside them.
@Suite("Coding agents: fixtures")
struct CodingAgentSnapshotTests {
  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: [
      (["codex/session.jsonl"], "codex"), (["codex/older.jsonl"], "codex"), (["codex/bare.jsonl"], "codex"),
      (["codex/parent.jsonl", "codex/child.jsonl"], "codex"), (["codex-exec/events.jsonl"], "codex-exec"),
      (["gemini-cli/session.json"], "gemini-cli"),
      (["gemini-cli/lines.jsonl", "gemini-cli/agent.jsonl"], "gemini-cli"),
      (["gemini-cli/stream.jsonl"], "gemini-cli"), (["cline/ui_messages.json"], "cline"),
      (["pi/session.jsonl"], "pi"),
      (["pi/linear.jsonl"], "pi"), (["qwen-code/session.jsonl"], "qwen-code"),
      (["chat/lines.jsonl"], "chat"), (["chat/anthropic.json"], "chat"), (["chat/pydantic.json"], "chat"),
      (["chat/chatgpt.json"], "chat"), (["chat/claude-ai.json"], "chat"),
      (["chat/langchain-work.json"], "chat"), (["chat/steps.json"], "chat"),
      (["claude-stream/run.jsonl"], "claude-stream"), (["claude-stream/result.json"], "claude-stream"),
      (["atif/trajectory.json"], "atif"), (["atif/first.json", "atif/second.json"], "atif"),
      (["opencode/export.json"], "opencode"), (["opencode/sessions.db"], "opencode"),
      (["copilot-cli/events.jsonl"], "copilot-cli"),
      (["mini-swe-agent/v1.traj.json"], "mini-swe-agent"),
      (["mini-swe-agent/v2.traj.json"], "mini-swe-agent"),
      (["goose/session.jsonl"], "goose"), (["goose/sessions.db"], "goose"),
      (["openhands-v1/events.jsonl"], "openhands-v1"),
      (["kimi/main.jsonl", "kimi/agent-0.jsonl"], "kimi"), (["pi/harness.jsonl"], "pi"),
      (["vscode-chat/chat.json"], "vscode-chat"),
      (["antigravity/transcript.jsonl"], "antigravity"), (["antigravity/cli.jsonl"], "antigravity"),
      (["crush/crush.db"], "crush"),
      (["aider/chat.history.md"], "aider"), (["aider/older.md"], "aider"), (["aider/llm.history"], "aider"),
      (["specstory/session.md"], "specstory"), (["specstory/older.md"], "specstory"),
      (["cursor-chat/chat.md"], "cursor-chat"),
    ])
  func dump(_ names: [String], format: String) throws {
    let documents = try names.map { try NativeFixture.document($0) }

    let found = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    let named = try ImporterRegistry.standard.importTraces(from: documents, format: format)

    #expect(Set(found.traces.map(\.format)) == [format])
    #expect(found == named)
    let stem = names.first?.split(separator: ".").first.map(String.init) ?? ""
    try Snapshot.check(TraceDump.text(found), against: stem + ".dump.txt")
  }
}
