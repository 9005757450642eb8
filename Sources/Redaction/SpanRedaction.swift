import TraceModel

extension RedactionSession {
  /// Most pointers are numbers and names of a format: only others are looked at.
  private mutating func redact(_ source: SourcePlace, of span: inout Span) {
    var place = source
    redact(&place.file)
    if let pointer = place.pointer, !Self.isPlain(pointer: pointer) { redact(&place.pointer) }
    if place != source { span.source = place }
  }

  /// Whether a JSON pointer has no name in which something may hide: numbers, and words of a format.
  private static func isPlain(pointer: String) -> Bool {
    var step = (count: 0, hasDigits: false, hasLetters: false)
    for byte in pointer.utf8 {
      if byte == UInt8(ascii: "/") {
        step = (0, false, false)
        continue
      }
      step.count += 1
      if byte.isDigit {
        step.hasDigits = true
      } else if byte.isASCIILetter || byte == UInt8(ascii: "_") {
        step.hasLetters = true
      } else {
        return false
      }
      if step.count > 24 || step.hasDigits && step.hasLetters { return false }
    }
    return true
  }

  mutating func redact(_ span: inout Span) {
    redact(id: &span.id)
    redact(id: &span.parentID)
    redact(&span.name)
    if case .error(let message?) = span.status { span.status = .error(message: redact(message)) }
    redact(&span.agentName)
    if let source = span.source { redact(source, of: &span) }
    redact(&span.input)
    redact(&span.output)
    if let call = changed(span.llm, by: { $0.redact(&$1) }) { span.llm = call }
    if let retrieval = changed(span.retrieval, by: { $0.redact(&$1) }) { span.retrieval = retrieval }
    if let tool = changed(span.tool, by: { $0.redact(&$1) }) { span.tool = tool }
    if let prompt = changed(span.prompt, by: { $0.redact(&$1) }) { span.prompt = prompt }
    if let compaction = changed(span.compaction, by: { $0.redact(&$1.trigger) }) {
      span.compaction = compaction
    }
    redactAcross(&span.events)
    for index in span.events.indices {
      redact(&span.events[index].name)
      redact(&span.events[index].attributes)
    }
    for index in span.links.indices {
      redact(id: &span.links[index].traceID)
      redact(id: &span.links[index].spanID)
      redact(&span.links[index].attributes)
    }
    redact(&span.attributes)
    if span.representedAttributes.contains(where: { !meaning(of: $0).isClean }) {
      // Sorted, since a set's order would number the placeholders by chance.
      span.representedAttributes = Set(span.representedAttributes.sorted().map { redact($0) })
    }
    redact(&span.scope)
  }

  private mutating func redact(_ scope: inout InstrumentationScope?) {
    guard var value = scope else { return }
    redact(&value.name)
    redact(&value.version)
    redact(&value.attributes)
    scope = value
  }

  private mutating func redact(_ payload: inout Payload?) {
    guard var value = payload else { return }
    redact(&value.text)
    payload = value
  }

  /// Events of one name after the other may each hold a piece of an answer.
  private mutating func redactAcross(_ events: inout [SpanEvent]) {
    guard events.count > 1 else { return }
    for (name, places) in events.indices.grouped(by: { events[$0].name }).map({ ($0.key, $0.values) })
    where places.count > 1 {
      var elements = places.map { AttributeValue.map(events[$0].attributes) }
      let before = changes
      redactAcross(&elements, under: name)
      guard changes != before else { continue }
      for (place, element) in zip(places, elements) { events[place].attributes = element.map ?? [] }
    }
  }

  // MARK: Contents by kind

  /// What became of a value; `nil` where there is none or it stays as it is. Writing it would copy what the span shares
  /// with the source's.
  private mutating func changed<Value>(_ value: Value?, by redact: (inout Self, inout Value) -> Void)
    -> Value?
  {
    guard var value else { return nil }
    let before = changes
    redact(&self, &value)
    return changes == before ? nil : value
  }

  private mutating func redact(_ call: inout LLMCall) {
    redact(&call.provider)
    redact(&call.requestModel)
    redact(&call.responseModel)
    redact(id: &call.responseID)
    redact(&call.parameters)
    call.input = redact(call.input)
    redact(&call.output)
    for index in call.tools.indices {
      redact(&call.tools[index].name)
      redact(&call.tools[index].description)
      redact(&call.tools[index].definition)
    }
    call.finishReasons = call.finishReasons.map { redact($0) }
    redact(&call.serviceTier)
    for index in call.models.indices { redact(&call.models[index].name) }
  }

  private mutating func redact(_ retrieval: inout Retrieval) {
    redact(&retrieval.query)
    for index in retrieval.documents.indices { redact(&retrieval.documents[index]) }
    for index in retrieval.inputDocuments.indices { redact(&retrieval.inputDocuments[index]) }
  }

  private mutating func redact(_ document: inout Document) {
    redact(id: &document.id)
    redact(&document.title)
    redact(&document.content)
    redact(&document.metadata)
  }

  private mutating func redact(_ tool: inout ToolExecution) {
    redact(&tool.name)
    redact(id: &tool.callID)
    redact(&tool.description)
    redact(&tool.arguments)
    redact(&tool.result)
    redact(&tool.command)
    for index in tool.files.indices {
      redact(&tool.files[index].path)
      redact(&tool.files[index].patch)
    }
  }

  private mutating func redact(_ command: inout ShellCommand?) {
    guard var value = command else { return }
    redact(&value.text)
    redact(&value.directory)
    redact(&value.output)
    redact(&value.errorOutput)
    command = value
  }

  private mutating func redact(_ prompt: inout PromptAssembly) {
    redact(&prompt.template)
    redact(&prompt.name)
    redact(&prompt.variables)
    for index in prompt.segments.indices {
      redact(&prompt.segments[index].name)
      redact(&prompt.segments[index].text)
    }
    redact(&prompt.text)
  }

  // MARK: Messages

  /// The conversation without its secrets; what it was grown from is looked at once, but counts as changed each time.
  private mutating func redact(_ conversation: Conversation) -> Conversation {
    let growth = conversation.growth { conversations[$0] }
    var result = growth.known ?? []
    for grown in growth.grown {
      guard let original = grown.last else { continue }
      let before = changes
      var message = original
      redact(&message)
      let isClean = result.identity == grown.previous.identity && changes == before
      result = isClean ? grown : result.appending([message])
      conversations[grown] = result
    }
    if result.identity != conversation.identity { noteChange() }
    return result
  }

  /// Leaves messages without secrets untouched: calls share them, and a change would make copies.
  private mutating func redact(_ messages: inout [Message]) {
    for index in messages.indices {
      let before = changes
      var message = messages[index]
      redact(&message)
      if changes != before { messages[index] = message }
    }
  }

  private mutating func redact(_ message: inout Message) {
    if case .other(let role) = message.role { message.role = .other(redact(role)) }
    redact(&message.name)
    redact(&message.finishReason)
    for index in message.parts.indices {
      let before = changes
      let part = redact(message.parts[index])
      if changes != before { message.parts[index] = part }
    }
  }

  private mutating func redact(_ part: Part) -> Part {
    switch part {
    case .text(let text): return .text(redact(text))
    case .reasoning(var reasoning):
      redact(&reasoning.text)
      return .reasoning(reasoning)
    case .toolCall(var call):
      redact(id: &call.id)
      redact(&call.name)
      redact(&call.arguments)
      redact(&call.argumentsError)
      return .toolCall(call)
    case .toolResult(var result):
      redact(id: &result.callID)
      redact(&result.name)
      redact(&result.content)
      return .toolResult(result)
    case .media(let media): return .media(redact(media))
    case .citation(var citation):
      redact(&citation.text)
      redact(&citation.title)
      redact(&citation.address)
      redact(&citation.quote)
      return .citation(citation)
    case .other(let type, let json): return .other(type: redact(type), json: redact(json))
    }
  }

  private mutating func redact(_ media: Media) -> Media {
    var media = media
    redact(&media.mediaType)
    switch media.content {
    case .base64(let text):
      let isText =
        media.mediaType.map { $0.hasPrefix("text/") || $0.hasSuffix("json") || $0.hasSuffix("xml") } ?? true
      media.content = .base64(isText ? redactEncoded(text) : text)
    case .uri(let text): media.content = .uri(redact(text))
    case .file(let text): media.content = .file(redact(text))
    }
    return media
  }
}
