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
    pointer.utf8.split(separator: UInt8(ascii: "/")).allSatisfy { step in
      step.count <= 24
        && (step.allSatisfy(\.isDigit) || step.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "_") })
    }
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
    redact(&span.llm)
    redact(&span.retrieval)
    redact(&span.tool)
    redact(&span.prompt)
    redact(&span.compaction)
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

  private mutating func redact(_ call: inout LLMCall?) {
    guard var value = call else { return }
    redact(&value.provider)
    redact(&value.requestModel)
    redact(&value.responseModel)
    redact(id: &value.responseID)
    redact(&value.parameters)
    value.input = redact(value.input)
    redact(&value.output)
    for index in value.tools.indices {
      redact(&value.tools[index].name)
      redact(&value.tools[index].description)
      redact(&value.tools[index].definition)
    }
    value.finishReasons = value.finishReasons.map { redact($0) }
    redact(&value.serviceTier)
    for index in value.models.indices { redact(&value.models[index].name) }
    call = value
  }

  private mutating func redact(_ retrieval: inout Retrieval?) {
    guard var value = retrieval else { return }
    redact(&value.query)
    for index in value.documents.indices { redact(&value.documents[index]) }
    for index in value.inputDocuments.indices { redact(&value.inputDocuments[index]) }
    retrieval = value
  }

  private mutating func redact(_ document: inout Document) {
    redact(id: &document.id)
    redact(&document.title)
    redact(&document.content)
    redact(&document.metadata)
  }

  private mutating func redact(_ tool: inout ToolExecution?) {
    guard var value = tool else { return }
    redact(&value.name)
    redact(id: &value.callID)
    redact(&value.description)
    redact(&value.arguments)
    redact(&value.result)
    redact(&value.command)
    for index in value.files.indices {
      redact(&value.files[index].path)
      redact(&value.files[index].patch)
    }
    tool = value
  }

  private mutating func redact(_ command: inout ShellCommand?) {
    guard var value = command else { return }
    redact(&value.text)
    redact(&value.directory)
    redact(&value.output)
    redact(&value.errorOutput)
    command = value
  }

  private mutating func redact(_ compaction: inout Compaction?) {
    guard var value = compaction else { return }
    redact(&value.trigger)
    compaction = value
  }

  private mutating func redact(_ prompt: inout PromptAssembly?) {
    guard var value = prompt else { return }
    redact(&value.template)
    redact(&value.name)
    redact(&value.variables)
    for index in value.segments.indices {
      redact(&value.segments[index].name)
      redact(&value.segments[index].text)
    }
    redact(&value.text)
    prompt = value
  }

  // MARK: Messages

  /// The conversation without its secrets; what it was grown from is looked at once.
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
