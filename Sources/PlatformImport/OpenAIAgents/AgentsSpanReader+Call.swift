import ChatReading
import TraceModel
import TraceSource

extension AgentsSpanReader {
  /// A model call. What the SDK sends to OpenAI of a `response` is its id and usage alone; exporters of one's own
  /// may add the request and the response.
  mutating func call(_ type: String) -> LLMCall {
    let response = data["response"] ?? data["_response"] ?? added("response")
    var call = LLMCall()
    call.requestModel = data["model"]?.string
    call.responseModel = response?["model"]?.string
    call.responseID = data["response_id"]?.string ?? response?["id"]?.string
    call.parameters = parameters()
    call.input = Conversation(messages(["input", "_input"], role: .user))
    if call.input.isEmpty, let input = record["span_data_input"], !input.isVoid {
      var reader = ChatReader()
      call.input = Conversation(reader.conversation(input, role: .user))
    }
    call.output = messages(["output"], role: .assistant)
    if let response {
      var reader = ChatReader()
      let output = reader.conversation(response["output"] ?? .null, role: .assistant)
      if call.output.isEmpty { call.output = output }
      call.hostedTools = reader.hostedTools.uses
    }
    call.tools = response?["tools"].map { ToolDefinitionReader.definitions($0) } ?? []
    let usage = data["usage"] ?? response?["usage"]
    call.usage = usage.flatMap(UsageReader.usage)
    call.reportedCost = usage.flatMap(UsageReader.cost)
    call.finishReasons = call.output.compactMap(\.finishReason)
    represented.formUnion(["model", "response_id"])
    return call
  }

  private mutating func messages(_ names: [String], role: Role) -> [Message] {
    for name in names {
      guard let value = data[name], !value.isVoid else { continue }
      var reader = ChatReader()
      let messages = reader.conversation(value, role: role)
      if reader.isComplete && !messages.isEmpty { represented.insert(name) }
      return messages
    }
    return []
  }

  private mutating func parameters() -> [Attribute] {
    represented.insert("model_config")
    return (data["model_config"]?.map ?? []).filter { !$0.value.isVoid }
  }

  /// Speech to text and text to speech: a model's work, but no call of a language model.
  mutating func readVoice(_ type: String, into span: inout Span) {
    var call = LLMCall(requestModel: data["model"]?.string, parameters: parameters())
    call.input = Conversation(voice("input", role: .user))
    call.output = voice("output", role: .assistant)
    span.llm = call
    represented.insert("model")
    if let start = NativeTime.iso(data["first_content_at"]) {
      span.events.append(SpanEvent(name: "first content", time: start))
    }
  }

  /// A text, or `{data, format}` of a sound.
  private mutating func voice(_ name: String, role: Role) -> [Message] {
    guard let value = data[name], !value.isVoid else { return [] }
    represented.insert(name)
    if let text = value.string { return [Message(role: role, text: text)] }
    guard let sound = value["data"]?.string, !sound.isEmpty else { return [] }
    let type = value["format"]?.string.map { "audio/" + $0 }
    return [Message(role: role, parts: [.media(ChatReader.media(text: sound, type: type, isData: true))])]
  }
}
