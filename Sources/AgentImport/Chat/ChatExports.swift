import ChatReading
import TraceModel
import TraceSource

/// A conversation of ChatGPT's export: a tree of messages, of which the branch that was shown last is read.
enum ChatGPTExport {
  static func read(_ value: AttributeValue, into result: inout ChatConversation) {
    result.title = value["title"]?.tellingString
    result.id = (value["conversation_id"] ?? value["id"])?.tellingString
    result.record = value.rest(without: ["mapping"])
    let nodes = Dictionary(
      (value["mapping"]?.map ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    var branch: [AttributeValue] = []
    var visited: Set<String> = []
    var next = value["current_node"]?.tellingString ?? lastLeaf(value["mapping"]?.map ?? [])
    while let id = next, visited.insert(id).inserted, let node = nodes[id] {
      if let message = node["message"], message.map != nil { branch.append(message) }
      next = node["parent"]?.tellingString
    }
    result.messages = branch.reversed().compactMap(entry)
  }

  private static func lastLeaf(_ nodes: [Attribute]) -> String? {
    nodes.last { $0.value["children"]?.isVoid ?? true }?.name
  }

  /// `nil` for what the export keeps of the program's own matter, which has no text.
  private static func entry(_ message: AttributeValue) -> ChatEntry? {
    let content = message["content"] ?? .null
    let role = message["author"]?["role"]?.string ?? "user"
    let name = message["author"]?["name"]?.telling
    guard let parts = parts(content), !parts.isEmpty else { return nil }
    var entry = ChatEntry(
      message: .map(
        [Attribute("role", .string(role)), Attribute("content", .array(parts))]
          + (name.map { [Attribute("name", $0)] } ?? [])),
      record: message)
    entry.id = message["id"]?.tellingString
    entry.time = NativeTime.seconds(message["create_time"])
    entry.model = message["metadata"]?["model_slug"]?.tellingString
    entry.represented = ["author", "content", "create_time", "id"]
    return entry
  }

  private static func parts(_ content: AttributeValue) -> [AttributeValue]? {
    func text(_ value: AttributeValue, _ type: String = "text") -> AttributeValue {
      .map([Attribute("type", .string(type)), Attribute("text", value)])
    }
    switch content["content_type"]?.string {
    case "thoughts":
      return (content["thoughts"]?.array ?? []).compactMap { $0["content"] }.map { text($0, "thinking") }
    case "code", "execution_output", "reasoning_recap", "tether_quote", "tether_browsing_display":
      return (content["text"] ?? content["content"] ?? content["result"])?.telling.map { [text($0)] }
    default:
      let parts = content["parts"]?.array ?? content["text"]?.telling.map { [$0] }
      return parts?.filter { !$0.isVoid }.map { part in
        if part.string != nil { return text(part) }
        if part["content_type"]?.string == "audio_transcription", let words = part["text"] {
          return text(words)
        }
        return media(part) ?? part
      }
    }
  }

  /// A picture or a sound, which lies in a file of the export beside the conversations.
  private static func media(_ part: AttributeValue) -> AttributeValue? {
    let sound = part["audio_asset_pointer"] ?? part
    guard let pointer = sound["asset_pointer"]?.tellingString else { return nil }
    let format = sound["format"]?.tellingString.map { "audio/\($0)" }
    let type = sound["content_type"]?.string == "image_asset_pointer" ? "image" : format ?? "audio"
    return .map([
      Attribute("type", .string("image")), Attribute("file_id", .string(pointer)),
      Attribute("mime_type", .string(type)),
    ])
  }
}

/// A conversation of claude.ai's export.
enum ClaudeAIExport {
  static func read(_ value: AttributeValue, into result: inout ChatConversation) {
    result.title = value["name"]?.tellingString
    result.id = value["uuid"]?.tellingString
    result.record = value.rest(without: ["chat_messages"])
    result.messages = (value["chat_messages"]?.array ?? []).map { message in
      let content = message["content"]?.telling ?? message["text"] ?? .null
      let role = message["sender"]?.string == "human" ? "user" : message["sender"]?.string ?? "user"
      var entry = ChatEntry(
        message: .map([Attribute("role", .string(role)), Attribute("content", content)]), record: message)
      entry.id = message["uuid"]?.tellingString
      entry.time = NativeTime.iso(message["created_at"])
      entry.represented = ["sender", "content", "text", "created_at", "uuid"]
      return entry
    }
  }
}
