import TraceModel

extension Span {
  /// All that an OTLP span has no member for, in the order in which it is written.
  static let fields: [Field<Span>] =
    [
      Field.facets,
      .choice(AddedName.kind, \.kind, usual: nil),
      .choice(AddedName.kindOrigin, \.kindOrigin, usual: .recorded),
      .choice(AddedName.timeOrigin, \.timeOrigin, usual: .recorded),
      .text("gen_ai.agent.name", \.agentName),
    ] + LLMCall.fields.map { $0.within(\.llm) } + ToolExecution.fields.map { $0.within(\.tool) }
    + Retrieval.fields.map { $0.within(\.retrieval) } + [
      .record(AddedName.prompt, \.prompt),
      .record(AddedName.compaction, \.compaction),
    ] + Field.payload(AddedName.input, \.input) + Field.payload(AddedName.output, \.output) + [
      .flag(AddedName.isFrameworkInternal, \.isFrameworkInternal),
      .texts(AddedName.represented, \.representedNames),
    ]

  /// Sorted, since a set has no order.
  fileprivate var representedNames: [String] {
    get { representedAttributes.sorted() }
    set { representedAttributes = Set(newValue) }
  }
}

extension Field<Span> {
  /// Which facets there are. It is read before their own fields.
  fileprivate static let facets = Field(
    name: AddedName.facets,
    write: { span in
      let names = [
        span.llm == nil ? nil : "llm", span.llm?.usage == nil ? nil : "usage",
        span.retrieval == nil ? nil : "retrieval", span.tool == nil ? nil : "tool",
      ].compactMap(\.self)
      return names.isEmpty ? nil : .array(names.map(AttributeValue.string))
    },
    read: { span, value in
      let names = (value.array ?? value.string.flatMap { ExactJSON.parse($0) }?.array ?? []).map(\.string)
      if names.contains("llm") { span.llm = LLMCall(usage: names.contains("usage") ? TokenUsage() : nil) }
      if names.contains("retrieval") { span.retrieval = Retrieval() }
      if names.contains("tool") { span.tool = ToolExecution() }
    })
}
