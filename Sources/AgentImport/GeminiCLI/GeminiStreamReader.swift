import ChatReading
import TraceModel
import TraceSource
import TraceText

/// Turns a printed run into a trace.
///
/// A call of the model is what it wrote between two rounds of results: Gemini CLI runs tools when the answer that
/// asked for them is whole. Tokens are stated for the whole run only.
struct GeminiStreamReader {
  private let run: GeminiStream
  private var draft: TraceDraft
  private var transcript: Transcript
  /// What the model is writing, and the message of it whose pieces still come.
  private var answer: [Part] = []
  private var text = ""
  private var answerRecords: (first: SourceRecord, end: Timestamp?)?
  private var model: String?
  /// The latest error that the stream told of since the model last wrote.
  private var lastError: (words: String?, spanID: String)?

  init(_ run: GeminiStream, format: String) {
    self.run = run
    draft = TraceDraft(id: run.id, format: format)
    draft.trace.sessionID = run.sessionID
    var root = Span(id: run.id, name: "Gemini CLI", kind: .agent)
    root.agentName = root.name
    let opening = run.events.first { $0["type"]?.string == "init" }
    if let opening {
      model = opening["model"]?.tellingString
      root.start = NativeTime.iso(opening["timestamp"])
      root.keep(opening.value, represented: ["type", "timestamp", "session_id"])
    }
    transcript = Transcript(root: root, clock: root.start)
  }

  mutating func read() -> ImportResult {
    for record in run.preamble { happen(record) }
    for record in run.events { tell(record) }
    flush()
    draft.add(&transcript, at: run.place)
    return draft.finish()
  }

  private mutating func tell(_ record: SourceRecord) {
    let time = NativeTime.iso(record["timestamp"])
    switch record["type"]?.string {
    case "init": break
    case "message" where record["role"]?.string == "assistant": write(record, at: time)
    case "message": prompt(record, at: time)
    case "tool_use": request(record, at: time)
    case "tool_result": result(record, at: time)
    case "error": error(record, at: time)
    case "result": end(record, at: time)
    case _?: happen(record)
    case nil:
      draft.loss("expected an event with a “type”", at: record.place, action: "it was left out")
    }
  }

  // MARK: The conversation

  private mutating func prompt(_ record: SourceRecord, at time: Timestamp?) {
    flush()
    transcript.place = record.place
    let text = record["content"]?.joinedText ?? ""
    transcript.add(Message(role: .user, text: text), at: time) {
      $0.keep(record.value, represented: ["type", "timestamp", "role", "content"])
    }
  }

  /// Takes up a message of the model, or with `delta` a piece of one.
  private mutating func write(_ record: SourceRecord, at time: Timestamp?) {
    if record["delta"]?.bool != true { closeText() }
    text += record["content"]?.joinedText ?? ""
    take(record, at: time)
  }

  private mutating func closeText() {
    if !text.isEmpty { answer.append(.text(text)) }
    text = ""
  }

  private mutating func request(_ record: SourceRecord, at time: Timestamp?) {
    closeText()
    answer.append(
      .toolCall(
        ToolCall(
          id: record["tool_id"]?.tellingString, name: record["tool_name"]?.tellingString ?? "tool",
          arguments: record["parameters"]?.jsonText ?? "")))
    take(record, at: time)
  }

  private mutating func take(_ record: SourceRecord, at time: Timestamp?) {
    answerRecords = (answerRecords?.first ?? record, time ?? answerRecords?.end)
    lastError = nil
  }

  /// Adds the call that wrote what is pending.
  private mutating func flush() {
    guard let (first, end) = answerRecords else { return }
    closeText()
    transcript.place = first.place
    let model = model
    transcript.add(Message(role: .assistant, parts: answer), at: end) { span in
      span.llm?.requestModel = model
      span.llm?.provider = "google"
      // What a program that kept the line added to it.
      span.keep(
        first.value.rest(without: [
          "type", "timestamp", "role", "content", "delta", "tool_name", "tool_id", "parameters",
        ]))
    }
    (answer, answerRecords) = ([], nil)
  }

  /// Adds what a tool gave back: what the screen showed of it, where that is text.
  private mutating func result(_ record: SourceRecord, at time: Timestamp?) {
    flush()
    transcript.place = record.place
    let shown = record["output"]?.string
    let message = record["error"]?["message"]?.tellingString
    let result = ToolResult(
      callID: record["tool_id"]?.tellingString, content: shown ?? message ?? "",
      isError: record["status"]?.string == "error")
    transcript.add(Message(role: .tool, parts: [.toolResult(result)]), at: time) { span in
      if shown == nil {
        span.tool?.command?.output = nil
        span.tool?.result = message.map { Payload($0) }
      }
      span.keep(record.value, represented: ["type", "timestamp", "tool_id", "status", "output"])
    }
  }

  // MARK: The end

  private mutating func error(_ record: SourceRecord, at time: Timestamp?) {
    guard record["severity"]?.string != "warning" else { return happen(record) }
    flush()
    transcript.place = record.place
    fail(record["message"]?.joinedText ?? "", at: time) {
      $0.keep(record.value, represented: ["type", "timestamp", "message"])
    }
  }

  private mutating func fail(_ text: String, at time: Timestamp?, change: (inout Span) -> Void = { _ in }) {
    let id = "\(run.id)/error-\(transcript.spans.count + 1)"
    let words = FailureText.line(of: text)
    var span = Span(
      id: id, parentID: run.id, name: "error", start: time, end: time, status: .error(message: words))
    span.output = Payload(text)
    change(&span)
    transcript.add(span)
    lastError = (words: words, spanID: id)
  }

  private mutating func end(_ record: SourceRecord, at time: Timestamp?) {
    flush()
    transcript.place = record.place
    transcript.root.end = time ?? transcript.root.end
    transcript.root.llm = GeminiStreamStats.sum(record["stats"], opened: model)
    transcript.root.keep(record.value, represented: ["type", "timestamp", "status"], prefix: "result.")
    let error = record["error"]?.telling
    if let error { fail(error["message"]?.tellingString ?? error.plainText, at: time) }
    let told = [error?["type"]?.tellingString, lastError?.words].compactMap(\.self)
    let kind = told.lazy.compactMap(EndingErrors.kind).first
    if kind != nil || error != nil || record["status"]?.string == "error" {
      draft.trace.ending = RecordedEnding(
        kind ?? .failed, words: lastError?.words, spanID: lastError?.spanID)
    } else if record["status"]?.string == "success" {
      draft.trace.ending = RecordedEnding(.finished, words: "success")
    }
  }

  private mutating func happen(_ record: SourceRecord) {
    transcript.root.events.append(
      SpanEvent(
        name: record["type"]?.tellingString ?? "note",
        time: NativeTime.iso(record["timestamp"] ?? record["ts"]), attributes: record.value.map ?? []))
  }
}

/// The tokens that the last event of a run states: of all its calls, those of helping models among them.
enum GeminiStreamStats {
  /// The sum, with a model's name only where one alone was asked: nothing else may be priced.
  ///
  /// - Parameter model: the one that the run began with, which counts where the event names none.
  static func sum(_ stats: AttributeValue?, opened model: String?) -> LLMCall? {
    // What was cached lies inside the input; what the total has above both are thoughts and tools of the provider.
    var usage = TokenUsage(
      input: stats?["input_tokens"]?.tokenCount, cacheRead: stats?["cached"]?.tokenCount,
      output: stats?["output_tokens"]?.tokenCount, reportedTotal: stats?["total_tokens"]?.tokenCount)
    usage.settle(.insideInput)
    guard usage.total ?? 0 > 0 else { return nil }
    let models = stats?["models"]?.map?.map(\.name) ?? [model].compactMap(\.self)
    return LLMCall(provider: "google", requestModel: models.count == 1 ? models.first : nil, usage: usage)
  }
}
