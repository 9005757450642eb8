import ChatReading
import TraceModel
import TraceSource

// Runs that are no model calls.
extension LangSmithSpanReader {
  mutating func readTool(into span: inout Span) {
    readInput(into: &span)
    var tool = ToolExecution(name: run.name, arguments: span.input)
    span.input = nil
    tool.description = run.value["serialized"]?["description"]?.string
    tool.callID = run.value["extra"]?.unwrapped["tool_call_id"]?.string
    let content = Envelope.peel(run.outputs)
    if let message = Envelope.message(content.value), let result = message.toolResult {
      tool.callID = tool.callID ?? result.callID
      tool.result = AttributeValue.string(result.content).payload
      tool.isError = result.isError
    } else {
      readOutput(into: &span)
      (tool.result, span.output) = (span.output, nil)
      tool.isError = ToolFailure.isFailure(content.value)
    }
    if tool.isError && !span.status.isError { span.status = .error(message: tool.result?.text) }
    tool.isError = span.status.isError
    span.tool = tool
  }

  mutating func readRetrieval(into span: inout Span) {
    var retrieval = Retrieval()
    retrieval.query = query()
    if retrieval.query == nil { readInput(into: &span) }
    var reader = DocumentReader()
    retrieval.documents = reader.documents(run.outputs)
    if retrieval.documents.isEmpty {
      // An empty list says that nothing was found; no list says nothing.
      if run.outputs["documents"] == .array([]) { retrieval.reportedCount = 0 }
      readOutput(into: &span)
    } else if reader.isComplete {
      represented.insert("outputs")
    }
    span.retrieval = retrieval
  }

  private mutating func query() -> String? {
    for name in ["query", "question", "input", "text"] {
      guard let text = run.inputs[name]?.string, !text.isEmpty else { continue }
      if run.inputs.map?.count == 1 { represented.insert("inputs") }
      return text
    }
    return nil
  }

  /// What went in are the template's variables, what came out is the prompt: a text, or messages, each a piece.
  mutating func readPrompt(into span: inout Span) {
    var prompt = PromptAssembly()
    prompt.name = run.metadata["lc_hub_repo"]?.string ?? run.name
    let input = Envelope.peel(run.inputs)
    if let variables = input.value.map {
      prompt.variables = variables
      if input.isWhole { represented.insert("inputs") }
    } else {
      readInput(into: &span)
    }
    prompt.template = run.value["serialized"]?["kwargs"]?["template"]?.string
    let output = Envelope.peel(run.outputs)
    let value = output.value["kwargs"] ?? output.value
    let texts = (value["text"] ?? value).string
    if let text = texts {
      prompt.text = text
      if output.isWhole && output.value == .string(text) { represented.insert("outputs") }
    } else {
      var reader = ChatReader()
      let messages = reader.conversation(value, role: .user).filter { !$0.text.isEmpty }
      prompt.segments = messages.map { .init(name: $0.role.name, text: $0.text) }
      prompt.text = messages.isEmpty ? nil : messages.map(\.text).joined(separator: "\n\n")
    }
    if prompt.text == nil { readOutput(into: &span) }
    span.prompt = prompt
  }

  /// A chain or an agent; where the state of an agent or of the whole run is a conversation, that is read as one.
  mutating func readChain(into span: inout Span) {
    readInput(into: &span)
    readOutput(into: &span)
    guard span.kind == .agent || span.parentID == nil else { return }
    var call = LLMCall()
    call.input = Conversation(conversation(in: run.inputs))
    call.output = conversation(in: run.outputs)
    // A graph gives back its whole state, which begins with what it was given.
    if call.output.count > call.input.count, call.output.starts(with: call.input) {
      call.output.removeFirst(call.input.count)
    }
    if !call.input.isEmpty || !call.output.isEmpty { span.llm = call }
  }

  private func conversation(in state: AttributeValue) -> [Message] {
    guard let messages = state["messages"], messages.array != nil else { return [] }
    var reader = ChatReader()
    return reader.conversation(messages, role: .user)
  }
}
