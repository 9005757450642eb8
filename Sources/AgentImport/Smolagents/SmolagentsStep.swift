import ChatReading
import TraceModel
import TraceSource

/// The model's side of a step.
struct SmolagentsCall {
  let call: LLMCall

  init(_ step: AttributeValue) {
    let written = step["model_output_message"] ?? .null
    let raw = written["raw"] ?? .null
    var reader = ChatReader()
    var call = LLMCall(responseModel: raw["model"]?.string)
    for message in step["model_input_messages"]?.array ?? [] {
      call.input.append(contentsOf: reader.conversation(Self.plain(message), role: .user))
    }
    call.output = reader.conversation(Self.plain(written), role: .assistant)
    if call.output.isEmpty, let text = (step["model_output"] ?? step["plan"])?.string, !text.isEmpty {
      call.output = [Message(role: .assistant, text: text)]
    }
    if let reason = raw["choices"]?.array?.first?["finish_reason"]?.string {
      call.finishReasons = [reason]
      if let last = call.output.indices.last { call.output[last].finishReason = reason }
    }
    // The step's own counts are the provider's without details: whole prompts, cached or not.
    call.usage =
      [raw["usage"], step["token_usage"], written["token_usage"]].lazy
      .compactMap { $0.flatMap { UsageReader.usage($0) } }.first
    call.serviceTier = raw["service_tier"]?.string
    self.call = call
  }

  /// A message without the provider's raw response and the counts beside it.
  private static func plain(_ message: AttributeValue) -> AttributeValue {
    .map((message.map ?? []).filter { $0.name != "raw" && $0.name != "token_usage" })
  }
}

/// The tools that a step ran.
enum SmolagentsTools {
  /// One run a call: those that the agent noted, or those that the model asked for where it failed before.
  static func runs(_ step: AttributeValue) -> [ToolExecution] {
    let noted = step["tool_calls"]?.array ?? []
    let asked = step["model_output_message"]?["tool_calls"]?.array ?? []
    let calls = noted.isEmpty ? asked : noted
    var reader = ChatReader()
    var runs = calls.compactMap { reader.toolCall($0) }.map { call in
      var run = ToolExecution(name: call.name, callID: call.id)
      run.arguments = AttributeValue.string(call.arguments).payload
      return run
    }
    // The observations of several calls stand in one text.
    if runs.count == 1, let text = step["observations"]?.string { runs[0].result = Payload(text) }
    return runs
  }
}

/// What went wrong in a step, and in which part of it.
struct SmolagentsFailure {
  enum Part {
    case call, tool, step
  }

  let part: Part
  let message: String

  init?(_ error: AttributeValue?) {
    guard let error, !error.isVoid else { return nil }
    message = error["message"]?.string ?? error.plainText
    switch error["type"]?.string ?? "" {
    case "AgentGenerationError", "AgentParsingError": part = .call
    case "AgentToolExecutionError", "AgentToolCallError", "AgentExecutionError": part = .tool
    default: part = .step
    }
  }
}
