import ChatReading
import JSONReader
import TraceModel
import TraceSource
import TraceText

/// Reads the report that Gemini CLI writes when a request fails: the error and the conversation up to it, without times.
struct GeminiErrorReport {
  private let record: SourceRecord
  private let id: String
  private var draft: TraceDraft
  private var transcript: Transcript
  private var chat = ChatReader()
  /// Whether the program's set-up message is the latest: what follows it is the program's own answer.
  private var isSettingUp = false
  /// What the model wrote since somebody else had the word: its text and what it asks for are entries of their own, of one
  /// answer.
  private var written: (message: Message, place: SourcePlace)?

  init(_ record: SourceRecord, id: String, format: String) {
    self.record = record
    self.id = id
    draft = TraceDraft(id: id, format: format)
    var root = Span(id: id, name: "Gemini CLI", kind: .agent)
    root.agentName = root.name
    root.keep(record.value.rest(without: ["context"]))
    transcript = Transcript(root: root)
    transcript.hasEachResult = true
  }

  /// Whether a value is such a report: an error with its message, and messages in Gemini's own shape.
  static func isReport(_ value: JSONValue) -> Bool {
    value["error"]?["message"]?.kind == .string && value["context"]?.kind == .array
      && value["context"]?.elements.prefix(4).contains { message in
        ["user", "model"].contains(message["role"]?.string) && message["parts"]?.kind == .array
      } == true
  }

  mutating func read() -> ImportResult {
    for message in record.records(in: "context") {
      transcript.place = message.place
      add(message)
    }
    close()
    transcript.place = record.place(at: "/error")
    fail()
    draft.add(&transcript, at: record.place)
    return draft.finish()
  }

  private mutating func add(_ record: SourceRecord) {
    guard let message = message(record.value) else {
      draft.loss(
        "expected a message with “role” and “parts”", at: record.place, action: "this value was left out")
      return
    }
    if isSettingUp, message.role == .assistant, message.toolCalls.isEmpty {
      // Gemini CLI puts the model's thanks for the set-up into its mouth.
      transcript.instruct(message)
    } else if message.role == .assistant {
      written = written.map { (Self.joined($0.message, message), $0.place) } ?? (message, record.place)
    } else {
      close()
      transcript.add(message) { span in
        // What Gemini CLI itself says when the model stopped although it has the word.
        if span.input?.text == "Please continue." { span.isFrameworkInternal = true }
      }
    }
    isSettingUp = message.role == .user && HarnessContext.isWhole(message.text)
  }

  /// Adds the call whose answer is being read.
  private mutating func close() {
    guard let (message, start) = written else { return }
    written = nil
    let place = transcript.place
    transcript.place = start
    transcript.add(message) { $0.llm?.provider = "google" }
    transcript.place = place
  }

  private static func joined(_ first: Message, _ second: Message) -> Message {
    var message = first
    message.parts += second.parts
    message.finishReason = second.finishReason ?? first.finishReason
    return message
  }

  /// A message; what the failed request was given comes last as it was handed over: a text, a part or parts.
  private mutating func message(_ value: AttributeValue) -> Message? {
    if value["role"]?.string != nil, value["parts"] != nil { return chat.message(value, role: .user) }
    let parts = chat.parts(value)
    guard !parts.isEmpty else { return nil }
    return Message(role: parts.allSatisfy(\.isToolResult) ? .tool : .user, parts: parts)
  }

  private mutating func fail() {
    let text = record["error"]?["message"]?.string ?? ""
    let words = FailureText.line(of: text)
    var span = Span(id: "\(id)/error", parentID: id, name: "API error", status: .error(message: words))
    span.output = Payload(text)
    transcript.add(span)
    draft.trace.ending = RecordedEnding(
      EndingErrors.kind(of: text) ?? .failed, words: words, spanID: span.id)
  }
}
