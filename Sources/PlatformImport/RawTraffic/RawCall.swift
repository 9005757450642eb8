import ChatReading
import TraceModel
import TraceSource

/// A request to a provider's API with its response, whatever recorded it.
struct RawCall {
  /// The request's body.
  var request: AttributeValue?
  /// The response's body; a stream is put together.
  var response: AttributeValue?
  /// The pieces of a stream that have no place in the response.
  var unread: [AttributeValue] = []
  /// Whether the response came to its end.
  var isFinished = true
  /// The address.
  var url: String?
  /// The HTTP status of the response.
  var status: Int?
  /// What went wrong besides what the response says.
  var failure: String?

  /// A call without its request, put together from the pieces of its response; `nil` where they are none.
  init?(stream: [AttributeValue]) {
    guard let assembled = ResponseStream.assemble(stream) else { return nil }
    (response, isFinished, unread) = (assembled.body, assembled.isFinished, assembled.rest)
  }

  /// A call without its request, from its response as it was recorded; `nil` where that is none.
  init?(recorded: AttributeValue) {
    setResponse(recorded)
    guard response?.map != nil, operation != nil else { return nil }
  }

  init() {}

  /// Takes the response as it was recorded: decoded, as text of JSON or of server-sent events, or as a list of the
  /// pieces of a stream.
  mutating func setResponse(_ recorded: AttributeValue) {
    let value = Self.decoded(recorded)
    var assembled: AssembledResponse?
    switch value {
    case .string(let text) where ServerSentEvents.isPlausible(text):
      assembled = ResponseStream.assemble(events: text)
    case .array(let elements)
    where elements.contains(where: { ResponseStream.isChunk($0) })
      || elements.contains(where: { GeminiChunks.isChunk($0) }):
      assembled = ResponseStream.assemble(elements)
    case .array(let elements) where elements.count == 1: response = elements.first
    default: response = value
    }
    guard let assembled else {
      if response == nil { response = value }
      return
    }
    response = assembled.body
    isFinished = assembled.isFinished
    unread = assembled.rest
  }

  /// A body as JSON where it is JSON, else as it is.
  static func decoded(_ body: AttributeValue) -> AttributeValue {
    guard case .string(let text) = body, let first = text.utf8.first(where: { $0 > 0x20 }),
      first == 0x7B || first == 0x5B
    else { return body }
    return AttributeValue(jsonText: text) ?? body
  }

  /// What was asked for; `nil` where this is no call of a model.
  var operation: ProviderOperation? {
    let body = request.flatMap { $0.map == nil ? nil : $0 }
    if let response, let operation = ProviderOperation(response: response) { return operation }
    guard let body else { return nil }
    guard let url else { return ProviderOperation(request: body) }
    // Any application may have an address that ends in `/messages`.
    guard Provider.name(of: url) != nil || ProviderOperation(request: body) != nil else { return nil }
    return ProviderOperation(url: url)
  }

  /// What went wrong, in the provider's words; `nil` where nothing did.
  var errorMessage: String? {
    let error = response?["error"] ?? response?.array?.first?["error"]
    let told = error.flatMap(ProviderError.words)
    let code = status.flatMap { $0 >= 400 || $0 == 0 ? $0 : nil }
    guard told != nil || code != nil || failure != nil else { return nil }
    let words = told ?? response?.string.map { String($0.prefix(400)) } ?? failure
    let head = code.flatMap { $0 == 0 ? nil : "HTTP \($0)" }
    return [head, words].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
