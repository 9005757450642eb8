import ChatReading
import TraceModel
import TraceSource

/// Reads a model call out of the bodies of a raw call.
struct RawCallReader {
  private let raw: RawCall
  private let operation: ProviderOperation
  /// The members of the bodies whose whole content stands in the call.
  private(set) var requestRead: Set<String> = []
  private(set) var responseRead: Set<String> = []
  /// How many messages of the input are instructions that hold for this call alone.
  private(set) var instructions = 0
  private(set) var call = LLMCall()

  init(_ raw: RawCall, operation: ProviderOperation, histories: inout HistoryReader) {
    self.raw = raw
    self.operation = operation
    if let request = raw.request, request.map != nil { read(request: request, histories: &histories) }
    if let response = raw.response, response.map != nil { read(response: response) }
    call.provider = raw.url.flatMap { Provider.name(of: $0) } ?? Provider.name(of: operation)
  }

  /// Members that are what the model is given, in the order in which it sees them.
  private static let contents: Set<String> = [
    "system", "instructions", "messages", "systemInstruction", "system_instruction", "contents", "input",
    "prompt", "content", "requests", "query", "documents", "preamble", "chat_history", "message",
    "tool_results",
  ]
  private static let toolMembers: Set<String> = ["tools", "functions", "toolConfig"]
  /// Members that hold parameters of their own.
  private static let parameterGroups: Set<String> = [
    "generationConfig", "generation_config", "inferenceConfig", "options",
  ]

  private mutating func read(request: AttributeValue, histories: inout HistoryReader) {
    call.requestModel = request["model"]?.string
    if call.requestModel != nil { requestRead.insert("model") }
    call.input = input(request, histories: &histories)
    for member in request.map ?? [] {
      switch member.name {
      case "model": break
      case let name where Self.toolMembers.contains(name): readTools(member.value, name: name)
      case let name where Self.contents.contains(name) && requestRead.contains(name): break
      case let name where Self.parameterGroups.contains(name) && member.value.map != nil:
        call.parameters += (member.value.map ?? []).filter { !$0.value.isVoid }
        requestRead.insert(name)
      case let name where !Self.contents.contains(name) && !member.value.isVoid:
        call.parameters.append(member)
        requestRead.insert(name)
      default: break
      }
    }
  }

  private mutating func readTools(_ value: AttributeValue, name: String) {
    let tools = ToolDefinitionReader.definitions(value)
    call.tools += tools
    // A group of definitions may say more than they do.
    if tools.count == value.array?.count { requestRead.insert(name) }
  }

  /// The messages of a request: instructions, then what else the model is given.
  private mutating func input(_ request: AttributeValue, histories: inout HistoryReader) -> Conversation {
    var lead: [Message] = []
    for name in ["system", "instructions", "systemInstruction", "system_instruction", "preamble"] {
      guard let value = request[name], !value.isVoid else { continue }
      var reader = ChatReader()
      let text = value.string.map { [Message(role: .system, text: $0)] }
      lead += text ?? reader.system(value)
      if reader.isComplete { requestRead.insert(name) }
    }
    instructions = lead.count
    var input = history(request, ledBy: lead, histories: &histories) ?? Conversation(lead)
    for name in ["messages", "contents", "input", "prompt", "content"]
    where name != Self.historyMember || !requestRead.contains(name) {
      guard let value = request[name], !value.isVoid else { continue }
      input.append(contentsOf: conversation(value, name: name))
    }
    if operation == .cohereChat {
      input.append(contentsOf: CohereChat.messages(request))
      requestRead.formUnion(CohereChat.requestMembers)
    }
    return input
  }

  /// The member by which requests repeat all that was said before.
  private static let historyMember = "messages"

  /// The instructions and the whole history of a request that repeats what an earlier one was given, of which only
  /// what is new is read; `nil` where something in it is not understood, or has no roles.
  private mutating func history(
    _ request: AttributeValue, ledBy lead: [Message], histories: inout HistoryReader
  ) -> Conversation? {
    guard let list = request[Self.historyMember]?.array, list.contains(where: { $0.string == nil }) else {
      return nil
    }
    let reading = histories.reading(of: .array(list), role: .user)
    guard reading.isComplete, !reading.conversation.isEmpty else { return nil }
    requestRead.insert(Self.historyMember)
    return histories.conversation(reading.conversation, ledBy: lead)
  }

  private mutating func conversation(_ value: AttributeValue, name: String) -> [Message] {
    // A bare text is what it is, be it JSON.
    if let text = value.string {
      requestRead.insert(name)
      return [Message(role: .user, text: text)]
    }
    if let texts = value.array?.map(\.string), !texts.isEmpty, !texts.contains(nil) {
      requestRead.insert(name)
      return texts.compactMap { $0 }.map { Message(role: .user, text: $0) }
    }
    var reader = ChatReader()
    let messages = reader.conversation(.map([Attribute(name, value)]), role: .user)
    if reader.isComplete, !messages.isEmpty { requestRead.insert(name) }
    return messages
  }

  private mutating func read(response: AttributeValue) {
    call.responseModel = text("model", "modelVersion", of: response)
    call.responseID = text("id", "responseId", "response_id", of: response)
    let meta = response["meta"].flatMap { $0["billed_units"] == nil ? nil : $0 }
    let usage = response["usage"] ?? response["usageMetadata"] ?? meta ?? response
    call.usage = UsageReader.usage(usage)
    call.reportedCost = response["usage"].flatMap(UsageReader.cost)
    if call.usage?.cacheWrite == nil, let written = Self.written(response) {
      call.usage?.cacheWrite = written
    }
    if !raw.isFinished { call.usage?.isUnfinished = true }
    call.serviceTier = response["service_tier"]?.string ?? usage["service_tier"]?.string
    let (output, tools) = output(response)
    call.output = output
    call.hostedTools = tools
    call.finishReasons = finishReasons(response)
    guard raw.request == nil, operation == .responses else { return }
    // A response of this API repeats what was asked of it, but for the input.
    if let text = response["instructions"]?.string, !text.isEmpty {
      call.input = [Message(role: .system, text: text)]
      instructions = 1
      responseRead.insert("instructions")
    }
    if let tools = response["tools"] { call.tools = ToolDefinitionReader.definitions(tools) }
  }

  /// What GitHub's Copilot says beside the usage of tokens that went into the cache; they are counted in the input.
  private static func written(_ response: AttributeValue) -> Int? {
    let details = response["copilot_usage"]?["token_details"]?.array ?? []
    return details.first { $0["token_type"]?.string == "cache_write" }?["token_count"]?.int.map { Int($0) }
  }

  private mutating func text(_ names: String..., of response: AttributeValue) -> String? {
    for name in names {
      guard let text = response[name]?.string, !text.isEmpty else { continue }
      responseRead.insert(name)
      return text
    }
    return nil
  }

  private mutating func output(_ response: AttributeValue) -> ([Message], [HostedToolUse]) {
    guard operation.kind == .llm else { return ([], []) }
    if operation == .cohereChat {
      responseRead.formUnion(CohereChat.responseMembers)
      return (CohereChat.answer(response), [])
    }
    let names: [String] =
      switch operation {
      case .messages: ["role", "content"]
      case .generateContent: ["candidates"]
      case .interactions: ["steps", "outputs"]
      case .responses, .converse: ["output"]
      default: response["choices"] == nil ? ["message"] : ["choices"]
      }
    let members = names.compactMap { name in response[name].map { Attribute(name, $0) } }
    guard members.contains(where: { !$0.value.isVoid }) else { return ([], []) }
    var reader = ChatReader()
    var messages: [Message]
    if operation == .interactions {
      // Steps: thoughts, tools that Google ran with their results, and what was written, all of one answer.
      let parts = members.flatMap { reader.conversation($0.value, role: .assistant) }.flatMap(\.parts)
      messages = parts.isEmpty ? [] : [Message(role: .assistant, parts: parts)]
    } else {
      messages = reader.conversation(.map(members), role: .assistant)
    }
    if operation == .responses { messages = Self.joined(messages) }
    if reader.isComplete { responseRead.formUnion(names) }
    var tools = reader.hostedTools
    tools.take(usage: response["usage"])
    for candidate in response["candidates"]?.array ?? [] {
      tools.add(.googleSearch, candidate["groundingMetadata"]?["webSearchQueries"]?.array?.count ?? 0)
    }
    return (messages, tools.uses)
  }

  /// The items of one response as the one message that they are.
  private static func joined(_ messages: [Message]) -> [Message] {
    guard messages.allSatisfy({ $0.role == .assistant && $0.name == nil }), !messages.isEmpty else {
      return messages
    }
    return [Message(role: .assistant, parts: messages.flatMap(\.parts))]
  }

  private mutating func finishReasons(_ response: AttributeValue) -> [String] {
    func reasons(_ list: String, _ name: String) -> [String] {
      (response[list]?.array ?? []).compactMap { $0[name]?.string }.filter { !$0.isEmpty }
    }
    switch operation {
    case .messages: return [response["stop_reason"]?.string].compactMap(\.self)
    case .converse: return [response["stopReason"]?.string].compactMap(\.self)
    case .generateContent:
      return reasons("candidates", "finishReason")
        + [response["promptFeedback"]?["blockReason"]?.string].compactMap(\.self)
    case .responses, .interactions:
      let status = response["status"]?.string
      let reason = response["incomplete_details"]?["reason"]?.string
      guard let told = reason ?? status, told != "in_progress", told != "queued" else { return [] }
      return [told]
    case .embeddings, .rerank: return []
    case .cohereChat: return [response["finish_reason"]?.string].compactMap(\.self)
    case .chatCompletions, .textCompletions:
      if let reason = (response["done_reason"] ?? response["finish_reason"])?.string { return [reason] }
      return reasons("choices", "finish_reason")
    }
  }
}
