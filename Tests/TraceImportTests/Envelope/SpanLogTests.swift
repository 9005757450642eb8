import JSONReader
import Testing
import TraceModel
import TraceText

@testable import AgentImport
@testable import OTelImport
@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

@Suite("Span logs of an application's own tracer")
struct SpanLogTests {
  private func read(_ text: String, as format: String? = nil) throws -> ImportResult {
    try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "log.jsonl", text: text)], format: format)
  }

  /// The one span of a line with these members beside its ids, its name and its start.
  private func span(_ members: String, name: String = "step") throws -> Span {
    let line =
      #"{"trace_id": "t", "span_id": "1", "name": "\#(name)", "start_time": "2026-05-19T09:00:00Z", \#(members)}"#
    return try #require(try read(line).traces.first?.spans.first)
  }

  @Test(
    "A step that says no more of itself than what was done in it is that, and what the user said is a prompt")
  func actions() throws {
    let result = try ImporterRegistry.standard.importTraces(
      from: [
        SourceDocument(
          name: "a.jsonl",
          text:
            #"{"trace_id":"t","task":"Dock","steps":[{"action":"user_message","actor":"user","input":"Set it up","started_at":"2026-01-01T00:00:00Z"},{"action":"tool_call","tool":"shell","input":"ls","output":"a.c","started_at":"2026-01-01T00:00:05Z"},{"action":"user_message","input":"Go on"}]}"#
        )
      ], format: nil)
    let spans = try #require(result.traces.first).spans
    #expect(result.diagnostics.filter { $0.severity == .loss }.isEmpty)
    #expect(spans.filter { $0.kind == .input }.map(\.input?.text) == ["Set it up", "Go on"])
    #expect(spans.filter { $0.kind == .tool }.map(\.name) == ["tool_call"])
  }

  @Test(
    "What is no span log is not taken for one",
    arguments: [
      #"{"id": "d1", "text": "Ada", "spans": [{"start": 0, "end": 3, "type": "person"}]}"#,
      #"{"id": "w1", "name": "Run", "steps": [{"name": "Warm up", "duration_seconds": 60}]}"#,
      #"{"id": "c1", "events": [{"name": "Talk", "start": "2026-05-19T09:00:00Z", "end": "2026-05-19T10:00:00Z"}]}"#,
      #"{"id": "s1", "observations": [{"type": "rain", "timestamp": "2026-05-19T09:00:00Z"}]}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "level": "INFO", "name": "app", "message": "served", "trace_id": "t", "span_id": "1", "duration_ms": 5}"#,
      #"{"timestamp": "2026-05-19T09:00:00Z", "event": "login", "request_id": "r", "user": "ada"}"#,
      #"{"trace_id": "t", "timestamp": "2026-05-19T09:00:00Z", "query": "SELECT 1", "rows": 1}"#,
      #"{"id": 1, "parent_id": null, "name": "Root", "created_at": "2026-05-19T09:00:00Z"}"#,
      #"{"run_id": "r", "steps": ["plan", "act"]}"#,
    ])
  func foreign(_ text: String) throws {
    let document = SourceDocument(name: "log.jsonl", text: text)
    #expect(SpanLogImporter().confidence(in: document) == .none)
  }

  @Test("What an agent lists again that asked others is told once, below the one that did it")
  func agents() throws {
    let traces = try NativeFixture.recognised("span-log/agents.jsonl", as: "span-log").traces
    let spans = traces[0].spans
    #expect(spans.filter { $0.kind == .tool }.map(\.name) == ["save_guard", "lookup_order"])
    let top = try #require(spans.first { $0.name == "orchestrator" })
    #expect(spans.filter { $0.kind == .agent && $0.id != top.id }.allSatisfy { $0.parentID == top.id })
    // Counts of zero are nobody's.
    #expect(
      spans.allSatisfy { $0.llm?.usage == nil } && traces[1].spans.contains { $0.llm?.usage?.input == 310 })
    #expect(traces[1].spans.first { $0.kind == .tool }?.tool?.isError == true)
  }

  @Test("A format with marks of its own, one level down too, goes before it")
  func lastResort() throws {
    let run = """
      {"trace_id": "t", "spans": [{"name": "a", "start_time": "2026-05-19T09:00:00Z"}],
       "data": [{"traceID": "1", "spans": [{"spanID": "2", "operationName": "x", "startTime": 1, "duration": 1,
         "traceID": "1", "processID": "p1", "references": []}], "processes": {"p1": {"serviceName": "s"}}}]}
      """
    #expect(try read(run).traces.map(\.format) == ["jaeger"])
  }

  @Test("The messages within a span do not make it a chat or a recorded request")
  func messages() throws {
    let call = try span(
      #""type": "llm", "model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}], "response": "Yo""#)
    #expect(call.llm?.input.messages.map(\.text) == ["Hi"])
    #expect(call.llm?.output.map(\.text) == ["Yo"])
  }

  @Test(
    "A number's size tells the unit of a moment",
    arguments: ["1779181200", "1779181200.0", "1779181200000", "1779181200000000", "1779181200000000000"])
  func moments(_ number: String) throws {
    let result = try read(#"{"trace_id": "t", "span_id": "1", "name": "a", "start": \#(number)}"#)
    #expect(result.traces.first?.spans.first?.start == Timestamp(nanoseconds: 1_779_181_200_000_000_000))
  }

  @Test(
    "A length counts in the unit that its name or its text states, and without one not at all",
    arguments: [
      (#""duration_ms": 250"#, 250_000_000), (#""latency_s": 0.25"#, 250_000_000),
      (#""elapsedMs": 250"#, 250_000_000), (#""took_us": 250"#, 250_000),
      (#""latency_in_seconds": 2"#, 2_000_000_000), (#""duration": "1.5s""#, 1_500_000_000),
      (#""duration": "PT2S""#, 2_000_000_000), (#""duration": 2"#, nil),
    ] as [(String, Int64?)])
  func lengths(_ member: String, _ expected: Int64?) throws {
    let span = try span(member)
    #expect(span.duration == expected)
    if expected == nil { #expect(span.attributes["duration"] == .int(2)) }
  }

  @Test("A length that two moments do not bear out stands among the attributes")
  func contradiction() throws {
    let span = try span(#""end_time": "2026-05-19T09:00:01Z", "duration_ms": 7000"#)
    #expect(span.duration == 1_000_000_000)
    #expect(span.attributes["duration_ms"] == .int(7000))
  }

  @Test(
    "A parent is none, an id, or the name of one span",
    arguments: [
      ("null", nil), (#""""#, nil), (#""None""#, nil), ("0", nil), (#""t""#, nil), (#""1""#, "1"),
      (#""root step""#, "1"), (#""gone""#, "gone"),
    ] as [(String, String?)])
  func parents(_ parent: String, _ expected: String?) throws {
    let trace = try #require(
      try read(
        """
        {"trace_id": "t", "span_id": "1", "name": "root step", "start": "2026-05-19T09:00:00Z"}
        {"trace_id": "t", "span_id": "2", "parent_id": \(parent), "name": "b", "start": "2026-05-19T09:00:01Z"}
        """
      ).traces.first)
    #expect(trace.spans.last?.parentID == expected)
  }

  @Test(
    "A status is a word, an object, a flag or an error",
    arguments: [
      (#""status": "success""#, .ok), (#""status": "StatusCode.OK""#, .ok), (#""success": true"#, .ok),
      (#""status": "ERROR", "error": "no reply""#, .error(message: "no reply")),
      (#""status": {"code": "ERROR", "message": "502"}"#, .error(message: "502")),
      (#""success": false"#, .error(message: nil)), (#""error": {"message": "no"}"#, .error(message: "no")),
      (#""status": "completed", "error": "boom""#, .error(message: "boom")), (#""error": """#, .unset),
      (#""status": "running""#, .unset), (#""status": 200"#, .unset),
    ] as [(String, SpanStatus)])
  func statuses(_ members: String, _ expected: SpanStatus) throws {
    #expect(try span(members).status == expected)
  }

  @Test(
    "A kind is what a word states; an unknown word is believed before the name",
    arguments: [
      (#""type": "LLM""#, "step", .llm), (#""kind": "function_call""#, "step", .tool),
      (#""spanType": "vector_search""#, "step", .retrieval), (#""type": "agent_span""#, "step", .agent),
      (#""type": "billing""#, "tool call of the month", .generic),
      (#""type": "span""#, "retrieve", .retrieval),
      (#""attributes": {"openinference.span.kind": "RERANKER"}"#, "step", .rerank),
      (#""model": "gpt-4o", "tokens_in": 3, "tokens_out": 4"#, "step", .llm), (#""x": 1"#, "step", .generic),
    ] as [(String, String, SpanKind)])
  func kinds(_ members: String, _ name: String, _ expected: SpanKind) throws {
    #expect(try span(members, name: name).kind == expected)
  }

  @Test(
    "Token counts are read under their usual names; a total alone stays a total",
    arguments: [
      (#""prompt_tokens": 10, "completion_tokens": 5"#, 10, 5, nil),
      (#""tokensIn": 10, "tokensOut": 5"#, 10, 5, nil),
      (#""tokens": {"prompt": 10, "completion": 5}"#, 10, 5, nil),
      (#""usage": {"input_tokens": 10, "output_tokens": 5}"#, 10, 5, nil),
      (#""input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 90"#, 100, 5, nil),
      (#""total_tokens": 15"#, nil, nil, 15), (#""tokens": 15"#, nil, nil, 15),
    ] as [(String, Int?, Int?, Int?)])
  func tokens(_ members: String, _ input: Int?, _ output: Int?, _ total: Int?) throws {
    let usage = try span(#""type": "llm", "model": "m", \#(members)"#).llm?.usage
    #expect(usage?.input == input)
    #expect(usage?.output == output)
    #expect(usage?.reportedTotal == total)
  }

  @Test("A cost is what a field states in dollars", arguments: ["cost_usd", "costUsd", "total_cost", "cost"])
  func costs(_ name: String) throws {
    #expect(try span(#""type": "llm", "\#(name)": 0.02"#).llm?.reportedCost?.total == 0.02)
    #expect(try span(#""type": "llm", "model": "m", "cost_eur": 0.02"#).llm?.reportedCost == nil)
  }

  @Test("Documents keep their scores, wherever the search has put them")
  func documents() throws {
    for member in [#""retrieved_chunks""#, #""documents""#, #""output""#] {
      let search = try span(#""type": "retrieval", \#(member): [{"id": "a", "score": 0.9, "text": "x"}]"#)
      #expect(search.retrieval?.documents.first?.score == 0.9)
      #expect(search.retrieval?.documents.first?.content == "x")
    }
  }

  @Test("A trace with facts of its own stands above its spans, one that only repeats its root does not")
  func wholes() throws {
    let above = try read(
      #"{"run_id": "r", "question": "Q", "spans": [{"name": "a", "start": 1779181200, "end": 1779181201}]}"#)
    #expect(above.traces.first?.spans.map(\.name) == ["run", "a"])
    #expect(above.traces.first?.spans.first?.input?.text == "Q")
    let root =
      #"{"trace_id": "t", "user_id": "u", "spans": [{"id": 1, "name": "root", "start": 1779181200, "end": 1779181203}, {"id": 2, "parent_id": 1, "name": "a", "start": 1779181201, "end": 1779181202}]}"#
    let trace = try #require(try read(root).traces.first)
    #expect(trace.spans.map(\.name) == ["root", "a"])
    #expect(trace.userID == "u")
  }

  @Test("Spans that hold their children, at any depth short of a hostile one")
  func nested() throws {
    let inner = (0..<300).reversed().reduce("") { children, depth in
      #"{"name": "n\#(depth)", "start": 1779181200, "children": [\#(children)]}"#
    }
    let result = try read(#"{"trace_id": "t", "spans": [\#(inner)]}"#)
    #expect(result.traces.first?.spans.count == 200)
    #expect(result.diagnostics.contains { $0.severity == .loss && $0.message.contains("200 deep") })
  }

  @Test("A beginning and an end in two records are one span")
  func halves() throws {
    let trace = try #require(
      try read(
        """
        {"trace_id": "t", "span_id": "1", "event": "span_start", "name": "search", "type": "tool", "ts": 1779181200}
        {"trace_id": "t", "span_id": "1", "event": "span_end", "name": "search", "ts": 1779181202, "status": "error", "latency_ms": 2000}
        """
      ).traces.first)
    #expect(trace.spans.map(\.duration) == [2_000_000_000])
    #expect(trace.spans.first?.kind == .tool)
    #expect(trace.spans.first?.status.isError == true)
    #expect(trace.spans.first?.timeOrigin == .recorded)
  }

  @Test("A call that holds several is the loop around them, and they are of its model")
  func loops() throws {
    let step = #""start": 1779181200, "usage": {"inputTokens": 3, "outputTokens": 1}}"#
    let trace = try #require(
      try read(
        #"{"trace_id": "t", "spans": [{"id": 1, "name": "generate", "type": "llm", "model": "m", "start": 1779181200, "usage": {"inputTokens": 6, "outputTokens": 2}}, {"id": 2, "parent_id": 1, "name": "first", "type": "round", \#(step), {"id": 3, "parent_id": 1, "name": "second", "type": "round", \#(step)]}"#
      ).traces.first)
    #expect(trace.spans.map(\.kind) == [.chain, .llm, .llm])
    #expect(trace.spans.dropFirst().map { $0.llm?.requestModel } == ["m", "m"])
  }

  @Test("A record that is no span is told as lost, and loses nothing else")
  func losses() throws {
    let result = try read(
      """
      {"trace_id": "t", "span_id": "1", "name": "a", "start": 1779181200, "custom": {"deep": [1]}}
      {"comment": "rotated"}
      """)
    #expect(result.diagnostics.filter { $0.severity == .loss }.map(\.place.line) == [2])
    #expect(result.traces.first?.spans.first?.attributes["custom"] != nil)
  }

  @Test("A run that one record tells has what was searched and called below it, as inferred")
  func runs() throws {
    let trace = try #require(
      try read(
        #"{"trace_id": "r", "timestamp": "2026-05-19T09:00:00Z", "question": "Q", "answer": "A", "chunks": [{"text": "A is so", "score": 0.5}], "model": "gpt-4o", "prompt_tokens": 7, "completion_tokens": 2}"#
      ).traces.first)
    let spans = Dictionary(uniqueKeysWithValues: trace.spans.map { ($0.kind, $0) })
    #expect(spans[.chain]?.input?.text == "Q")
    #expect(spans[.chain]?.output?.text == "A")
    #expect(spans[.chain]?.end == nil)
    #expect(spans[.retrieval]?.retrieval?.documents.map(\.score) == [0.5])
    #expect(spans[.llm]?.llm?.usage?.input == 7)
    #expect([spans[.retrieval], spans[.llm]].allSatisfy { $0?.kindOrigin == .inferred && $0?.start == nil })
  }

  @Test("What a retrieval chain returns is a run, though it has neither an id nor a time; a data set is none")
  func retrievals() throws {
    let traces = Dictionary(
      uniqueKeysWithValues: try NativeFixture.load("span-log/retrievals.jsonl").traces.map { ($0.id, $0) })
    func spans(_ id: String) -> [Span] { traces[id]?.spans ?? [] }
    func documents(_ id: String) -> [Document] { spans(id).last?.retrieval?.documents ?? [] }
    for id in ["1", "2"] {
      #expect(spans(id).map(\.kind) == [.chain, .retrieval])
      #expect(spans(id).first?.output?.text == "You can return it within 60 days.")
      #expect(spans(id).last?.retrieval?.query == "What is your return policy for electronics?")
      #expect(documents(id).map(\.title) == ["clothing.md", "electronics.md"])
    }
    #expect(documents("2").map(\.score) == [0.89, 0.87])
    #expect(documents("4").map(\.score) == [0.75])
    #expect(documents("5").map(\.content) == ["Open on Monday.", "Closed on Sunday."])
    for foreign in [
      #"{"question": "Q", "answer": "A", "documents": [{"text": "a passage", "title": "T"}]}"#,
      #"{"query": "Q", "results": [{"rank": 1, "name": "n"}], "answer": "A"}"#,
    ] {
      #expect(SpanLogImporter().confidence(in: SourceDocument(name: "d", text: foreign)) == .none)
    }
  }

  @Test("The one long text beside a question and what was found is the answer, by whatever name")
  func unnamedAnswers() throws {
    let found =
      #""query": "When is the park open?", "retrieved": [{"text": "Hours of the park", "score": 0.5}]"#
    let long = "The park opens at nine in the morning and closes when it gets dark."
    func answer(_ members: String) throws -> String? {
      try read("{\(found), \(members)}").traces.first?.spans.first?.output?.text
    }
    #expect(try answer(#""memo": "\#(long)""#) == long)
    #expect(try answer(#""memo": "\#(long)", "system_prompt": "\#(long)""#) == long)
    #expect(try answer(#""reasoning": "\#(long)""#) == nil)
    #expect(try answer(#""memo": "\#(long)", "digest": "\#(long)""#) == nil)
    #expect(try answer(#""memo": "\#(long)", "answer": "At nine.""#) == "At nine.")
    #expect(try answer(#""memo": "short""#) == nil)
  }

  @Test("A whole time is in seconds where the model's call within it could take no such time else")
  func wholeTimes() throws {
    func length(_ whole: String, _ call: String) throws -> Int64? {
      try read(
        #"{"timestamp": "2026-05-19T09:00:00Z", "query": "Q", "retrieval": {"top_docs": ["a"]}, "llm": {"time": \#(call), "model": "gpt-4o"}, "total_time": \#(whole)}"#
      ).traces.first?.spans.first { $0.kind == .chain }?.duration
    }
    #expect(try length("20.5", "5.647") == 20_500_000_000)
    #expect(try length("2050", "564") == nil)
    #expect(try length("2.5", "5.647") == nil)
  }

  @Test("A line that opens a trace without spans is no run, unless such lines open the file's runs")
  func headings() throws {
    func line(_ event: String, _ rest: String) -> String {
      #"{"timestamp": "2026-05-19T09:00:00Z", "event": "\#(event)", "trace_id": \#(rest)}"# + "\n"
    }
    let span =
      line("span_start", #""a", "span_id": "1", "name": "solve", "inputs": {"x": 1}"#)
      + line("span_end", #""a", "span_id": "1", "name": "solve", "duration_ms": 5"#)
    #expect(try read(line("trace_start", #""h""#) + span).traces.map(\.id) == ["a"])
    let opened = line("trace_start", #""a""#) + span + line("trace_start", #""b""#)
    #expect(try read(opened).traces.map(\.id) == ["a", "b"])
  }

  @Test(
    "A step that names a model, and by its own name that it called one, is a call; half the story is no other kind"
  )
  func namedCalls() throws {
    func kind(_ name: String, _ inputs: String) throws -> SpanKind? {
      try read(
        #"{"timestamp": "2026-05-19T09:00:00Z", "event": "span_start", "trace_id": "a", "span_id": "1", "name": "\#(name)", "inputs": \#(inputs)}"#
          + "\n"
          + #"{"timestamp": "2026-05-19T09:00:01Z", "event": "span_end", "trace_id": "a", "span_id": "1", "name": "\#(name)", "duration_ms": 1000}"#
      ).traces.first?.spans.first?.kind
    }
    #expect(try kind("llm_write", #"{"model": "gpt-5-nano", "prompt_length": 9}"#) == .llm)
    #expect(try kind("write", #"{"model": "C-200", "seats": 4}"#) != .llm)
  }

  @Test("What is found deeper, put in another order and written from the whole prompt is told step by step")
  func retrievalSteps() throws {
    let traces = try NativeFixture.load("span-log/retrievals.jsonl").traces
    let spans = try #require(traces.first { $0.id == "3" }).spans
    #expect(spans.map(\.kind) == [.chain, .retrieval, .rerank, .llm])
    let ranked = spans.first { $0.kind == .rerank }?.retrieval
    #expect(ranked?.documents.map(\.id) == ["electronics.md", "clothing.md"])
    #expect(ranked?.inputDocuments.map(\.score) == [0.89, 0.87])
    let call = try #require(spans.last?.llm)
    #expect(call.input.map(\.text).first?.hasPrefix("Answer from these pages.") == true)
    #expect(call.output.map(\.text) == ["Within 14 days."] && call.usage?.input == 60)
    let lengths = spans.map { span in
      span.start.flatMap { start in span.end.map { $0.nanoseconds - start.nanoseconds } }
    }
    #expect(lengths == [900_000_000, 120_000_000, 50_000_000, 700_000_000])
  }

  @Test("Seconds from the start of a program are times without a date where a length beside them says so")
  func relativeTimes() throws {
    let log = """
      {"trace_id": "t", "spans": [
        {"name": "interaction", "span_id": "a", "parent_id": null, "start_time": 0.0, "end_time": 1.5, "duration": 1.5},
        {"name": "rail", "span_id": "b", "parent_id": "a", "start_time": 0.5, "end_time": 0.75, "duration": 0.25}]}
      """
    #expect(try read(log).traces.first?.spans.compactMap(\.duration) == [1_500_000_000, 250_000_000])
    let other = log.replacingOccurrences(of: #""duration": "#, with: #""size": "#)
    #expect(throws: ImportError.self) { try read(other) }
  }

  @Test("A call that is told to have begun, and again when it was over, is one call")
  func startedByStatus() throws {
    func line(_ second: Int, _ members: String) -> String {
      #"{"trace_id": "t", "ts": "2026-05-19T09:00:0\#(second)Z", "operation": "brief", "model": "m", "input_preview": "Write", \#(members)}"#
    }
    let lines = [
      line(1, #""status": "started", "latency_ms": 0.0, "output_preview": """#),
      line(3, #""status": "ok", "latency_ms": 1990.5, "output_preview": "<thought>I wri""#),
    ]
    let spans = try #require(try read(lines.joined(separator: "\n")).traces.first?.spans)
    #expect(spans.map(\.kind) == [.llm] && spans.map(\.duration) == [2_000_000_000])
    #expect(spans[0].status == .ok && spans[0].llm?.output.count == 1)
    // An excerpt that ends within a thought does not say that nothing was written.
    #expect(spans[0].llm?.output.first?.text.contains("cut off in the source") == true)
  }

  @Test("A span that is told in two records, each within an object that says which half it is, is one span")
  func wrappedHalves() throws {
    func half(_ event: String, _ rest: String) -> String {
      #"{"event": "\#(event)", "timestamp": "2026-05-19T09:00:00Z", "span": {"trace_id": "t", "span_id": "1", "name": "work", "start_time": "2026-05-19T09:00:00Z", \#(rest)}}"#
    }
    let lines = [
      half("start", #""end_time": null, "status": "ok""#),
      half("end", #""end_time": "2026-05-19T09:00:02Z", "status": "error""#),
    ]
    let result = try read(lines.joined(separator: "\n"))
    let spans = try #require(result.traces.first?.spans)
    #expect(spans.map(\.duration) == [2_000_000_000] && spans.map(\.status.isError) == [true])
    #expect(result.diagnostics.isEmpty)
  }

  @Test("Events that say by their words that a step began and ended are one step, paired by its name")
  func eventHalves() throws {
    let log = #"""
      {"trace_id": "t", "created_at": "2026-05-19T09:00:00Z", "input": {"from": "a", "body": "Is it wet?", "sid": "s"}, "events": [
      {"type": "step_started", "step": "look", "timestamp": "2026-05-19T09:00:00Z", "input": {"place": "Oslo"}},
      {"type": "step_started", "step": "ask", "timestamp": "2026-05-19T09:00:01Z"},
      {"type": "step_succeeded", "step": "look", "timestamp": "2026-05-19T09:00:02Z", "duration_ms": 2000, "output": {"wet": true}},
      {"type": "step_failed", "step": "ask", "timestamp": "2026-05-19T09:00:03Z", "error": "no such place"}], "output": {"response_text": "Yes"}}
      """#.replacingOccurrences(of: "\n", with: "")
    let other = #"{"record_type": "state", "sender_id": "a", "state": {"place": "Oslo"}}"#
    let result = try read(log + "\n" + other)
    let steps = try #require(result.traces.first).spans.filter { ["look", "ask"].contains($0.name) }
    #expect(steps.map(\.duration) == [2_000_000_000, 2_000_000_000])
    #expect(steps.map(\.status.isError) == [false, true])
    #expect(result.traces[0].spans.count == 3 && result.traces[0].spans.allSatisfy { $0.end != nil })
    #expect(result.diagnostics.map(\.severity) == [.note])
    #expect(result.diagnostics.first?.message.contains("“state” (1)") == true)
  }
}
