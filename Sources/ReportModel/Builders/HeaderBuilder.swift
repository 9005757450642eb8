import TraceAnalysis
import TraceModel
import TraceText

/// The line at the top of a trace: what it is, what it came to, and its figures.
struct HeaderBuilder {
  /// So much of what proves an outcome is shown beside it.
  static let evidenceLimit = 40

  let context: TraceContext

  private var analysis: AnalysedTrace { context.analysis }
  private var figures: Figures { context.analysis.figures }
  /// The run's own calls: what a list of runs counts too.
  private let use: RunUse

  init(context: TraceContext) {
    self.context = context
    use = RunUse(context.analysis)
  }

  func header() -> HeaderView {
    let services = context.trace.resources.compactMap { resource in
      resource.serviceName.map { name in
        [name, resource.attributes["service.version"]?.string].compactMap(\.self).joined(separator: " ")
      }
    }
    let (name, rootName) = (analysis.displayName, analysis.rootName)
    // Under the name of what was asked stands the agent that was asked.
    let agent =
      name == rootName || (analysis.session == nil && context.trace.name?.isEmpty == false) ? nil : rootName
    let names = (services + (services.isEmpty ? [agent].compactMap(\.self) : []))
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let date =
      analysis.timing.isDated
      ? analysis.timing.start.map { Formatting.moment(nanoseconds: $0.nanoseconds) } : nil
    return HeaderView(
      name: name, subtitle: (names.prefix(2) + [date].compactMap { $0 }).joined(separator: " · "),
      status: outcome(),
      figures: [analysis.scoreFigure, duration(), tokens(), cost(), steps()].compactMap { $0 })
  }

  private func outcome() -> Figure {
    let outcome = analysis.outcome
    let step = outcome.span.flatMap(context.stepLink)
    return Figure(
      value: outcome.title,
      label: outcome.evidence?.preview(Self.evidenceLimit) ?? (step == nil ? "outcome" : "said last"),
      explanation: outcome.evidence?.preview(.max) ?? "", tone: outcome.kind.tone,
      step: step)
  }

  private func duration() -> Figure? {
    guard let duration = analysis.timing.duration else {
      return Figure(value: "–", label: "duration unknown", explanation: "", tone: .plain)
    }
    let open = context.spans.contains(where: \.isOpen)
    let laidOut = "The source has no dates, only how long some steps took; they are laid end to end."
    let explanation = open ? "At least one span has no end." : analysis.timing.isLaidOut ? laidOut : ""
    return Figure(
      value: (explanation.isEmpty ? "" : "≥ ") + Formatting.duration(duration),
      label: activeWords(of: duration),
      explanation: explanation, tone: .plain)
  }

  /// How long steps ran, where that is much less than the whole.
  private func activeWords(of duration: Int64) -> String {
    let active = analysis.activeTime.active
    guard active > 0, Double(active) < 0.9 * Double(duration) else { return "duration" }
    return "\(Formatting.duration(active)) active"
  }

  private func tokens() -> Figure? {
    let beside = [
      use.judges.flatMap { $0.tokens > 0 ? RunUse.words(judging: $0.tokens) : nil },
      use.embedded.flatMap { $0 > 0 ? RunUse.words(embedded: $0) : nil },
    ].compactMap(\.self)
    guard let usage = use.usage, let total = UsageViews.shortTotal(usage) else {
      if use.judges == nil, let embedded = use.embedded {
        return Figure(
          value: Formatting.count(embedded), label: "tokens embedded", explanation: "", tone: .plain)
      }
      return beside.isEmpty
        ? nil
        : Figure(
          value: "–", label: (["tokens"] + beside).joined(separator: " · "), explanation: "", tone: .plain)
    }
    var label = "tokens"
    if !usage.isUnsplit, let input = usage.input, let output = usage.output {
      label = "tokens (\(UsageViews.short(input, usage)) in · \(UsageViews.short(output, usage)) out)"
      if let cached = usage.cacheRead, cached > 0, input > 0 {
        label = "tokens · \(Formatting.percent(Double(cached) / Double(input))) of input cached"
      }
    }
    // What is beside the sum goes before how it is made up, which gives way where there is no room.
    if !beside.isEmpty {
      let parts = label.split(separator: " · ", maxSplits: 1).map(String.init)
      label =
        usage.isUnsplit || !label.contains("cached")
        ? ([label] + beside).joined(separator: " · ")
        : ([parts[0]] + beside + parts.dropFirst()).joined(separator: " · ")
    }
    let explanation =
      figures.isUsageOfRun && use.judges == nil
      ? "What the source states of the whole run; its counts of single calls are unfinished."
      : "Summed over \(Formatting.count(use.calls, "model call")); repeated records count once."
        + (figures.rollUps.isEmpty ? "" : " The source states some of them for several calls together.")
        + (usage.isLowerBound
          ? " The source's counts of some calls are unfinished or below its own total: there were as many tokens or more."
          : usage.isRounded ? " The source rounds its counts." : "")
    let unrecorded = figures.unrecordedAgents.count
    let mark = unrecorded > 0 && usage.totalMark.isEmpty ? "≥ " : ""
    return Figure(
      value: mark + total, label: label,
      explanation: [explanation, CostSummary.words(unrecorded: unrecorded)].filter { !$0.isEmpty }
        .joined(separator: " "), tone: .plain)
  }

  private func cost() -> Figure? {
    guard figures.llmCalls > 0 else { return nil }
    let words = CostSummary(figures, of: use.judges == nil ? nil : use)
    // A price could not help where no tokens are recorded.
    if figures.usage == nil, figures.cost.amount == nil, figures.embeddings.isEmpty {
      return Figure(
        value: "–",
        label: ["no tokens recorded", modelNames.count == 1 ? modelNames[0].preview(28) : nil]
          .compactMap(\.self).joined(separator: " · "), explanation: words.explanation, tone: .plain)
    }
    let models = modelNames
    let names =
      switch models.count {
      case 0: "model unknown"
      case 1: models[0].preview(28)
      default: PricedCalls([analysis], uses: [use]).words ?? Formatting.count(models.count, "model")
      }
    // The label drops the date of a model's version.
    let versions =
      figures.models == models || use.judges != nil
      ? "" : "Calls of " + figures.models.joined(separator: ", ")
    return Figure(
      value: words.amount,
      label: [words.origin, subAgentShare ?? names].filter { !$0.isEmpty }.joined(separator: " · "),
      explanation: [words.explanation, versions].filter { !$0.isEmpty }.joined(separator: " · "),
      tone: .plain, most: figures.callsByCost.first.flatMap { context.stepLink($0.call.span) })
  }

  /// How much of the cost sub-agents had; `nil` where there are none, or where a part of it is not known.
  private var subAgentShare: String? {
    let agents = analysis.session?.agents ?? []
    guard agents.count > 1, agents.allSatisfy({ $0.costShare != nil }) else { return nil }
    let share = agents.filter { !$0.isMain }.reduce(0) { $0 + ($1.costShare ?? 0) }
    return "\(Formatting.percent(share)) sub-agents"
  }

  private var modelNames: [String] {
    let judging = use.judging
    return figures.calls.filter { !judging.contains($0.span) }
      .compactMap { figures.modelName(of: context.spans[$0.span]) }.uniqued()
  }

  private func steps() -> Figure {
    let endings = figures.endingCounts
    let turns = analysis.session?.turnCount ?? 0
    let agents = analysis.agents.lanes.count { $0.agent != nil || !$0.steps.isEmpty }
    let group =
      turns > 1 ? Formatting.count(turns, "turn") : agents > 1 ? Formatting.count(agents, "agent") : nil
    let spans = context.spans.count
    let isAllCalls = figures.llmCalls == spans
    // Where only judges called models, their calls are what there is to count.
    let calls = use.calls > 0 ? use.calls : figures.llmCalls
    let judging = figures.llmCalls - calls
    let judges = judging > 0 ? ", \(Formatting.count(judging, "LLM call")) by judges beside them" : ""
    // Beside what was said, begun and handed on, calls are what there was to do.
    let isTalk = figures.llmCalls > 1 && figures.toolCalls == 0 && context.spans.allSatisfy(\.isCallOrFrame)
    if figures.llmCalls > 0, figures.toolCalls > 0 || figures.llmCalls > 5 || isAllCalls || isTalk {
      let hasTools = !isAllCalls && !isTalk
      let failed = figures.failedLLMCalls > 0 ? " (\(Formatting.count(figures.failedLLMCalls)) failed)" : ""
      let words =
        hasTools ? "LLM\(failed) + tool calls" : (calls == 1 ? "LLM call" : "LLM calls") + failed
      return Figure(
        value: Formatting.count(calls)
          + (hasTools ? " + \(Formatting.count(figures.toolCalls))" : ""),
        label: [words, group ?? (figures.llmCalls + figures.toolCalls > 5 ? nil : endings)]
          .compactMap(\.self).joined(separator: " · "),
        explanation: "\(Formatting.count(spans, "span")), \(endings)\(judges)", tone: .plain)
    }
    return Figure(
      value: Formatting.count(spans), label: "\(spans == 1 ? "span" : "spans") · \(endings)", explanation: "",
      tone: .plain)
  }
}

extension RunOutcome.Kind {
  /// Green only where something proves that it went well.
  var tone: Tone {
    switch self {
    case .right, .testsPassed: .ok
    case .wrong, .testsFailed, .error: .error
    case .partly, .refused, .limit, .interrupted, .cut, .blocked, .unfinished: .warning
    case .answered, .finished, .submitted, .unknown: .plain
    }
  }
}

extension Figures {
  /// `2 errors`, with what was refused and cancelled where there is any.
  var endingCounts: String {
    let counts = [StepOutcome.refused, .cancelled].map { kind in (kind, outcomes.count { $0 == kind }) }
    return
      ([Formatting.count(errors, "error")]
      + counts.filter { $0.1 > 0 }.map { "\(Formatting.count($0.1)) \($0.0.rawValue)" }).joined(
        separator: ", ")
  }
}

extension Span {
  /// Whether it is a model's call or only holds, begins or tells what others do.
  fileprivate var isCallOrFrame: Bool {
    switch kind {
    case .llm, .agent, .chain, .generic, .input, .output: true
    default: false
    }
  }
}
