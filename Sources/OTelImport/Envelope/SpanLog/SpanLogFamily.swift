import TraceModel

/// What stands above and below the spans of a span log.
struct SpanLogFamily {
  /// What a span's neighbours tell of it.
  struct Relations {
    /// Whether no other span lies below.
    var isLeaf: Bool
    /// The kind that the span above states.
    var parent: SpanKind?
    /// The model of a call of which the span is a step.
    var model: AttributeValue?
    /// How many spans right below are calls of a model, or count tokens.
    var calls: Int
  }

  private var kinds: [SpanLogKey: SpanKind] = [:]
  private var models: [SpanLogKey: AttributeValue] = [:]
  private var calls: [SpanLogKey: Int] = [:]
  private var parents: Set<SpanLogKey> = []

  init(_ spans: [SpanLogSpan]) {
    for span in spans {
      let kind = span.word.flatMap(SpanLogKind.kind)
      let key = SpanLogKey(span, span.span.spanID)
      if let kind { kinds[key] = kind }
      if kind == .llm {
        models[key] =
          span.span.attributes.first { SpanLogUsage.models.contains(SpanLogNames.plain($0.name)) }?.value
      }
      guard let parent = span.span.parentSpanID.map({ SpanLogKey(span, $0) }) else { continue }
      parents.insert(parent)
      let isCall =
        kind == .llm || span.span.attributes.contains { SpanLogUsage.isCount(SpanLogNames.plain($0.name)) }
      if isCall { calls[parent, default: 0] += 1 }
    }
  }

  func relations(of span: SpanLogSpan) -> Relations {
    let key = SpanLogKey(span, span.span.spanID)
    let parent = span.span.parentSpanID.map { SpanLogKey(span, $0) }
    return Relations(
      isLeaf: !parents.contains(key), parent: parent.flatMap { kinds[$0] },
      model: parent.flatMap { models[$0] },
      calls: calls[key] ?? 0)
  }
}
