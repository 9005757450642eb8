import TraceModel
import TraceText

extension FindingRules {
  /// The fullest context above four fifths of the window.
  static let nearlyFullContext: Rule = { context in
    let limit = 0.8
    // That it was full is said with the compaction that this led to.
    guard context.session?.compactions.contains(where: { $0.window != nil }) != true else { return [] }
    // More than a recorded window holds means that the record is wrong.
    let points = context.figures.contextFill.filter { $0.share.map { $0 > limit && $0 <= 1 } ?? false }
    guard let worst = points.max(by: { ($0.share ?? 0, $1.span) < ($1.share ?? 0, $0.span) }),
      let share = worst.share, let window = worst.window
    else { return [] }
    let rest = points.filter { $0.span != worst.span }.map(\.span)
    var text =
      "\(Wording.capitalised(context.name(worst.span))) was given \(Formatting.count(worst.tokens)) of "
      + "\(Formatting.count(window)) tokens"
    if !worst.isWindowRecorded { text += " (the window is the price table's)" }
    text += "."
    if !rest.isEmpty {
      text += " \(Formatting.count(rest.count, "other call")) went above \(Formatting.percent(limit)) too."
    }
    return [
      Finding(
        .contextNearlyFull, .warning, "The context window was \(Formatting.percent(share)) full.",
        [.plain(text)],
        spans: [worst.span] + rest)
    ]
  }

  /// Calls whose tokens are known but none of whose messages is.
  static let missingContent: Rule = { context in
    let calls = context.figures.calls.filter { $0.usage?.isEmpty == false }
    var records: [Int: [Int]] = [:]
    for duplicate in context.figures.duplicates { records[duplicate.of, default: []].append(duplicate.span) }
    let silent = calls.map(\.span).filter { call in
      !context.spans[call].status.isError && !context.spans[call].isFrameworkInternal
        && ([call] + (records[call] ?? [])).allSatisfy { context.spans[$0].isSilent }
    }
    if calls.isEmpty { return unrecordedRun(context) }
    guard !silent.isEmpty else { return [] }
    let title =
      calls.count == 1
      ? "The LLM call recorded no messages."
      : silent.count == calls.count
        ? "No LLM call recorded its messages."
        : "\(Wording.capitalised(Wording.number(silent.count))) of \(Wording.number(calls.count)) LLM calls recorded no messages."
    return [
      Finding(
        .contentMissing, .info, title,
        [
          .plain(
            "Tokens are recorded, texts are not: the instrumentation's content capture seems to be off, or the texts "
              + "went to log records that are not in the input.")
        ],
        spans: silent)
    ]
  }

  /// A run of agents, calls and tools of which neither tokens nor a word are recorded.
  private static func unrecordedRun(_ context: FindingContext) -> [Finding] {
    let steps = context.spans.indices.filter {
      [.agent, .llm, .tool].contains(context.spans[$0].kind) && !context.spans[$0].isFrameworkInternal
    }
    guard steps.count > 1, context.conversation.question == nil, context.conversation.answer == nil,
      context.session == nil,
      steps.contains(where: { context.spans[$0].kind != .tool }),
      steps.allSatisfy({ context.spans[$0].isSilent && !context.figures.isError[$0] })
    else { return [] }
    return [
      Finding(
        .contentMissing, .info, "Nothing of what went in and came out was recorded.",
        [
          .plain(
            "Only names and times are in the input: the instrumentation's content capture seems to be off.")
        ],
        spans: steps)
    ]
  }

  /// Calls whose tokens are known but whose model has no price.
  static let unpricedModels: Rule = { context in
    let models = context.figures.cost.unpricedModels
    // Where nothing is priced the header says so.
    guard !models.isEmpty, context.figures.cost.amount != nil else { return [] }
    let calls = (context.figures.calls + context.figures.embeddings)
      .filter { $0.amount == nil && $0.model.map(models.contains) == true && $0.usage?.isEmpty == false }
    let isPlural = models.count > 1
    return [
      Finding(
        .unpricedModel, .info,
        isPlural
          ? "\(Wording.capitalised(Wording.number(models.count))) models are unpriced."
          : "A model is unpriced.",
        [
          .plain(
            "\(Wording.list(models.prefix(5).map { "“\($0)”" })) \(isPlural ? "have" : "has") no usable price in the "
              + "table, so \(Formatting.count(calls.count, "call")) \(calls.count == 1 ? "is" : "are") missing from the cost."
          )
        ], spans: calls.map(\.span))
    ]
  }
}

extension Span {
  /// Whether nothing of what went in and came out was recorded.
  fileprivate var isSilent: Bool {
    llm?.input.isEmpty != false && llm?.output.isEmpty != false && input == nil && output == nil
      && tool?.arguments == nil && tool?.result == nil
  }
}
