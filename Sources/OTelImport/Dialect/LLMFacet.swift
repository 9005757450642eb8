import TraceText
import ChatReading
import TraceModel
import TraceSource

extension SpanFields {
  /// The model's side of the span: its own call, or a roll-up on agents and chains; `nil` where nothing is known.
  ///
  /// - Parameter histories: What the calls before were given, which this one may repeat.
  mutating func llmCall(events: EventMessages, histories: inout HistoryReader) -> LLMCall? {
    var call = LLMCall()
    call.provider = text(.provider)
    call.requestModel = model(.requestModel)
    call.responseModel = model(.responseModel)
    if kind == .llm, call.requestModel == nil, call.responseModel == nil { call.requestModel = namedModel }
    call.leaveOutUnknownModel()
    call.responseID = text(.responseID)
    call.contextWindow = count(.contextWindow)
    call.serviceTier = serviceTier()
    call.parameters = parameters()
    call.input = inputMessages(events, &histories)
    call.output = outputMessages(events, &histories)
    call.tools = tools()
    call.usage = usage()
    call.reportedCost = cost()
    for found in all(.usage) + all(.providerUsage) { hostedTools.take(usage: found.value) }
    call.hostedTools = hostedTools.uses
    call.finishReasons = finishReasons(call.output)
    let isTelling =
      call.requestModel != nil || call.responseModel != nil || call.responseID != nil
      || !call.input.isEmpty || !call.output.isEmpty || call.usage != nil || call.reportedCost != nil
      || !call.tools.isEmpty
    return isTelling ? call : nil
  }

  /// The first model that is named: OpenLLMetry writes "unknown" where it does not find the model's own name.
  private mutating func model(_ concept: Concept) -> String? {
    first(concept) { $0.isVoid || LLMCall.isUnknown($0.string) ? nil : $0.plainText } ?? text(concept)
  }

  private mutating func inputMessages(_ events: EventMessages, _ histories: inout HistoryReader)
    -> Conversation
  {
    var messages = history(.inputMessages, &histories)
    if messages.isEmpty { messages = transcript(&histories).input }
    if messages.isEmpty { messages = Conversation(events.input) }
    if messages.isEmpty && kind == .llm { messages = history(.input, &histories) }
    let instructions = systemInstructions().filter { !messages.says($0) }
    return histories.conversation(messages, ledBy: instructions)
  }

  private mutating func outputMessages(_ events: EventMessages, _ histories: inout HistoryReader) -> [Message]
  {
    var messages = messages(.outputMessages, role: .assistant)
    if messages.isEmpty { messages = transcript(&histories).output }
    if messages.isEmpty { messages = pieces() }
    if messages.isEmpty { messages = events.output }
    if messages.isEmpty && kind == .llm { messages = self.messages(.output, role: .assistant) }
    if messages.isEmpty && kind == .llm { messages = structured() }
    return messages
  }

  /// An answer of a shape that the application asked for, which its log keeps as a value rather than as its text.
  private mutating func structured() -> [Message] {
    guard let found = all(.outputMessages).first(where: { $0.value.unwrapped.map?.isEmpty == false }) else {
      return []
    }
    represent(found)
    return [Message(role: .assistant, text: found.value.unwrapped.jsonText)]
  }

  /// The first reading of a concept that yields messages.
  private mutating func messages(_ concept: Concept, role: Role) -> [Message] {
    var result: [Message] = []
    for found in all(concept) {
      var reader = ChatReader()
      let messages = reader.conversation(found.value, role: role)
      guard !messages.isEmpty else { continue }
      if result.isEmpty {
        result = messages
        if role == .assistant { hostedTools = reader.hostedTools }
      }
      if messages == result && reader.isComplete { represent(found) }
    }
    return result
  }

  /// The first reading of a concept that yields messages of a history, which another call may have repeated.
  private mutating func history(_ concept: Concept, _ histories: inout HistoryReader) -> Conversation {
    var result = Conversation()
    for found in all(concept) {
      let reading = histories.reading(of: found.value, role: .user, unwrapped: unwrapped(found))
      guard !reading.conversation.isEmpty else { continue }
      if result.isEmpty { result = reading.conversation }
      if reading.conversation == result && reading.isComplete { represent(found) }
    }
    return result
  }

  /// A recorded conversation, parted where the model has the last word.
  private mutating func transcript(_ histories: inout HistoryReader) -> (
    input: Conversation, output: [Message]
  ) {
    let all = history(.transcript, &histories)
    let end = all.history.first { $0.last?.role != .assistant }?.count ?? 0
    return (all.prefix(end), all.dropFirst(end))
  }

  /// The model's message put together of its thoughts, its text and its tool calls.
  private mutating func pieces() -> [Message] {
    var parts: [Part] = []
    if let text = text(.outputReasoning) { parts.append(.reasoning(Reasoning(text: text))) }
    if let text = text(.outputText) { parts.append(.text(text)) }
    for found in all(.outputToolCalls) {
      var reader = ChatReader()
      let calls = (found.value.unwrapped.array ?? []).compactMap { reader.toolCall($0) }
      guard !calls.isEmpty else { continue }
      parts += calls.map { .toolCall($0) }
      if reader.isComplete { represent(found) }
      break
    }
    return parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)]
  }

  private mutating func systemInstructions() -> [Message] {
    for found in all(.systemInstructions) {
      var reader = ChatReader()
      let messages = reader.system(found.value)
      guard !messages.isEmpty else { continue }
      if reader.isComplete { represent(found) }
      return messages
    }
    return []
  }

  private mutating func tools() -> [ToolDefinition] {
    first(.tools) { value in
      let tools = ToolDefinitionReader.definitions(value)
      return tools.isEmpty ? nil : tools
    } ?? []
  }

  private mutating func usage() -> TokenUsage? {
    var usage = TokenUsage()
    usage.input = count(.inputTokens)
    usage.output = count(.outputTokens)
    // What stands there and is no count, such as NaN.
    usage.isUnfinished =
      usage.input == nil && has(.inputTokens) || usage.output == nil && has(.outputTokens)
    usage.setDetails(
      Dictionary(
        TokenDetail.allCases.compactMap { detail in count(Concept(detail)).map { (detail, $0) } },
        uniquingKeysWith: max))
    let audio = [audio(.inputAudioTokens), audio(.outputAudioTokens)].compactMap(\.self)
    usage.audio = audio.isEmpty ? nil : audio.reduce(0) { $0.saturatingAdd($1) }
    usage.reportedTotal = count(.totalTokens)
    if let own = agreed(usage, with: usageObject(.providerUsage)) { return own }
    usage.settle(cachedTokens)
    guard usage.input == nil && usage.output == nil else { return usage }
    return usageObject(.usage) ?? (usage.isEmpty ? nil : usage)
  }

  /// What the dialect that counts cached tokens says of them.
  private var cachedTokens: CachedTokens {
    mutating get {
      let counted = (all(.cacheReadTokens) + all(.cacheWriteTokens)).first { $0.value.tokenCount != nil }
      return counted.map { dialect(of: $0).cachedTokens } ?? .insideInput
    }
  }

  /// The provider's own counts, which tell classes that the instrumentation does not, where they speak of the same
  /// call: both wrote as much, and the instrumentation took the input over whole or without what was cached.
  private func agreed(_ usage: TokenUsage, with own: TokenUsage?) -> TokenUsage? {
    guard var own, let output = usage.output, let input = usage.input,
      output == own.output || output.saturatingAdd(own.reasoning ?? 0) == own.output,
      input == own.input || input == own.freshInput
    else { return nil }
    own.audio = own.audio ?? usage.audio
    // A total of input without what was cached is none.
    own.reportedTotal = usage.reportedTotal.flatMap { $0 >= own.total ?? 0 ? $0 : nil }
    return own
  }

  private mutating func usageObject(_ concept: Concept) -> TokenUsage? {
    var result: TokenUsage?
    for found in all(concept) {
      guard let reading = UsageReader.reading(found.value) else { continue }
      if result == nil { result = reading.usage }
      if reading.usage == result, reading.isWhole { represent(found) }
    }
    return result
  }

  /// A count of audio tokens; none is what every call without sound says, and stays an attribute.
  private mutating func audio(_ concept: Concept) -> Int? {
    first(concept) { value in value.int.flatMap { $0 > 0 ? $0 : nil } }
  }

  /// The tier of the answer, else the one asked for; `auto` asks for none.
  private mutating func serviceTier() -> String? {
    first(.serviceTier) { value in
      let tier = value.plainText
      return value.isVoid || tier == "auto" ? nil : tier
    }
  }

  private mutating func cost() -> ReportedCost? {
    let input = first(.inputCost, \.double)
    let output = first(.outputCost, \.double)
    let total = first(.totalCost, \.double)
    let parts = [input, output].compactMap { $0 }
    guard let total = total ?? (parts.isEmpty ? nil : parts.reduce(0, +)) else {
      return (all(.usage) + all(.providerUsage)).lazy.compactMap { UsageReader.cost($0.value) }.first
    }
    return ReportedCost(input: input, output: output, total: total)
  }

  private mutating func finishReasons(_ output: [Message]) -> [String] {
    let stated = first(.finishReasons) { value -> [String]? in
      let inner = value.unwrapped
      let reasons = (inner.array ?? [inner]).filter { !$0.isVoid }.map(\.plainText)
      return reasons.isEmpty ? nil : reasons
    }
    return stated ?? output.compactMap(\.finishReason)
  }

  /// Request parameters in the order of the source; of a name given twice the first counts.
  private mutating func parameters() -> [Attribute] {
    var list = ParameterList()
    for found in all(.parameter) {
      guard let name = parameterName(found) else { continue }
      if list.add(Attribute(name, found.value)) { represent(found) }
    }
    for found in all(.parameters) {
      guard let members = found.value.unwrapped.map else { continue }
      var isWhole = true
      for member in members where !member.value.isVoid && !ParameterList.models.contains(member.name) {
        guard !ParameterList.contents.contains(member.name) else {
          isWhole = false
          continue
        }
        isWhole = list.add(member) && isWhole
      }
      if isWhole { represent(found) }
    }
    return list.attributes
  }

  /// The parameter's own name: what follows the dialect's prefix, else the last component.
  private func parameterName(_ found: Found) -> String? {
    guard let full = found.names.first else { return nil }
    for prefix in dialect(of: found).parameterPrefixes where full.hasPrefix(prefix) {
      return String(full.dropFirst(prefix.count))
    }
    return full.split(separator: ".").last.map(String.init)
  }
}

/// Request parameters, each name once.
private struct ParameterList {
  /// Members of a request that name the model, which has a field of its own.
  static let models: Set<String> = ["model", "model_name"]
  /// Members of a request that are content, not parameters.
  static let contents: Set<String> = [
    "tools", "functions", "messages", "input", "instructions", "system", "prompt", "output", "contents",
  ]

  private(set) var attributes: [Attribute] = []
  private var values: [String: AttributeValue] = [:]

  /// Adds a parameter and says whether it stands in the list: a second value for a name does not.
  mutating func add(_ attribute: Attribute) -> Bool {
    if let value = values[attribute.name] { return value == attribute.value }
    values[attribute.name] = attribute.value
    attributes.append(attribute)
    return true
  }
}

extension LLMCall {
  fileprivate static func isUnknown(_ model: String?) -> Bool { model?.lowercased() == "unknown" }

  /// Leaves out the word for a model that nobody found where the other side of the call names one.
  fileprivate mutating func leaveOutUnknownModel() {
    if Self.isUnknown(responseModel), requestModel != nil { responseModel = nil }
    if Self.isUnknown(requestModel), responseModel != nil { requestModel = nil }
  }
}

extension Conversation {
  /// Whether a message has that one's text.
  fileprivate func says(_ message: Message) -> Bool {
    let (bytes, text) = (message.textBytes, message.text)
    return history.contains { $0.last.map { $0.textBytes == bytes && $0.text == text } ?? false }
  }
}
