import ChatReading
import TraceModel
import TraceSource

/// An exchange with ChatGPT's own site, as a browser records it, put as Chat Completions would have it.
///
/// Its messages have an `author` and `content.parts`. The answer comes in patches of such messages, each with a path `p`,
/// an operation `o` and a value `v`; what a patch leaves out is as in the one before.
struct ChatGPTExchange {
  /// What was asked.
  let request: AttributeValue
  /// What was answered.
  let response: AttributeValue

  /// `nil` for an exchange with anything else.
  init?(url: String, request: AttributeValue?, events text: String) {
    let path = url.prefix { $0 != "?" && $0 != "#" }
    guard path.contains("/backend-"), path.hasSuffix("/conversation"), ServerSentEvents.isPlausible(text)
    else { return nil }
    let asked = (request?["messages"]?.array ?? []).compactMap { ChatGPTMessage($0) }
    guard let request, !asked.isEmpty else { return nil }
    var answer = ChatGPTAnswer()
    for event in ServerSentEvents(text).payloads { answer.read(event) }
    let others = (request.map ?? []).filter { $0.name != "messages" && !$0.value.isVoid }
    self.request = .map(others + [Attribute("messages", .array(asked.map(\.value)))])
    response = answer.response
  }
}

/// A message in the site's shape.
private struct ChatGPTMessage {
  let id: String?
  let role: String
  var text: String
  /// Whether it is said to the user, and no thought, search or instruction.
  let isSaid: Bool
  var model: String?

  init?(_ value: AttributeValue) {
    guard let role = value["author"]?["role"]?.string, let content = value["content"] else { return nil }
    (id, self.role) = (value["id"]?.tellingString, role)
    text = (content["parts"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
    isSaid =
      content["content_type"]?.string == "text" && ["all", nil].contains(value["recipient"]?.string)
      && value["metadata"]?["is_visually_hidden_from_conversation"]?.bool != true
    model = (value["metadata"]?["resolved_model_slug"] ?? value["metadata"]?["model_slug"])?.tellingString
  }

  var value: AttributeValue {
    .map([Attribute("role", .string(role)), Attribute("content", .string(text))])
  }
}

/// The messages that a stream brings, as far as it has come.
private struct ChatGPTAnswer {
  private var messages: [ChatGPTMessage] = []
  private var model: String?
  private var reason: String?
  /// The path and the operation of the last patch.
  private var (path, operation) = ("", "add")

  mutating func read(_ event: AttributeValue) {
    model = event["metadata"]?["model_slug"]?.tellingString ?? model
    // Without patches each event has the whole message.
    if event["message"]?.map != nil { return begin(event) }
    guard let value = event["v"] else { return }
    path = event["p"]?.string ?? path
    operation = event["o"]?.string ?? operation
    if let patches = value.array, operation == "patch" {
      for patch in patches { apply(patch["v"] ?? .null, at: patch["p"]?.string ?? "", patch["o"]?.string) }
    } else {
      apply(value, at: path, operation)
    }
  }

  private mutating func begin(_ value: AttributeValue) {
    guard let message = value["message"].flatMap({ ChatGPTMessage($0) }) else { return }
    if let last = messages.last, last.id == message.id { messages.removeLast() }
    messages.append(message)
  }

  private mutating func apply(_ value: AttributeValue, at path: String, _ operation: String?) {
    if path.isEmpty { return begin(value) }
    guard let last = messages.indices.last else { return }
    if path.hasPrefix("/message/content/parts/"), let text = value.string {
      // In place: an answer comes in thousands of patches.
      if operation == "append" { messages[last].text += text } else { messages[last].text = text }
    } else if path == "/message/metadata" {
      messages[last].model = value["model_slug"]?.tellingString ?? messages[last].model
      reason = value["finish_details"]?["type"]?.tellingString ?? reason
    }
  }

  /// What was said last, with the model that said it.
  var response: AttributeValue {
    let said = messages.last { $0.role == "assistant" && $0.isSaid && !$0.text.isEmpty }
    let name = said?.model ?? model ?? messages.lazy.compactMap(\.model).last
    var choice = [
      Attribute(
        "message",
        .map([
          Attribute("role", .string("assistant")), Attribute("content", .string(said?.text ?? "")),
        ]))
    ]
    if let reason { choice.append(Attribute("finish_reason", .string(reason))) }
    var members = [Attribute("object", .string("chat.completion"))]
    if let id = said?.id { members.append(Attribute("id", .string(id))) }
    if let name { members.append(Attribute("model", .string(name))) }
    return .map(members + [Attribute("choices", .array([.map(choice)]))])
  }
}
