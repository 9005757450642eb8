import Foundation
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Gemini CLI sessions")
struct GeminiTests {
  private func session() throws -> Trace { try CodingAgentFixture.trace("gemini-cli/session.json") }

  private func lines() throws -> Trace {
    try CodingAgentFixture.trace("gemini-cli/lines.jsonl", "gemini-cli/agent.jsonl")
  }

  @Test(
    "What the program says in the user's place begins no turn, and a failed command of the user ends no run")
  func notices() throws {
    let result = try CodingAgentFixture.read(
      #"{"sessionId":"s","projectHash":"p","startTime":"2026-06-01T10:00:00Z"}"#,
      #"{"id":"1","timestamp":"2026-06-01T10:00:00Z","type":"user","content":[{"text":"<session_context>\nThis is the Gemini CLI.\n</session_context>"}]}"#,
      #"{"id":"2","timestamp":"2026-06-01T10:00:01Z","type":"user","content":[{"text":"User has manually exited Plan Mode. Switching to Default mode (edits will require confirmation)."}]}"#,
      #"{"id":"3","timestamp":"2026-06-01T10:00:02Z","type":"user","content":[{"text":"Mend it"}]}"#,
      #"{"id":"4","timestamp":"2026-06-01T10:00:03Z","type":"error","content":"[API Error: no valid license]"}"#,
      #"{"id":"5","timestamp":"2026-06-01T10:00:09Z","type":"error","content":"Failed to export session: EISDIR"}"#
    )
    let trace = try #require(result.traces.first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend it"])
    #expect(trace.ending == RecordedEnding(.failed, words: "[API Error: no valid license]", spanID: "s/4"))
    #expect(trace.spans.filter(\.status.isError).map(\.name) == ["API error"])
    #expect(trace.spans.first?.events.map(\.name) == ["error"])
  }

  @Test(
    "An error report is the conversation up to a failed request, which it ends with: what was asked last may be a bare text, and a call without a result is open"
  )
  func report() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"error":{"message":"got status: UNAVAILABLE. The model is overloaded.","stack":"ApiError: …"},"context":[
        {"role":"user","parts":[{"text":"This is the Gemini CLI. We are setting up the context for our chat.\nToday"}]},
        {"role":"model","parts":[{"text":"Got it. Thanks for the context!"}]},
        {"role":"user","parts":[{"text":"Look around"}]},
        {"role":"model","parts":[{"functionCall":{"name":"glob","args":{"pattern":"*"}}}]},
        {"role":"user","parts":[{"text":"Wait: only in src"}]},
        {"role":"model","parts":[{"functionCall":{"name":"glob","args":{"pattern":"src/*"}}}]},
        {"role":"user","parts":[{"functionResponse":{"id":"glob-1","name":"glob","response":{"output":"a.c"}}}]},
        {"role":"model","parts":[{"text":"There is a.c."}]},
        "And now?"]}
        """#)
    let trace = try #require(result.traces.first)
    #expect(trace.format == "gemini-cli" && result.diagnostics.isEmpty)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Look around", "Wait: only in src", "And now?"])
    #expect(trace.spans(of: .llm).count == 3)
    #expect(
      trace.spans(of: .tool).map {
        [$0.tool?.arguments?.text, $0.tool?.result?.text, $0.tool?.outcome?.rawValue]
      }
        == [
          [#"{"pattern":"*"}"#, nil, "unfinished"], [#"{"pattern":"src/*"}"#, #"{"output":"a.c"}"#, nil],
        ])
    #expect(trace.ending?.kind == .failed && trace.ending?.words?.contains("overloaded") == true)
  }

  @Test("Thoughts are added to the output, cached tokens lie inside the input")
  func tokens() throws {
    let usage = try #require(session().usages.first ?? nil)
    #expect(
      usage == TokenUsage(input: 1000, cacheRead: 400, output: 50, reasoning: 30, reportedTotal: 1050))
  }

  @Test("Tokens of tools that the provider ran are input beside the prompt")
  func toolTokens() throws {
    #expect(try lines().span(named: "gemini-3-flash").llm?.usage?.input == 102)
  }

  @Test("A record of tools alone is no call: its tools are those of the call before")
  func toolsAlone() throws {
    let trace = try session()
    #expect(trace.spans(of: .llm).count == 2)
    let call = try #require(trace.spans(of: .llm).last)
    #expect(try trace.tool(calledBy: "read-1").parentID == call.id)
    #expect(call.llm?.output.last?.toolCalls.map(\.id) == ["read-1", "shell-2"])
  }

  @Test("A tool's end is recorded and its start inferred from the call")
  func toolTimes() throws {
    let tool = try session().tool(calledBy: "replace-1")
    #expect(tool.duration == 2_000_000_000)
    #expect(tool.timeOrigin == .inferred)
  }

  @Test("A command with an exit code other than zero is an error though its status says success")
  func exitCode() throws {
    let tool = try session().tool(calledBy: "shell-1")
    #expect(tool.tool?.command == ShellCommand(text: "make test", exitCode: 2, output: "FAIL: greeting"))
    #expect(tool.status == .error(message: "FAIL: greeting"))
  }

  @Test("A tool that failed tells why; one that the user stopped is no failure")
  func toolStates() throws {
    let trace = try session()
    #expect(try trace.tool(calledBy: "read-1").status == .error(message: "File not found: missing.txt"))
    let stopped = try trace.tool(calledBy: "shell-2")
    #expect(stopped.tool?.command?.isInterrupted == true)
    #expect(!stopped.status.isError)
  }

  @Test("An edit is the diff that the screen showed")
  func diff() throws {
    let files = try session().tool(calledBy: "replace-1").tool?.files
    #expect(files?.map(\.path) == ["hi.txt"])
    #expect(files?.first?.addedLines == 1)
    #expect(files?.first?.removedLines == 1)
  }

  @Test("Messages of the program are events, its errors are errors")
  func messages() throws {
    let trace = try session()
    #expect(trace.spans.first?.events.map(\.name) == ["info"])
    #expect(try trace.span(named: "API error").status == .error(message: "[API Error: quota exceeded]"))
  }

  @Test("What Gemini CLI itself says to go on is folded")
  func goOn() throws {
    #expect(try session().spans(of: .input).map(\.isFrameworkInternal) == [false, true])
  }

  @Test("A message that is written again in a later line is one message, in its last state")
  func laterLines() throws {
    let trace = try lines()
    #expect(trace.spans(of: .llm).map(\.id).filter { $0.hasSuffix("/g1") }.count == 1)
    #expect(trace.name == "Finding the parser")
  }

  @Test("A call that was taken back was made, but the calls after it do not see it")
  func rewind() throws {
    let calls = try lines().spans(of: .llm).filter { $0.name == "gemini-3-pro" }
    #expect(calls.map { $0.llm?.usage?.input } == [200, 250, 260])
    #expect(calls.last?.llm?.input.map(\.text).contains("In parse.c.") == false)
  }

  @Test("A checkpoint puts its messages in place of the conversation")
  func checkpoint() throws {
    let result = try CodingAgentFixture.read(
      #"{"sessionId":"s","projectHash":"p","startTime":"2026-06-01T10:00:00Z"}"#,
      #"{"id":"u1","timestamp":"2026-06-01T10:00:00Z","type":"user","content":"One"}"#,
      #"{"$set":{"messages":[{"id":"u2","timestamp":"2026-06-01T10:00:01Z","type":"user","content":"Two"}]}}"#,
      #"{"id":"g1","timestamp":"2026-06-01T10:00:02Z","type":"gemini","content":"Yes","tokens":{"input":5,"output":1}}"#
    )
    let trace = try #require(result.traces.first)
    #expect(trace.spans(of: .input).count == 2)
    #expect(trace.spans(of: .llm).first?.llm?.input.map(\.text) == ["Two"])
  }

  @Test("A sub-agent's session hangs under the tool that ran it")
  func subAgent() throws {
    let trace = try lines()
    let agent = try #require(trace.spans(of: .agent).last)
    #expect(agent.agentName == "codebase_investigator")
    #expect(agent.parentID == trace.spans(of: .tool).first?.id)
  }

  @Test("Two snapshots of one session are one trace, the later one")
  func snapshots() throws {
    let later = try NativeFixture.document("gemini-cli/session.json")
    let text = String(
      decoding: try Data(contentsOf: Snapshot.fixtures.appending(path: "gemini-cli/session.json")),
      as: UTF8.self)
    let earlier = SourceDocument(
      name: "earlier.json",
      text: text.replacing("\"lastUpdated\": \"2026-01-05T10:01", with: "\"lastUpdated\": \"2026-01-05T09:59")
    )

    for sources in [[earlier, later], [later, earlier]] {
      let result = try ImporterRegistry.standard.importTraces(from: sources, format: nil)
      #expect(
        result.traces == (try ImporterRegistry.standard.importTraces(from: [later], format: nil)).traces)
      #expect(result.diagnostics.map(\.place.file) == ["earlier.json"])
    }
  }

  @Test("What the model writes in a row, a text and then what it asks for, is one answer")
  func reportInPieces() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"error":{"message":"overloaded"},"context":[{"role":"user","parts":[{"text":"Look around"}]},
        {"role":"model","parts":[{"text":"I look."}]},
        {"role":"model","parts":[{"functionCall":{"name":"glob","args":{"pattern":"*"}}}]},
        {"role":"user","parts":[{"functionResponse":{"name":"glob","response":{"output":"a.c"}}}]},
        {"role":"model","parts":[{"text":"There is a.c."}]}]}
        """#)
    let calls = try #require(result.traces.first).spans(of: .llm)
    #expect(calls.map { $0.llm?.output.first?.text } == ["I look.", "There is a.c."])
    #expect(calls.first?.llm?.output.first?.toolCalls.map(\.name) == ["glob"])
    #expect(calls.last?.llm?.input.map(\.role) == [.user, .assistant, .tool])
  }
}
