import ChatReading
import TraceModel
import TraceSource

/// A request of a batch with its result, as far as each is there.
struct BatchItem {
  let id: String
  let request: SourceRecord?
  let result: SourceRecord?

  var step: ConversationStep {
    let raw = raw
    let place = result?.place ?? request?.place ?? SourcePlace(file: "")
    var step = ConversationStep(
      raw, operation: raw.operation, id: id, fallback: "batch request", place: place)
    // Every item asked a model, also where neither its request nor an answer tells which.
    if step.span.kind == .generic { (step.span.kind, step.span.llm) = (.llm, LLMCall()) }
    step.span.llm?.serviceTier = "batch"
    // The requests of a batch have nothing to do with one another; their ids are the application's own.
    step.traceID = id
    if result?["result"]?["type"]?.string == "succeeded" { step.span.status = .ok }
    step.span.keep(.map(Self.envelope(request)), prefix: "request.")
    step.span.keep(.map(Self.envelope(result)))
    return step
  }

  private var raw: RawCall {
    var raw = RawCall()
    raw.request = request.flatMap { $0["body"] ?? $0["params"] ?? $0["request"] }
    raw.url = request?["url"]?.string
    guard let result else { return raw }
    if let response = result["response"], !response.isVoid {
      raw.setResponse(response["body"] ?? response)
      raw.status = response["status_code"]?.int
    }
    if let error = result["error"], !error.isVoid { raw.failure = ProviderError.words(error) }
    if let outcome = result["result"] {
      if let message = outcome["message"] { raw.setResponse(message) }
      raw.failure = failure(outcome)
    }
    return raw
  }

  /// What became of an Anthropic request that did not succeed.
  private func failure(_ outcome: AttributeValue) -> String? {
    guard let type = outcome["type"]?.string, type != "succeeded" else { return nil }
    return outcome["error"].flatMap(ProviderError.words) ?? "the batch's request is \(type)"
  }

  /// What a record says besides the bodies.
  private static func envelope(_ record: SourceRecord?) -> [Attribute] {
    (record?.value.map ?? []).compactMap { member in
      switch member.name {
      case "body", "params", "request": return nil
      case "response":
        let rest = (member.value.map ?? []).filter { $0.name != "body" }
        return member.value["body"] == nil || rest.isEmpty ? nil : Attribute("response", .map(rest))
      case "result":
        return Attribute("result", .map((member.value.map ?? []).filter { $0.name != "message" }))
      default: return member.value.isVoid ? nil : member
      }
    }
  }
}
