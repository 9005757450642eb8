package import TraceModel
import TraceSource

/// A response that came piece by piece, put together as the provider would have sent it in one piece.
package struct AssembledResponse {
  /// The whole body, for `ChatReader` and `UsageReader`.
  package var body: AttributeValue
  /// Whether the model came to its end; else counts are lower bounds.
  package var isFinished: Bool
  /// The pieces whose content stands nowhere in the body, as far as they are known to have any.
  package var rest: [AttributeValue] = []
}

/// Puts the pieces of one response together.
protocol ChunkAssembler: SendableMetatype {
  init()
  /// Whether a value is a piece of the provider's streams and of nothing else.
  static func isChunk(_ value: AttributeValue) -> Bool
  /// Takes the next piece.
  mutating func add(_ chunk: AttributeValue)
  /// What has come so far. Linear in it.
  func finish() -> AssembledResponse
}

/// Streams of any provider.
package enum ResponseStream {
  /// Gemini's pieces look like its whole responses, so that only a stream may ask it, and only as the last.
  private static let assemblers: [any ChunkAssembler.Type] = [
    ChatChunks.self, ResponsesEvents.self, AnthropicEvents.self, ConverseEvents.self, CohereEvents.self,
  ]

  /// Whether a value is a piece of a stream rather than a whole body.
  package static func isChunk(_ value: AttributeValue) -> Bool { assemblers.contains { $0.isChunk(value) } }

  /// The response in the pieces of one stream, in their order; `nil` where they are of no known provider.
  package static func assemble(_ chunks: [AttributeValue]) -> AssembledResponse? {
    let known = assemblers + [GeminiChunks.self]
    let type = known.first { type in chunks.contains { type.isChunk($0) } }
    let isChoice = { (chunk: AttributeValue) in chunk["choices"]?.array != nil }
    guard let type = type ?? (chunks.contains(where: isChoice) ? ChatChunks.self : nil) else { return nil }
    var assembler = type.init()
    for chunk in chunks { assembler.add(chunk) }
    return assembler.finish()
  }

  /// The response in a text of server-sent events.
  package static func assemble(events text: String) -> AssembledResponse? {
    let events = ServerSentEvents(text)
    guard var response = assemble(events.payloads) else { return nil }
    response.rest += events.unreadable.map(AttributeValue.string)
    return response
  }

  /// The pieces of several streams in a row, by response.
  package static func split(_ chunks: [AttributeValue]) -> [[AttributeValue]] {
    var streams: [[AttributeValue]] = []
    var places: [String: Int] = [:]
    for chunk in chunks {
      let id = ChatChunks.isChunk(chunk) ? chunk["id"]?.string : nil
      // Some proxies send the start of a stream twice.
      let starts = startsStream(chunk) && streams.last?.last != chunk
      let known = id.map { places[$0] } ?? (starts || streams.isEmpty ? nil : streams.count - 1)
      if let known {
        streams[known].append(chunk)
      } else {
        if let id { places[id] = streams.count }
        streams.append([chunk])
      }
    }
    return streams
  }

  private static func startsStream(_ chunk: AttributeValue) -> Bool {
    ["message_start", "response.created", "message-start", "stream-start"].contains(
      chunk["type"]?.string ?? chunk["event_type"]?.string)
  }
}
