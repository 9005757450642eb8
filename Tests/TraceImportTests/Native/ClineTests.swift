import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import TraceImport
@testable import TraceSource

@Suite("Cline's tasks")
struct ClineTests {
  private func task() throws -> Trace {
    try #require(NativeFixture.load("cline/ui_messages.json").traces.first)
  }

  private func read(_ messages: String...) throws -> Trace {
    try #require(NativeFixture.load(text: "[\(messages.joined(separator: ",\n"))]").traces.first)
  }

  private func request(_ facts: String) -> String {
    let text = facts.replacing("\"", with: "\\\"")
    return #"{"ts":1767225600000,"type":"say","say":"api_req_started","text":"\#(text)"}"#
  }

  @Test("What the cache gave lies outside of the tokens in; a count of zeros is none")
  func tokens() throws {
    let calls = try task().spans(of: .llm)
    #expect(
      calls.first?.llm?.usage == TokenUsage(input: 910, cacheRead: 0, cacheWrite: 900, output: 60))
    #expect(calls.first?.llm?.reportedCost?.total == 0.01)
    #expect(calls.first { $0.status.isError }?.llm?.usage == nil)
  }

  @Test("Where Roo Code names the protocol, the cache lies inside")
  func rooTokens() throws {
    let trace = try read(
      request(#"{"apiProtocol":"anthropic","tokensIn":1000,"tokensOut":5,"cacheReads":900,"cacheWrites":50}"#)
    )
    #expect(
      trace.usages.first == TokenUsage(input: 1000, cacheRead: 900, cacheWrite: 50, output: 5))
  }

  @Test("Requests that were deleted count by their sum")
  func deleted() throws {
    let sum = try task().span(named: "requests that were deleted")
    #expect(sum.llm?.usage == TokenUsage(input: 105, cacheRead: 100, cacheWrite: 0, output: 7))
    #expect(sum.llm?.reportedCost?.total == 0.002)
  }

  @Test("Each request is given what it states, and the answers before it")
  func conversation() throws {
    let calls = try task().spans(of: .llm)
    #expect(calls.map { $0.llm?.input.count } == [1, 3, 5, 7, 7, 8, 10, 12])
    #expect(
      calls.first?.llm?.output.first?.toolCalls.map(\.name) == [
        "readFile", "execute_command", "mcp__words__polite",
      ])
  }

  @Test("A text that is shown again whole stands once")
  func repeatedText() throws {
    #expect(try task().spans(of: .llm)[1].llm?.output.first?.text == "I edit it.")
  }

  @Test(
    "A command's output is its pieces, and tells that it failed; the mark for approval is none of its line")
  func command() throws {
    let tool = try task().span(named: "execute_command")
    #expect(tool.tool?.command?.text == "python hi.py")
    #expect(tool.tool?.command?.output?.hasSuffix("NameError: name 'prnt' is not defined") == true)
    #expect(tool.status == .error(message: "NameError: name 'prnt' is not defined"))
    #expect(tool.duration == 3_500_000_000)
  }

  @Test("A server's error is a failure, what a person denied is none")
  func outcomes() throws {
    let trace = try task()
    #expect(
      try trace.span(named: "mcp__words__polite").status == .error(message: "The dictionary is closed."))
    let edit = try trace.span(named: "editedExistingFile")
    #expect(!edit.status.isError)
    #expect(edit.tool?.files.isEmpty == true)
    #expect(edit.tool?.result?.text == "The user denied this operation.")
    #expect(try trace.span(named: "readFile").tool?.result?.text == "prnt('hi')")
  }

  @Test("The answer to a question is its result, and no prompt; after a break it is a prompt")
  func question() throws {
    let trace = try task()
    #expect(try trace.span(named: "ask_followup_question").tool?.result?.text == "good day")
    #expect(trace.spans(of: .input).map { $0.input?.text } == ["Make the greeting polite.", "Go on."])
    let broken = try read(
      request("{}"),
      #"{"ts":1767225601000,"type":"ask","ask":"followup","text":"{\"question\":\"Which?\"}"}"#,
      #"{"ts":1767225602000,"type":"ask","ask":"resume_task"}"#,
      #"{"ts":1767225603000,"type":"say","say":"user_feedback","text":"That one"}"#)
    #expect(broken.spans(of: .input).map { $0.input?.text } == ["That one"])
  }

  @Test("A request that failed says why, one that was stopped is none")
  func failures() throws {
    let calls = try task().spans(of: .llm)
    #expect(calls.filter(\.status.isError).map(\.status) == [.error(message: "overloaded")])
    #expect(
      calls.filter { $0.llm?.finishReasons == ["cancelled"] }.map { $0.llm?.usage?.isUnfinished } == [true])
  }

  @Test("What a request wrote of which the source keeps nothing is a call without figures")
  func unrecorded() throws {
    let call = try #require(task().spans(of: .llm).first { $0.llm?.usage == nil && !$0.status.isError })
    #expect(call.llm?.output.first?.parts == [.reasoning(Reasoning(text: "That was another request."))])
  }

  @Test("The last message tells how the task ended")
  func endings() throws {
    #expect(try task().ending == RecordedEnding(.finished, words: "completion_result"))
    #expect(try task().spans(of: .llm).last?.llm?.output.first?.text == "The greeting is polite.")
    let start = request(#"{"cancelReason":"user_cancelled"}"#)
    let cases: [(String, RecordedEnding.Kind?)] = [
      (#""ask","ask":"resume_task""#, .interrupted),
      (#""ask","ask":"api_req_failed","text":"down""#, .failed),
      (#""ask","ask":"mistake_limit_reached","text":"lost""#, .limit),
      (#""say","say":"text","text":"x""#, nil),
    ]
    for (message, kind) in cases {
      let trace = try read(start, #"{"ts":1767225601000,"type":\#(message)}"#)
      #expect(trace.ending?.kind == kind)
    }
  }

  @Test("An error marks the tool that ran; without one it stands by itself")
  func errors() throws {
    let error = #"{"ts":1767225602000,"type":"say","say":"error","text":"Error reading file: gone"}"#
    let tool =
      #"{"ts":1767225601000,"type":"say","say":"tool","text":"{\"tool\":\"readFile\",\"path\":\"a\"}"}"#
    let failed = try read(request("{}"), tool, error)
    #expect(try failed.span(named: "readFile").status.isError)
    #expect(failed.spans.count == 3)
    #expect(try read(request("{}"), error).span(named: "error").status.isError)
  }

  @Test("A failure that was told once is the reason, though the request was sent again and broke off")
  func reason() throws {
    let trace = try read(
      request(#"{"cancelReason":"streaming_failed"}"#),
      #"{"ts":1767225601000,"type":"ask","ask":"api_req_failed","text":"{\"message\":\"status 400: Bad Request\"}"}"#,
      #"{"ts":1767225602000,"type":"say","say":"api_req_retried"}"#)
    #expect(trace.spans(of: .llm).map(\.status) == [.error(message: "status 400: Bad Request")])
  }
}
