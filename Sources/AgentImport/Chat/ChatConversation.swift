import TraceModel
import TraceSource

/// A conversation as a source keeps it.
struct ChatConversation {
  var place: SourcePlace
  var id: String?
  var title: String?
  /// Instructions that stand apart from the messages.
  var system: AttributeValue?
  var tools: AttributeValue?
  var messages: [ChatEntry] = []
  /// What the source says that the run gave back, and how it ended.
  var answer: Payload?
  var ending: RecordedEnding?
  var scores: [Score] = []
  /// When it was, where only the whole says so.
  var time: Timestamp?
  /// What the source says of the whole, without the messages.
  var record: AttributeValue = .null

  init(place: SourcePlace) { self.place = place }

  /// The question that a collection of trajectories states beside a conversation whose messages do not ask it.
  var statedQuestion: String? {
    guard
      let question = ["question", "task"].lazy.compactMap({ record["metadata"]?[$0]?.tellingString }).first
    else { return nil }
    let isAsked = messages.prefix(4).contains {
      $0.message["role"]?.string == "user" && $0.message["content"]?.string?.contains(question) == true
    }
    return isAsked ? nil : question
  }

  /// Takes over what a line says of the whole session.
  mutating func tell(of record: AttributeValue) {
    id = record["id"]?.tellingString
    title = (record["sessionTitle"] ?? record["title"])?.tellingString
    self.record = record
  }

  /// Puts thoughts that stood apart into the model's last message.
  mutating func think(_ thoughts: inout [String]) {
    guard !thoughts.isEmpty, let last = messages.indices.last,
      messages[last].message["role"]?.string == "assistant", case .map(let members) = messages[last].message
    else { return }
    let text = thoughts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    messages[last].message = .map(members + [Attribute("reasoning_content", .string(text))])
    thoughts = []
  }
}

/// A message as a source keeps it.
struct ChatEntry {
  /// The message in a shape that `ChatReader` knows.
  var message: AttributeValue
  var id: String?
  var time: Timestamp?
  /// The model that wrote it.
  var model: String?
  var provider: String?
  var responseID: String?
  var usage: AttributeValue?
  /// What the message cost, where that stands apart from its tokens.
  var cost: ReportedCost?
  /// The message as the source has it.
  var record: AttributeValue
  /// Where it stands, if that is known better than where the conversation does.
  var place: SourcePlace?
  /// Whether the program wrote it in the user's name.
  var isInjected = false
  /// A tool for which no message asked: what it was given, and what it gave back if that was written down.
  struct Tool {
    var name: String
    var arguments: AttributeValue?
    var result: ToolResult?
  }
  var tool: Tool?
  /// The members of the record whose whole content stands in the span's fields.
  var represented: Set<String> = ["role", "content"]
}
