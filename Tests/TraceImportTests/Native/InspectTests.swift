import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Inspect logs")
struct InspectTests {
  private static func trace(_ name: String) throws -> Trace {
    try #require(NativeFixture.load("inspect/" + name).traces.first)
  }

  /// A log of one sample with those events.
  private static func log(_ events: String, more: String = "") -> String {
    """
    {"version": 2, "eval": {"run_id": "r", "task": "t", "model": "acme/m"}, "plan": {}, "samples": [{"id": 1,
    "epoch": 1, "input": "Hello?", "target": "Hi", "uuid": "s"\(more), "events": [\(events)]}]}
    """
  }

  @Test("a sample is a trace: its run is the session, its input the question, its output the answer")
  func sample() throws {
    let trace = try Self.trace("agent.json")
    let root = try trace.span("sample-uuid")
    #expect(trace.sessionID == "run-1")
    #expect(root.input?.text == "How many files are there?")
    #expect(root.output?.text == "There are 2 files.")
    #expect(root.events.map(\.name) == ["limit reached"])
    #expect(root.duration == 5_000_000_000)
    #expect(trace.attributes["eval.task"] == .string("count_files"))
  }

  @Test("input_refs index the pool of messages, attachments are put in place: no prompt is empty")
  func pool() throws {
    let calls = try Self.trace("agent.json").spans.compactMap(\.llm)
    #expect(calls.map(\.input.count) == [2, 4, 6])
    #expect(calls.first?.input.first?.text == "You count files.")
    #expect(
      calls.last?.input.last?.parts == [
        .toolResult(ToolResult(callID: "call_2", name: "bash", content: "a.txt\nb.txt"))
      ])
  }

  @Test("a pool of messages of early 2026 stands in message_pool")
  func messagePool() throws {
    let event = #"""
      {"event": "model", "model": "acme/m", "span_id": "s", "timestamp": "2026-03-01T10:00:00Z", "input": [],
      "input_refs": [[1, 2], [0, 1]], "output": {"model": "m", "choices": []}}
      """#
    let pool = #", "message_pool": [{"role": "user", "content": "b"}, {"role": "system", "content": "a"}]"#
    let call = try #require(
      NativeFixture.load(text: Self.log(event, more: pool)).traces.first?.spans.last?.llm)
    #expect(call.input.map(\.text) == ["a", "b"])
  }

  @Test("input tokens leave out cached ones; an old sum of input and output alone says that they are inside")
  func usage() throws {
    let current = try Self.trace("agent.json").spans.compactMap { $0.llm?.usage }
    #expect(current.first?.input == 150)
    #expect(current.first?.cacheRead == 40)
    #expect(current.first?.cacheWrite == 10)
    #expect(current.first?.reasoning == 5)

    let old = try Self.trace("steps.json").spans.compactMap { $0.llm?.usage }
    #expect(old.first?.input == 300)
    #expect(old.first?.cacheRead == 200)
  }

  @Test("an answer out of Inspect's own cache costs no tokens")
  func cache() throws {
    let calls = try Self.trace("agent.json").spans.filter { $0.kind == .llm }
    #expect(calls.last?.llm?.usage == nil)
    #expect(calls.last?.events.map(\.name) == ["answered from Inspect's cache"])
    #expect(calls.last?.llm?.output.first?.text == "There are 2 files.")
  }

  @Test("a tool's record and the span that was opened for it are one, whichever comes first")
  func tools() throws {
    let trace = try Self.trace("agent.json")
    let tools = trace.spans.filter { $0.kind == .tool }
    #expect(tools.map(\.id) == ["tool1", "tool2"])
    #expect(tools.map(\.tool?.callID) == ["call_1", "call_2"])
    #expect(tools.last?.tool?.command?.exitCode == 0)
    #expect(trace.spans.filter { $0.name == "sandbox exec" }.map(\.parentID) == ["tool1", "tool2"])
  }

  @Test("a tool's error object is a failure, though the result is empty")
  func toolError() throws {
    let tool = try Self.trace("agent.json").span("tool1")
    #expect(tool.tool?.isError == true)
    #expect(tool.status == .error(message: "timeout: Command timed out."))
    #expect(tool.tool?.result?.text == "timeout: Command timed out.")
  }

  @Test("a score stands on its scorer's span, and the judge's call below it")
  func scores() throws {
    let scorer = try Self.trace("agent.json").span("scorer1")
    #expect(scorer.kind == .evaluator)
    #expect(scorer.output?.text.hasPrefix(#"{"value":"C","answer":"2""#) == true)
    let old = try Self.trace("steps.json")
    let judge = try #require(old.spans.last { $0.kind == .llm })
    #expect(old.spans.first { $0.id == judge.parentID }?.kind == .evaluator)
  }

  @Test("init, state and store are no steps of their own")
  func folded() throws {
    let trace = try Self.trace("agent.json")
    #expect(trace.spans.filter(\.isFrameworkInternal).map(\.name) == ["init", "solvers", "scorers"])
    #expect(try trace.span("solver1").events.map(\.name) == ["state"])
    #expect(try trace.span("agent1").events.map(\.name) == ["approval", "info", "sample_limit"])
  }

  @Test("before 2025 a call's time is that of its end, and its start is inferred")
  func oldTimes() throws {
    let call = try #require(Self.trace("steps.json").spans.first { $0.kind == .llm })
    #expect(call.timeOrigin == .inferred)
    #expect(call.duration == 1_500_000_000)
  }

  @Test("steps and nested events of old files make the tree; attachments are spelled tc://")
  func oldTree() throws {
    let trace = try Self.trace("steps.json")
    let subtask = try trace.span("fetch")
    #expect(try trace.span("web").id == subtask.parentID)
    #expect(subtask.events.map(\.name) == ["store", "logger"])
    let call = try #require(trace.spans.first { $0.kind == .llm }?.llm)
    #expect(
      call.input.first?.parts.last == .media(Media(mediaType: "image/png", content: .base64("iVBORw0KGgo="))))
    #expect(call.output.first?.text == "A bike.")
  }

  @Test("a failed call is an error with what the provider said")
  func callError() throws {
    let call = try #require(Self.trace("steps.json").spans.last { $0.kind == .llm })
    #expect(call.status == .error(message: "RateLimitError: too many requests"))
    #expect(call.llm?.responseModel == nil)
  }

  @Test("without events, calls and tools are concluded from the messages, marked and without times")
  func messages() throws {
    let result = try NativeFixture.load("inspect/messages.json")
    let trace = try #require(result.traces.first)
    #expect(trace.spans.map(\.kind) == [.chain, .input, .llm, .tool, .llm, .evaluator])
    #expect(trace.spans.filter { $0.kindOrigin == .inferred }.map(\.kind) == [.llm, .tool, .llm])
    #expect(trace.spans.allSatisfy { $0.start == nil && $0.end == nil })
    #expect(trace.spans.compactMap { $0.llm?.usage?.input } == [50])
    #expect(trace.spans.first?.status == .error(message: "ValueError: lost"))
    #expect(result.diagnostics.count == 1)
  }

  @Test("NaN as the value of a score is read")
  func notANumber() throws {
    let event =
      #"{"event": "score", "timestamp": "2026-01-01T00:00:00Z", "score": {"value": NaN, "answer": "x"}}"#
    let spans = try #require(NativeFixture.load(text: Self.log(event)).traces.first?.spans)
    #expect(spans.last?.kind == .evaluator)
    #expect(spans.last?.output?.text == #"{"value":"nan","answer":"x"}"#)
  }

  @Test("an attachment that is not there is told once")
  func missingAttachment() throws {
    let event = #"{"event": "info", "timestamp": "2026-01-01T00:00:00Z", "data": "attachment://abc123"}"#
    let result = try NativeFixture.load(text: Self.log(event + "," + event))
    #expect(result.diagnostics.map(\.severity) == [.loss])
    #expect(result.diagnostics.first?.message.contains("“abc123”") == true)
  }

  @Test("a span that never ends and a call that is still pending have no end")
  func pending() throws {
    let events = #"""
      {"event": "span_begin", "id": "a", "type": "agent", "name": "a", "timestamp": "2026-01-01T00:00:00Z"},
      {"event": "model", "span_id": "a", "pending": true, "model": "acme/m", "timestamp": "2026-01-01T00:00:01Z",
       "input": "Hello?", "output": {"model": "acme/m", "choices": []}}
      """#
    let spans = try #require(NativeFixture.load(text: Self.log(events)).traces.first?.spans.dropFirst())
    #expect(spans.map(\.end) == [nil, nil])
    #expect(spans.last?.parentID == "a")
  }

  @Test("a log without samples says so, and why")
  func noSamples() throws {
    let text = #"{"status": "error", "eval": {"task": "t"}, "error": {"message": "no key"}, "plan": {}}"#
    let error = #expect(throws: ImportError.self) { try NativeFixture.load(text: text) }
    #expect(error?.message == "the Inspect log of task “t” holds no samples, its status is “error”: no key")
  }

  @Test(
    "an unfinished archive without directory yields its samples, and a trace for one that is only summarised")
  func unfinished() throws {
    let result = try NativeFixture.load("inspect/unfinished.eval")
    #expect(result.traces.count == 2)
    #expect(result.diagnostics.map(\.severity) == [.loss, .loss])
    #expect(result.traces.map(\.name).contains("count_files, sample files, epoch 2"))
  }

  @Test("nesting without end is cut, and events of any shape do no harm")
  func hostile() throws {
    var nested = #"{"event": "tool", "function": "f", "id": "x", "events": []}"#
    for _ in 0..<150 { nested = #"{"event": "tool", "function": "f", "events": [\#(nested)]}"# }
    let odd = #"""
      7, null, {}, {"event": 3}, {"event": "span_end", "id": 4}, {"event": "step", "action": "end"},
      {"event": "model", "input_refs": [[0, 99999999999], [-1, 2], [3]], "output": []}, {"event": "score"},
      {"event": "span_begin", "id": "s", "parent_id": "s", "timestamp": "never"}
      """#
    let trace = try #require(NativeFixture.load(text: Self.log(nested + "," + odd)).traces.first)
    #expect(trace.spans.filter { $0.kind == .tool }.count == 65)
  }
}
