package import TraceAnalysis
import TraceModel
import TraceText

extension Figure {
  /// What a trace has of the figure, as its summary states it.
  package func measure(_ trace: AnalysedTrace) -> Measurement {
    let figures = trace.figures
    switch self {
    case .errors:
      return Measurement(
        value: Double(figures.errors),
        span: trace.first(where: figures.failedOfItself))
    case .refused: return Self.count(of: .refused, trace)
    case .cancelled: return Self.count(of: .cancelled, trace)
    case .findings:
      return Measurement(value: Double(trace.findings.count), span: trace.findings.first?.spans.first)
    case .spans: return Measurement(value: Double(trace.trace.spans.count))
    case .cost: return Self.cost(trace)
    case .duration: return Self.duration(trace)
    case .tokens(let kind): return Self.tokens(kind, trace)
    case .contextFill: return Self.contextFill(trace)
    case .modelCalls:
      let lacking = Self.unrecorded(figures)
      return Measurement(value: Double(figures.llmCalls), isLowerBound: lacking != nil, gap: lacking)
    case .toolCalls(let name): return Self.tools(name, trace) { _ in true }
    case .toolFailures(let name): return Self.tools(name, trace) { figures.isError[$0] }
    case .score(let name): return Self.score(name, trace)
    case .pass:
      let isJudged = trace.trace.scores.contains { $0.verdict != nil } || trace.outcome.kind == .right
      return Measurement(
        value: isJudged || trace.outcome.kind == .error ? (trace.outcome.kind == .right ? 1 : 0) : nil,
        gap: isJudged ? nil : "nothing says whether the answer is right", span: trace.outcome.span)
    }
  }

  private static func count(of outcome: StepOutcome, _ trace: AnalysedTrace) -> Measurement {
    let count = trace.figures.outcomes.count { $0 == outcome }
    return Measurement(value: Double(count), span: trace.first { trace.figures.outcomes[$0] == outcome })
  }

  /// Why calls of sub-agents count for nothing; `nil` where all are recorded.
  private static func unrecorded(_ figures: Figures) -> String? {
    figures.unrecordedAgents.isEmpty
      ? nil
      : "the model calls of \(Formatting.count(figures.unrecordedAgents.count, "sub-agent")) are not in the file"
  }

  private static func cost(_ trace: AnalysedTrace) -> Measurement {
    let (figures, cost) = (trace.figures, trace.figures.cost)
    let all = figures.calls + figures.rollUps + figures.embeddings
    guard !all.isEmpty || cost.amount != nil || !figures.unrecordedAgents.isEmpty else {
      return Measurement(value: 0)
    }
    // A call that failed before it answered cost nothing that anybody counted.
    let unpriced = all.filter {
      $0.cost == nil && $0.unpriced != .reportedByCalls && !figures.isError[$0.span]
    }
    let isWhole = cost.reported != nil && all.allSatisfy { $0.reported == nil }
    let gap: String? =
      if !cost.unpricedModels.isEmpty {
        "no price is known for \(Wording.list(cost.unpricedModels))"
      } else if !unpriced.isEmpty, !isWhole {
        "the tokens of \(Formatting.count(unpriced.count, "call")) are not all recorded"
      } else if let lacking = unrecorded(figures) {
        lacking
      } else {
        figures.isCostPartial ? "the source's counts are unfinished, or a fee is not known" : nil
      }
    let dearest = all.max { $0.cost?.amount ?? 0 < $1.cost?.amount ?? 0 }
    return Measurement(
      value: cost.amount, isLowerBound: gap != nil, isComputed: cost.computed != nil,
      gap: gap ?? (cost.amount == nil ? "no cost is recorded, and no call has tokens" : nil),
      span: dearest.flatMap { $0.cost == nil ? nil : $0.span })
  }

  private static func duration(_ trace: AnalysedTrace) -> Measurement {
    guard let duration = trace.timing.duration else {
      return Measurement(gap: "no span has a start and an end")
    }
    let open = trace.first { trace.trace.spans[$0].isOpen }
    return Measurement(
      value: Double(duration), isLowerBound: open != nil, gap: open.map { _ in "a span has no end" },
      span: trace.longestStep)
  }

  private static func tokens(_ kind: TokenClass, _ trace: AnalysedTrace) -> Measurement {
    func count(_ usage: TokenUsage?) -> Int? {
      switch kind {
      case .total: usage?.total
      case .input: usage?.input
      case .fresh: usage?.freshInput
      case .cached: usage?.cacheRead
      case .output: usage?.output
      case .reasoning: usage?.reasoning
      }
    }
    let figures = trace.figures
    guard figures.llmCalls > 0 || !figures.unrecordedAgents.isEmpty else { return Measurement(value: 0) }
    let answered = figures.calls.filter { !figures.isError[$0.span] }
    let silent = figures.rollUps.isEmpty ? answered.count { count($0.usage) == nil } : 0
    let gap: String? =
      if silent > 0 {
        "\(Formatting.count(silent, "call")) \(silent == 1 ? "states" : "state") none"
      } else if let usage = figures.usage, kind == .total ? usage.isUnfinished : usage.isLowerBound {
        "the source's counts are unfinished"
      } else {
        unrecorded(figures)
      }
    let most = figures.calls.max { count($0.usage) ?? 0 < count($1.usage) ?? 0 }
    return Measurement(
      value: count(figures.usage).map(Double.init), isLowerBound: gap != nil,
      isComputed: figures.usage?.isRounded == true,
      gap: gap ?? (count(figures.usage) == nil ? "no call states them" : nil), span: most?.span)
  }

  private static func contextFill(_ trace: AnalysedTrace) -> Measurement {
    let figures = trace.figures
    guard figures.llmCalls > 0 else { return Measurement(value: 0) }
    let fullest = figures.contextFill.max { $0.share ?? 0 < $1.share ?? 0 }
    let known = figures.contextFill.count { $0.share != nil }
    let answered = figures.calls.count { !figures.isError[$0.span] }
    let gap =
      known < answered
      ? "the tokens or the window of \(Formatting.count(answered - known, "call")) are not known" : nil
    return Measurement(
      value: fullest?.share, isLowerBound: gap != nil, gap: gap, span: fullest?.span)
  }

  private static func tools(_ name: String?, _ trace: AnalysedTrace, _ fits: (Int) -> Bool) -> Measurement {
    let spans = trace.trace.spans
    let tools = spans.indices.filter { index in
      spans[index].kind == .tool && (name == nil || (spans[index].tool?.name ?? spans[index].name) == name)
        && fits(index)
    }
    return Measurement(
      value: Double(tools.count), span: tools.max { trace.numbers.order[$0] < trace.numbers.order[$1] })
  }

  private static func score(_ name: String, _ trace: AnalysedTrace) -> Measurement {
    let given = trace.trace.scores.filter { $0.name == name && $0.failure == nil }
    // What was judged of the whole run counts before what was judged of its steps.
    let ofRun = given.filter { $0.spanID == nil }
    let scores = (ofRun.isEmpty ? given : ofRun).compactMap { score in
      score.number.map { (score: score, number: $0) }
    }
    guard let mean = Statistics.mean(scores.map(\.number)),
      let lowest = scores.min(by: { $0.number < $1.number })
    else {
      let names = Set(trace.trace.scores.map(\.name)).sorted()
      let others =
        names.isEmpty ? "it has no score" : "its scores are \(Wording.list(names.map { "“\($0)”" }))"
      return Measurement(
        gap: given.isEmpty ? "there is no score “\(name)”: \(others)" : "“\(name)” is no number")
    }
    let span = lowest.score.spanID.flatMap { id in trace.trace.spans.firstIndex { $0.id == id } }
    return Measurement(value: mean.mean, span: span ?? trace.outcome.span)
  }
}

extension Score {
  /// The value as a number: a verdict's share for a word, 1 or 0 for yes or no.
  fileprivate var number: Double? {
    switch value {
    case .number(let number)?: number.isFinite ? number : nil
    case .flag(let flag)?: flag ? 1 : 0
    case .label?, nil: verdict?.share
    }
  }
}

extension AnalysedTrace {
  /// The first span in order of start for which that holds.
  fileprivate func first(where fits: (Int) -> Bool) -> Int? {
    trace.spans.indices.filter(fits).min { numbers.order[$0] < numbers.order[$1] }
  }

  /// The numbered step that the run waited for longest.
  fileprivate var longestStep: Int? {
    numbers.steps.max { timing.criticalTime[$0] < timing.criticalTime[$1] }
      .flatMap { timing.criticalTime[$0] > 0 ? $0 : nil }
  }
}
