import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

/// What goes wrong in real files, each by name.
@Suite struct DialectPitfalls {
  private func raw(
    _ name: String, _ attributes: [(String, AttributeValue)], id: String = "a", parent: String? = nil
  )
    -> OTelSpan
  {
    var span = OTelSpan(
      traceID: "t", spanID: id, parentSpanID: parent, name: name, place: SourcePlace(file: "f"))
    span.attributes = attributes.map { Attribute($0.0, $0.1) }
    return span
  }

  private func read(_ spans: OTelSpan..., logs: [OTelLogRecord] = []) -> ImportResult {
    var batch = OTelBatch()
    batch.spans = spans
    batch.logs = logs
    return OTelNormaliser.normalise(batch, format: "test")
  }

  private func only(_ result: ImportResult) throws -> Span { try #require(result.traces.first?.spans.first) }

  @Test("An attribute of no convention that ends in “model” names the model of a call, unless several differ")
  func namedModels() throws {
    func model(_ attributes: (String, AttributeValue)...) throws -> String? {
      try only(read(raw("shop.agent.modelInvocation", attributes))).llm?.requestModel
    }
    let own: (String, AttributeValue) = ("shop.agent.model", .string("house-small"))
    #expect(try model(own, ("shop.agent.name", .string("clerk"))) == "house-small")
    #expect(try model(own, ("shop.embedding.model", .string("vectors"))) == "house-small")
    #expect(try model(own, ("shop.judge.model_name", .string("strict"))) == "house-small")
    #expect(try model(own, ("till.model", .string("house-large"))) == nil)
    #expect(try model(("shop.car.model", .string("a long way down"))) == nil)
    #expect(try only(read(raw("shop.agent.modelInvocation", [own]))).kind == .llm)
    #expect(try only(read(raw("shop.till", [own]))).llm == nil)
  }

  @Test("Kinds are decided by one order of precedence")
  func kindPrecedence() throws {
    let stated: [(String, AttributeValue)] = [
      ("traceloop.span.kind", .string("tool")), ("gen_ai.operation.name", .string("embeddings")),
      ("ai.operationId", .string("ai.embed")), ("langsmith.span.kind", .string("retriever")),
      ("openinference.span.kind", .string("AGENT")), ("langfuse.observation.type", .string("generation")),
    ]
    let expected: [SpanKind] = [.tool, .embedding, .chain, .retrieval, .agent, .llm]
    for count in 1...stated.count {
      let span = try only(read(raw("prompt_assembly", Array(stated.prefix(count)))))
      #expect(span.kind == expected[count - 1])
      #expect(span.kindOrigin == .recorded)
    }
    let inferred = try only(read(raw("prompt_assembly", [])))
    #expect(inferred.kind == .prompt && inferred.kindOrigin == .inferred)
  }

  @Test(
    "A model that is called unknown is the one that LangChain's metadata name; with none it stays unknown")
  func unknownModel() throws {
    let unknown: [(String, AttributeValue)] = [
      ("gen_ai.operation.name", .string("chat")), ("gen_ai.request.model", .string("unknown")),
    ]
    let named = unknown + [("traceloop.association.properties.ls_model_name", .string("claude-opus-4-5"))]
    #expect(try only(read(raw("chat", named))).llm?.requestModel == "claude-opus-4-5")
    #expect(try only(read(raw("chat", unknown))).llm?.requestModel == "unknown")
  }

  @Test("A name that an association gives stands for both sides of a call that calls its model unknown")
  func associatedModel() throws {
    let association = ("tracer.association.properties.ls_model_name", AttributeValue.string("some-model"))
    let call = try only(
      read(
        raw(
          "chat",
          [
            ("gen_ai.operation.name", .string("chat")), ("gen_ai.request.model", .string("unknown")),
            ("gen_ai.response.model", .string("unknown")), association,
          ])))
    #expect(call.llm?.model == "some-model")
    // What runs within a call inherits the association, and calls nothing.
    #expect(try only(read(raw("connect", [association]))).llm == nil)
  }

  @Test("A sub-agent that is called after its tool is named by the kind that was asked for")
  func subAgentNames() throws {
    func agent(_ id: String, in parent: String, named name: String) -> OTelSpan {
      raw(
        "run", [("openinference.span.kind", .string("AGENT")), ("agent.name", .string(name))], id: id,
        parent: parent)
    }
    let tool = raw(
      "Agent",
      [
        ("openinference.span.kind", .string("TOOL")), ("tool.name", .string("Agent")),
        ("tool.parameters", .string(#"{"subagent_type": "research-specialist", "prompt": "Look"}"#)),
      ], id: "a")
    let spans = try #require(
      read(
        tool, agent("b", in: "a", named: "Agent"), agent("c", in: "a", named: "Ada"),
        agent("d", in: "b", named: "Agent")
      ).traces.first?.spans)
    #expect(spans.map(\.agentName) == [nil, "research-specialist", "Ada", "Agent"])
  }

  @Test(
    "The tier of the answer goes before the one asked for, and auto asks for none",
    arguments: [
      ("priority", "default", "default"), ("flex", nil, "flex"), ("auto", nil, nil),
      ("auto", "batch", "batch"),
    ] as [(String, String?, String?)])
  func serviceTier(asked: String, answered: String?, tier: String?) throws {
    var attributes: [(String, AttributeValue)] = [
      ("gen_ai.operation.name", .string("chat")), ("gen_ai.request.model", .string("gpt-5")),
      ("gen_ai.openai.request.service_tier", .string(asked)),
    ]
    if let answered { attributes.append(("gen_ai.openai.response.service_tier", .string(answered))) }
    let call = try #require(try only(read(raw("chat gpt-5", attributes))).llm)
    #expect(call.serviceTier == tier)
    #expect(call.parameters["service_tier"]?.string == asked)
  }

  @Test("Audio tokens of both sides are counted apart, within the others")
  func audioTokens() throws {
    let span = try only(
      read(
        raw(
          "call",
          [
            ("openinference.span.kind", .string("LLM")), ("llm.token_count.prompt", .int(100)),
            ("llm.token_count.completion", .int(50)), ("llm.token_count.prompt_details.audio", .int(40)),
            ("llm.token_count.completion_details.audio", .int(30)),
          ])))
    #expect(span.llm?.usage == TokenUsage(input: 100, output: 50, audio: 70))
  }

  @Test("A retriever that says operation embeddings is a retriever")
  func langSmithRetriever() throws {
    let span = try only(
      read(
        raw(
          "R",
          [
            ("langsmith.span.kind", .string("retriever")), ("gen_ai.operation.name", .string("embeddings")),
            ("gen_ai.prompt", .string(#"{"query":"Wie lange?"}"#)),
            (
              "gen_ai.completion",
              .string(#"{"documents":[{"page_content":"4.2","metadata":{"score":0.9}}]}"#)
            ),
          ])))
    #expect(span.kind == .retrieval)
    #expect(span.retrieval?.query == "Wie lange?")
    #expect(span.retrieval?.documents.map(\.score) == [0.9])
  }

  @Test("Message indices may start at one, leave gaps and be huge")
  func sparseIndices() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("openinference.span.kind", .string("LLM")),
            ("llm.input_messages.999999999999.message.role", .string("user")),
            ("llm.input_messages.999999999999.message.content", .string("last")),
            ("llm.input_messages.10.message.role", .string("assistant")),
            ("llm.input_messages.10.message.content", .string("second")),
            ("llm.input_messages.1.message.role", .string("system")),
            ("llm.input_messages.1.message.content", .string("first")),
          ])))
    #expect(span.llm?.input.map(\.text) == ["first", "second", "last"])
    #expect(span.representedAttributes.count == 6)
  }

  @Test("A score hidden in the metadata's JSON is found")
  func scoreInMetadata() throws {
    let span = try only(
      read(
        raw(
          "R",
          [
            ("openinference.span.kind", .string("RETRIEVER")), ("input.value", .string("q")),
            ("retrieval.documents.0.document.content", .string("text")),
            ("retrieval.documents.0.document.metadata", .string(#"{"src":"faq.pdf","score":0.91}"#)),
          ])))
    let document = try #require(span.retrieval?.documents.first)
    #expect(document.score == 0.91)
    #expect(document.title == "faq.pdf")
    #expect(document.metadata.map(\.name) == ["src", "score"])
  }

  @Test("A failed call takes its model from the request's parameters or body")
  func failedCallModel() throws {
    let body = #"{"model":"gpt-fail","messages":[]}"#
    for name in ["llm.invocation_parameters", "input.value"] {
      let span = try only(
        read(raw("x", [("openinference.span.kind", .string("LLM")), (name, .string(body))])))
      #expect(span.llm?.model == "gpt-fail")
    }
  }

  @Test("Of a body that an exporter cut short, the members before the cut are read")
  func cutBody() throws {
    let body = #"{"id":"chatcmpl-1","note":"a\",\\","choices":[{"index":0,"message":{"role":"assi"#
    let span = try only(
      read(raw("x", [("openinference.span.kind", .string("LLM")), ("output.value", .string(body))])))
    #expect(span.llm?.responseID == "chatcmpl-1")
    for text in ["{", #"{"id":"chatcmpl-1"#, #"{"choices":[{"id":"a","index":0"#, #"{,"a":1"#, "{}},"] {
      #expect(AttributeValue(cutJSONText: text) == nil)
    }
  }

  @Test("Of messages that were cut off, what stands before the cut is read, and the loss is told")
  func cutMessages() throws {
    let whole =
      #"[{"role":"user","parts":[{"type":"text","content":"Which policy?"}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c","response":"Within 30 days, for clothing \ud83d\ude00"}]}]"#
    // A list that is cut behind an inner list's end looks whole.
    for length in (80..<whole.count).reversed() where !whole.prefix(length).hasSuffix("]") {
      let cut = String(whole.prefix(length))
      let result = read(
        raw("chat", [("gen_ai.input.messages", .string(cut)), ("gen_ai.request.model", .string("m"))]))
      let input = try #require(try only(result).llm?.input.map(\.text))
      #expect(input.first == "Which policy?", "cut after \(length)")
      #expect(
        result.diagnostics.contains { $0.severity == .loss && $0.message.contains("gen_ai.input.messages") })
    }
    let answer = #"{"policy":"within 30 days, for clo"#
    let answered = read(raw("chat", [("output.value", .string(answer)), ("llm.model_name", .string("m"))]))
    #expect(answered.diagnostics.isEmpty, "a model may end within its JSON by itself")
  }

  @Test("A text that was cut is closed behind a mark, before half an escape; half a name is left out")
  func cutTexts() {
    func completed(_ text: String) -> String? { CutJSON.completed(text, keeping: .beginning) }
    let text = #"{"content":"Within thirty days, for clothing"#
    #expect(completed(text) == text + CutJSON.mark + "\"}")
    for half in [#"\"#, #"\u00"#, #"\ud83d"#, #"\ud83d\u"#] {
      #expect(completed(text + half) == text + CutJSON.mark + "\"}")
    }
    #expect(completed(#"[{"role":"assi"#) == "[{}]")
    let escaped = #""Within thirty days:\n\n- clothing"#
    #expect(completed(escaped) == escaped + CutJSON.mark + "\"")
    #expect(completed(#""Within thirty days, for clothing"#) == nil, "words behind a quotation mark")
    #expect(completed(#"[{"a":1,"b":tru"#) == #"[{"a":1}]"#)
    #expect(completed(#"[{"a":1},"#) == #"[{"a":1}]"#)
    #expect(
      completed(#"[{"a":1}]"#) == nil && completed("[INFO] started") == nil && completed("{'a': 1") == nil)
  }

  @Test("The model that answered wins over a name that may be the one asked for")
  func answeringModel() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("openinference.span.kind", .string("LLM")), ("llm.model_name", .string("gpt-1")),
            ("gen_ai.request.model", .string("gpt-1")), ("gen_ai.response.model", .string("gpt-1-2026")),
          ])))
    #expect(span.llm?.requestModel == "gpt-1")
    #expect(span.llm?.responseModel == "gpt-1-2026")
  }

  @Test("A span whose event ends in a tool's message is that tool's run")
  func toolMessageInEvent() throws {
    let answer = #"{"name":"add","type":"tool","content":"5","tool_call_id":"call_1","status":"error"}"#
    var source = raw("instrumentation", [])
    source.events = [
      SpanEvent(
        name: "instrumentation",
        attributes: [
          Attribute(
            "body",
            .string(
              #"{"input":{"messages":[{"content":"{'a': 2}","role":"user"}]},"output":{"messages":[{"content":"#
                + AttributeValue.string(answer).jsonText + #","role":"assistant"}]}}"#
            ).unwrapped)
        ])
    ]
    let span = try only(read(source))
    #expect(span.kind == .tool && span.kindOrigin == .inferred)
    #expect(span.tool?.name == "add" && span.tool?.callID == "call_1")
    #expect(span.tool?.arguments?.text == "{'a': 2}")
    #expect(span.tool?.result?.text == "5")
    #expect(span.tool?.isError == true)
  }

  @Test("Two spans of one call keep the response id that says so, be it in the body alone")
  func responseID() throws {
    let result = read(
      raw(
        "messages.create",
        [
          ("openinference.span.kind", .string("LLM")),
          ("output.value", .string(#"{"id":"msg_1","content":[]}"#)),
        ]),
      raw(
        "anthropic", [("gen_ai.operation.name", .string("chat")), ("gen_ai.response.id", .string("msg_1"))],
        id: "b"))
    #expect(result.traces.first?.spans.map(\.llm?.responseID) == ["msg_1", "msg_1"])
  }

  @Test("Finish reasons may be a list, a JSON text of a list, or one word")
  func finishReasons() throws {
    for value: AttributeValue in [.array([.string("stop")]), .string(#"["stop"]"#), .string("stop")] {
      let span = try only(
        read(
          raw("x", [("gen_ai.operation.name", .string("chat")), ("gen_ai.response.finish_reasons", value)])))
      let reasons = span.llm?.finishReasons ?? []
      #expect(span.llm == nil || reasons == ["stop"])
      let full = try only(
        read(
          raw(
            "x",
            [
              ("gen_ai.operation.name", .string("chat")), ("gen_ai.request.model", .string("m")),
              ("gen_ai.response.finish_reasons", value),
            ])))
      #expect(full.llm?.finishReasons == ["stop"])
    }
  }

  @Test(
    "A tool failed though its span says OK",
    arguments: [
      #"{"error":"offline"}"#, #"{"isError":true}"#, #"{"is_error":true}"#, #"{"exit_code":2}"#,
      #"{"type":"tool","data":{"content":"x","tool_call_id":"c","status":"error"}}"#,
    ])
  func failedTool(_ result: String) throws {
    var failing = raw(
      "x", [("openinference.span.kind", .string("TOOL")), ("output.value", .string(result))])
    failing.status = .ok
    #expect(try only(read(failing)).tool?.isError == true)
  }

  @Test(
    "A tool that did not fail is no failure",
    arguments: [
      #"{"error":null}"#, #"{"error":""}"#, #"{"exit_code":0}"#, "an error message, quoted",
      #"{"isError":false}"#,
    ])
  func soundTool(_ result: String) throws {
    let span = try only(
      read(raw("x", [("openinference.span.kind", .string("TOOL")), ("output.value", .string(result))])))
    #expect(span.tool?.isError == false)
  }

  @Test("An exception's message stands in where the status has none")
  func exceptionMessage() throws {
    var failing = raw("x", [("gen_ai.operation.name", .string("execute_tool"))])
    failing.status = .error(message: nil)
    failing.events = [
      SpanEvent(name: "exception", attributes: [Attribute("exception.message", .string("KB offline"))])
    ]
    let span = try only(read(failing))
    #expect(span.status == .error(message: "KB offline"))
    #expect(span.events.count == 1)
  }

  @Test("Framework noise is marked; a model call, a tool, a search or an agent never is")
  func noise() throws {
    func isInternal(_ name: String, _ attributes: [(String, AttributeValue)] = []) throws -> Bool {
      let result = read(raw("root", [], id: "r"), raw(name, attributes, id: "n", parent: "r"))
      return try #require(result.traces.first?.spans.first { $0.id == "n" }).isFrameworkInternal
    }
    #expect(try isInternal("__start__"))
    #expect(try isInternal("ChannelWrite<messages>"))
    #expect(try isInternal("RunnableSequence", [("openinference.span.kind", .string("CHAIN"))]))
    #expect(try isInternal("GET", [("http.request.method", .string("GET"))]))
    #expect(
      try isInternal(
        "execute_tool (merged)",
        [("gen_ai.operation.name", .string("execute_tool")), ("gen_ai.tool.name", .string("(merged tools)"))])
    )
    for kind in ["LLM", "TOOL", "RETRIEVER", "AGENT"] {
      #expect(try !isInternal("RunnableSequence", [("openinference.span.kind", .string(kind))]))
    }
    #expect(try !isInternal("my_step"))
  }

  @Test("An entry whose own parent was never exported stays in sight")
  func orphanEntry() {
    let result = read(
      raw("POST /chat", [("http.request.method", .string("POST"))], id: "e", parent: "gone"),
      raw("chat", [("gen_ai.operation.name", .string("chat"))], id: "c", parent: "e"))
    #expect(result.traces.first?.spans.map(\.isFrameworkInternal) == [false, false])
  }

  @Test("An attribute counts as represented only where all of it stands in the facets")
  func represented() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("gen_ai.operation.name", .string("chat")), ("gen_ai.request.model", .string("m")),
            ("gen_ai.input.messages", .string(#"[{"role":"user","content":"Hi"}]"#)),
            ("gen_ai.output.messages", .string(#"[{"role":"assistant","content":"Ho","logprobs":[1]}]"#)),
            ("custom", .string("kept")),
          ])))
    #expect(span.representedAttributes == ["gen_ai.request.model", "gen_ai.input.messages"])
    #expect(span.attributes.count == 5)
  }

  @Test("Two dialects on one span: the first of the list speaks, an equal second counts as told")
  func twoDialects() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("gen_ai.usage.input_tokens", .int(99)), ("gen_ai.usage.output_tokens", .int(7)),
            ("ai.operationId", .string("ai.generateText.doGenerate")), ("ai.usage.inputTokens", .int(10)),
            ("ai.usage.outputTokens", .int(7)), ("ai.model.id", .string("m")),
          ])))
    #expect(span.llm?.usage == TokenUsage(input: 10, output: 7))
    #expect(span.representedAttributes.contains("gen_ai.usage.output_tokens"))
    #expect(!span.representedAttributes.contains("gen_ai.usage.input_tokens"))
  }

  @Test("An embedding's vector never becomes text")
  func vectors() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("openinference.span.kind", .string("EMBEDDING")),
            ("embedding.embeddings.0.embedding.text", .string("Fee?")),
            ("embedding.embeddings.0.embedding.vector", .array([.double(0.1), .double(0.2)])),
            ("output.value", .string(#"{"data":[{"embedding":[0.1,0.2]}]}"#)),
          ])))
    #expect(span.input == Payload("Fee?"))
    #expect(span.output == nil)
    #expect(span.attributes["embedding.embeddings.0.embedding.vector"]?.array?.count == 2)
  }

  @Test("Short names count on LLM work alone")
  func shortNames() throws {
    let database = try only(
      read(
        raw(
          "SELECT",
          [
            ("db.system", .string("postgres")), ("type", .string("search")), ("query", .string("SELECT 1")),
            ("model", .string("T")),
          ])))
    #expect(database.kind == .generic && database.retrieval == nil && database.llm == nil)
    let search = try only(read(raw("vector_search", [("query", .string("Fee?"))])))
    #expect(search.retrieval?.query == "Fee?")
  }

  @Test("Log records join their span; those of model calls without one become spans; others are told")
  func logRecords() throws {
    func log(_ name: String, span: String?, trace: String? = "t", body: AttributeValue) -> OTelLogRecord {
      OTelLogRecord(
        traceID: trace, spanID: span, eventName: name, time: Timestamp(nanoseconds: 5), body: body,
        place: SourcePlace(file: "f"))
    }
    let message: AttributeValue = .map([Attribute("content", .string("Hi"))])
    let result = read(
      raw("chat", [("gen_ai.operation.name", .string("chat"))]),
      logs: [
        log("gen_ai.user.message", span: "a", body: message),
        log("gen_ai.user.message", span: "lost", body: message),
        log("gen_ai.choice", span: "lost", body: .map([Attribute("message", message)])),
        log("app.note", span: nil, body: .string("of the trace")),
        log("app.other", span: nil, trace: nil, body: .string("of nothing")),
      ])
    let trace = try #require(result.traces.first)
    let joined = try #require(trace.spans.first { $0.id == "a" })
    #expect(joined.llm?.input.map(\.text) == ["Hi"])
    let made = try #require(trace.spans.first { $0.id == "lost" })
    #expect(made.kind == .llm && made.kindOrigin == .inferred && made.timeOrigin == .inferred)
    #expect(made.llm?.output.map(\.text) == ["Hi"])
    #expect(trace.attributes.map(\.name) == ["log.app.note"])
    #expect(result.diagnostics.map(\.severity) == [.note, .loss])
  }

  @Test("Spans are sorted by start, then by the order of the source; those without a start come last")
  func order() {
    var late = raw("late", [], id: "1")
    late.start = Timestamp(nanoseconds: 20)
    var early = raw("early", [], id: "2")
    early.start = Timestamp(nanoseconds: 10)
    var twin = raw("twin", [], id: "3")
    twin.start = Timestamp(nanoseconds: 10)
    let result = read(raw("never", [], id: "0"), late, early, twin)
    #expect(result.traces.first?.spans.map(\.name) == ["early", "twin", "late", "never"])
  }

  @Test("Deep and broken attribute names do no harm")
  func hostileNames() throws {
    let deep = "llm.input_messages" + String(repeating: ".0", count: 5000)
    let span = try only(
      read(
        raw("x", [(deep, .string("v")), ("..0..", .string("v")), ("0.1", .string("v")), ("", .string("v"))]))
    )
    #expect(span.attributes.count == 4)
  }

  @Test("Parallel lists complete the documents; a list that says otherwise stays unrepresented")
  func parallelLists() throws {
    let span = try only(
      read(
        raw(
          "retrieval",
          [
            ("documents", .array([.string("first text"), .string("second text")])),
            ("titles", .array([.string("a"), .string("b")])), ("scores", .string("[0.9, 0.4]")),
            ("previews", .array([.string("first"), .string("second")])), ("num_results", .int(2)),
          ])))
    let documents = span.retrieval?.documents ?? []
    #expect(documents.map(\.content) == ["first text", "second text"])
    #expect(documents.map(\.title) == ["a", "b"])
    #expect(documents.map(\.score) == [0.9, 0.4])
    #expect(span.representedAttributes == ["documents", "titles", "scores", "num_results"])
  }

  @Test("Every count of a prompt's piece is a piece, in the order of the source")
  func promptPieces() throws {
    let span = try only(
      read(
        raw(
          "prompt_assembly",
          [
            ("overhead_tokens", .int(25)), ("context_tokens", .int(593)), ("system_prompt_tokens", .int(208)),
            ("system_prompt", .string("Be short.")), ("total_tokens", .int(826)),
            ("template", .string("answer")),
          ])))
    #expect(span.prompt?.segments.map(\.name) == ["overhead", "context", "system"])
    #expect(span.prompt?.segments.map(\.tokens) == [25, 593, 208])
    #expect(span.prompt?.segments.last?.text == "Be short.")
    #expect(span.prompt?.totalTokens == 826)
    #expect(span.prompt?.name == "answer" && span.prompt?.template == nil)
  }

  @Test("A span that two exporters wrote stands once, and the second copy is told")
  func writtenTwice() {
    let call = raw("chat", [("gen_ai.operation.name", .string("chat"))])
    let result = read(call, call)
    #expect(result.traces.flatMap(\.spans).count == 1)
    #expect(result.diagnostics.map(\.severity) == [.note])
  }

  @Test("Escapes in JSON text do not hide the characters of an answer")
  func escapedOutput() throws {
    let span = try only(
      read(
        raw(
          "x",
          [
            ("traceloop.span.kind", .string("workflow")),
            ("traceloop.entity.output", .string(#""\u00dcberweisung""#)),
            ("traceloop.entity.input", .string(#"{"q":"\u00dcber"}"#)),
          ])))
    #expect(span.output == Payload("Überweisung"))
    #expect(span.input == Payload(#"{"q":"Über"}"#, form: .json))
  }
}
