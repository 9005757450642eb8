import TraceModel
import TraceSource

/// Concludes calls from a sample's messages where there are no events.
///
/// Every message of the assistant was written by a call, every message of a tool by a run of it. Times are unknown,
/// and so are tokens, but for those of the last call, which the sample's output tells.
struct InspectConversation {
  private let root: String
  private let model: String?
  private let output: AttributeValue?
  /// Whether a call or a tool was found.
  private(set) var isRead = false

  init(root: String, model: String?, output: AttributeValue?) {
    self.root = root
    self.model = model
    self.output = output
  }

  mutating func spans(_ messages: AttributeValue, usage: TokenUsage?) -> [Span] {
    var spans: [Span] = []
    var said = Conversation()
    var arguments: [String: String] = [:]
    var lastCall: Int?
    for (number, record) in (messages.array ?? []).enumerated() {
      let read = InspectMessages.read(record).messages
      switch record["role"]?.string {
      case "assistant":
        lastCall = spans.count
        spans.append(call(number, record, input: said, output: read))
      case "tool":
        let parent = lastCall.map { spans[$0].id } ?? root
        let asked = record["tool_call_id"]?.string.flatMap { arguments[$0] }
        spans.append(tool(number, record, under: parent, arguments: asked))
      default: break
      }
      said.append(contentsOf: read)
      for call in read.flatMap(\.toolCalls) { if let id = call.id { arguments[id] = call.arguments } }
    }
    if let lastCall, let output, !output.isVoid {
      let answer = InspectMessages.readChoices(output)
      if answer.messages.map(\.parts) == spans[lastCall].llm?.output.map(\.parts) {
        spans[lastCall].llm?.output = answer.messages
        spans[lastCall].llm?.finishReasons = answer.messages.compactMap(\.finishReason)
        spans[lastCall].llm?.responseModel = output["model"]?.string
        spans[lastCall].llm?.usage = usage
      }
    }
    isRead = !spans.isEmpty
    return spans
  }

  private func call(_ number: Int, _ record: AttributeValue, input: Conversation, output: [Message]) -> Span {
    var span = Span(
      id: record["id"]?.string ?? "message \(number)", parentID: root, name: model ?? "model", kind: .llm,
      kindOrigin: .inferred)
    var call = InspectCall(.map([Attribute("model", .string(model ?? ""))])).call
    call.input = input
    call.output = output
    span.llm = call
    span.keep(record, represented: ["role", "content", "tool_calls"])
    return span
  }

  private func tool(
    _ number: Int, _ record: AttributeValue, under parent: String, arguments: String?
  ) -> Span {
    let name = record["function"]?.string
    var span = Span(
      id: record["id"]?.string ?? "message \(number)", parentID: parent, name: name ?? "tool", kind: .tool,
      kindOrigin: .inferred)
    var tool = ToolExecution(name: name, callID: record["tool_call_id"]?.string)
    tool.arguments = arguments.map { Payload($0, form: .json) }
    tool.result = record["content"].flatMap { $0.isVoid ? nil : Payload($0.plainText) }
    if let error = record["error"], !error.isVoid {
      tool.isError = true
      span.status = .error(message: InspectFailure.text(of: error))
      tool.result = tool.result ?? Payload(InspectFailure.text(of: error))
    }
    span.tool = tool
    span.keep(record, represented: ["role", "content", "function", "tool_call_id", "error"])
    return span
  }
}
