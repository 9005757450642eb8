import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("smolagents steps")
struct SmolagentsTests {
  private static func trace() throws -> Trace {
    try #require(NativeFixture.load("smolagents/steps.json").traces.first)
  }

  @Test("a step holds the call and the tool that the call asked for")
  func steps() throws {
    let trace = try Self.trace()
    let call = try trace.span("step 2 call")
    #expect(call.kind == .llm)
    #expect(trace.spans.first { $0.id == call.parentID }?.name == "step 1")
    #expect(trace.spans.filter { $0.parentID == call.id }.map(\.name) == ["divide"])
  }

  @Test("the step's time is recorded; that of the call within it is inferred where a tool ran too")
  func times() throws {
    let trace = try Self.trace()
    #expect(try trace.span("step 1").timeOrigin == .recorded)
    #expect(try trace.span("step 2 call").timeOrigin == .inferred)
    #expect(try trace.span("step 1 call").timeOrigin == .recorded)
    #expect(try trace.span("planning").duration == 1_500_000_000)
  }

  @Test("a tool that failed is an error, though the step notes no tool call")
  func error() throws {
    let tool = try Self.trace().span("divide")
    #expect(tool.tool?.isError == true)
    #expect(tool.status == .error(message: "Error executing tool 'divide': division by zero"))
    #expect(tool.tool?.arguments?.text == #"{"a":6,"b":0}"#)
  }

  @Test("code is a tool's argument, its logs the result")
  func code() throws {
    let tool = try Self.trace().span("python_interpreter")
    #expect(tool.tool?.arguments?.text == "print(6/3)")
    #expect(tool.tool?.result?.text == "Execution logs:\n2.0")
  }

  @Test("input tokens include cached ones, which only the raw response tells")
  func usage() throws {
    let usage = try Self.trace().span("step 2 call").llm?.usage
    #expect(usage?.input == 100)
    #expect(usage?.cacheRead == 50)
    #expect(try Self.trace().span("step 1 call").llm?.usage?.input == 40)
  }

  @Test("the last step's output is the answer")
  func answer() throws {
    #expect(try Self.trace().span("agent").output?.text == "2.0")
    #expect(try Self.trace().span("agent").input?.text == "What is 6/3?")
  }

  @Test("where the last step has no output, what the tool “final_answer” gave back is the answer")
  func answerOfTool() throws {
    let step = #"""
      {"step_number": 1, "timing": {"start_time": 1, "end_time": 2}, "is_final_answer": true, "observations": "2.0",
      "model_input_messages": [{"role": "user", "content": "What is 6/3?"}], "action_output": null,
      "tool_calls": [{"id": "c", "type": "function",
      "function": {"name": "final_answer", "arguments": {"answer": "2.0"}}}],
      "model_output_message": {"role": "assistant", "content": null}}
      """#
    let spans = try NativeFixture.load(text: "[\(step)]").traces.flatMap(\.spans)
    #expect(spans.first { $0.id == "agent" }?.output?.text == "2.0")
  }

  @Test("steps of old versions, with their number and times beside the rest, are steps too")
  func oldSteps() throws {
    let steps = #"""
      [{"task": "What is 6/3?", "task_images": null}, {"step": 1, "start_time": 10.0, "end_time": 12.5, "duration": 2.5,
      "error": null, "model_input_messages": [{"role": "user", "content": "What is 6/3?"}], "observations": "2",
      "tool_calls": [{"id": "c", "type": "function", "function": {"name": "python", "arguments": "6/3"}}],
      "model_output_message": {"role": "assistant", "content": "I compute."}}]
      """#
    let spans = try NativeFixture.load(text: steps).traces.flatMap(\.spans)
    #expect(spans.first { $0.name == "step 1" }?.duration == 2_500_000_000)
    #expect(spans.first { $0.kind == .tool }?.tool?.result?.text == "2")
  }

  @Test("a response id that repeats names no call")
  func repeatedID() throws {
    let step = #"""
      {"step_number": 1, "timing": {"start_time": 1, "end_time": 2},
      "model_input_messages": [{"role": "user", "content": "Hi."}],
      "model_output_message": {"role": "assistant", "content": "Hi.", "raw": {"id": "same", "model": "m"}}}
      """#
    let result = try NativeFixture.load(text: "[\(step), \(step)]")
    let calls = result.traces.flatMap(\.spans).compactMap(\.llm)
    #expect(calls.count == 2)
    #expect(calls.allSatisfy { $0.responseID == nil })
    #expect(result.diagnostics.map(\.severity) == [.note])
  }
}
