import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A record of a call: a pair of bodies, or one of them bare.
struct RawAPIRecord {
  enum Shape { case pair, request, response }

  let shape: Shape
  /// The request's side as it was recorded.
  var request: AttributeValue?
  /// The response's side as it was recorded.
  var response: AttributeValue?
  /// What the record says besides.
  var rest: [Attribute] = []
  /// Whether its log has one record for each thing that was asked.
  var isWholeRun = false

  /// Members of which every record has one.
  static let marks =
    requestNames + responseNames + [
      "object", "choices", "candidates", "content", "contents", "output", "messages", "input", "prompt",
      "embedding", "embeddings", "usageMetadata", "promptFeedback", "type", "message", "error",
    ]

  private static let requestNames = ["request", "req", "request_body", "requestBody"]
  private static let responseNames = ["response", "res", "response_body", "responseBody"]

  /// `nil` for what is no record of a call.
  init?(_ value: AttributeValue) {
    guard let members = value.map else { return nil }
    if let found = CompletionRecord(value) {
      shape = found.response == nil ? .request : .pair
      (request, response) = (found.request, found.response)
      rest = members.filter { !found.names.contains($0.name) }
      isWholeRun = true
      return
    }
    let response =
      members.first { Self.responseNames.contains($0.name) && !$0.value.isVoid }
      ?? members.first { Self.isSide($0, "response") }
    let request =
      members.first { Self.requestNames.contains($0.name) && !$0.value.isVoid }
      ?? members.first { Self.isSide($0, "request") && Self.isRequest($0.value) }
    if let request, let response = response ?? members.first(where: { $0.name == "error" }) {
      shape = .pair
      self.request = request.value
      if response.name != "error" { self.response = response.value }
      rest = members.filter { $0 != request && $0 != response || $0.name == "error" }
      guard raw.operation != nil else { return nil }
    } else if let response, let request = Self.ownRequest(value) {
      shape = .pair
      self.request = request.body
      self.response = response.value
      rest = members.filter { $0 != response && !request.names.contains($0.name) }
      guard raw.operation != nil else { return nil }
    } else if Self.isForeign(value) {
      return nil
    } else if ProviderOperation(response: value) != nil {
      shape = .response
      self.response = value
    } else if ProviderOperation(request: value) != nil {
      shape = .request
      self.request = value
    } else {
      return nil
    }
  }

  /// Whether a member is a side of the call under a name of the application's own: `anthropicRequest`, `llm_response`.
  static func isSide(_ member: Attribute, _ side: String) -> Bool {
    let name = member.name.lowercased()
    return name.hasSuffix(side) && name.utf8.count > side.utf8.count && !member.value.isVoid
      && (RawCall.decoded(member.value).map != nil
        || side == "response" && RawCall(recorded: member.value) != nil)
  }

  /// Whether a value is the body of a request. A gateway that translates writes down two: what came in comes first.
  private static func isRequest(_ value: AttributeValue) -> Bool {
    ProviderOperation(request: RawCall.decoded(value)) != nil
  }

  /// The request of a record that has its members beside the response, and what these are: OpenHands keeps its calls so.
  private static func ownRequest(_ value: AttributeValue) -> (body: AttributeValue, names: Set<String>)? {
    // LiteLLM's records have a reader of their own.
    guard value["messages"]?.array != nil, value["call_type"] == nil else { return nil }
    let names: Set<String> = ["messages", "tools", "model", "kwargs"]
    let own = (value.map ?? []).filter { names.contains($0.name) && $0.name != "kwargs" }
    // What the call was given besides; tools stand there once more.
    let further = (value["kwargs"]?.map ?? []).filter { member in !own.contains { $0.name == member.name } }
    return (.map(own + further), names)
  }

  /// Whether an object with the members of a body is a record of another format.
  private static func isForeign(_ value: AttributeValue) -> Bool {
    ["trace_id", "traceId", "span_id", "spanId", "run_type", "uuid", "sessionId", "timestamp", "custom_id"]
      .contains { value[$0] != nil }
  }

  /// The bodies and what HTTP said of them.
  var raw: RawCall {
    var raw = RawCall()
    if let request {
      raw.request = RawCall.decoded(Self.body(request))
      raw.url = (request["url"] ?? request["uri"] ?? request["path"])?.string
    }
    if let response {
      raw.setResponse(Self.body(response))
      raw.status = (response["status"] ?? response["status_code"] ?? response["statusCode"])?.int
    }
    if let error = rest["error"] { raw.failure = ProviderError.words(error) }
    raw.status = raw.status ?? (rest["status"] ?? rest["status_code"])?.int
    raw.url = raw.url ?? (rest["url"] ?? rest["endpoint"])?.string
    return raw
  }

  /// The members that hold a body within its side of the pair.
  static let bodyNames = ["body", "json", "data", "text", "content"]

  /// The body of a side: a member of it, or all of it.
  private static func body(_ side: AttributeValue) -> AttributeValue {
    if let answer = CompletionRecord.answer(ofParts: side) { return answer }
    guard let member = bodyMember(side) else { return side }
    // Recorded HTTP keeps its bytes beside the word for how they are written.
    guard member.value["encoding"]?.string == "base64", let text = member.value["data"]?.string,
      let bytes = Base64.decode(text)
    else { return member.value }
    return .string(String(decoding: bytes, as: UTF8.self))
  }

  private static func bodyMember(_ side: AttributeValue) -> Attribute? {
    guard ProviderOperation(response: side) == nil, ProviderOperation(request: side) == nil else {
      return nil
    }
    for name in bodyNames {
      // A bare “content” is an answer's own.
      if let body = side[name], !body.isVoid, name != "content" || body.map != nil {
        return Attribute(name, body)
      }
    }
    return nil
  }

  /// What a side says besides its body; empty where all of it is the body.
  static func envelope(_ side: AttributeValue?) -> [Attribute] {
    guard let side, CompletionRecord.answer(ofParts: side) == nil, let body = bodyMember(side) else {
      return []
    }
    var hasBody = false
    return (side.map ?? []).filter { member in
      guard !hasBody, member == body else { return true }
      hasBody = true
      return false
    }
  }
}
