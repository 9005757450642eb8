import Testing
import TraceModel
import TraceText

@testable import TraceImport
@testable import TraceSource

@Suite("Call logs whose request has no member of its own, and WebSockets")
struct CallLogTests {
  @Test(
    "A record of messages, response, cost and length is a call with all of these; its time is that of its end"
  )
  func openHands() throws {
    let trace = try CodingAgentFixture.trace("raw-api/call-log.json")
    let span = try #require(trace.spans(of: .llm).first)
    #expect(trace.format == "raw-api" && span.llm?.input.map(\.role) == [.system, .user])
    #expect(span.llm?.usage?.input == 4812 && span.llm?.usage?.output == 146)
    #expect(span.llm?.reportedCost?.total == 0.016626000000000002)
    #expect(span.llm?.tools.count == 1 && span.duration == 4_658_702_135)
    #expect(span.end == Timestamp(nanoseconds: 1_757_015_025_972_323_200))
  }

  @Test("An answer that is written down by its parts keeps its tool calls, its tokens and how it ended")
  func parts() throws {
    let record = #"""
      {"start_time": 1778316717.5, "end_time": 1778316723.5, "model": "m", "messages": [{"role": "user", "content": "What part?"}],
       "response": {"text": "", "stop_reason": "tool_calls", "usage": {"prompt_tokens": 12, "completion_tokens": 3},
        "tool_calls": [{"id": "t1", "name": "return_answer", "arguments": {"answer": "18/111"}}]}}
      """#.replacing("\n", with: "")
    let trace = try #require(try CodingAgentFixture.read(record).traces.first)
    let call = try #require(trace.spans(of: .llm).first?.llm)
    #expect(call.output.flatMap(\.toolCalls).map(\.name) == ["return_answer"])
    #expect(call.usage?.total == 15 && call.finishReasons == ["tool_calls"])
  }

  @Test("A recorded body whose bytes stand in base64 is read")
  func base64() throws {
    let body =
      #"{"object":"chat.completion","model":"m-1","choices":[{"message":{"role":"assistant","content":"iOS"}}]}"#
    let data = Base64.encode(Array(body.utf8))
    let record =
      #"{"request":{"method":"POST","url":"https://api.openai.com/v1/chat/completions","content":{"model":"m","messages":[{"role":"user","content":"Which?"}]}},"response":{"status_code":200,"content":{"data":"\#(data)","encoding":"base64","size":99}}}"#
    let trace = try #require(try CodingAgentFixture.read(record).traces.first)
    let call = try #require(trace.spans(of: .llm).first?.llm)
    #expect(call.input.map(\.text) == ["Which?"] && call.output.map(\.text) == ["iOS"] && call.model == "m-1")
  }

  @Test("A WebSocket that carried several responses is as many calls")
  func webSocket() throws {
    func end(_ id: String, _ tokens: Int) -> String {
      #"{"type":"response.created","response":{"id":"\#(id)","object":"response"}},{"type":"response.completed","response":{"id":"\#(id)","object":"response","model":"gpt-5.5","created_at":1777689288,"completed_at":1777689290,"output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"\#(id)"}]}],"usage":{"input_tokens":\#(tokens),"output_tokens":5,"total_tokens":\#(tokens + 5)}}}"#
    }
    let ask = #"{"type":"response.create","model":"gpt-5.5","input":[{"role":"user","content":"Hi"}]}"#
    let record = """
      {"transport":"websocket","request":{"path":"/v1/responses","body":\(ask),"ws_events":[\(ask),\(ask)]},\
      "response":{"status":101,"body":{"id":"b","object":"response","output":[]},"ws_events":[\(end("a", 10)),\(end("b", 20))]}}
      """
    let calls = try CodingAgentFixture.read(record).traces.flatMap { $0.spans(of: .llm) }
    #expect(calls.map(\.llm?.responseID) == ["a", "b"] && calls.map { $0.llm?.usage?.input } == [10, 20])
    #expect(calls.map(\.duration) == [2_000_000_000, 2_000_000_000])
  }

  @Test("Of a WebSocket without a body the response is the one that its events tell of")
  func noBody() throws {
    let trace = try #require(
      try CodingAgentFixture.read(
        #"{"request":{"path":"/v1/responses","body":{"type":"response.create","model":"m","input":"Hi"}},"response":{"status":101,"body":null,"ws_events":[{"type":"response.completed","response":{"id":"r","object":"response","model":"m","output":[],"usage":{"input_tokens":500,"output_tokens":10}}}]}}"#
      ).traces.first)
    #expect(trace.spans.first?.llm?.usage?.input == 500)
  }

  @Test("Session traces with a harness and without a folder are read as pi's, under the harness's name")
  func harness() throws {
    let trace = try CodingAgentFixture.trace("pi/harness.jsonl")
    #expect(trace.spans.first { $0.parentID == nil }?.agentName == "my-agent")
    #expect(trace.usages.first??.input == 15)
  }

  @Test(
    "Lists of requests and of answers that are as long as each other are pairs, with what a judge said of each"
  )
  func parallelLists() throws {
    func ask(_ text: String) -> String { #"[{"role": "user", "content": "\#(text)"}]"# }
    func answer(_ text: String) -> String {
      #"{"model": "m-1", "content": "\#(text)", "finish_reason": "stop", "usage": {"prompt_tokens": 9, "completion_tokens": 2}}"#
    }
    let verdict =
      #"{"object": "chat.completion", "model": "j", "choices": [{"message": {"role": "assistant", "content": "no"}}], "usage": {"prompt_tokens": 5, "completion_tokens": 1}}"#
    func file(_ answers: String) -> String {
      #"{"asked": [\#(ask("One?")), \#(ask("Two?"))], "responses": [\#(answers)], "judgements": [\#(verdict), \#(verdict)], "system": "s"}"#
    }
    let traces = try CodingAgentFixture.read(file(answer("1") + ", " + answer("2"))).traces
    #expect(traces.map(\.format) == ["raw-api", "raw-api"])
    #expect(traces.map { $0.spans[0].input?.text } == ["One?", "Two?"])
    #expect(traces.map { $0.spans[0].output?.text } == ["1", "2"])
    let calls = traces[1].spans(of: .llm).compactMap(\.llm)
    #expect(calls.map { $0.usage?.total } == [11, 6] && calls.map(\.model) == ["m-1", "j"])
    let score = try #require(traces[1].scores.first)
    #expect(
      score.name == "judgement" && score.value == .label("no") && score.verdict == nil
        && score.judgeName == "j")
    // Lists of different lengths are no pairs.
    #expect(try CodingAgentFixture.read(file(answer("1"))).traces.allSatisfy { $0.spans.count < 4 })
  }
}
