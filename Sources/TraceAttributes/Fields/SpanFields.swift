import TraceModel

extension Span {
  /// All that an OTLP span has no member for, in the order in which it is written.
  static let fields: [Field<Span>] = groups.flatMap(\.fields)

  /// The same, with what a span must have for one of them to say something.
  ///
  /// Most spans have one facet or none: to ask each field of those that they lack took most of the time of a span.
  static let groups: [(isThere: @Sendable (Span) -> Bool, fields: [Field<Span>])] = [
    (
      { _ in true },
      [
        Field.facets,
        .choice(AddedName.kind, \.kind, usual: nil),
        .choice(AddedName.kindOrigin, \.kindOrigin, usual: .recorded),
        .choice(AddedName.timeOrigin, \.timeOrigin, usual: .recorded),
        .text("gen_ai.agent.name", \.agentName),
      ]
    ),
    ({ $0.llm != nil }, LLMCall.fields.map { $0.within(\.llm) { $0.llm } }),
    ({ $0.tool != nil }, ToolExecution.fields.map { $0.within(\.tool) { $0.tool } }),
    ({ $0.retrieval != nil }, Retrieval.fields.map { $0.within(\.retrieval) { $0.retrieval } }),
    ({ $0.prompt != nil }, [.record(AddedName.prompt, \.prompt)]),
    ({ $0.compaction != nil }, [.record(AddedName.compaction, \.compaction)]),
    ({ $0.input != nil }, Field.payload(AddedName.input, \.input)),
    ({ $0.output != nil }, Field.payload(AddedName.output, \.output)),
    ({ $0.source != nil }, [.record(AddedName.place, \.source)]),
    ({ $0.isFrameworkInternal }, [.flag(AddedName.isFrameworkInternal, \.isFrameworkInternal)]),
    ({ !$0.representedAttributes.isEmpty }, [.texts(AddedName.represented, \.representedNames)]),
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
