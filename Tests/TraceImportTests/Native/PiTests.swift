import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("pi sessions")
struct PiTests {
  private func session() throws -> Trace { try CodingAgentFixture.trace("pi/session.jsonl") }

  @Test(
    "A header that was written after the messages does not lengthen the run; a command whose time was over failed, whatever it wrote before"
  )
  func lateHeader() throws {
    let result = try CodingAgentFixture.read(
      #"{"type":"session","id":"s","version":3,"timestamp":"2026-01-01T09:00:00Z","cwd":"/a"}"#,
      #"{"type":"message","id":"1","parentId":null,"timestamp":"2026-01-01T00:00:00Z","message":{"role":"user","content":"Hi"}}"#,
      #"{"type":"message","id":"2","parentId":"1","timestamp":"2026-01-01T00:00:04Z","message":{"role":"assistant","model":"m","content":[{"type":"toolCall","id":"c","name":"bash","arguments":{"command":"make"}}],"stopReason":"toolUse"}}"#,
      #"{"type":"message","id":"3","parentId":"2","timestamp":"2026-01-01T00:05:04Z","message":{"role":"toolResult","toolCallId":"c","toolName":"bash","content":[{"type":"text","text":"\#(String(repeating: "warning: slow\\n", count: 60))Command timed out after 300 seconds"}],"isError":true}}"#
    )
    let trace = try #require(result.traces.first)
    #expect(trace.spans.first?.duration == 304_000_000_000)
    let command = try trace.tool(calledBy: "c")
    #expect(command.status == .error(message: "Command timed out after 300 seconds"))
    #expect(command.tool?.command?.isInterrupted == false)
  }

  @Test("The source's input excludes cached tokens, so they are added; the cost is the source's")
  func usage() throws {
    let call = try #require(session().spans(of: .llm).first?.llm)
    #expect(
      call.usage == TokenUsage(input: 160, cacheRead: 100, cacheWrite: 50, output: 40, reportedTotal: 200))
    #expect(call.reportedCost?.total == 0.0008475)
  }

  @Test("A cost of zero says that pi knows no price")
  func noPrice() throws {
    #expect(try session().spans(of: .llm).map { $0.llm?.reportedCost == nil } == [false, true, true, true])
  }

  @Test("A call that was stopped or broke off has at least its tokens, or none that are known")
  func cutCalls() throws {
    let calls = try session().spans(of: .llm)
    #expect(calls[2].llm?.usage == nil)
    #expect(calls[3].llm?.usage?.isLowerBound == true)
  }

  @Test("A failed call is an error; one that the user stopped is not")
  func stopReasons() throws {
    let calls = try session().spans(of: .llm)
    #expect(calls.map(\.status) == [.unset, .unset, .unset, .error(message: "529 overloaded_error")])
    #expect(calls[2].events.map(\.name) == ["interrupted"])
  }

  @Test("A call's begin and end are recorded")
  func times() throws {
    let call = try #require(session().spans(of: .llm).first)
    #expect(call.duration == 2_900_000_000)
    #expect(call.timeOrigin == .recorded)
  }

  @Test(
    "What programs note beside the run does not lengthen it, and a call without a begin has the message before it"
  )
  func strayTime() throws {
    let result = try CodingAgentFixture.read(
      #"{"type":"session","id":"s","version":3,"timestamp":"2026-01-01T00:00:00Z","cwd":"/tmp"}"#,
      #"{"type":"custom_message","customType":"x","content":"Note","display":false,"id":"1","parentId":null,"timestamp":"2026-03-01T00:00:00Z"}"#,
      #"{"type":"message","id":"2","parentId":"1","timestamp":"2026-01-01T00:00:01Z","message":{"role":"user","content":"Hi"}}"#,
      #"{"type":"message","id":"3","parentId":"2","timestamp":"2026-01-01T00:00:04Z","message":{"role":"assistant","model":"m","content":[{"type":"text","text":"Ho"}],"stopReason":"stop"}}"#
    )
    let trace = try #require(result.traces.first)
    #expect(trace.spans.first?.duration == 4_000_000_000)
    let call = try #require(trace.spans(of: .llm).first)
    #expect(call.duration == 3_000_000_000 && call.timeOrigin == .inferred)
  }

  @Test("Tools that never ran, since the answer broke off, are no tool spans")
  func droppedCalls() throws {
    #expect(try session().spans(of: .tool).map { $0.tool?.callID } == ["t1", "t2", nil])
  }

  @Test("Each input is the way to the entry through the tree")
  func branches() throws {
    let calls = try session().spans(of: .llm)
    #expect(calls[3].llm?.input.map(\.text) == ["Fix the link."])
  }

  @Test("After a compaction the model sees the summary and what was kept")
  func compaction() throws {
    let trace = try session()
    #expect(try trace.span(named: "context compaction").compaction == Compaction(tokensBefore: 159))
    #expect(
      trace.spans(of: .llm)[2].llm?.input.map(\.text)
        == ["A link was fixed.", "Fixed.", "Ran `make`\nok", "Publish it."])
  }

  @Test("Sessions without ids are a line of entries")
  func linear() throws {
    let trace = try CodingAgentFixture.trace("pi/linear.jsonl")
    #expect(trace.spans(of: .llm).last?.llm?.input.map(\.text) == ["They greeted.", "Hi.", "Bye"])
  }

  @Test("A failed command has its exit code, an edit its diff")
  func tools() throws {
    let trace = try session()
    let command = try trace.tool(calledBy: "t1")
    #expect(command.tool?.command?.exitCode == 2)
    #expect(command.status == .error(message: "grep: ./x: Permission denied"))
    let edit = try trace.tool(calledBy: "t2").tool?.files.first
    #expect(edit?.patch == "@@\n <p>\n-<a href=\"/old\">\n+<a href=\"/new\">\n@@\n")
  }

  @Test("A command that the user ran is a tool of the session, and seen by the model")
  func userCommand() throws {
    let trace = try session()
    let command = try #require(trace.spans(of: .tool).first { $0.tool?.callID == nil })
    #expect(command.parentID == trace.id)
    #expect(command.tool?.command == ShellCommand(text: "make", exitCode: 0, output: "ok"))
  }

  @Test("The session's name is the last that the user gave it")
  func name() throws {
    #expect(try session().name == "The broken link")
  }

  @Test("A parent that comes later, or the entry itself, is no parent")
  func circle() throws {
    let result = try CodingAgentFixture.read(
      #"{"type":"session","version":3,"id":"s","timestamp":"2026-02-01T10:00:00Z","cwd":"/"}"#,
      #"{"type":"message","id":"a","parentId":"b","timestamp":"2026-02-01T10:00:01Z","message":{"role":"user","content":"A"}}"#,
      #"{"type":"message","id":"b","parentId":"b","timestamp":"2026-02-01T10:00:02Z","message":{"role":"assistant","content":[]}}"#
    )
    #expect(result.traces.first?.spans.count == 3)
  }
}
