public import TraceModel

/// Takes out of traces what must never be shared.
public struct Redactor: Sendable {
  private var choice = RedactionChoice()

  /// Creates a redactor with the rules given.
  public init(rules: [RedactionRule] = RedactionRule.certain) {
    choice.rules = rules
  }

  /// The traces without their secrets, and what was taken out.
  ///
  /// Every string is looked at: names, ids, attributes and their names, events, links, messages, documents.
  /// The same value has the same placeholder in all traces, so that ids still refer to each other.
  public func redact(_ traces: [Trace]) -> (traces: [Trace], manifest: RedactionManifest) {
    let (redacted, manifest) = choice.redact { session in traces.map { session.redact($0) } }
    return (redacted, manifest)
  }
}

extension RedactionSession {
  /// The trace without its secrets.
  public mutating func redact(_ trace: Trace) -> Trace {
    var trace = trace
    redact(id: &trace.id)
    redact(&trace.name)
    redact(&trace.sessionID, under: "session.id")
    redact(&trace.userID, under: "user.id")
    redact(&trace.format)
    redact(&trace.attributes)
    for index in trace.resources.indices { redact(&trace.resources[index].attributes) }
    for index in trace.scores.indices { redact(&trace.scores[index]) }
    redact(&trace.ending)
    for index in trace.spans.indices {
      step = RedactionManifest.Step(trace: traceCount, span: index)
      // As with attributes: where nothing changes, all spans stay shared with the source's trace.
      var span = trace.spans[index]
      let before = changes
      redact(&span)
      if changes != before { trace.spans[index] = span }
    }
    step = nil
    traceCount += 1
    return trace
  }

  /// The diagnostic without its secrets.
  public mutating func redact(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    redact(&diagnostic.message)
    redact(&diagnostic.action)
    redact(&diagnostic.place.file)
    redact(&diagnostic.place.pointer)
    return diagnostic
  }

  private mutating func redact(_ score: inout Score) {
    redact(&score.name)
    if case .label(let label)? = score.value { score.value = .label(redact(label)) }
    redact(&score.explanation)
    redact(&score.judgeName)
    redact(&score.target)
    redact(&score.answer)
    redact(&score.failure)
    redact(id: &score.spanID)
  }

  private mutating func redact(_ ending: inout RecordedEnding?) {
    guard var value = ending else { return }
    redact(&value.words)
    redact(id: &value.spanID)
    ending = value
  }

  // MARK: Strings

  mutating func redact(_ text: inout String) {
    let before = changes
    let redacted = redact(text)
    if changes != before { text = redacted }
  }

  mutating func redact(_ text: inout String?) {
    if var value = text {
      redact(&value)
      text = value
    }
  }

  /// Ids of digits, hex and hyphens are never secrets, even where a check digit happens to be right; patterns of
  /// one's own see them.
  mutating func redact(id: inout String) {
    let isPlain = id.utf8.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "-") }
    if !isPlain || hasPatterns { redact(&id) }
  }

  mutating func redact(id: inout String?) {
    if var value = id {
      redact(id: &value)
      id = value
    }
  }

  /// An id of a person or a session, which goes where that was asked for.
  private mutating func redact(_ id: inout String?, under name: String) {
    guard let value = id else { return }
    if isNamed(name) {
      id = redact(value, under: name)
    } else {
      redact(id: &id)
    }
  }

  // MARK: Attributes

  /// Writes only where something changes: what is shared with the source's trace stays shared.
  mutating func redact(_ attributes: inout [Attribute]) {
    for index in attributes.indices {
      var attribute = attributes[index]
      let before = changes
      if !meaning(of: attribute.name).isClean { redact(&attribute.name) }
      redact(&attribute.value, under: attributes[index].name)
      if changes != before { attributes[index] = attribute }
    }
  }

  mutating func redact(_ value: inout AttributeValue, under name: String) {
    let before = changes
    switch value {
    case .null, .bool, .int, .double: break
    case .string(let text):
      let redacted = redact(text, under: name)
      if changes != before { value = .string(redacted) }
    case .number(let text):
      let redacted = redact(text)
      if changes != before { value = .string(redacted) }
    case .bytes(let bytes):
      guard let text = String(validating: bytes, as: UTF8.self) else { return }
      let redacted = redact(text, under: name)
      if changes != before { value = .bytes(Array(redacted.utf8)) }
    case .array(var elements):
      redactAcross(&elements, under: name)
      for index in elements.indices {
        var element = elements[index]
        let last = changes
        redact(&element, under: name)
        if changes != last { elements[index] = element }
      }
      if changes != before { value = .array(elements) }
    case .map(var members):
      redact(&members)
      if changes != before { value = .map(members) }
    }
  }
}
