import ChatReading
import TraceModel
import TraceSource

/// Where a model run's outputs speak of the answer rather than in it: LangChain's generations and what they carry,
/// or a provider's own body.
struct LangSmithAnswer {
  /// The outputs; the pieces of a streamed answer put together.
  let outputs: AttributeValue
  /// Whether the answer came in pieces and has no end.
  let isCutOff: Bool
  /// The first generation.
  private let generation: AttributeValue?
  /// The members of its message, out of LangChain's envelope.
  let message: AttributeValue?
  /// What LangChain took over of the provider's answer, the message's own first, the whole body last.
  private let sources: [AttributeValue]

  init(_ recorded: AttributeValue) {
    let stream = Self.pieces(of: recorded).flatMap { ResponseStream.assemble($0) }
    let outputs = stream?.body ?? recorded
    self.outputs = outputs
    isCutOff = stream?.isFinished == false
    let generations = outputs["generations"]?.array?.first
    generation = generations?.array?.first ?? generations
    let envelope = generation?["message"] ?? outputs["message"]
    message = envelope?["kwargs"] ?? envelope?["data"] ?? envelope
    let body = generation == nil ? outputs : nil
    sources = [
      message?["response_metadata"], outputs["llm_output"], outputs["llmOutput"],
      generation?["generation_info"],
      generation?["generationInfo"], body, body == nil ? nil : message,
    ].compactMap { $0 }
  }

  /// The pieces of a streamed answer, which clients keep as a list where nobody told them how to join it.
  private static func pieces(of outputs: AttributeValue) -> [AttributeValue]? {
    for name in ["output", "outputs"] {
      if let pieces = outputs[name]?.array, let first = pieces.first, ResponseStream.isChunk(first) {
        return pieces
      }
    }
    return nil
  }

  /// The first telling value among the names.
  func first(_ names: [String]) -> AttributeValue? {
    for source in sources {
      for name in names {
        if let value = source[name], !value.isVoid { return value }
      }
    }
    return nil
  }

  /// The provider's id. LangChain's own ids of messages start with `run-` or `lc_run-`.
  var responseID: String? {
    if let id = first(["id"])?.string { return id }
    let own = ["run-", "lc_run-"]
    let known = ["chatcmpl-", "resp_", "msg_", "gen-"]
    return message?["id"]?.string.flatMap { id in
      !own.contains(where: id.hasPrefix) && known.contains(where: id.hasPrefix) ? id : nil
    }
  }

  /// Why the model stopped, where LangChain says it beside the message.
  var finishReasons: [String] {
    guard generation != nil else { return [] }
    let reason = first(["finish_reason", "finishReason", "stop_reason", "done_reason"])
    return reason?.string.map { [$0] } ?? []
  }
}
