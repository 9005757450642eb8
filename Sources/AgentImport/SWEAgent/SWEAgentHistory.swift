import ChatReading
import TraceModel
import TraceSource

/// The conversation of a trajectory, which tells what the model saw and, in some files, all there is.
struct SWEAgentHistory {
  private let records: [AttributeValue]
  private let messages: [[Message]]
  /// The conversation before each record.
  private let beginnings: [Conversation]
  /// The places of the messages that the model wrote, demonstrations left out.
  private let written: [Int]
  /// How many of them belong to steps that were read.
  private var cursor = 0
  /// Whether the messages hold all that their records say.
  let isComplete: Bool

  init(_ value: AttributeValue) {
    let records = value.array ?? []
    self.records = records
    var reader = ChatReader()
    messages = records.map { reader.conversation(Self.usual($0), role: .user) }
    isComplete = reader.isComplete
    var said = Conversation()
    beginnings = messages.map { next in
      defer { said.append(contentsOf: next) }
      return said
    }
    written = records.indices.filter {
      Role(records[$0]["role"]?.string ?? "") == .assistant && records[$0]["is_demo"]?.bool != true
    }
  }

  /// Reads the messages of a step's `query` or `messages`.
  static func read(_ value: AttributeValue) -> [Message] {
    var reader = ChatReader()
    return (value.array ?? []).flatMap { reader.conversation(usual($0), role: .user) }
  }

  /// A message without what SWE-agent notes for itself; a tool's answer names its call in a list.
  private static func usual(_ record: AttributeValue) -> AttributeValue {
    let own: Set<String> = [
      "agent", "is_demo", "thought", "action", "message_type", "tags", "cache_control", "tool_call_ids",
      "thinking_blocks",
    ]
    var members = (record.map ?? []).filter { !own.contains($0.name) }
    if Role(record["role"]?.string ?? "") == .tool, let id = record["tool_call_ids"]?.array?.first {
      members.append(Attribute("tool_call_id", id))
    }
    if let thinking = record["thinking_blocks"], !thinking.isVoid, let content = record["content"]?.string {
      let text = AttributeValue.map([Attribute("type", .string("text")), Attribute("text", .string(content))])
      members.removeAll { $0.name == "content" }
      members.append(Attribute("content", .array((thinking.array ?? []) + [text])))
    }
    return .map(members)
  }

  /// What the user asked: the first of the user's messages that is no demonstration.
  var task: String? {
    let place = records.indices.first {
      Role(records[$0]["role"]?.string ?? "") == .user && records[$0]["is_demo"]?.bool != true
    }
    return place.flatMap { messages[$0].first?.text }
  }

  /// The system prompt and the demonstrations, which come before the task.
  func before(_ place: Int) -> Conversation { beginnings[place] }

  /// The message that a step wrote: one of the next with its action, or with its words.
  mutating func next(for step: AttributeValue) -> Int? {
    let ahead = written[cursor...].prefix(64)
    guard let found = ahead.firstIndex(where: { isSame(records[$0], step) }) else { return nil }
    cursor = found + 1
    return written[found]
  }

  private func isSame(_ record: AttributeValue, _ step: AttributeValue) -> Bool {
    if let action = record["action"]?.string { return action == step["action"]?.string }
    return record["content"]?.string == (step["response"] ?? step["thought"])?.string
  }

  /// The message of the model at a place.
  func message(at place: Int) -> (record: AttributeValue, message: Message?) {
    (records[place], messages[place].first)
  }

  /// The steps that can be told from the messages alone, for files that have no others.
  var steps: [AttributeValue] {
    written.map { place in
      let record = records[place]
      let answer = records.indices.contains(place + 1) ? records[place + 1] : .null
      let isAnswer = Role(answer["role"]?.string ?? "assistant") != .assistant
      let members = ["action", "thought", "tool_calls"].compactMap { name in
        record[name].map { Attribute(name, $0) }
      }
      return .map(
        members + [
          Attribute("response", record["content"] ?? .null),
          Attribute("observation", isAnswer ? answer["content"] ?? .null : .null),
        ])
    }
  }
}
