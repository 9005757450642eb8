import TraceSource
import Testing
import TraceModel

@testable import AgentImport
@testable import ChatReading
@testable import OTelImport
@testable import PlatformImport

/// Pieces of streams, put together as the whole response.
@Suite("Streams")
struct StreamTests {
  private func assemble(_ text: String) throws -> AssembledResponse {
    try #require(ResponseStream.assemble(events: text))
  }

  private func messages(_ response: AssembledResponse) -> [String] {
    var reader = ChatReader()
    return reader.conversation(response.body, role: .assistant).map(TraceDump.message)
  }

  @Test("Bedrock's Converse: text and tool calls grow by block, usage and the reason come at the end")
  func converse() throws {
    let pieces = [
      #"{"messageStart":{"role":"assistant","p":"abc"}}"#,
      #"{"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"Let me "}}}"#,
      #"{"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"look."}}}"#,
      #"{"contentBlockStart":{"contentBlockIndex":1,"start":{"toolUse":{"toolUseId":"u1","name":"find"}}}}"#,
      #"{"contentBlockDelta":{"contentBlockIndex":1,"delta":{"toolUse":{"input":"{\"q\":"}}}}"#,
      #"{"contentBlockDelta":{"contentBlockIndex":1,"delta":{"toolUse":{"input":"1}"}}}}"#,
      #"{"messageStop":{"stopReason":"tool_use"}}"#,
      #"{"metadata":{"usage":{"inputTokens":9,"outputTokens":4,"totalTokens":13}}}"#,
    ]
    let response = try #require(ResponseStream.assemble(pieces.compactMap { AttributeValue(jsonText: $0) }))
    #expect(messages(response) == [#"assistant: Let me look. | call find#u1 {"q":1}"#])
    #expect(response.isFinished && response.body["stopReason"]?.string == "tool_use" && response.rest.isEmpty)
    #expect(response.body["usage"].flatMap(UsageReader.usage)?.output == 4)
  }

  @Test("OpenAI chat: content, reasoning and tool calls grow by index, usage comes in the last chunk")
  func chat() throws {
    let response = try assemble(
      """
      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"obfuscation":"x"}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"reasoning_content":"Look "},"finish_reason":null}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"reasoning_content":"it up."}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"content":"One "}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"content":"moment."}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","type":"function","function":{"name":"fee","arguments":""}}]}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"t2","type":"function","function":{"name":"rate","arguments":"{}"}}]}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"p\\":1}"}}]}}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: {"id":"c1","object":"chat.completion.chunk","model":"gpt","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7}}

      data: [DONE]

      """)
    #expect(
      messages(response) == [
        #"assistant: reasoning(Look it up.) | One moment. | call fee#t1 {"p":1} | call rate#t2 {} [tool_calls]"#
      ])
    #expect(response.body["object"]?.string == "chat.completion")
    #expect(response.body["usage"].flatMap(UsageReader.usage)?.output == 7)
    #expect(response.isFinished)
    #expect(response.rest.isEmpty)
  }

  @Test("OpenAI chat: several choices, a refusal, and log probabilities piece by piece")
  func choices() throws {
    let chunks = [
      #"{"object":"chat.completion.chunk","choices":[{"index":1,"delta":{"content":"B"},"logprobs":{"content":[{"token":"B"}]}}]}"#,
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"refusal":"I "}},{"index":1,"delta":{"content":"b"},"logprobs":{"content":[{"token":"b"}]}}]}"#,
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"refusal":"won't."},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"length"}]}"#,
    ].compactMap { AttributeValue(jsonText: $0) }
    let response = try #require(ResponseStream.assemble(chunks))
    #expect(messages(response) == ["assistant: Bb [length]", "assistant: I won't. [stop]"])
    let choice = response.body["choices"]?.array?.first
    #expect(choice?["logprobs"]?["content"]?.array?.count == 2)
  }

  @Test("OpenAI chat: servers that number every tool call 0 tell them apart by id")
  func repeatedIndex() throws {
    let chunks = [
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","function":{"name":"fee","arguments":"{}"}}]}}]}"#,
      #"{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t2","function":{"name":"fee","arguments":"{\"p\":2}"}}]}}]}"#,
    ].compactMap { AttributeValue(jsonText: $0) }
    let response = try #require(ResponseStream.assemble(chunks))
    #expect(messages(response) == [#"assistant: call fee#t1 {} | call fee#t2 {"p":2}"#])
    #expect(!response.isFinished, "no chunk says why the model stopped")
  }

  @Test("Anthropic: thinking with its signature, text and tool input; counts are the last and largest")
  func anthropic() throws {
    let response = try assemble(
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"usage":{"input_tokens":12,"cache_read_input_tokens":100,"output_tokens":1,"service_tier":"standard"}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

      event: ping
      data: {"type":"ping"}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Look it "}}
      data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"up."}}
      data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}
      data: {"type":"content_block_stop","index":0}
      data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}
      data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"One moment."}}
      data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"fee","input":{}}}
      data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\\"p\\":"}}
      data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"1}"}}
      data: {"type":"content_block_stop","index":2}
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":0,"output_tokens":42}}
      data: {"type":"message_stop"}

      """)
    #expect(
      messages(response) == [
        #"assistant: reasoning(Look it up.) | One moment. | call fee#t1 {"p":1} [tool_use]"#
      ])
    #expect(
      response.body["usage"].flatMap(UsageReader.usage)
        == TokenUsage(input: 112, cacheRead: 100, output: 42))
    #expect(response.isFinished)
  }

  @Test("Anthropic: a stream that breaks off keeps its pieces, is not finished, and tells its error")
  func brokenAnthropic() throws {
    let response = try assemble(
      """
      data: {"type":"message_start","message":{"id":"m1","role":"assistant","content":[],"usage":{"input_tokens":12,"output_tokens":1}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t1","name":"fee","input":{}}}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\\"p\\": \\"SE"}}

      event: error
      data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

      data: {"type":"content_block_del
      """)
    #expect(messages(response) == [#"assistant: call fee#t1 {"p": "SE"#])
    #expect(response.body["error"]?["message"]?.string == "Overloaded")
    #expect(!response.isFinished)
    #expect(response.rest.count == 1, "what is left of the last event")
  }

  @Test("OpenAI Responses: the completed event has the whole response")
  func responses() throws {
    let response = try assemble(
      """
      event: response.created
      data: {"type":"response.created","response":{"id":"r1","object":"response","status":"in_progress","output":[],"usage":null},"sequence_number":0}

      event: response.output_item.added
      data: {"type":"response.output_item.added","output_index":0,"item":{"type":"message","role":"assistant","content":[]}}

      event: response.output_text.delta
      data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Fo"}

      event: response.completed
      data: {"type":"response.completed","response":{"id":"r1","object":"response","status":"completed","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Foo."}]}],"usage":{"input_tokens":3,"output_tokens":2}}}

      """)
    #expect(messages(response) == ["assistant: Foo."])
    #expect(response.body["usage"].flatMap(UsageReader.usage)?.output == 2)
    #expect(response.isFinished)
  }

  @Test("OpenAI Responses: a stream that breaks off keeps the items as far as they came")
  func brokenResponses() throws {
    let response = try assemble(
      """
      data: {"type":"response.created","response":{"id":"r1","object":"response","status":"in_progress","output":[]}}
      data: {"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}
      data: {"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Look it up."}
      data: {"type":"response.output_item.added","output_index":1,"item":{"type":"function_call","call_id":"t1","name":"fee","arguments":""}}
      data: {"type":"response.function_call_arguments.delta","output_index":1,"delta":"{\\"p\\""}
      data: {"type":"response.function_call_arguments.delta","output_index":1,"delta":":1}"}
      data: {"type":"response.output_item.added","output_index":2,"item":{"type":"message","role":"assistant","content":[]}}
      data: {"type":"response.output_text.delta","output_index":2,"content_index":0,"delta":"It is"}
      """)
    #expect(
      messages(response) == [
        "assistant: reasoning(Look it up.)", #"assistant: call fee#t1 {"p":1}"#, "assistant: It is",
      ])
    #expect(!response.isFinished)
  }

  @Test("Gemini: text of one kind is joined, thoughts and function calls stand apart")
  func gemini() throws {
    let pieces = [
      #"{"candidates":[{"content":{"role":"model","parts":[{"text":"Look ","thought":true}]}}],"usageMetadata":{"promptTokenCount":4},"modelVersion":"gemini"}"#,
      #"{"candidates":[{"content":{"role":"model","parts":[{"text":"it up.","thought":true},{"text":"One "}]}}],"usageMetadata":{"promptTokenCount":4,"thoughtsTokenCount":9}}"#,
      #"{"candidates":[{"content":{"role":"model","parts":[{"text":"moment."},{"functionCall":{"name":"fee","args":{}}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":3,"thoughtsTokenCount":9,"totalTokenCount":16},"responseId":"g1"}"#,
    ]
    let asEvents = try assemble(pieces.map { "data: \($0)\r\n\r\n" }.joined())
    let asArray = try #require(ResponseStream.assemble(pieces.compactMap { AttributeValue(jsonText: $0) }))
    #expect(asEvents.body == asArray.body)
    #expect(
      messages(asEvents) == ["assistant: reasoning(Look it up.) | One moment. | call fee#- {} [STOP]"])
    #expect(
      asEvents.body["usageMetadata"].flatMap(UsageReader.usage)
        == TokenUsage(input: 4, output: 12, reasoning: 9, reportedTotal: 16))
    #expect(asEvents.isFinished)
  }

  @Test("Pieces of several streams in a row are parted by response")
  func split() {
    let chunks = [
      #"{"id":"a","object":"chat.completion.chunk","choices":[]}"#,
      #"{"id":"b","object":"chat.completion.chunk","choices":[]}"#,
      #"{"id":"a","object":"chat.completion.chunk","choices":[]}"#,
      #"{"type":"message_start","message":{}}"#, #"{"type":"message_stop"}"#,
      #"{"type":"message_start","message":{}}"#,
    ].compactMap { AttributeValue(jsonText: $0) }
    #expect(ResponseStream.split(chunks).map(\.count) == [2, 1, 2, 1])
  }

  @Test("What is no stream of a known provider is none")
  func none() {
    #expect(ResponseStream.assemble(events: "data: {\"temperature\": 3}\n\n") == nil)
    #expect(ResponseStream.assemble(events: "data: ") == nil)
    #expect(!ResponseStream.isChunk(.map([Attribute("type", .string("response.time"))])))
  }
}
