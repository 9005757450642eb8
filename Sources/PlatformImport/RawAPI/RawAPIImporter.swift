import ChatReading
import JSONReader
import TraceModel
package import TraceSource

/// Reads what an application logs of its requests to a provider: pairs of request and response, or one of them.
package struct RawAPIImporter: SingleSourceImporter {
  package let format = FormatDescription(
    id: "raw-api", title: "Requests and responses of a provider's API",
    writers: "applications, proxies and tests that log calls of OpenAI, Anthropic, Gemini, Bedrock or Ollama",
    signature:
      "JSON or JSON Lines of objects with “request” and “response”, or of bare request or response bodies, "
      + "a stream's events, or lists of requests and of responses that are as long as each other",
    recipe: "log each call as {\"request\": …, \"response\": …}, one JSON object a line")

  package init() {}

  package var looksForMessages: Bool { true }

  package func confidence(in source: SourceDocument) -> Confidence {
    if Self.isEventText(source) {
      return ResponseStream.assemble(events: source.bytes[0..<Self.probedBytes].text) == nil
        ? .none : Confidence(90)
    }
    return source.values.prefix(64).map { Self.confidence(in: $0.value) }.max() ?? .none
  }

  package func importTraces(from source: SourceDocument) throws(ImportError) -> ImportResult {
    if Self.isEventText(source) { return try importEvents(source) }
    if let result = pairs(in: source) { return result }
    var reader = RawAPIReader()
    for record in source.flatRecords { reader.read(record) }
    let steps = reader.finish()
    guard !steps.isEmpty else { throw source.nothingFound(for: format) }
    let id = steps.lazy.compactMap { $0.span.llm?.responseID }.first ?? source.name
    return RawCallTraces.result(
      steps, id: id, format: format.id, diagnostics: source.diagnostics + reader.diagnostics)
  }

  /// Reads a source whose calls stand in lists of their sides; `nil` for any other.
  private func pairs(in source: SourceDocument) -> ImportResult? {
    guard source.hasValue(where: { ParallelCalls($0) != nil }) else { return nil }
    var result = ImportResult(diagnostics: source.diagnostics)
    for entry in source.values {
      let place = SourcePlace(file: source.name, line: source.isSingleValue ? nil : entry.line)
      guard let lists = ParallelCalls(entry.value) else {
        result.diagnostics.append(
          Diagnostic(
            severity: .loss, place: place, message: "expected lists of requests and of responses",
            action: "this value was left out"))
        continue
      }
      let reader = ParallelCallsReader(
        SourceRecord(value: AttributeValue(entry.value), place: place), lists: lists, format: format.id)
      for index in 0..<lists.count {
        result.append(reader.trace(at: index, id: "\(source.name)#\(result.traces.count + 1)"))
      }
    }
    return result
  }

  /// Reads a source that is no JSON but the text of a stream.
  private func importEvents(_ source: SourceDocument) throws(ImportError) -> ImportResult {
    let events = ServerSentEvents(source.bytes.text)
    var reader = RawAPIReader()
    let place = SourcePlace(file: source.name)
    for payload in events.payloads { reader.read(SourceRecord(value: payload, place: place), isEvent: true) }
    for text in events.unreadable {
      let start = text.prefix(40)
      reader.log.loss("an event's data is no JSON: \(start)", at: place, action: "it was left out")
    }
    let steps = reader.finish()
    guard !steps.isEmpty else { throw source.nothingFound(for: format) }
    let id = steps.lazy.compactMap { $0.span.llm?.responseID }.first ?? source.name
    return RawCallTraces.result(
      steps, id: id, format: format.id,
      diagnostics: source.unpackingDiagnostics + reader.diagnostics)
  }

  /// The first event of a stream may repeat all tools that were offered.
  private static let probedBytes = 4 << 20

  private static func isEventText(_ source: SourceDocument) -> Bool {
    ServerSentEvents.isPlausible(source.bytes[0..<64].text)
  }

  private static func confidence(in value: JSONValue) -> Confidence {
    if value.kind == .array {
      return value.elements.prefix(64).map { element in
        element.kind == .array ? .none : confidence(in: element)
      }.max() ?? .none
    }
    if ParallelCalls(value) != nil { return Confidence(90) }
    // A span that tells of a call is none.
    if value["span_id"] != nil || value["spanId"] != nil { return .none }
    // Only what has the members of a body is decoded whole.
    let isMarked = RawAPIRecord.marks.contains { value[$0] != nil }
    guard isMarked || value.members.contains(where: { $0.key.lowercased().hasSuffix("request") }) else {
      return .none
    }
    let record = AttributeValue(value)
    if ResponseStream.isChunk(record) { return Confidence(90) }
    guard let found = RawAPIRecord(record) else { return .none }
    switch found.shape {
    case .pair: return Confidence(90)
    case .response: return Confidence(80)
    case .request: return Confidence(20)
    }
  }
}
