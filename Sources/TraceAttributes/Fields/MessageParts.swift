import TraceModel

/// Messages, parts and tools in the shape of the GenAI conventions, with members of our own where they fall short:
/// `arguments_error` on tool calls, `is_error` and `name` on tool results, `redacted` on reasoning.
extension Message {
  var part: AttributeValue {
    var members = [Attribute("role", .string(role.name))]
    members.add("name", name)
    members.append(Attribute("parts", .array(parts.map(\.part))))
    members.add("finish_reason", finishReason)
    return .map(members)
  }

  init?(part value: AttributeValue) {
    guard let role = value.member("role")?.string, let parts = value.member("parts")?.array else {
      return nil
    }
    self.init(
      role: Role(written: role), name: value.member("name")?.string, parts: parts.map(Part.init(part:)),
      finishReason: value.member("finish_reason")?.string)
  }
}

extension Role {
  /// Names beyond those of the conventions are the source's own, `human` too.
  fileprivate init(written name: String) {
    let known: [Role] = [.system, .developer, .user, .assistant, .tool]
    self = known.first { $0.name == name } ?? .other(name)
  }
}

extension Part {
  private static let foreign = "tracepage.other"
  private static let cited = "tracepage.citation"
  private static let known: Set<String> = [
    "text", "reasoning", "tool_call", "tool_call_response", "blob", "uri", "file", cited, foreign,
  ]

  var part: AttributeValue {
    var members: [Attribute] = []
    switch self {
    case .text(let text):
      members.add("type", "text")
      members.add("content", text)
    case .reasoning(let reasoning):
      members.add("type", "reasoning")
      members.add("content", reasoning.text)
      members.add("redacted", reasoning.isRedacted)
    case .toolCall(let call):
      members.add("type", "tool_call")
      members.add("id", call.id)
      members.add("name", call.name)
      members.append(Attribute("arguments", ExactJSON.embedded(call.arguments)))
      members.add("arguments_error", call.argumentsError)
    case .toolResult(let result):
      members.add("type", "tool_call_response")
      members.add("id", result.callID)
      members.add("name", result.name)
      members.append(Attribute("response", ExactJSON.embedded(result.content)))
      members.add("is_error", result.isError)
    case .media(let media): return media.part
    case .citation(let citation):
      members.add("type", Self.cited)
      members.add("text", citation.text)
      members.add("title", citation.title)
      members.add("address", citation.address)
      members.add("quote", citation.quote)
    case .other(let type, let json):
      let value = ExactJSON.embedded(json)
      if value.member("type") == .string(type), !Self.known.contains(type) { return value }
      members.add("type", Self.foreign)
      members.add("part_type", type)
      members.add("json", json)
    }
    return .map(members)
  }

  init(part value: AttributeValue) {
    func text(_ name: String) -> String? {
      value.member(name).flatMap { $0 == .null ? nil : ExactJSON.text($0) }
    }
    let type = text("type") ?? ""
    switch type {
    case "text": self = .text(text("content") ?? "")
    case "reasoning":
      self = .reasoning(
        Reasoning(text: text("content") ?? "", isRedacted: value.member("redacted")?.bool ?? false))
    case "tool_call":
      self = .toolCall(
        ToolCall(
          id: text("id"), name: text("name") ?? "", arguments: text("arguments") ?? "",
          argumentsError: value.member("arguments_error")?.string))
    case "tool_call_response":
      self = .toolResult(
        ToolResult(
          callID: text("id"), name: text("name"), content: text("response") ?? "",
          isError: value.member("is_error")?.bool ?? false))
    case "blob", "uri", "file":
      self =
        Media(part: value, type: type).map(Part.media) ?? .other(type: type, json: ExactJSON.write(value))
    case Self.cited:
      self = .citation(
        Citation(text: text("text"), title: text("title"), address: text("address"), quote: text("quote")))
    case Self.foreign: self = .other(type: text("part_type") ?? "", json: text("json") ?? "")
    default: self = .other(type: type, json: ExactJSON.write(value))
    }
  }
}

extension Media {
  fileprivate var part: AttributeValue {
    let (type, name, text) =
      switch content {
      case .base64(let text): ("blob", "content", text)
      case .uri(let text): ("uri", "uri", text)
      case .file(let text): ("file", "file_id", text)
      }
    var members = [Attribute("type", .string(type))]
    members.add("mime_type", mediaType)
    members.add("modality", modality)
    members.add(name, text)
    return .map(members)
  }

  fileprivate init?(part value: AttributeValue, type: String) {
    let mediaType = value.member("mime_type")?.string
    switch type {
    case "blob":
      guard let text = value.member("content")?.string else { return nil }
      self.init(mediaType: mediaType, content: .base64(text))
    case "uri":
      guard let text = value.member("uri")?.string else { return nil }
      self.init(mediaType: mediaType, content: .uri(text))
    default:
      guard let text = value.member("file_id")?.string else { return nil }
      self.init(mediaType: mediaType, content: .file(text))
    }
  }

  private var modality: String {
    let kind = mediaType.flatMap { $0.split(separator: "/").first.map(String.init) } ?? ""
    return ["image", "audio", "video"].contains(kind) ? kind : "document"
  }
}

extension ToolDefinition {
  private static let member = "tracepage.definition"

  /// The definition itself, where name and description can be read off it; else those with its text.
  var part: AttributeValue {
    let value = ExactJSON.embedded(definition)
    if value.map != nil, ToolDefinition(part: value) == self { return value }
    var members = [Attribute("type", .string("function"))]
    members.add("name", name)
    members.add("description", description)
    members.add(Self.member, definition)
    return .map(members)
  }

  init?(part value: AttributeValue) {
    guard value.map != nil else { return nil }
    let function = value.member("function").flatMap { $0.map == nil ? nil : $0 } ?? value
    guard let name = function.member("name")?.string ?? value.member("type")?.string else { return nil }
    self.init(
      name: name, description: function.member("description")?.string,
      definition: value.member(Self.member)?.string ?? ExactJSON.write(value))
  }
}

extension AttributeValue {
  /// The member of that name of a map; the first of several.
  fileprivate func member(_ name: String) -> AttributeValue? { map?[name] }
}

extension [Attribute] {
  fileprivate mutating func add(_ name: String, _ text: String?) {
    if let text { append(Attribute(name, .string(text))) }
  }

  /// Adds a flag where it holds.
  fileprivate mutating func add(_ name: String, _ flag: Bool) {
    if flag { append(Attribute(name, .bool(true))) }
  }
}
