import ChatReading
import TraceModel
import TraceSource

/// A span in the making with what ties it to others.
struct ConversationStep {
  var span: Span
  var place: SourcePlace
  /// The id of the response that this call goes on from, where the provider keeps the conversation.
  var previousResponseID: String?
  /// How many messages of the call's input are instructions that hold for it alone.
  var instructions = 0
  /// The trace that the source names for it.
  var traceID: String?
  /// The session or conversation that the source names for it.
  var sessionID: String?

  /// Whether its log has one record for each thing that was asked, so that the same question asked again, be it of
  /// another model, is a run of its own.
  var isWholeRun = false

  /// What its trace is told by.
  var group: String? { traceID ?? sessionID }
}

extension ConversationStep {
  /// The step of a raw call: a model call, or a generic span where it is none.
  ///
  /// - Parameters:
  ///   - fallback: the name of a span that is no model call.
  ///   - operation: what was asked for, as far as that is known.
  init(
    _ raw: RawCall, operation: ProviderOperation?, id: String, fallback: String, place: SourcePlace
  ) {
    var histories = HistoryReader()
    self.init(
      raw, operation: operation, id: id, fallback: fallback, place: place, histories: &histories)
  }

  /// The same where calls may repeat what was said before.
  ///
  /// - Parameter histories: what the calls of the source were given so far.
  init(
    _ raw: RawCall, operation: ProviderOperation?, id: String, fallback: String, place: SourcePlace,
    histories: inout HistoryReader
  ) {
    span = Span(id: id, name: fallback)
    self.place = place
    if let operation { read(raw, operation: operation, histories: &histories) }
    if let message = raw.errorMessage {
      span.status = .error(message: message.isEmpty ? nil : message)
    } else if raw.status != nil {
      span.status = .ok
    }
    if !raw.isFinished { span.events.append(SpanEvent(name: "the stream ended before the model did")) }
    if !raw.unread.isEmpty {
      span.attributes.append(Attribute("response.stream.unread", .array(raw.unread)))
    }
  }

  private mutating func read(
    _ raw: RawCall, operation: ProviderOperation, histories: inout HistoryReader
  ) {
    let reader = RawCallReader(raw, operation: operation, histories: &histories)
    var call = reader.call
    if call.requestModel == nil { call.requestModel = raw.url.flatMap(Self.model) }
    span.kind = operation.kind
    span.name = ([operation.name] + (call.modelName.map { [$0] } ?? [])).joined(separator: " ")
    span.llm = call
    if operation == .rerank { span.retrieval = Self.ranking(raw) }
    instructions = reader.instructions
    previousResponseID = Self.text(raw, "previous_response_id")
    keep(raw.request, prefix: "request.body", represented: reader.requestRead)
    keep(raw.response, prefix: "response.body", represented: reader.responseRead)
  }

  /// A new ranking of documents, as Cohere's, Jina's and Voyage's APIs have it.
  private static func ranking(_ raw: RawCall) -> Retrieval {
    func text(_ value: AttributeValue?) -> String { (value?["text"] ?? value)?.plainText ?? "" }
    let given = raw.request?["documents"]?.array ?? []
    let results = raw.response?["results"]?.array ?? []
    return Retrieval(
      query: raw.request?["query"]?.string, topK: raw.request?["top_n"]?.int,
      documents: results.enumerated().map { rank, result in
        let index = result["index"]?.int
        let known = index.flatMap { given.indices.contains($0) ? given[$0] : nil }
        return Document(
          id: index.map(String.init), content: text(result["document"] ?? known),
          score: result["relevance_score"]?.double, rank: rank + 1)
      },
      inputDocuments: given.enumerated().map {
        Document(id: String($0.offset), content: text($0.element), rank: $0.offset + 1)
      })
  }

  /// Keeps a body whole: its members, or all of it where it has none.
  mutating func keep(_ body: AttributeValue?, prefix: String, represented: Set<String> = []) {
    guard let body else { return }
    if body.map != nil {
      span.keep(body, represented: represented, prefix: prefix + ".")
    } else if !body.isVoid {
      span.attributes.append(Attribute(prefix, body))
    }
  }

  private static func text(_ raw: RawCall, _ name: String) -> String? {
    let value = raw.request?[name] ?? raw.response?[name]
    return value?.tellingString
  }

  /// The model that an address names, as Gemini's, Azure's and Bedrock's do.
  private static func model(in url: String) -> String? {
    let steps = url.prefix { $0 != "?" }.split(separator: "/")
    for (index, step) in steps.enumerated() where ["models", "deployments", "model"].contains(step) {
      guard steps.indices.contains(index + 1) else { return nil }
      // An ARN holds slashes that are escaped.
      let name = steps[index + 1].prefix { $0 != ":" || step == "model" }.percentDecoded
      return name.isEmpty ? nil : name
    }
    return nil
  }
}
