import JSONReader
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("OpenAI Agents SDK")
struct OpenAIAgentsTests {
  private let importer = OpenAIAgentsImporter()

  private func read(_ texts: String...) throws -> ImportResult {
    let sources = texts.enumerated().map { SourceDocument(name: "\($0.offset).jsonl", text: $0.element) }
    return try importer.importTraces(from: sources)
  }

  private func line(
    _ id: String, trace: String = "t", parent: String? = nil, _ data: String, more: String = ""
  )
    -> String
  {
    let parent = parent.map { "\"\($0)\"" } ?? "null"
    return #"{"object":"trace.span","id":"\#(id)","trace_id":"\#(trace)","parent_id":\#(parent),"#
      + #""started_at":"2026-01-01T00:00:0\#(id.count % 10).000000+00:00","span_data":{\#(data)}\#(more)}"#
  }

  @Test("the fixture gives the traces on record, found out and by name")
  func dump() throws {
    try NativeFixture.check("openai-agents/workflow.jsonl", format: importer.format.id)
  }

  @Test("the fixture's figures are those counted by hand")
  func figures() throws {
    let traces = try NativeFixture.load("openai-agents/workflow.jsonl").traces
    let spans = traces.flatMap(\.spans)
    let calls = spans.filter { $0.kind == .llm }

    #expect(traces.map(\.spans.count) == [12, 3])
    #expect(
      NativeFixture.kinds(spans)
        == "agent 2, chain 4, generic 3, guardrail 1, llm 2, retrieval 1, tool 2")
    #expect(spans.filter(\.status.isError).map(\.id) == ["span_stock", "span_tool"])
    #expect(calls.compactMap(\.llm?.usage?.input) == [100, 200])
    #expect(calls.compactMap(\.llm?.usage?.output) == [20, 30])
    #expect(calls.compactMap(\.llm?.usage?.cacheRead) == [40])
    #expect(calls.compactMap(\.llm?.usage?.cacheWrite) == [8])
    #expect(calls.compactMap(\.llm?.usage?.reasoning) == [5])
    #expect(calls.compactMap(\.llm?.model) == ["gpt-4.1-mini"])
  }

  @Test("spans that stand in their trace are its spans, also in a list of traces")
  func nested() throws {
    let spans = [
      line("child", parent: "p", #""type":"function","name":"f""#), line("p", #""type":"agent","name":"A""#),
    ]
    let trace = #"{"object":"trace","id":"t","workflow_name":"W","spans":[\#(spans.joined(separator: ","))]}"#
    for text in [trace, #"{"traces":[\#(trace)],"count":1}"#] {
      let result = try NativeFixture.load(text: text)
      #expect(!result.diagnostics.contains { $0.severity == .loss })
      #expect(result.traces.map(\.name) == ["W"])
      #expect(result.traces.first?.spans.map(\.id).sorted() == ["child", "p"])
      #expect(result.traces.first?.attributes.isEmpty == true)
    }
    let own = line("c", #""type":"function","name":"f""#).replacing(#""trace_id":"t","#, with: "")
    let lone = try read(#"{"object":"trace","id":"u","workflow_name":"W","spans":[\#(own)]}"#)
    #expect(lone.traces.map(\.id) == ["u"])
  }

  @Test("what a program's own processor took from a response is read, printed as Python does or not")
  func addedMembers() throws {
    let printed =
      "Response(id='r', model='gpt-4o', output=[ResponseOutputMessage(id='m', content=[ResponseOutputText(annotations=[], "
      + "text='Fine.', type='output_text')], role='assistant', type='message')], usage=ResponseUsage(input_tokens=7, "
      + "output_tokens=3, total_tokens=10))"
    let more =
      #","span_data_input":[{"role":"user","content":"How?"}],"span_data_response":"\#(printed)","team":"blue""#
    let span = try #require(
      read(line("s", #""type":"response","response_id":"r""#, more: more)).traces.first?.spans.first)
    #expect(span.llm?.input.map(\.text) == ["How?"])
    #expect(span.llm?.output.map(\.text) == ["Fine."])
    #expect(span.llm?.responseModel == "gpt-4o")
    #expect(span.llm?.usage == TokenUsage(input: 7, output: 3, reportedTotal: 10))
    #expect(span.attributes["team"]?.string == "blue")
    #expect(span.attributes["span_data_response"]?.string == printed)
  }

  @Test("what is printed in another way stays an attribute")
  func unreadable() throws {
    let span = try #require(
      read(line("s", #""type":"response","response_id":"r""#, more: #","response":"<Response at 0x7f>""#))
        .traces.first?.spans.first)
    #expect(span.llm?.output.isEmpty == true)
    #expect(span.attributes["response"]?.string == "<Response at 0x7f>")
  }

  @Test("spans stand there when they end: a parent that follows its children is their parent")
  func endOrder() throws {
    let child = line("child", parent: "p", #""type":"function","name":"f""#)
    let parent = line("p", #""type":"agent","name":"A""#)

    let trace = try #require(read(child + "\n" + parent).traces.first)
    #expect(trace.spans.map(\.id) == ["p", "child"])
    #expect(trace.spans.last?.parentID == "p")
  }

  @Test("spans without their trace's record still make a trace, and a file may hold several")
  func withoutRecord() throws {
    let text =
      line("a", trace: "t1", #""type":"agent","name":"A""#) + "\n"
      + line("bb", trace: "t2", #""type":"agent","name":"B""#)
      + "\n" + #"{"object":"trace","id":"t2","workflow_name":"W","group_id":"g","metadata":{"k":1}}"#

    let traces = try read(text).traces
    #expect(traces.map(\.id) == ["t1", "t2"])
    #expect(traces.map(\.name) == [nil, "W"])
    #expect(traces.map(\.sessionID) == [nil, "g"])
    #expect(traces.last?.attributes["metadata"]?["k"] == .int(1))
  }

  @Test("a trace's spans may lie in several sources, in bodies as in lines; one sent twice counts once")
  func severalSources() throws {
    let one = line("a", #""type":"agent","name":"A""#)
    let two = #"{"data":[\#(line("bb", parent: "a", #""type":"function","name":"f""#)),\#(one)]}"#

    let result = try read(one, two)
    #expect(result.traces.map { $0.spans.map(\.id) } == [["a", "bb"]])
    #expect(result.diagnostics.allSatisfy { $0.action == "shown as unfinished" })
  }

  @Test("a response tells its id and tokens; nothing is made up for its messages and model")
  func response() throws {
    let usage = #""usage":{"input_tokens":9,"output_tokens":2,"total_tokens":11}"#
    let span = try #require(
      read(line("a", #""type":"response","response_id":"resp_1",\#(usage)"#)).traces.first?.spans.first)

    #expect(span.kind == .llm)
    #expect(span.llm?.responseID == "resp_1")
    #expect(span.llm?.usage == TokenUsage(input: 9, output: 2, reportedTotal: 11))
    #expect(span.llm?.model == nil)
    #expect(span.llm?.input.isEmpty == true && span.llm?.output.isEmpty == true)
  }

  @Test("the sums of tasks and turns are no calls, and their spans are folded", arguments: ["task", "turn"])
  func rollUps(_ type: String) throws {
    let data =
      #""type":"custom","name":"\#(type)","data":{"sdk_span_type":"\#(type)","usage":{"input_tokens":9}}"#
    let span = try #require(read(line("a", data)).traces.first?.spans.first)

    #expect(span.kind == .chain && span.isFrameworkInternal)
    #expect(span.llm == nil)
    #expect(span.attributes["span_data.data"]?["usage"]?["input_tokens"] == .int(9))
  }

  @Test("a handoff links to the run of the agent that takes over, not to an earlier one of that name")
  func handoff() throws {
    let text = [
      line("a", #""type":"agent","name":"B""#),
      line("aaa", #""type":"handoff","from_agent":"A","to_agent":"B""#),
      line("aaaaa", #""type":"agent","name":"B""#), line("aaaa", #""type":"agent","name":"B""#),
    ].joined(separator: "\n")
    let span = try #require(read(text).traces.first?.spans.first { $0.id == "aaa" })

    #expect(span.kind == .tool && span.name == "handoff to B" && span.agentName == "A")
    #expect(span.links.map(\.spanID) == ["aaaa"])
  }

  @Test("an error's message is joined with what went wrong; a tool that has one failed")
  func errors() throws {
    let error = #","error":{"message":"Error running tool (non-fatal)","data":{"error":"boom"}}"#
    let span = try #require(
      read(line("a", #""type":"function","name":"f""#, more: error)).traces.first?.spans.first)

    #expect(span.status == .error(message: "Error running tool (non-fatal): boom"))
    #expect(span.tool?.isError == true)
  }

  @Test("a guardrail tells whether it was triggered, which is no error of its own", arguments: [true, false])
  func guardrail(_ isTriggered: Bool) throws {
    let data = #""type":"guardrail","name":"g","triggered":\#(isTriggered)"#
    let span = try #require(read(line("a", data)).traces.first?.spans.first)

    #expect(span.kind == .guardrail && span.status == .unset)
    #expect(span.output?.text == (isTriggered ? "triggered" : "not triggered"))
  }

  @Test("what is no record, has no id or no time costs nothing else")
  func damage() throws {
    let text = [
      #"{"object":"trace.span","span_data":{"type":"agent"}}"#, #"{"object":"trace"}"#, "7",
      #"{"object":"trace.span","id":"a","started_at":"noon","span_data":{"type":"agent","name":"A"}}"#,
      #"{"object":"trace","id":"lonely"}"#,
    ].joined(separator: "\n")

    let result = try read(text)
    #expect(result.traces.map { $0.spans.map(\.id) } == [["a"]])
    #expect(result.traces.first?.spans.first?.start == nil)
    #expect(
      result.diagnostics.map(\.message) == [
        "a span has no id", "a trace has no id", "a record is neither a trace nor a span",
        "the trace “lonely” has no spans", "“started_at” is no time, expected ISO 8601",
      ])
  }

  @Test("a source without a trace is an error, beside others a diagnostic")
  func nothing() throws {
    #expect(throws: ImportError.self) { try read("{}") }
    #expect(throws: ImportError.self) { try read() }
    let result = try read("{}", line("a", #""type":"agent","name":"A""#))
    #expect(result.traces.count == 1)
    #expect(
      result.diagnostics.map(\.action) == [
        "the file was left out", "the record was left out", "shown as unfinished",
      ])
  }

  @Test(
    "look-alikes are not claimed",
    arguments: [
      #"{"object":"trace"}"#, #"{"object":"trace.span"}"#, #"{"data":[{"traceID":"1"}]}"#,
      #"{"object":"chat.completion","id":"1"}"#,
    ])
  func lookAlikes(_ text: String) {
    #expect(importer.confidence(in: SourceDocument(name: "x", text: text)) == .none)
  }
}
