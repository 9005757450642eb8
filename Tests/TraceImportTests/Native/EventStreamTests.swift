import Testing
import TraceModel
import TraceText

@testable import PlatformImport
@testable import TraceImport
@testable import TraceSource

/// Answers in AWS's binary form of streams, as archives of HTTP hold them.
@Suite("AWS event streams")
struct EventStreamTests {
  private func big(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private func message(_ name: String, _ payload: String, type: String = ":event-type") -> [UInt8] {
    var headers: [UInt8] = []
    for (header, value) in [(type, name), (":content-type", "application/json")] {
      headers +=
        [UInt8(header.utf8.count)] + Array(header.utf8) + [7] + big(value.utf8.count, 2)
        + Array(value.utf8)
    }
    let body = Array(payload.utf8)
    let length = 12 + headers.count + body.count + 4
    return big(length, 4) + big(headers.count, 4) + big(0, 4) + headers + body + big(0, 4)
  }

  private func bytes(_ text: String) -> String { #"{"bytes": "\#(Base64.encode(Array(text.utf8)))"}"# }

  private func read(_ url: String, _ request: String, _ stream: [UInt8]) throws -> Trace {
    let har = """
      {"log": {"version": "1.2", "entries": [{"startedDateTime": "2026-01-01T00:00:00Z", "time": 2000, "request":
      {"method": "POST", "url": "https://bedrock.eu-west-1.amazonaws.com/\(url)", "postData":
      {"text": \(AttributeValue.string(request).jsonText)}}, "response": {"status": 200, "content": {"encoding": "base64",
      "mimeType": "application/vnd.amazon.eventstream", "text": "\(Base64.encode(stream))"}}}]}}
      """
    let result = try ImporterRegistry.standard.importTraces(
      from: [SourceDocument(name: "a.har", text: har)], format: nil)
    #expect(result.diagnostics.isEmpty)
    return try #require(result.traces.first)
  }

  private func guardrail(_ action: String) -> String {
    """
    {"trace": {"guardrailTrace": {"action": "INTERVENED", "inputAssessments": [{"contentPolicy": {"filters":
    [{"type": "INSULTS", "confidence": "HIGH", "action": "\(action)"}]}}], "metadata":
    {"startTime": "2026-01-01T00:00:00.5Z", "endTime": "2026-01-01T00:00:01Z"}}}}
    """
  }

  private let agent = "agents/A1/agentAliases/X/sessions/s1/text"

  @Test("a call of an agent has its question, its answer, its session, and the guardrail that stopped it")
  func agentCall() throws {
    let stream =
      message("trace", guardrail("BLOCKED")) + message("chunk", bytes("I may not "))
      + message("chunk", bytes("say that."))
    let trace = try read(agent, #"{"inputText": "You fool", "enableTrace": true}"#, stream)
    #expect(trace.sessionID == "s1" && trace.spans.map(\.kind) == [.agent, .guardrail])
    #expect(trace.spans[0].input?.text == "You fool" && trace.spans[0].output?.text == "I may not say that.")
    #expect(trace.spans[0].name == "invoke_agent A1" && !trace.spans[0].isFrameworkInternal)
    #expect(trace.spans[1].output?.text == "INTERVENED: INSULTS BLOCKED")
    #expect(trace.spans[1].parentID == trace.spans[0].id && trace.spans[1].duration == 500_000_000)
    #expect(trace.spans[1].events.map(\.name) == ["guardrail intervened"])
  }

  @Test("a guardrail that masked something stopped nothing")
  func masked() throws {
    let trace = try read(agent, #"{"inputText": "Hi"}"#, message("trace", guardrail("ANONYMIZED")))
    #expect(trace.spans.last?.kind == .guardrail && trace.spans.last?.events == [])
  }

  @Test("an agent's trace tells its calls of models, tools and knowledge bases")
  func steps() throws {
    func part(_ text: String) -> [UInt8] { message("trace", #"{"trace": {"orchestrationTrace": \#(text)}}"#) }
    let stream =
      part(
        #"{"modelInvocationInput": {"traceId": "1", "foundationModel": "some-model", "inferenceConfiguration": {"temperature": 0}, "text": "{\"system\":\"Be kind.\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}"}}"#
      )
      + part(
        #"{"modelInvocationOutput": {"traceId": "1", "rawResponse": {"content": "Let me look."}, "metadata": {"usage": {"inputTokens": 9, "outputTokens": 4}}}}"#
      ) + part(#"{"rationale": {"text": "I should look."}}"#)
      + part(#"{"invocationInput": {"knowledgeBaseLookupInput": {"text": "why rain"}}}"#)
      + part(
        #"{"observation": {"knowledgeBaseLookupOutput": {"retrievedReferences": [{"content": {"text": "Clouds."}, "location": {"s3Location": {"uri": "s3://a"}}}]}}}"#
      ) + part(#"{"invocationInput": {"actionGroupInvocationInput": {"function": "count"}}}"#)
      + part(#"{"observation": {"actionGroupInvocationOutput": {"text": "7"}}}"#)
    let spans = try read(agent, #"{"inputText": "Why?"}"#, stream).spans
    #expect(spans.map(\.kind) == [.agent, .llm, .retrieval, .tool])
    let call = try #require(spans[1].llm)
    #expect(call.requestModel == "some-model" && call.usage == TokenUsage(input: 9, output: 4))
    #expect(call.input.map(\.text) == ["Be kind.", "Why?"] && call.output.map(\.text) == ["Let me look."])
    #expect(spans[2].retrieval?.query == "why rain")
    #expect(spans[2].retrieval?.documents.map(\.title) == ["s3://a"])
    #expect(spans[3].tool?.name == "count" && spans[3].tool?.result?.text == "7")
    #expect(spans[0].attributes["response.body.trace"]?.jsonText.contains("I should look.") == true)
  }

  @Test("what a collaborator does is below the call that it was given")
  func collaborators() throws {
    func part(_ text: String, agents: Int) -> [UInt8] {
      let chain = Array(repeating: #"{"agentAliasArn": "a"}"#, count: agents).joined(separator: ", ")
      return message("trace", #"{"callerChain": [\#(chain)], "trace": {"orchestrationTrace": \#(text)}}"#)
    }
    let asked = #"{"agentCollaboratorName": "Helper", "input": {"text": "Help"}}"#
    let stream =
      part(#"{"invocationInput": {"agentCollaboratorInvocationInput": \#(asked)}}"#, agents: 1)
      + part(#"{"modelInvocationOutput": {"rawResponse": {"content": "Done."}}}"#, agents: 2)
      + part(
        #"{"observation": {"agentCollaboratorInvocationOutput": {"output": {"text": "Done."}}}}"#, agents: 1)
    let spans = try read(agent, #"{"inputText": "Why?"}"#, stream).spans
    #expect(spans.map(\.kind) == [.agent, .agent, .llm])
    #expect(spans[1].agentName == "Helper" && spans[1].output?.text == "Done.")
    #expect(spans[2].parentID == spans[1].id)
  }

  @Test("an exception in the stream is how the call failed")
  func exception() throws {
    let stream = message("throttlingException", #"{"message": "Slow down"}"#, type: ":exception-type")
    let trace = try read(agent, #"{"inputText": "Hi"}"#, message("chunk", bytes("So")) + stream)
    #expect(trace.spans[0].status == .error(message: "Slow down"))
  }

  @Test("streams of models are put together, Converse's and those of a provider's own")
  func models() throws {
    let converse = try read(
      "model/some-model/converse-stream", #"{"messages": [{"role": "user", "content": [{"text": "Why?"}]}]}"#,
      message("messageStart", #"{"role": "assistant"}"#)
        + message("contentBlockDelta", #"{"contentBlockIndex": 0, "delta": {"text": "Rain."}}"#)
        + message("messageStop", #"{"stopReason": "end_turn"}"#)
        + message("metadata", #"{"usage": {"inputTokens": 3, "outputTokens": 2}}"#))
    let call = try #require(converse.spans.first?.llm)
    #expect(call.output.map(\.text) == ["Rain."] && call.requestModel == "some-model")
    #expect(call.usage?.output == 2 && call.finishReasons == ["end_turn"])
    let own = try read(
      "model/m/invoke-with-response-stream",
      #"{"messages": [{"role": "user", "content": "Why?"}], "max_tokens": 9}"#,
      [
        #"{"type": "message_start", "message": {"type": "message", "role": "assistant", "content": []}}"#,
        #"{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Sun."}}"#,
        #"{"type": "message_stop"}"#,
      ].flatMap { message("chunk", bytes($0)) })
    #expect(own.spans.first?.llm?.output.map(\.text) == ["Sun."])
  }

  @Test("bytes that are no such stream are none, and one that breaks off says so")
  func broken() {
    let whole = message("chunk", "{}")
    #expect(EventStream(Array("event: no stream of this kind".utf8)) == nil)
    #expect(EventStream([]) == nil)
    #expect(EventStream(whole)?.isWhole == true)
    #expect(EventStream(whole + whole.dropLast(3))?.isWhole == false)
    for length in whole.indices { _ = EventStream(Array(whole.prefix(length))) }
  }
}
