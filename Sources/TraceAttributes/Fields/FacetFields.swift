import TraceModel

extension TokenUsage {
  static let fields: [Field<TokenUsage>] = [
    .count("gen_ai.usage.input_tokens", \.input, isSummed: true),
    .count("gen_ai.usage.output_tokens", \.output, isSummed: true),
    .count("gen_ai.usage.cache_read.input_tokens", \.cacheRead, isSummed: true),
    .count("gen_ai.usage.cache_write.input_tokens", \.cacheWrite, isSummed: true),
    .count("gen_ai.usage.reasoning.output_tokens", \.reasoning, isSummed: true),
    .count(AddedName.audio, \.audio),
    .count(AddedName.cacheWriteHour, \.cacheWriteHour),
    .count(AddedName.reportedTotal, \.reportedTotal),
    .flag(AddedName.isLowerBound, \.isUnfinished),
    .flag(AddedName.isUnsplit, \.isUnsplit),
    .flag(AddedName.isRounded, \.isRounded),
  ]
}

extension LLMCall {
  static let fields: [Field<LLMCall>] =
    [
      .text("gen_ai.provider.name", \.provider),
      .text("gen_ai.request.model", \.requestModel),
      .text("gen_ai.response.model", \.responseModel),
      .text("gen_ai.response.id", \.responseID),
      .texts("gen_ai.response.finish_reasons", \.finishReasons),
      .attributes(AddedName.parameters, \.parameters),
      .count(AddedName.contextWindow, \.contextWindow),
      .text(AddedName.serviceTier, \.serviceTier),
      .records(AddedName.hostedTools, \.hostedTools),
      .records(AddedName.models, \.models),
      .record(AddedName.cost, \.reportedCost),
      // The system message goes before the others, so it is read after them.
      .messages("gen_ai.input.messages", \.inputBehindInstructions, role: .user),
      .systemInstructions,
      .messages("gen_ai.output.messages", \.output, role: .assistant),
      .json("gen_ai.tool.definitions", \.tools, write: \.part, read: ToolDefinition.init(part:)),
    ] + TokenUsage.fields.map { $0.within(\.usage) { $0.usage } }
}

extension Retrieval {
  static let fields: [Field<Retrieval>] = [
    .text("gen_ai.retrieval.query.text", \.query),
    .count("gen_ai.retrieval.top_k", \.topK),
    .json("gen_ai.retrieval.documents", \.documents, write: \.record, read: Document.init(record:)),
    .records(AddedName.inputDocuments, \.inputDocuments),
    .count(AddedName.reportedCount, \.reportedCount),
  ]
}

extension ToolExecution {
  static let fields: [Field<ToolExecution>] =
    [
      .text("gen_ai.tool.name", \.name),
      .text("gen_ai.tool.call.id", \.callID),
      .text("gen_ai.tool.description", \.description),
    ]
    + Field.payload("gen_ai.tool.call.arguments", \.arguments, form: "tracepage.tool.arguments")
    + Field.payload("gen_ai.tool.call.result", \.result, form: "tracepage.tool.result") + [
      .flag(AddedName.toolFailure, \.isError),
      .choice(AddedName.toolOutcome, \.outcomeBesidesFailure),
      .flag(AddedName.isRefusedByPerson, \.isRefusedByPerson),
      .record(AddedName.command, \.command),
      .records(AddedName.files, \.files),
    ]
}

extension ToolExecution {
  fileprivate var outcomeBesidesFailure: StepOutcome? {
    get { isError ? nil : outcome }
    set { outcome = newValue ?? outcome }
  }
}

extension Field {
  /// A payload's text, and its form where that is JSON.
  static func payload(_ name: String, _ path: Path<Payload?>, form: String? = nil) -> [Field] {
    [
      Field(name: name, write: { $0[keyPath: path].map { .string($0.text) } }) { root, value in
        root[keyPath: path] = value.string.map { Payload($0) } ?? root[keyPath: path]
      },
      Field(
        name: (form ?? name) + AddedName.formSuffix,
        write: { $0[keyPath: path]?.form == .json ? .string(Payload.Form.json.rawValue) : nil }
      ) { root, value in
        root[keyPath: path]?.form = value.string.flatMap(Payload.Form.init(rawValue:)) ?? .text
      },
    ]
  }
}

extension Field<LLMCall> {
  /// Messages as the conventions have them; a text that is none is what was said.
  fileprivate static func messages(_ name: String, _ path: Path<[Message]>, role: Role) -> Field {
    let list = Field.json(name, path, write: \.part, read: Message.init(part:))
    return Field(name: name, write: list.write) { call, value in
      list.read(&call, value)
      if let text = value.string, call[keyPath: path].isEmpty, !text.isEmpty {
        call[keyPath: path] = [Message(role: role, text: text)]
      }
    }
  }

  /// The system message that leads the input, as a list of parts.
  fileprivate static let systemInstructions = Field(
    name: "gen_ai.system_instructions",
    write: { call in
      guard call.hasInstructions, let parts = call.input.first?.parts else { return nil }
      return .string(ExactJSON.write(.array(parts.map { PortableValue.make($0.part, for: .json) })))
    },
    read: { call, value in
      let parsed = value.string.flatMap { ExactJSON.parse($0) } ?? value
      let parts = (parsed.array ?? []).map { Part(part: PortableValue.restore($0)) }
      let message = Message(role: .system, parts: parts.isEmpty ? [.text(ExactJSON.text(parsed))] : parts)
      call.input = Conversation([message]).appending(call.input)
    })
}

extension LLMCall {
  /// Whether the input begins with a message of which a list of parts says all.
  fileprivate var hasInstructions: Bool {
    guard let first = input.first else { return false }
    return first.role == .system && first.name == nil && first.finishReason == nil && !first.parts.isEmpty
  }

  /// The input without the instructions that lead it.
  fileprivate var inputBehindInstructions: [Message] {
    get { hasInstructions ? input.dropFirst() : input.messages }
    set { input = Conversation(newValue) }
  }
}
