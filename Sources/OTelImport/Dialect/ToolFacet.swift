import ChatReading
import TraceModel
import TraceSource

extension SpanFields {
  /// The run of a tool, on spans of that kind.
  mutating func toolExecution(
    spanName: String, status: SpanStatus, events: EventMessages
  ) -> ToolExecution? {
    guard kind == .tool else { return nil }
    var tool = ToolExecution(
      name: text(.toolName), callID: text(.toolCallID), description: text(.toolDescription))
    tool.arguments = payload([.toolArguments, .input]) ?? arguments(in: events)
    var isFailure = status.isError || first(.toolFailure, \.bool) == true
    if let (found, content) = content([.toolResult, .output]) {
      isFailure = isFailure || ToolFailure.isFailure(content.value)
      if let result = toolMessage(content.value) {
        isFailure = isFailure || result.isError
        tool.take(result)
      } else {
        tool.result = content.payload
        if content.isWhole { represent(found) }
      }
    } else if let result = events.toolResult {
      isFailure = isFailure || result.isError
      tool.take(result)
    }
    tool.isError = isFailure
    tool.name = tool.name ?? Self.toolName(spanName)
    return tool
  }

  /// What a tool was given, where only events say so.
  private func arguments(in events: EventMessages) -> Payload? {
    guard events.toolResult != nil, let text = events.input.last?.text, !text.isEmpty else { return nil }
    return AttributeValue.string(text).payload
  }

  /// The tool's name within the span's, where only that gives it.
  private static func toolName(_ spanName: String) -> String {
    for prefix in ["execute_tool ", "running tool: ", "tool: ", "tool."] where spanName.hasPrefix(prefix) {
      return spanName.dropFirst(prefix.count).trimmingQuotes
    }
    return spanName.hasSuffix(".tool") ? String(spanName.dropLast(5)) : spanName
  }

  /// The result within a LangChain tool message.
  private func toolMessage(_ value: AttributeValue) -> ToolResult? {
    guard let message = Envelope.message(value) else { return nil }
    for case .toolResult(let result) in message.parts { return result }
    return nil
  }

  /// The first telling content of the concepts, out of its wrapper.
  private mutating func content(_ concepts: [Concept]) -> (found: Found, content: Envelope.Content)? {
    for concept in concepts {
      for found in all(concept) {
        let content = Envelope.peel(found.value)
        if content.value != .null && content.value != .string("") { return (found, content) }
      }
    }
    return nil
  }

  private mutating func payload(_ concepts: [Concept]) -> Payload? {
    guard let (found, content) = content(concepts) else { return nil }
    guard content.isWhole else { return content.payload }
    for concept in concepts {
      for other in all(concept) where other.value == found.value { represent(other) }
    }
    return content.payload
  }
}

extension Substring {
  /// The text without the quotes around it.
  fileprivate var trimmingQuotes: String {
    guard count > 2, let first, first == last, first == "'" || first == "\"" else { return String(self) }
    return String(dropFirst().dropLast())
  }
}

extension ToolExecution {
  /// Takes over what a tool's message says of the run.
  fileprivate mutating func take(_ message: ToolResult) {
    callID = callID ?? message.callID
    name = name ?? message.name
    result = AttributeValue.string(message.content).payload
  }
}
