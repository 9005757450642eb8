import ChatReading
import JSONReader
import TraceModel
import TraceSource
import TraceText

/// The shapes in which chats are kept, each told by members that no other has.
enum ChatShape {
  case messages, object, shareGPT, pydanticAI, chatGPT, claudeAI
  /// Steps of thought and action: all of a list, or those in the member of that name.
  case steps(list: String?)

  /// The shape of a list that is one conversation.
  init?(list: JSONValue) {
    guard list.kind == .array, let first = list.elements.first(where: { _ in true }) else { return nil }
    if Self.isPydanticMessage(first) {
      self = .pydanticAI
    } else if Self.isMessage(first) || Self.isTurn(first) {
      self = .messages
    } else if StepRun.isList(list, of: StepRun.isLine) {
      self = .steps(list: nil)
    } else {
      return nil
    }
  }

  /// Whether it is told by steps, which other formats have too.
  var isOfSteps: Bool {
    if case .steps = self { true } else { false }
  }

  /// The shape of an object that is one conversation.
  init?(conversation value: JSONValue) {
    guard value.kind == .object else { return nil }
    if let list = value["chat_messages"], list.kind == .array, value["uuid"] != nil {
      self = .claudeAI
    } else if let mapping = value["mapping"], mapping.kind == .object,
      mapping.members.prefix(4).contains(where: { $0.value["children"] != nil })
    {
      self = .chatGPT
    } else if let turn = value["conversations"]?.elements.first(where: { _ in true }), Self.isTurn(turn) {
      self = .shareGPT
    } else if let list = Self.list(in: value), Self.isOwn(value, endingWith: list),
      let first = list.elements.first(where: { _ in true }),
      Self.isMessage(first) || Self.isPydanticMessage(first)
    {
      self = Self.isMessage(first) ? .object : .pydanticAI
    } else if let list = StepRun.list(in: value) {
      self = .steps(list: list)
    } else {
      return nil
    }
  }

  /// The messages of an object. Bodies of an API have them under other names too: then the model's answer is the last.
  private static func list(in value: JSONValue) -> JSONValue? {
    if let list = value["messages"] ?? value["conversation"] ?? workList(in: value) ?? history(in: value)
      ?? run(in: value)
    {
      return list
    }
    guard value["output"] == nil, let list = value["contents"] ?? value["input"] else { return nil }
    return list.kind == .array && isAnswered(list) ? list : nil
  }

  /// What LangChain's agents did, which programs keep beside the `output` that it led to.
  private static func workList(in value: JSONValue) -> JSONValue? {
    guard value["output"]?.kind == .string, let list = value["tool_calls"],
      let first = list.elements.first(where: { _ in true }), let type = first["type"]?.string,
      type == "AIMessage" || type == "HumanMessage"
    else { return nil }
    return list
  }

  /// The whole conversation under `history`, as collections of trajectories keep it. Beside an answer, or a question that it
  /// does not begin with, it is what was said before.
  private static func history(in value: JSONValue) -> JSONValue? {
    let questions = ["query", "question", "prompt", "input", "message"]
    let answers = ["answer", "output", "reply", "completion", "trajectory", "info", "response"]
    guard let list = value["history"], list.kind == .array, !answers.contains(where: { value[$0] != nil }),
      list.elements.prefix(8).allSatisfy({ $0["role"]?.kind == .string && $0["content"] != nil })
    else { return nil }
    let first = list.elements.first { _ in true }?["content"]?.string?.trimmed
    let isBegun = questions.allSatisfy { name in
      value[name].map { $0.string?.trimmed == first && first?.isEmpty == false } ?? true
    }
    return isBegun ? list : nil
  }

  /// The messages of a run under a name of the program's own, beside its question or its answer.
  private static func run(in value: JSONValue) -> JSONValue? {
    let list = runs.lazy.compactMap { value[$0] }.first { $0.kind == .array && $0.count > 0 }
    guard let list, list.elements.prefix(8).allSatisfy(isMessage) else { return nil }
    return StepRun.questions.contains { value[$0]?.string != nil } ? list : nil
  }

  private static let runs = ["trace", "react_loop", "react_trace", "agent_trace", "transcript", "chat_log"]

  /// Whether the last message is the model's: a request asks for that one.
  private static func isAnswered(_ list: JSONValue) -> Bool {
    // Hermes closes its sessions with a record of the session among the messages.
    let role = Array(list.elements).last { $0["role"]?.string != "session_meta" }?["role"]?.string
    return role == "assistant" || role == "model"
  }

  /// Whether an object with messages is no more than that: these members belong to formats with readers of
  /// their own, or to requests and logs of an API.
  private static func isOwn(_ value: JSONValue, endingWith list: JSONValue) -> Bool {
    if value["history"].map({ $0.count > 0 }) ?? false, run(in: value) == nil,
      history(in: value) == nil || value["messages"] != nil
    {
      return false
    }
    return ![
      "request", "response", "trajectory_format", "trajectory", "schema_version", "info",
      "trace_id",
      "traceId", "spanId", "span_id", "run_type", "max_tokens", "max_completion_tokens", "stream", "uuid",
      "mapping", "custom_id", "step_number", "choices", "run_id", "samples",
    ].contains { value[$0] != nil }
      && (value["model"] == nil || isAnswered(list) && value["completion"] == nil)
  }

  private static let langChainTypes: Set<String> = [
    "human", "ai", "system", "tool", "function", "HumanMessage", "AIMessage", "SystemMessage", "ToolMessage",
  ]

  /// Whether a value is a message with a role and a content.
  static func isMessage(_ value: JSONValue) -> Bool {
    guard value.kind == .object, value["sessionId"] == nil, value["span_id"] == nil else { return false }
    if value["role"]?.kind == .string {
      return ["content", "parts", "tool_calls", "function_call", "text", "contents", "content_blocks"]
        .contains { value[$0] != nil } && value["model"] == nil && value["agent"] == nil
        || value["metrics"] != nil && value["content"] != nil
    }
    guard let type = value["type"]?.string, langChainTypes.contains(type) else { return false }
    return value["data"]?["content"] != nil || value["content"] != nil && value["uuid"] == nil
  }

  /// Whether a line holds one message of a conversation that the lines around it make up, or begins such a one.
  static func isLine(_ value: JSONValue) -> Bool {
    isMessage(value)
      || value["sessionId"] == nil && (SessionLine.isMessage(value) || SessionLine.isHeader(value))
  }

  /// Whether a value is a turn of ShareGPT.
  private static func isTurn(_ value: JSONValue) -> Bool {
    value["from"]?.kind == .string && value["value"]?.kind == .string
  }

  private static func isPydanticMessage(_ value: JSONValue) -> Bool {
    guard let kind = value["kind"]?.string, kind == "request" || kind == "response" else { return false }
    return value["parts"]?.elements.contains { $0["part_kind"]?.kind == .string } == true
  }

  /// The conversation in a record of the shape.
  func conversation(_ record: SourceRecord) -> ChatConversation {
    var result = ChatConversation(place: record.place)
    switch self {
    case .messages: result.messages = Self.messages(in: record.elements)
    case .steps(let list?): return StepRunReader.conversation(record, list: list)
    case .steps(nil): return StepRunReader.conversation(of: record.elements, at: record.place)
    case .pydanticAI:
      let list = record.value.array ?? (record["messages"] ?? record["conversation"])?.array ?? []
      result.messages = list.map(PydanticAIHistory.entry)
      result.record = record.value.rest(without: ["messages", "conversation"])
      result.system = list.lazy.compactMap { $0["instructions"]?.telling }.first
    case .object, .shareGPT:
      let name = Self.lists.first { Self.isList(record[$0], named: $0) } ?? ""
      result.messages = Self.messages(in: record.records(in: name))
      if name == "tool_calls", let text = record["output"] {
        let members = [Attribute("type", .string("AIMessage")), Attribute("content", text)]
        result.messages.append(Self.entry(.map(members)))
      }
      let model = [record["model"], record["metadata"]?["model"], record["llm"]].lazy
        .compactMap { $0?.tellingString }.first
      for index in result.messages.indices where result.messages[index].model == nil {
        result.messages[index].model = model
      }
      result.record = record.value.rest(without: [name])
      result.system = (record["system"] ?? record["system_prompt"])?.telling
      result.tools = (record["tools"] ?? record["functions"])?.telling
      result.title = record["title"]?.tellingString
      result.id =
        (record["conversation_id"] ?? record["sessionId"] ?? record["trajectory_id"] ?? record["id"])?
        .telling?
        .plainText
    case .chatGPT: ChatGPTExport.read(record.value, into: &result)
    case .claudeAI: ClaudeAIExport.read(record.value, into: &result)
    }
    return result
  }

  private static let lists =
    [
      "messages", "conversations", "conversation", "contents", "input",
    ] + runs + ["tool_calls", "history"]

  /// Whether a member is a list of messages; one that a program named itself has to look like it.
  private static func isList(_ value: AttributeValue?, named name: String) -> Bool {
    guard let first = value?.array?.first else { return false }
    return !runs.contains(name) || ["role", "type", "content", "from"].contains { first[$0] != nil }
  }

  /// Messages, or turns of ShareGPT, each with its place.
  static func messages(in list: [SourceRecord]) -> [ChatEntry] {
    list.map { record in
      var message = entry(record.value)
      message.place = record.place
      return message
    }
  }

  /// A message, or a turn of ShareGPT.
  private static func entry(_ value: AttributeValue) -> ChatEntry {
    var entry = ChatEntry(message: value, record: value)
    entry.id = value["id"]?.tellingString
    entry.time =
      ["timestamp", "created_at", "createdAt", "create_time", "ts", "time", "date"].lazy
      .compactMap { NativeTime.guessed(value[$0]) }.first
    entry.model = value["model"]?.tellingString ?? value["modelInfo"]?["modelId"]?.tellingString
    entry.usage = (value["usage"] ?? value["usage_metadata"] ?? value["metrics"]?["tokens"])?.telling
    // Cline's.
    entry.cost = value["metrics"]?["cost"]?.knownCost
    if let from = value["from"]?.string, let text = value["value"] {
      let role = ["gpt": "assistant", "chatgpt": "assistant", "bing": "assistant", "observation": "tool"]
      entry.message = .map([
        Attribute("role", .string(role[from.lowercased()] ?? from)), Attribute("content", text),
      ])
      entry.represented = ["from", "value"]
    } else {
      SessionLine.unframe(&entry)
      LangChainMessage.settle(&entry)
    }
    return entry
  }
}
