import Testing
import TraceModel

@testable import TraceImport
@testable import TraceSource

@Suite("ATIF trajectories")
struct ATIFTests {
  private func joined() throws -> Trace {
    try CodingAgentFixture.trace("atif/first.json", "atif/second.json")
  }

  @Test("A run that goes on in another file is one, and what that repeats counts once")
  func continued() throws {
    let trace = try joined()
    #expect(trace.usages.map { $0?.input } == [100, 50, 200])
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Tidy the folder", "Count the files"])
  }

  @Test("What the program says in the user's place is no prompt, and the model was given it all the same")
  func programContext() throws {
    let result = try CodingAgentFixture.read(
      #"""
      {"schema_version":"ATIF-v1.2","session_id":"s","agent":{"name":"codex"},"steps":[
      {"step_id":1,"source":"user","message":"<environment_context>\n<cwd>/shop</cwd>\n</environment_context>"},
      {"step_id":2,"source":"user","message":"Mend <b>it</b>."},{"step_id":3,"source":"agent","message":"Mended."}]}
      """#)
    let trace = try #require(result.traces.first)
    #expect(trace.spans(of: .input).map(\.input?.text) == ["Mend <b>it</b>."])
    #expect(trace.spans(of: .llm).first?.llm?.input.count == 2)
  }

  @Test("Without the other file it is told that the run goes on")
  func openEnd() throws {
    let documents = [try NativeFixture.document("atif/first.json")]
    let result = try ImporterRegistry.standard.importTraces(from: documents, format: nil)
    #expect(result.diagnostics.contains { $0.message.contains("“second.json”") && $0.severity == .loss })
    #expect(result.traces.first?.ending == RecordedEnding(.continued, words: "in second.json"))
  }

  @Test("A sub-agent's trajectory lies within the tool that started it")
  func subAgent() throws {
    let trace = try joined()
    let agent = try #require(trace.spans.first { $0.agentName == "helper" })
    #expect(agent.parentID == (try trace.tool(calledBy: "c1").id))
    #expect(trace.spans(of: .llm).contains { $0.parentID == agent.id })
  }

  @Test("Cached tokens lie inside the prompt's; costs are those of the steps; token ids are left out")
  func metrics() throws {
    let call = try #require(try joined().spans(of: .llm).first { $0.parentID == "main" })
    #expect(call.llm?.usage == TokenUsage(input: 100, cacheRead: 80, output: 10))
    #expect(call.llm?.reportedCost?.total == 0.01)
    #expect(!call.attributes.contains { $0.name.contains("token_ids") || $0.name.contains("logprobs") })
  }

  @Test("A command has its exit code; a step without a call of a model is none; a reward is a score")
  func steps() throws {
    let trace = try joined()
    let failed = try trace.tool(calledBy: "c2")
    #expect(failed.tool?.command?.exitCode == 2 && failed.status.isError)
    #expect(try trace.tool(calledBy: "c3").parentID == trace.span(named: "step of the program").id)
    #expect(trace.scores.map(\.name) == ["reward"] && trace.scores.first?.value == .number(1))
  }

  @Test("A prompt without a time stands before what has one, where the file has it")
  func untimed() throws {
    let trace = try #require(try submitted().traces.first)
    #expect(trace.spans.filter { $0.kind != .agent }.map(\.kind) == [.input, .llm, .tool, .llm, .tool])
    let prompt = try #require(trace.spans(of: .input).first)
    #expect(prompt.start == trace.spans(of: .llm).first?.end && prompt.timeOrigin == .inferred)
  }

  @Test("mini-swe-agent hands its work in by a command, whose result never comes")
  func submission() throws {
    let trace = try #require(try submitted().traces.first)
    #expect(trace.ending?.kind == .submitted)
    let tools = trace.spans(of: .tool)
    #expect(tools.map(\.tool?.outcome) == [.cancelled, .ok])
    #expect(tools.allSatisfy { !$0.status.isError })
  }

  private func submitted() throws -> ImportResult {
    let unrun = #"{\"returncode\":-1,\"output\":\"\",\"exception_info\":\"action was not executed\"}"#
    func step(_ second: Int, _ command: String) -> String {
      #"""
      {"source":"agent","timestamp":"2026-08-16T02:55:\#(second)Z","message":"","tool_calls":[
      {"tool_call_id":"c\#(second)","function_name":"bash","arguments":{"command":"\#(command)"}}],
      "observation":{"results":[{"content":"\#(unrun)"}]},"metrics":{"prompt_tokens":10}}
      """#
    }
    return try CodingAgentFixture.read(
      #"""
      {"schema_version":"ATIF-v1.7","session_id":"s","agent":{"name":"mini-swe-agent"},"steps":[
      {"source":"system","message":"Work."},{"source":"user","message":"Mend it."},
      \#(step(10, "ls")),\#(step(20, "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT"))]}
      """#)
  }
}
