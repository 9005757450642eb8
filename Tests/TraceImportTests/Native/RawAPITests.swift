import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport
@testable import TraceSource

@Suite("Requests and responses of a provider's API")
struct RawAPITests {
  @Test("pairs: kinds, calls, tokens by class, models and errors, counted by hand")
  func pairs() throws {
    let result = try NativeFixture.recognised("raw-api/pairs.jsonl", as: "raw-api")
    let spans = result.traces.flatMap(\.spans)
    let calls = spans.filter { $0.kind == .llm }

    #expect(result.traces.map(\.spans.count) == [4, 2])
    #expect(result.kinds == "llm 4, tool 2")
    #expect(calls.compactMap { $0.llm?.usage?.input } == [60, 110, 149])
    #expect(calls.compactMap { $0.llm?.usage?.cacheRead } == [32, 100])
    #expect(calls.compactMap { $0.llm?.usage?.cacheWriteHour } == [30])
    #expect(calls.compactMap { $0.llm?.usage?.output } == [20, 8, 1])
    #expect(spans.filter { $0.status.isError }.count == 2)
    #expect(result.traces[0].userID == "u-7")
    try Snapshot.check(TraceDump.text(result), against: "raw-api/pairs.dump.txt")
  }

  @Test("a tool call that the next request answers is a tool span between the two, inferred and linked")
  func toolBetweenCalls() throws {
    let result = try NativeFixture.recognised("raw-api/pairs.jsonl", as: "raw-api")
    let tool = try result.span("chatcmpl-1/call_a")
    #expect(tool.parentID == "chatcmpl-1")
    #expect(tool.kindOrigin == .inferred && tool.timeOrigin == .inferred)
    #expect(tool.duration == 1_800_000_000)
    #expect(
      try result.span("chatcmpl-2").links.map(\.spanID) == ["chatcmpl-1/call_a", "chatcmpl-1/call_b"])
  }

  @Test("a tool result that is an error object is a failure")
  func failingTool() throws {
    let tool = try NativeFixture.recognised("raw-api/pairs.jsonl", as: "raw-api").span("chatcmpl-1/call_b")
    #expect(tool.tool?.isError == true)
    #expect(tool.status == .error(message: #"{"error": "unknown product"}"#))
  }

  @Test("a gateway's pairs under names of its own, streamed and whole: what came in was asked")
  func gateway() throws {
    let result = try NativeFixture.recognised("raw-api/gateway.jsonl", as: "raw-api")
    #expect(result.traces.count == 1 && result.kinds == "llm 2, tool 1")
    #expect(try result.span("r-1").llm?.input.map(\.role) == [.system, .user])
    #expect(try result.span("r-1").llm?.usage?.input == 120 && result.span("r-2").llm?.usage?.output == 6)
    #expect(try result.span("r-2").llm?.output.map(\.text) == ["It is in transit."])
    try Snapshot.check(TraceDump.text(result), against: "raw-api/gateway.dump.txt")
  }

  @Test(
    "Requests of no model are no pairs",
    arguments: [
      #"{"httpRequest": {"method": "GET"}, "httpResponse": {"status": 200}}"#,
      #"{"createRequest": {"model": "X", "input": 4}, "createResponse": {"id": "1"}}"#,
      #"{"friendRequest": "ada", "response": "yes"}"#,
    ])
  func otherRequests(_ text: String) {
    #expect(RawAPIImporter().confidence(in: SourceDocument(name: "x.jsonl", text: text)) == .none)
  }

  @Test("a stream that ends early gives lower bounds and no finish reason")
  func unfinishedStream() throws {
    let call = try NativeFixture.recognised("raw-api/pairs.jsonl", as: "raw-api").span("msg_1").llm
    #expect(call?.usage?.isLowerBound == true)
    #expect(call?.finishReasons == [])
    #expect(call?.serviceTier == "priority")
  }

  @Test("bare bodies: responses of four APIs and a request; what is no body is told")
  func bodies() throws {
    let result = try NativeFixture.recognised("raw-api/bodies.json", as: "raw-api")
    #expect(result.kinds == "embedding 1, llm 4")
    #expect(result.diagnostics.map(\.place.pointer) == ["/5"])
    try Snapshot.check(TraceDump.text(result), against: "raw-api/bodies.dump.txt")
  }

  @Test("previous_response_id gives a call the messages that the provider keeps, but not the instructions")
  func previousResponse() throws {
    let call = try NativeFixture.recognised("raw-api/bodies.json", as: "raw-api").span("resp_2")
    #expect(call.llm?.input.map(TraceDump.message) == ["assistant: Hello."])
    #expect(call.links.map(\.spanID) == ["resp_1"])
  }

  @Test("the text of a stream is one call")
  func stream() throws {
    let result = try NativeFixture.recognised("raw-api/stream.txt", as: "raw-api")
    #expect(result.kinds == "llm 1")
    #expect(try result.span("msg_9").llm?.usage == TokenUsage(input: 9, output: 4))
  }

  @Test("chunks one a line are put together by response")
  func chunkLines() throws {
    let result = try NativeFixture.load(
      text: """
        {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"content":"Hel"}}]}
        {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"content":"lo."},"finish_reason":"stop"}]}
        {"id":"c2","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"content":"Bye."},"finish_reason":"stop"}]}
        """)
    #expect(result.traces.flatMap(\.spans).map { $0.llm?.output.first?.text } == ["Hello.", "Bye."])
  }

  @Test("an interaction of Gemini is a call: its steps are one answer, its thoughts are no output of theirs")
  func interaction() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"id":"v1_a","object":"interaction","status":"completed","model":"gemini-2.5-flash",
        "usage":{"total_tokens":137,"total_input_tokens":22,"total_cached_tokens":10,"total_output_tokens":70,
        "total_tool_use_tokens":12,"total_thought_tokens":33},
        "steps":[{"type":"thought","signature":"abc"},
        {"type":"google_search_call","id":"s1","arguments":{"queries":["tides"]}},
        {"type":"google_search_result","call_id":"s1","result":[{"title":"Tides"}]},
        {"type":"model_output","content":[{"type":"text","text":"At 05:02."}]}]}
        """#)
    let call = try #require(result.traces.flatMap(\.spans).first?.llm)
    #expect(call.provider == "gcp.gemini" && call.output.map(\.role) == [.assistant])
    #expect(call.output.first?.text == "At 05:02.")
    #expect(call.output.first?.parts.map(\.isToolResult) == [false, false, true, false])
    #expect(
      call.usage == TokenUsage(input: 34, cacheRead: 10, output: 103, reasoning: 33, reportedTotal: 137))
  }

  @Test("a tool call that waits for approval is a call without a result")
  func approval() throws {
    let result = try NativeFixture.load(
      text: #"""
        {"id":"resp_1","object":"response","status":"completed","model":"gpt-5-mini","output":[
        {"type":"mcp_approval_request","id":"mcpr_1","name":"create_short_url","arguments":"{}","server_label":"zip1"}]}
        """#)
    let output = try #require(result.traces.flatMap(\.spans).first?.llm?.output)
    #expect(
      output.first?.parts == [.toolCall(ToolCall(id: "mcpr_1", name: "create_short_url", arguments: "{}"))])
  }

  @Test("a stream whose start came twice is one call")
  func repeatedStart() throws {
    let start =
      #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"claude","usage":{"input_tokens":17,"output_tokens":1}}}"#
    let result = try NativeFixture.load(
      text: [
        start, start,
        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}"#,
        #"{"type":"message_stop"}"#,
      ].joined(separator: "\n"))
    #expect(result.traces.flatMap(\.spans).compactMap { $0.llm?.usage } == [TokenUsage(input: 17, output: 5)])
  }

  @Test(
    "pieces of an answer of Gemini, one a line, are one call whose tokens count once; whole answers stay apart"
  )
  func geminiLines() throws {
    func line(_ text: String, _ tokens: Int, _ id: String, ends: Bool) -> String {
      let end = ends ? #","finishReason":"STOP""# : ""
      return """
        {"candidates":[{"content":{"role":"model","parts":[{"text":"\(text)"}]}\(end)}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":\(tokens),"totalTokenCount":\(9 + tokens)}\(id)}

        """
    }
    func calls(_ ids: [String], ends: [Bool]) throws -> [String] {
      let lines = zip(["Hel", "lo.", "Bye."], zip(ids, ends)).enumerated().map { place, piece in
        line(piece.0, place + 1, piece.1.0, ends: piece.1.1)
      }
      return try NativeFixture.load(text: lines.joined()).traces.flatMap(\.spans).map {
        "\($0.llm?.output.first?.text ?? "") \($0.llm?.usage?.output ?? 0)"
      }
    }
    let named = [#","responseId":"a""#, #","responseId":"a""#, #","responseId":"b""#]
    #expect(try calls(named, ends: [true, true, true]) == ["Hello. 2", "Bye. 3"])
    #expect(try calls(["", "", ""], ends: [false, true, true]) == ["Hello. 2", "Bye. 3"])
  }

  @Test("trace and session ids part calls into traces; a linked call goes along")
  func groups() throws {
    func pair(_ head: String, _ id: String, _ previous: String = "null") -> String {
      """
      {\(head)"request":{"model":"gpt","input":"Hi","previous_response_id":\(previous)},"response":{"id":"\(id)","object":"response","model":"gpt","output":[]}}

      """
    }
    let result = try NativeFixture.load(
      text: pair(#""trace_id":"t1","session_id":"s1","#, "r1") + pair(#""session_id":"s2","#, "r2")
        + pair("", "r3", #""r1""#) + pair("", "r4"))
    #expect(result.traces.map(\.id) == ["t1", "s2", "r1"])
    #expect(result.traces.map(\.sessionID) == ["s1", "s2", nil])
    #expect(result.traces.map { $0.spans.map(\.id) } == [["r1", "r3"], ["r2"], ["r4"]])
  }

  @Test("one id of a tool call in two conversations is answered in each")
  func repeatedCallID() throws {
    func asks(_ id: String, _ name: String) -> String {
      """
      {"request":{"model":"m","messages":[{"role":"user","content":"Hi"}]},"response":{"id":"\(id)","object":"chat.completion","choices":[{"message":{"role":"assistant","tool_calls":[{"id":"call_0","function":{"name":"\(name)","arguments":"{}"}}]}}]}}

      """
    }
    func answers(_ id: String, _ name: String) -> String {
      """
      {"request":{"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"call_0","function":{"name":"\(name)","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_0","content":"1"}]},"response":{"id":"\(id)","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Done."}}]}}

      """
    }
    let result = try NativeFixture.load(
      text: asks("a1", "fee") + answers("a2", "fee") + asks("b1", "rate") + answers("b2", "rate")
        + answers("x", "fee"))
    #expect(result.traces[0].spans.filter { $0.kind == .tool }.map(\.parentID) == ["a1", "b1"])
  }

  @Test("a request that repeats what an earlier one was given holds that once, also under other instructions")
  func repeatedHistory() throws {
    func line(_ system: String, _ messages: [String]) -> String {
      """
      {"request":{"model":"m","system":"\(system)","messages":[\(messages.map { #"{"role":"user","content":"\#($0)"}"# }.joined(separator: ","))]},"response":{"id":"\(messages.count)","object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Yes."}}]}}

      """
    }
    let result = try NativeFixture.load(
      text: line("Help.", ["One?"]) + line("Help.", ["One?", "Two?"])
        + line("Be brief.", ["One?", "Two?", "Three?"]))
    let inputs = result.traces.flatMap(\.spans).compactMap(\.llm?.input)

    #expect(
      inputs.map { $0.map(\.text) } == [
        ["Help.", "One?"], ["Help.", "One?", "Two?"], ["Be brief.", "One?", "Two?", "Three?"],
      ])
    #expect(inputs[1].previous.identity == inputs[0].identity)
  }

  @Test(
    "Cohere's first chat API: the newest message behind the history, tokens that count rather than those billed"
  )
  func cohere() throws {
    let text = """
      {"url":"https://api.cohere.com/v1/chat","request":{"model":"command-r","preamble":"Be brief.","chat_history":[{"role":"USER","message":"Hi."},{"role":"CHATBOT","message":"Hello."}],"message":"Fee?","tools":[{"name":"fee","description":"Tells it."}]},"response":{"response_id":"r1","generation_id":"g1","text":"I look.","tool_calls":[{"name":"fee","parameters":{"of":"cord"}}],"finish_reason":"COMPLETE","meta":{"billed_units":{"input_tokens":9,"output_tokens":3},"tokens":{"input_tokens":71,"output_tokens":5}}}}
      {"url":"https://api.cohere.com/v1/chat","request":{"model":"command-r","message":"Bye."},"response":{"id":"e1","message":"model 'command-r' was removed"},"status":404}
      """
    let calls = try NativeFixture.load(text: text).traces.flatMap(\.spans).filter {
      $0.kind == .llm
    }
    let call = try #require(calls.first?.llm)
    #expect(
      call.input.map(TraceDump.message) == [
        "system: Be brief.", "user: Hi.", "assistant: Hello.", "user: Fee?",
      ])
    #expect(call.output.first?.text == "I look." && call.output.first?.toolCalls.map(\.name) == ["fee"])
    #expect(call.usage?.input == 71 && call.usage?.output == 5)
    #expect(
      call.provider == "cohere" && call.finishReasons == ["COMPLETE"] && call.tools.map(\.name) == ["fee"])
    #expect(calls.count == 2 && calls.last?.status.isError == true)
    #expect(calls.last?.llm?.input.map(\.text) == ["Bye."])
  }

  @Test("Cohere's second chat API, whole and streamed")
  func cohereMessages() throws {
    let whole = """
      {"url":"https://api.cohere.com/v2/chat","request":{"model":"command-a","messages":[{"role":"user","content":"Hi."}]},"response":{"id":"c1","finish_reason":"MAX_TOKENS","message":{"role":"assistant","content":[{"type":"text","text":"Hello."}]},"usage":{"billed_units":{"input_tokens":1,"output_tokens":2},"tokens":{"input_tokens":66,"output_tokens":4}}}}
      """
    let streamed = [
      #"{"type":"message-start","id":"c2","delta":{"message":{"role":"assistant"}}}"#,
      #"{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}"#,
      #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Hel"}}}}"#,
      #"{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"lo."}}}}"#,
      #"{"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"t1","type":"function","function":{"name":"fee","arguments":""}}}}}"#,
      #"{"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{}"}}}}}"#,
      #"{"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"tokens":{"input_tokens":66,"output_tokens":4},"billed_units":{"input_tokens":1}}}}"#,
    ]
    for text in [whole, streamed.joined(separator: "\n")] {
      let spans = try NativeFixture.load(text: text).traces.flatMap(\.spans)
      let call = try #require(spans.first { $0.kind == .llm }?.llm)
      #expect(call.output.first?.text == "Hello." && call.usage?.input == 66 && call.usage?.output == 4)
      #expect(call.finishReasons == [text == whole ? "MAX_TOKENS" : "TOOL_CALL"])
      #expect(call.output.first?.toolCalls.map(\.name) == (text == whole ? [] : ["fee"]))
    }
  }

  @Test("a bare text is what it is, be it JSON")
  func jsonInput() throws {
    let result = try NativeFixture.load(text: #"{"model":"gpt-5","input":"{\"a\": [1]}"}"#)
    #expect(result.traces[0].spans[0].llm?.input == [Message(role: .user, text: #"{"a": [1]}"#)])
  }

  @Test("a rerank is a ranking of the given documents")
  func rerank() throws {
    let result = try NativeFixture.load(
      text: """
        {"request":{"model":"rerank-3","query":"fee","documents":["Card","SEPA"],"top_n":1},"response":{"id":"k1","results":[{"index":1,"relevance_score":0.9}]}}
        """)
    let span = try result.span("k1")
    #expect(span.kind == .rerank)
    #expect(span.retrieval?.documents == [Document(id: "1", content: "SEPA", score: 0.9, rank: 1)])
    #expect(span.retrieval?.inputDocuments.count == 2)
  }

  @Test(
    "what only looks like a body is left to others",
    arguments: [
      #"{"messages":[{"role":"user","content":"Hi"}]}"#, #"{"request":{"a":1},"response":{"b":2}}"#,
      #"{"model":"m","uuid":"u","messages":[{"role":"user","content":"Hi"}]}"#, #"{"type":"message"}"#,
      "data: {\"temperature\":3}\n\n",
    ])
  func foreign(_ text: String) {
    #expect(RawAPIImporter().confidence(in: SourceDocument(name: "x", text: text)) == .none)
  }

  /// The one call of a record of a log that calls the answer “completion”.
  private func completion(_ members: String) throws -> Span {
    let result = try CodingAgentFixture.read(
      #"{"model":"m","timestamp":"2024-04-15T13:25:43Z",\#(members)}"#)
    #expect(result.traces.map(\.format) == ["raw-api"])
    #expect(!result.diagnostics.contains { $0.severity == .loss })
    return try #require(result.traces.first?.spans.first { $0.kind == .llm })
  }

  private static let usage = #""usage":{"prompt_tokens":10,"completion_tokens":5,"total_cost":0.02}"#

  @Test(
    "an answer under “completion” is one, be it the provider's or a text, with tokens, cost and end beside it",
    arguments: [
      #""prompt":"Hi","completion":"Hello","finish_reason":"length","#,
      #""messages":[{"role":"user","content":"Hi"}],"completion":"Hello","finish_reason":"length","#,
      // Some libraries add the answer to what was asked.
      #""messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],"completion":{"object":"chat.completion","choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"length"}]},"#,
    ])
  func completions(_ members: String) throws {
    let span = try completion(members + Self.usage)
    let call = try #require(span.llm)
    #expect(call.input.map(\.text) == ["Hi"] && call.output.map(\.text) == ["Hello"])
    #expect(call.usage == TokenUsage(input: 10, output: 5) && call.reportedCost?.total == 0.02)
    #expect(call.finishReasons == ["length"] && call.modelName == "m")
    // The time of the record is none of a call that is not over.
    #expect(span.start != nil && !span.isOpen)
  }

  @Test(
    "a record without a completion is a call without an answer",
    arguments: [#""completion":null,"usage":null,"#, ""])
  func withoutCompletion(_ members: String) throws {
    let span = try completion(members + #""messages":[{"role":"user","content":"Hi"}]"#)
    #expect(span.llm?.input.map(\.text) == ["Hi"] && span.llm?.output.isEmpty == true)
    #expect(span.start != nil)
  }

  @Test("the same question asked of two models is two runs; what goes on from an answer is one with it")
  func completionRuns() throws {
    func line(_ model: String, _ messages: String, _ answer: String) -> String {
      #"{"model":"\#(model)","timestamp":"2024-04-15T13:25:43Z","messages":[\#(messages)],"completion":"\#(answer)"}"#
    }
    let hi = #"{"role":"user","content":"Hi"}"#
    let more = hi + #",{"role":"assistant","content":"Hello"},{"role":"user","content":"And?"}"#
    let result = try CodingAgentFixture.read(
      line("a", hi, "Hello"), line("b", hi, "Good day"), line("a", more, "No more."))
    #expect(result.traces.map { $0.spans(of: .llm).count } == [2, 1])
  }
}
