import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Langfuse")
struct LangfuseTests {
  private func observation(_ members: String) throws -> Span {
    let text = #"{"id":"o","traceId":"t","startTime":"2025-01-01T00:00:00Z",\#(members)}"#
    let source = SourceDocument(name: "o.json", text: #"{"data":[\#(text)],"meta":{"page":1}}"#)
    return try ImporterRegistry.standard.importTraces(from: [source], format: nil).span("o")
  }

  @Test(
    "each fixture is recognised and gives the trace on record",
    arguments: ["download", "api", "ingestion", "ingestion-late"])
  func dump(_ name: String) throws {
    try NativeFixture.check("langfuse/\(name).json", format: "langfuse")
  }

  @Test("a download holds each observation once, be it within the trace too, by time")
  func once() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    #expect(result.traces.count == 1)
    #expect(result.traces.first?.sessionID == "session-1")
    #expect(result.traces.first?.userID == "user-7")
    #expect(
      result.traces.first?.spans.map(\.id) == [
        "o-root", "o-miss", "o-search", "o-embed", "o-plan", "o-tool", "o-answer", "o-log",
      ])
    #expect(result.diagnostics.map(\.severity) == [.note, .note], "an orphan, and a span without an end")
  }

  @Test(
    "what a span of an old file does is concluded from its attributes, its name and the tools that models asked for",
    arguments: [
      ("o-root", SpanKind.generic, Origin.recorded), ("o-search", .retrieval, .inferred),
      ("o-plan", .llm, .recorded), ("o-tool", .tool, .inferred), ("o-embed", .embedding, .recorded),
      ("o-miss", .generic, .recorded),
    ])
  func kinds(id: String, kind: SpanKind, origin: Origin) throws {
    let span = try NativeFixture.load("langfuse/download.json").span(id)
    #expect(span.kind == kind)
    #expect(span.kindOrigin == origin)
  }

  @Test(
    "a type states the kind",
    arguments: [
      ("TOOL", SpanKind.tool), ("AGENT", .agent), ("CHAIN", .chain), ("RETRIEVER", .retrieval),
      ("EVALUATOR", .evaluator), ("GUARDRAIL", .guardrail), ("EMBEDDING", .embedding), ("GENERATION", .llm),
    ])
  func types(type: String, kind: SpanKind) throws {
    let span = try observation(#""type":"\#(type)","name":"retrieve""#)
    #expect(span.kind == kind)
    #expect(span.kindOrigin == .recorded)
  }

  @Test(
    "frameworks name their spans in ways of their own",
    arguments: [
      // Pydantic AI's run carries its agent's model and tokens and is no call for all that.
      (
        #""name":"joke_agent run","metadata":{"attributes":{"agent_name":"joke_agent","model_name":"m","#
          + #""gen_ai.usage.input_tokens":"9"}}"#, SpanKind.agent
      ),
      (#""name":"LangGraph""#, .chain), (#""name":"agent","metadata":{"langgraph_node":"agent"}"#, .chain),
      (#""name":"Web-Search","output":{"type":"tool","tool_call_id":"c","content":"x"}"#, .tool),
      (
        #""name":"step","metadata":{"attributes":{"model_name":"m","gen_ai.usage.output_tokens":"9"}}"#,
        .generic
      ),
    ])
  func frameworks(members: String, kind: SpanKind) throws {
    #expect(try observation(#""type":"SPAN",\#(members)"#).kind == kind)
  }

  @Test("the frame that Vercel's SDK puts around a call is a chain, though Langfuse calls it a generation")
  func vercel() throws {
    let span = try observation(
      #""type":"GENERATION","name":"ai.generateText","model":"gpt-5","#
        + #""metadata":{"attributes":{"ai.operationId":"ai.generateText"}}"#)
    #expect(span.kind == .chain)
  }

  @Test("texts of JSON are read, however often they are wrapped")
  func wrapped() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    let retrieval = try #require(result.span("o-search").retrieval)
    #expect(retrieval.query == "May I return order A-1009?")
    #expect(retrieval.documents.map(\.score) == [0.91, 0.42])
    #expect(retrieval.documents.map(\.title) == ["returns.md", "gifts.md"])
    #expect(try result.span("o-embed").llm?.usage?.input == 9)
  }

  @Test("the trace's input and output stand on its root where that has none")
  func rootPayload() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    let root = try result.span("o-root")
    #expect(root.input == Payload(#"{"question": "May I return order A-1009?"}"#, form: .json))
    #expect(root.output == Payload("Yes, within 30 days."))
    #expect(result.traces.first?.attributes["input"] == nil)
    #expect(result.traces.first?.attributes.contains { $0.name == "metadata.scope" } == false)
    #expect(result.traces.first?.attributes["metadata.region"] == .string("eu"))
  }

  @Test(
    "the total tells whether cached and reasoning tokens lie within input and output, else their names do",
    arguments: [
      // Langfuse takes them out where it knows how.
      (
        #"{"input":120,"input_cached_tokens":80,"output":20,"output_reasoning_tokens":30,"total":250}"#, 200,
        50
      ),
      (#"{"input":120,"input_cache_read":80,"output":20,"output_reasoning":30}"#, 200, 50),
      // OpenInference's counts are taken as they are.
      (
        #"{"input":200,"prompt_details.cache_read":80,"output":50,"completion_details.reasoning":30,"total":250}"#,
        200, 50
      ),
      (
        #"{"input":200,"prompt_details.cache_read":80,"output":50,"completion_details.reasoning":30}"#, 200,
        50
      ),
      // An application's own counts may be of either kind.
      (#"{"input":200,"cache_read_input_tokens":80,"output":50,"output_reasoning":30,"total":250}"#, 200, 50),
      (#"{"input":120,"cache_read_input_tokens":80,"output":50,"total":250}"#, 200, 50),
    ])
  func classes(details: String, input: Int, output: Int) throws {
    let usage = try observation(#""type":"GENERATION","model":"m","usageDetails":\#(details)"#).llm?.usage
    #expect(usage?.input == input)
    #expect(usage?.output == output)
    #expect(usage?.cacheRead == 80)
  }

  @Test("cache writes are summed over how long they are kept")
  func cacheWrites() throws {
    let usage = try observation(
      #""type":"GENERATION","usageDetails":{"input":2,"input_cached_tokens":47105,"input_cache_creation":0,"#
        + #""input_cache_creation_5m":76,"input_cache_creation_1h":1000,"output":714}"#
    ).llm?.usage
    #expect(usage?.input == 48183)
    #expect(usage?.cacheWrite == 1076)
    #expect(usage?.cacheWriteHour == 1000)
  }

  @Test(
    "usage of older servers is read, zeros and other units are none",
    arguments: [
      (#""usage":{"input":7,"output":2,"total":9,"unit":"TOKENS"}"#, 7),
      (#""usage":{"promptTokens":7,"completionTokens":2}"#, 7),
      (#""promptTokens":7,"completionTokens":2,"totalTokens":9"#, 7),
      (#""inputUsage":7,"outputUsage":2,"totalUsage":9"#, 7),
      (#""usage":{"input":7,"output":0,"unit":"CHARACTERS"}"#, nil),
      (#""usage":{"input":0,"output":0,"total":0},"promptTokens":0,"inputUsage":0"#, nil),
    ] as [(String, Int?)])
  func oldUsage(members: String, input: Int?) throws {
    let usage = try observation(#""type":"GENERATION","model":"m",\#(members)"#).llm?.usage
    #expect(usage?.input == input)
    #expect(usage?.output == (input == nil ? nil : 2))
  }

  @Test(
    "a cost is the one that Langfuse reports; its zero stands for an unknown price",
    arguments: [
      (#""costDetails":{"input":0.5,"output":0.25,"total":0.75}"#, 0.75),
      (#""costDetails":{"input":0.5,"output":0.25}"#, 0.75), (#""calculatedTotalCost":0.75"#, 0.75),
      (#""totalCost":0.75"#, 0.75), (#""usage":{"input":1,"totalCost":0.75}"#, 0.75),
      (#""costDetails":{},"totalCost":0,"calculatedTotalCost":0"#, nil),
    ] as [(String, Double?)])
  func costs(members: String, total: Double?) throws {
    let span = try observation(#""type":"GENERATION","model":"m",\#(members)"#)
    #expect(span.llm?.reportedCost?.total == total)
  }

  @Test("LangChain's tools among the messages are the tools on offer")
  func tools() throws {
    let llm = try #require(NativeFixture.load("langfuse/download.json").span("o-plan").llm)
    #expect(llm.tools.map(\.name) == ["look_up_order"])
    #expect(llm.input.map(\.role) == [.system, .user])
    #expect(llm.output.flatMap(\.toolCalls).map(\.name) == ["look_up_order"])
  }

  @Test("the model that answered stands beside the one asked for, where the metadata has it")
  func models() throws {
    let llm = try #require(NativeFixture.load("langfuse/download.json").span("o-answer").llm)
    #expect(llm.requestModel == "gpt-4o-mini")
    #expect(llm.responseModel == "gpt-4o-mini-2024-07-18")
    #expect(llm.provider == "openai")
  }

  @Test("levels fail, warn and fold; the first token and the prompt are told")
  func levels() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    #expect(try result.span("o-tool").status == .error(message: "order service timeout"))
    #expect(try result.span("o-tool").tool?.isError == true)
    #expect(try result.span("o-log").isFrameworkInternal)
    let plan = try result.span("o-plan")
    #expect(plan.events.map(\.name) == ["first token"])
    #expect(plan.prompt?.name == "support v3")
    let answer = try result.span("o-answer")
    #expect(answer.events.first?.attributes["message"] == .string("slower than usual"))
    #expect(answer.status == .unset)
  }

  @Test("a score is an event of the observation it names, else of the root")
  func scores() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    #expect(try result.span("o-root").events.map(\.name) == ["score helpfulness"])
    #expect(try result.span("o-root").events.first?.attributes["value"] == .double(0.9))
    #expect(try result.span("o-answer").events.map(\.name).contains("score faithfulness"))
  }

  @Test("an orphan keeps the parent it names, and an end that nobody wrote is none")
  func orphan() throws {
    let result = try NativeFixture.load("langfuse/download.json")
    #expect(try result.span("o-embed").parentID == "o-gone")
    #expect(try result.span("o-embed").end == nil)
    #expect(try result.span("o-miss").duration == 0)
  }

  @Test("events of a batch make one object each, whatever their order and their file")
  func joining() throws {
    let result = try NativeFixture.load("langfuse/ingestion-late.json", "langfuse/ingestion.json")
    #expect(result.traces.count == 1)
    #expect(result.traces.first?.sessionID == "session-9")
    #expect(result.traces.first?.spans.map(\.id) == ["s-1", "r-1", "g-1"])
    let answer = try result.span("g-1")
    #expect(answer.parentID == "s-1")
    #expect(answer.duration == 2_000_000_000)
    #expect(answer.llm?.model == "gpt-4o")
    #expect(answer.llm?.usage?.total == 58)
    #expect(answer.attributes["metadata.route"] == .string("a"))
    #expect(answer.attributes["metadata.attempt"] == .int(2))
    #expect(answer.events.map(\.name) == ["score thumbs"])
    let pipeline = try result.span("s-1")
    #expect(pipeline.status == .error(message: "mail was not sent"))
    #expect(pipeline.duration == 4_000_000_000)
    #expect(result.diagnostics.map(\.severity) == [.loss])
  }

  @Test("the API's trace and its lists are read")
  func api() throws {
    let result = try NativeFixture.load("langfuse/api.json")
    let call = try #require(result.span("a-gen").llm)
    #expect(call.usage == TokenUsage(input: 70, output: 12, reportedTotal: 82))
    #expect(call.reportedCost == ReportedCost(input: 0.001, output: 0.001, total: 0.002))
    #expect(call.tools.map(\.name) == ["getWeather"])
    #expect(call.output.flatMap(\.toolCalls).map(\.id) == ["call_9"])
    #expect(try result.span("a-speech").llm?.usage == nil)
    #expect(try result.span("a-speech").llm?.reportedCost == nil)
    #expect(try result.span("a-agent").llm?.usage == nil)
  }

  @Test("an agent's messages of the GenAI conventions are messages, though Langfuse moved them")
  func agentMessages() throws {
    let agent = try observation(
      #""type":"AGENT","input":"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]","#
        + #""metadata":{"attributes":{"gen_ai.operation.name":"invoke_agent","#
        + #""gen_ai.system_instructions":"[{\"type\":\"text\",\"content\":\"Be brief.\"}]"}}"#)
    #expect(agent.llm?.input.map(\.role) == [.system, .user])
    #expect(agent.llm?.input.map(\.text) == ["Be brief.", "Hi"])
  }

  @Test("OpenLIT's one text is read as the messages it was made of")
  func openLIT() throws {
    let llm = try observation(
      #""type":"GENERATION","model":"m","modelParameters":{"is_stream":false},"#
        + #""input":"developer: Be brief.\nuser: Hi\nthere\nassistant: None","output":"None""#
    ).llm
    #expect(llm?.input.map(\.role) == [.developer, .user, .assistant])
    #expect(llm?.input.map(\.text) == ["Be brief.", "Hi\nthere", ""])
    #expect(llm?.output.isEmpty == true)
  }

  @Test("a trace without observations is one step, and scores alone are none")
  func bare() throws {
    let text =
      #"{"batch":[{"type":"trace-create","body":{"id":"t","name":"n","input":"q","output":"a"}},"#
      + #"{"type":"score-create","body":{"id":"s","traceId":"u","name":"x","value":1}}]}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "b.json", text: text)], format: nil)
    #expect(result.traces.map(\.id) == ["t"])
    #expect(try result.span("t").input == Payload("q"))
    #expect(try result.span("t").output == Payload("a"))
    #expect(result.diagnostics.map(\.severity) == [.loss])
  }

  @Test("a record without an id is lost and told, not the file")
  func noID() throws {
    let text =
      #"{"trace":{"id":"t"},"observations":[{"id":"a","traceId":"t","type":"SPAN","startTime":"soon"},"#
      + #"{"type":"SPAN"},7]}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "b.json", text: text)], format: nil)
    #expect(result.traces.flatMap(\.spans).map(\.id) == ["a"])
    #expect(result.diagnostics.map(\.place.pointer) == ["/observations/1", "/observations/0"])
  }

  @Test(
    "no other format's file is claimed",
    arguments: [
      #"{"trace":{"id":"t"},"spans":[]}"#, #"{"data":[{"id":"o","object":"trace.span"}]}"#,
      #"{"post":[],"patch":[]}"#, #"{"batch":[{"custom_id":"a","body":{}}]}"#, #"{"observations":[1]}"#,
    ])
  func foreign(text: String) {
    #expect(LangfuseImporter().confidence(in: SourceDocument(name: "x.json", text: text)) == .none)
  }

  @Test(
    "a source named as Langfuse's without anything of it is refused",
    arguments: [#"{"a":1}"#, #"{"batch":[{"type":"trace-create","body":{}}]}"#])
  func nothing(text: String) {
    #expect(throws: ImportError.self) {
      try ImporterRegistry.standard.importTraces(
        from: [SourceDocument(name: "x.json", text: text)], format: "langfuse")
    }
  }

  @Test("of several sources, one that holds nothing is left out and told")
  func leftOut() throws {
    let sources = [
      try NativeFixture.document("langfuse/api.json"), SourceDocument(name: "x.json", text: #"{"a":1}"#),
    ]
    let result = try LangfuseImporter().importTraces(from: sources)
    #expect(result.traces.count == 1)
    #expect(result.diagnostics.contains { $0.place.file == "x.json" && $0.action == "the file was left out" })
  }

  @Test("an observation of a list tells the session, the user and the name of its trace")
  func traceFacts() throws {
    let text =
      #"{"data":[{"id":"o","traceId":"t","type":"GENERATION","startTime":"2025-01-01T00:00:00Z","#
      + #""traceName":"faq","sessionId":"s","userId":"u","providedModelName":"gpt-5"}],"meta":{}}"#
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "x.json", text: text)], format: nil)
    let trace = try #require(result.traces.first)
    #expect([trace.name, trace.sessionID, trace.userID] == ["faq", "s", "u"])
    #expect(try result.span("o").llm?.model == "gpt-5")
  }
}
