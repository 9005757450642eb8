import ChatReading
import TraceModel
import TraceSource
import TraceText

extension SpanFields {
  /// The making of a prompt: on prompt spans, and wherever a template stands on a model call.
  mutating func promptAssembly(input: Bool = true) -> PromptAssembly? {
    var prompt = PromptAssembly()
    prompt.template = text(.promptTemplate)
    prompt.name = promptName()
    if let word = prompt.template, prompt.name == nil, !word.contains(where: { $0.isWhitespace || $0 == "{" })
    {
      // One word without a place to fill in is the template's name.
      prompt.name = versioned(word)
      prompt.template = nil
    }
    prompt.variables = first(.promptVariables) { $0.unwrapped.map } ?? []
    guard kind == .prompt else {
      return prompt.template == nil && prompt.name == nil ? nil : prompt
    }
    prompt.text = text(.promptText)
    prompt.totalTokens = count(.promptTokens)
    prompt.segments = segments()
    if prompt.variables.isEmpty { prompt.variables = payloadVariables() }
    readOutput(into: &prompt)
    return prompt
  }

  private mutating func promptName() -> String? {
    text(.promptName).map { versioned($0) }
  }

  private mutating func versioned(_ name: String) -> String {
    guard let version = text(.promptVersion) else { return name }
    return "\(name) v\(version)"
  }

  /// Pieces by name, in the order of the source: `system_prompt_tokens` counts and `system_prompt` is the text.
  private mutating func segments() -> [PromptAssembly.Segment] {
    var segments: [PromptAssembly.Segment] = []
    var places: [String: Int] = [:]
    for found in all(.segmentTokens).sorted(by: { $0.order < $1.order }) {
      guard let name = found.names.first.map(Self.segmentName), places[name] == nil,
        let tokens = found.value.int, tokens >= 0
      else { continue }
      places[name] = segments.count
      segments.append(.init(name: name, tokens: tokens))
      represent(found)
    }
    for found in all(.segmentText).sorted(by: { $0.order < $1.order }) {
      guard let name = found.names.first.map(Self.segmentName) else { continue }
      if let place = places[name] {
        guard segments[place].text == nil else { continue }
        segments[place].text = found.value.plainText
      } else {
        places[name] = segments.count
        segments.append(.init(name: name, text: found.value.plainText))
      }
      represent(found)
    }
    return segments
  }

  private static func segmentName(_ attribute: String) -> String {
    var name = attribute.split(separator: ".").last.map(String.init) ?? attribute
    for suffix in ["_tokens", "_token_count", "_text", "_prompt"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
    }
    return name.replacingOccurrences(of: "_", with: " ")
  }

  private mutating func payloadVariables() -> [Attribute] {
    for found in all(.input) {
      let content = Envelope.peel(found.value)
      guard let members = content.value.unwrapped.map else { continue }
      if content.isWhole && found.value.unwrapped == content.value { represent(found) }
      return members
    }
    return []
  }

  /// What the span gave back is the finished prompt: a text, or messages, each a piece.
  private mutating func readOutput(into prompt: inout PromptAssembly) {
    guard prompt.text == nil else { return }
    for found in all(.output) {
      let content = Envelope.peel(found.value)
      var value = content.value.unwrapped
      if value["lc"] != nil, let inner = value["kwargs"] { value = inner }
      if case .string(let text) = value {
        prompt.text = text
        if found.value == value { represent(found) }
        return
      }
      var reader = ChatReader()
      let messages = reader.conversation(value, role: .user).filter { !$0.text.isEmpty }
      guard !messages.isEmpty else { continue }
      prompt.text = messages.map(\.text).joined(separator: "\n\n")
      if prompt.segments.isEmpty {
        prompt.segments = messages.map { .init(name: $0.role.name, text: $0.text) }
      }
      return
    }
  }
}
