import TraceModel
import TraceSource

/// A record of a Claude Code transcript, with what all records share.
struct TranscriptLine {
  /// The record itself; for a sub-agent's message in a `progress` record the inner one.
  var value: AttributeValue
  var place: SourcePlace
  var type: String
  var uuid: String
  var parent: String?
  /// The record that this one continues though the conversation was cut before it.
  var logicalParent: String?
  var time: Timestamp?
  /// When the latest thing with a time was written before it, or the session began: where a record has no time of its
  /// own, that tells its place among the others.
  var clock: Timestamp?
  var session: String?
  var agentID: String?
  /// The call of the `Task` tool whose sub-agent wrote the record, where a `progress` record tells it.
  var taskID: String?
  var isSidechain: Bool

  /// The message of the API, with `role` and `content`.
  var message: AttributeValue { value["message"] ?? .null }

  /// The blocks of the message; a plain text is one text block.
  var blocks: [AttributeValue] {
    switch message["content"] {
    case .array(let blocks)?: blocks
    case .string(let text)?: [.map([Attribute("type", .string("text")), Attribute("text", .string(text))])]
    default: []
    }
  }

  /// The text of the message's text blocks.
  var text: String {
    blocks.compactMap { $0["type"] == .string("text") ? $0["text"]?.string : nil }.joined(separator: "\n\n")
  }

  func flag(_ name: String) -> Bool { value[name]?.bool == true }
}

extension TranscriptLine {
  /// Reads a record; `nil` for what has no `type`.
  ///
  /// - Parameters:
  ///   - number: the place of the record among those of its source, for records without a `uuid`.
  ///   - previous: the record before, which those of the web's export continue without saying so.
  init?(_ record: SourceRecord, number: Int, after previous: String?) {
    guard let type = record["type"]?.string else { return nil }
    value = record.value
    place = record.place
    self.type = type
    let stated = record["uuid"]?.string
    uuid = stated ?? "\(record.place.file)#\(number)"
    parent = record["parentUuid"]?.string ?? (stated == nil ? previous : nil)
    logicalParent = record["logicalParentUuid"]?.string
    time = NativeTime.iso(record["timestamp"])
    session = record["sessionId"]?.string
    agentID = record["agentId"]?.string
    isSidechain = record["isSidechain"]?.bool == true
  }

  /// The sub-agent's message within a `progress` record of Claude Code 2.1.12 to 2.1.42; `nil` for others.
  var subAgentMessage: TranscriptLine? {
    guard type == "progress", let data = value["data"], data["type"]?.string == "agent_progress",
      let inner = data["message"], let innerType = inner["type"]?.string, inner["message"] != nil
    else { return nil }
    var line = self
    line.value = Self.withWords(inner, said: data["normalizedMessages"]?.array ?? [])
    line.type = innerType
    line.uuid = inner["uuid"]?.string ?? uuid + "/message"
    line.parent = nil
    line.logicalParent = nil
    line.time = NativeTime.iso(inner["timestamp"]) ?? time
    line.agentID = data["agentId"]?.string
    line.taskID = value["parentToolUseID"]?.string
    line.isSidechain = true
    return line
  }

  /// A sub-agent's message with the text that it wrote before its tool call: `message` has the call alone, the text
  /// stands only in the list of all that the sub-agent said so far.
  private static func withWords(_ record: AttributeValue, said: [AttributeValue]) -> AttributeValue {
    guard let message = record["message"], let id = message["id"]?.string,
      case .array(let blocks)? = message["content"],
      blocks.allSatisfy({ $0["type"] == .string("tool_use") }), said.last?["message"]?["id"]?.string == id
    else { return record }
    var words: [AttributeValue] = []
    for earlier in said.dropLast().reversed() {
      guard earlier["message"]?["id"]?.string == id,
        case .array(let before)? = earlier["message"]?["content"],
        before.allSatisfy({ $0["type"] != .string("tool_use") })
      else { break }
      words = before + words
    }
    guard !words.isEmpty else { return record }
    return record.with("message", message.with("content", .array(words + blocks)))
  }
}

extension Span {
  /// Gives it the one time of a record, else that at which the record stands among the others.
  mutating func setMoment(of line: TranscriptLine) {
    let time = line.time ?? line.clock
    (start, end, timeOrigin) = (time, time, line.time == nil ? .inferred : timeOrigin)
  }
}

extension AttributeValue {
  /// The map with another value in a member that it has.
  fileprivate func with(_ name: String, _ value: AttributeValue) -> AttributeValue {
    guard case .map(let members) = self else { return self }
    return .map(members.map { $0.name == name ? Attribute(name, value) : $0 })
  }
}
