import ChatReading
import TraceModel
import TraceSource
import TraceText

/// A request to the model whose answer is being read.
struct ClineCall {
  let spanID: String
  let request: ClineRequest
  private let record: SourceRecord
  private let start: Timestamp?
  /// When the latest part of its answer began.
  private var end: Timestamp?
  private(set) var parts: [Part] = []
  private var events: [SpanEvent] = []
  /// What the provider said of a failure that nothing followed.
  private var failure: String?
  /// What it said last of a failure, whatever followed.
  private var lastFailure: String?
  /// How many messages the conversation had when the answer began, as its first part says.
  private var index: Int?

  init(_ record: SourceRecord, _ request: ClineRequest, spanID: String, at time: Timestamp?) {
    (self.record, self.request, self.spanID) = (record, request, spanID)
    start = time
  }

  /// Whether what a message tells can be of this answer. Each request and each answer is a message of the
  /// conversation, and of requests that were sent again the source keeps the last alone.
  func holds(_ record: SourceRecord) -> Bool {
    guard let index, let other = record["conversationHistoryIndex"]?.int else { return true }
    return other < index.saturatingAdd(2)
  }

  mutating func write(_ part: Part, of record: SourceRecord, at time: Timestamp?) {
    index = index ?? record["conversationHistoryIndex"]?.int
    // A text whose first pieces were shown is shown whole once more.
    if case .text = part, parts.last == part { return }
    parts.append(part)
    end = time ?? end
    failure = nil
  }

  /// Notes what the source tells of its sending: a failure, a wait, another try.
  mutating func note(_ event: SpanEvent, text: String?) {
    events.append(event)
    switch event.name {
    case "api_req_failed":
      failure = ClineRequest.failure(text)
      lastFailure = failure ?? lastFailure
    case "api_req_retried": failure = nil
    default: break
    }
  }

  func span(below parentID: String, given log: Conversation) -> Span {
    let info = record["modelInfo"]
    let model = info?["modelId"]?.tellingString
    var span = Span(
      id: spanID, parentID: parentID, name: model ?? "model call", kind: .llm, start: start,
      end: end ?? events.compactMap(\.time).max(), timeOrigin: .inferred)
    span.llm = LLMCall(
      provider: info?["providerId"]?.tellingString, requestModel: model, input: log,
      output: parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)], usage: request.usage,
      reportedCost: request.cost)
    span.events = events
    if request.isStopped {
      span.llm?.finishReasons = ["cancelled"]
    } else if let text = failure ?? request.failure ?? request.cancelReason.map({ lastFailure ?? $0 }) {
      span.status = .error(message: FailureText.line(of: text))
    }
    span.keep(request.facts, represented: ["tokensIn", "tokensOut", "cacheReads", "cacheWrites", "cost"])
    span.keep(record.value.rest(without: ["text"]), represented: ["ts", "type", "say"])
    span.source = record.place
    return span
  }
}
