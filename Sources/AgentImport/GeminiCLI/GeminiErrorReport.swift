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
    } else {
      transcript.add(message) { span in
        if span.kind == .llm { span.llm?.provider = "google" }
        // What Gemini CLI itself says when the model stopped although it has the word.
        if span.input?.text == "Please continue." { span.isFrameworkInternal = true }
      }
    }
    isSettingUp = message.role == .user && HarnessContext.isWhole(message.text)
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
