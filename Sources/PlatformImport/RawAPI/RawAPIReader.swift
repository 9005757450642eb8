import ChatReading
import TraceModel
import TraceSource

/// Turns the records of a log into the steps of conversations.
struct RawAPIReader {
  var log = DiagnosticLog()
  private var steps: [ConversationStep] = []
  private var histories = HistoryReader()
  private var chunks: [AttributeValue] = []
  private var chunkPlace: SourcePlace?
  /// Responses of Gemini that are one answer, or one that is whole: its pieces look like responses.
  private var pieces: [SourceRecord] = []

  var diagnostics: [Diagnostic] { log.diagnostics }

  /// Takes the next record.
  ///
  /// - Parameter isEvent: whether it is known to be a piece of a stream, since Gemini's look like whole responses.
  mutating func read(_ record: SourceRecord, isEvent: Bool = false) {
    if isEvent || ResponseStream.isChunk(record.value) || isRestOfStream(record.value) {
      if chunkPlace == nil { chunkPlace = record.place }
      chunks.append(record.value)
      return
    }
    if GeminiChunks.isChunk(record.value) {
      if pieces.last.map({ GeminiChunks.goesOn(from: $0.value, to: record.value) }) != true { flush() }
      pieces.append(record)
      return
    }
    flush()
    if record["object"]?.string == "list", ProviderOperation(response: record.value) == nil {
      // A page of a list, as the providers' consoles and clients give it.
      for element in record.records(in: "data") { take(element) }
    } else {
      take(record)
    }
  }

  /// The steps, in the order of the source.
  mutating func finish() -> [ConversationStep] {
    flush()
    return steps
  }

  /// An error or a ping within a stream.
  private func isRestOfStream(_ value: AttributeValue) -> Bool {
    !chunks.isEmpty && ["ping", "error"].contains(value["type"]?.string)
  }

  private mutating func flush() {
    if let place = chunkPlace {
      for stream in ResponseStream.split(chunks) { append(stream: stream, place: place) }
      (chunks, chunkPlace) = ([], nil)
    }
    if let first = pieces.first {
      if pieces.count == 1 { take(first) } else { append(stream: pieces.map(\.value), place: first.place) }
      pieces = []
    }
  }

  private mutating func append(stream: [AttributeValue], place: SourcePlace) {
    if let raw = RawCall(stream: stream) { append(raw, record: nil, place: place) }
  }

  private mutating func take(_ record: SourceRecord) {
    guard let found = RawAPIRecord(record.value) else {
      log.loss(
        "expected a request, a response or a pair of them", at: record.place,
        action: "this value was left out")
      return
    }
    let exchanges = Self.exchanges(record.value)
    if exchanges.count > 1 {
      for raw in exchanges { append(raw, record: nil, place: record.place) }
      return
    }
    var raw = found.raw
    if let only = exchanges.first, record["response"]?["body"]?.isVoid ?? true {
      raw.response = only.response
    }
    append(raw, record: found, place: record.place)
  }

  /// The calls that one WebSocket carried, which a proxy keeps as events of both sides: the requests in their order,
  /// and a stream of events for each.
  private static func exchanges(_ record: AttributeValue) -> [RawCall] {
    func events(_ side: String) -> [AttributeValue] { record[side]?["ws_events"]?.array ?? [] }
    let requests = events("request").filter { $0["type"]?.string == "response.create" }
    let streams = ResponseStream.split(
      events("response").filter { $0["type"]?.string?.hasPrefix("response.") == true })
    return streams.enumerated().compactMap { place, stream in
      var raw = RawCall(stream: stream)
      raw?.request = requests.indices.contains(place) ? requests[place] : nil
      return raw
    }
  }

  private mutating func append(_ raw: RawCall, record: RawAPIRecord?, place: SourcePlace) {
    let operation = raw.operation
    let id = raw.response?["id"]?.string ?? raw.response?["responseId"]?.string
    var step = ConversationStep(
      raw, operation: operation, id: id ?? "call-\(steps.count + 1)", fallback: "call", place: place,
      histories: &histories)
    if let record {
      step.isWholeRun = record.isWholeRun
      let request = RawAPIRecord.envelope(record.request)
      let response = RawAPIRecord.envelope(record.response)
      step.span.keep(.map(request), prefix: "request.")
      step.span.keep(.map(response), prefix: "response.")
      step.span.keep(.map(record.rest))
      let times = RawCallTimes(record.rest, request, response)
      (step.span.start, step.span.end) = (times.start, times.end)
      // A lone time says when the record was written: a call with an answer is not open for that.
      if times.start != nil, times.end == nil { step.span.timeOrigin = .inferred }
      let cost = ["cost", "response_cost", "total_cost"].lazy.compactMap { record.rest[$0]?.double }.first
      if let cost, cost >= 0, step.span.llm?.reportedCost == nil {
        step.span.llm?.reportedCost = ReportedCost(total: cost)
      }
    }
    if record == nil, let response = raw.response, response["completed_at"] != nil {
      step.span.start = NativeTime.seconds(response["created_at"])
      step.span.end = NativeTime.seconds(response["completed_at"])
    }
    step.traceID = Self.id(["trace_id", "traceId"], of: raw, record: record)
    step.sessionID =
      Self.id(["session_id", "sessionId", "conversation_id", "thread_id"], of: raw, record: record)
      ?? raw.response?["conversation"]?["id"]?.string
    steps.append(step)
  }

  /// An id that the record, or the metadata that the application sent along, has under one of the names.
  private static func id(_ names: [String], of raw: RawCall, record: RawAPIRecord?) -> String? {
    let places = [
      record.map { .map($0.rest) }, record?.rest["metadata"], raw.request?["metadata"],
      raw.response?["metadata"],
    ]
    for place in places {
      for name in names {
        if let id = place?[name], !id.isVoid, id.map == nil, id.array == nil { return id.plainText }
      }
    }
    return nil
  }
}
