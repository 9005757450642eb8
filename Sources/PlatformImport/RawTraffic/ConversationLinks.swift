import ChatReading
import TraceModel
import TraceSource

/// Ties the calls of a conversation together where ids prove that one goes on from another.
///
/// A tool call that one response asks for and a later request answers was run in between: it becomes a tool span,
/// inferred in kind and time. A call with `previous_response_id` gets the messages that the provider keeps for it.
struct ConversationLinks {
  private(set) var steps: [ConversationStep]
  /// Tool spans, each with the index of the call that asked for it.
  private(set) var tools: [(span: Span, asker: Int)] = []
  private var askers: [String: (step: Int, call: ToolCall)] = [:]
  private var responses: [String: Int] = [:]
  /// The call that each one goes on from.
  private(set) var origins: [Int: Int] = [:]
  private var rebuilding = RebuiltConversations()

  /// Ties steps that stand in the order in which they happened. Linear in their messages.
  init(_ steps: [ConversationStep], traceID: String) {
    self.steps = steps
    for index in steps.indices {
      let answers = answers(of: index)
      goOn(index, traceID: traceID)
      for answer in answers { run(answer, answeredBy: index, traceID: traceID) }
      for call in steps[index].span.llm?.output.flatMap(\.toolCalls) ?? [] {
        if let id = call.id { askers[id] = (index, call) }
      }
      if let id = steps[index].span.llm?.responseID, responses[id] == nil { responses[id] = index }
    }
  }

  /// The tool results in a call's own input that answer calls which nobody has answered yet.
  private func answers(of index: Int) -> [ToolResult] {
    guard let input = steps[index].span.llm?.input else { return [] }
    var repeated: [String: ToolCall] = [:]
    for call in input.flatMap(\.toolCalls) { if let id = call.id { repeated[id] = call } }
    return input.flatMap(\.parts).compactMap { part in
      guard case .toolResult(let result) = part, let id = result.callID, let asked = askers[id] else {
        return nil
      }
      // Ids such as `call_0` come again in other conversations; a history tells which one it is.
      if let told = repeated[id], told.name != asked.call.name { return nil }
      return result
    }
  }

  private mutating func goOn(_ index: Int, traceID: String) {
    guard let id = steps[index].previousResponseID, let previous = responses[id], previous != index else {
      return
    }
    origins[index] = previous
    link(index, to: steps[previous].span.id, traceID: traceID, "previous_response_id")
    guard let earlier = steps[previous].span.llm, let own = steps[index].span.llm?.input else { return }
    // Instructions are not kept: each call brings its own.
    let lead = steps[index].instructions
    let known = steps[previous].instructions
    let instructions = own.prefix(lead)
    if lead == known, instructions == earlier.input.prefix(known) {
      steps[index].span.llm?.input = earlier.input.appending(earlier.output).appending(own.dropFirst(lead))
    } else if rebuilding.allow(earlier.input.count) {
      let kept = earlier.input.dropFirst(known) + earlier.output
      steps[index].span.llm?.input = instructions.appending(kept).appending(own.dropFirst(lead))
    }
  }

  private mutating func run(_ result: ToolResult, answeredBy index: Int, traceID: String) {
    guard let id = result.callID, let (asker, call) = askers.removeValue(forKey: id) else { return }
    if origins[index] == nil { origins[index] = asker }
    var span = Span(
      id: "\(steps[asker].span.id)/\(id)", parentID: steps[asker].span.id, name: call.name, kind: .tool,
      kindOrigin: .inferred, timeOrigin: .inferred)
    if let start = steps[asker].span.end, let end = steps[index].span.start, start <= end {
      (span.start, span.end) = (start, end)
    }
    let content = AttributeValue.string(result.content)
    let hasFailed = result.isError || ToolFailure.isFailure(content)
    span.tool = ToolExecution(
      name: call.name, callID: id, arguments: AttributeValue.string(call.arguments).payload,
      result: content.payload, isError: hasFailed)
    if hasFailed { span.status = .error(message: result.content.isEmpty ? nil : result.content) }
    link(index, to: span.id, traceID: traceID, "tool result")
    tools.append((span, asker))
  }

  private mutating func link(_ index: Int, to id: String, traceID: String, _ reason: String) {
    steps[index].span.links.append(
      SpanLink(traceID: traceID, spanID: id, attributes: [Attribute("link.reason", .string(reason))]))
  }
}
