import ChatReading
import TraceModel
import TraceSource

/// A model call in the making: the response items that a model wrote in one go.
struct CodexCall {
  let id: String
  /// Counts the turns of the session from 0.
  let turn: Int
  let start: Timestamp?
  var end: Timestamp?
  let input: Conversation
  var parts: [Part] = []
  /// Where in `parts` the answer begins that its item calls the final one; what stands before was said on the way.
  private var finalStart: Int?
  var usage: TokenUsage?
  var responseID: String?
  var settings = CodexSettings()
  var events: [SpanEvent] = []
  var attributes: [Attribute] = []
  var error: String?
  /// The line of its first item.
  var place: SourcePlace?

  /// The provider's own tools that ran within it.
  private var hostedTools = HostedTools()
  /// What the source tells of the items besides their content.
  private(set) var items: [AttributeValue] = []

  /// The members of an item whose content stands in a message or a tool.
  private static let represented: Set<String> = [
    "role", "content", "summary", "arguments", "input", "name", "call_id",
  ]

  init(id: String, turn: Int, start: Timestamp?, input: Conversation, settings: CodexSettings) {
    self.id = id
    self.turn = turn
    self.start = start
    self.input = input
    self.settings = settings
  }

  mutating func add(_ item: AttributeValue, parts: [Part], at time: Timestamp?) {
    if item["phase"]?.string == "final_answer", finalStart == nil { finalStart = self.parts.count }
    self.parts += parts
    hostedTools.note(item, type: item["type"]?.string ?? "")
    items.append(item.rest(without: Self.represented))
    end = time ?? end
  }

  /// What the model wrote: one message, or the final answer behind what was said on the way to it.
  var written: [Message] {
    let start = finalStart ?? 0
    return [parts[..<start], parts[start...]].filter { !$0.isEmpty }
      .map { Message(role: .assistant, parts: Array($0)) }
  }

  /// The call as a span.
  func span(parentID: String) -> Span {
    var span = Span(
      id: id, parentID: parentID, name: settings.model ?? "model call", kind: .llm, start: start, end: end,
      timeOrigin: .inferred)
    var call = LLMCall(provider: settings.provider, requestModel: settings.model, responseID: responseID)
    call.parameters = settings.parameters
    call.input = input
    call.output = written
    call.usage = usage
    call.contextWindow = settings.contextWindow
    call.hostedTools = hostedTools.uses
    span.llm = call
    span.source = place
    span.events = events
    span.attributes = attributes
    if !items.isEmpty { span.attributes.append(Attribute("response_items", .array(items))) }
    if let error { span.status = .error(message: error) }
    return span
  }
}

/// What a call is made with, as the session's lines before it tell.
struct CodexSettings {
  var provider: String?
  var model: String?
  var effort: String?
  var contextWindow: Int?

  var parameters: [Attribute] { effort.map { [Attribute("reasoning_effort", .string($0))] } ?? [] }
}
