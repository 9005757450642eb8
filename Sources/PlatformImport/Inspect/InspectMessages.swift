import ChatReading
import TraceModel
import TraceSource

/// Reads Inspect's messages: the shared reader knows them once a few of their members have the usual names.
enum InspectMessages {
  /// Messages, and whether all that the source says of them was read.
  struct Parsed {
    var messages: [Message] = []
    var isComplete = true
  }

  /// Reads a message, a list of messages or a plain text, which is the user's.
  static func read(_ value: AttributeValue) -> Parsed {
    let records = value.array ?? [value]
    var reader = ChatReader()
    let messages = records.flatMap { record -> [Message] in
      if case .string(let text) = record { return text.isEmpty ? [] : [Message(role: .user, text: text)] }
      return reader.conversation(usual(message: record), role: .user)
    }
    return Parsed(messages: messages, isComplete: reader.isComplete)
  }

  /// The message without what says where it came from, its error told as the shared reader expects it.
  private static func usual(message: AttributeValue) -> AttributeValue {
    guard let members = message.map else { return message }
    let isTool = message["role"]?.string == "tool"
    let error = message["error"]?.telling
    var usual: [Attribute] = []
    for member in members {
      switch member.name {
      case "id", "source", "model", "error": break
      case "function" where isTool: usual.append(Attribute("name", member.value))
      case "tool_call_id" where !isTool: break
      case "content": usual.append(Attribute("content", content(member.value, orElse: error)))
      case "tool_calls": usual.append(Attribute("tool_calls", calls(member.value)))
      default: usual.append(member)
      }
    }
    if isTool, error != nil { usual.append(Attribute("is_error", .bool(true))) }
    return .map(usual)
  }

  /// The content with its parts in usual shapes; a failed tool's error where it says nothing else.
  private static func content(_ value: AttributeValue, orElse error: AttributeValue?) -> AttributeValue {
    if value.isVoid, let error { return .string(InspectFailure.text(of: error)) }
    guard let parts = value.array else { return value }
    return .array(parts.flatMap { part($0) })
  }

  private static func part(_ value: AttributeValue) -> [AttributeValue] {
    guard let members = value.map, let type = value["type"]?.string else { return [value] }
    switch type {
    case "reasoning":
      // What a redacted part has as reasoning is the provider's encrypted text.
      guard value["redacted"]?.bool == true else {
        return [.map(members.filter { $0.name != "redacted" && $0.name != "internal" })]
      }
      let text = value["summary"]?.string ?? ""
      return [
        .map([
          Attribute("type", .string(type)), Attribute("text", .string(text)),
          Attribute("signature", .string("redacted")),
        ])
      ]
    case "image", "audio", "video", "document":
      guard let content = value[type] else { return [value] }
      let usual = Attribute("type", .string(type == "document" ? "file" : type))
      return [.map([usual, Attribute("url", content)] + members.filter { $0.name == "mime_type" })]
    case "tool_use":
      return serverTool(members)
    default: return [value]
    }
  }

  /// A tool that the provider ran: the call and its result, which stand in one part.
  private static func serverTool(_ members: [Attribute]) -> [AttributeValue] {
    let failure = members["error"]?.telling
    let call = members.filter { ["type", "id", "name", "arguments"].contains($0.name) }
    let result = [
      Attribute("type", .string("tool_result")), Attribute("tool_use_id", members["id"] ?? .null),
      Attribute("content", failure ?? members["result"] ?? .null),
      Attribute("is_error", .bool(failure != nil)),
    ]
    return [.map(call), .map(result)]
  }

  private static func calls(_ value: AttributeValue) -> AttributeValue {
    guard let calls = value.array else { return value }
    return .array(
      calls.map { call in
        guard let members = call.map else { return call }
        // `view` is how the viewer draws the arguments.
        return .map(members.filter { $0.name != "view" && $0.name != "parse_error" })
      })
  }
}

/// What Inspect says of failures.
enum InspectFailure {
  /// The text of an error: `{type, message}`, `{message, traceback}` or a plain text.
  static func text(of error: AttributeValue) -> String {
    guard error.map != nil else { return error.plainText }
    let message = error["message"]?.string ?? ""
    guard let type = error["type"]?.string, type != "unknown" else { return message }
    return message.isEmpty ? type : "\(type): \(message)"
  }
}
