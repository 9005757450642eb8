import TraceAnalysis
import TraceModel
import TraceText

/// The first screen's upper part: header, question and answer, findings.
struct TopBuilder {
  /// Longer texts are shortened on the first screen and link to where they stand whole.
  private static let sideLimit = 260
  /// With marks between them the sides are narrow.
  private static let storyLimit = 140
  /// What a person did on the way; more would not be read.
  private static let markLimit = 5
  /// A name in a finding may be as long as its writer liked.
  private static let findingLimit = 600

  let context: TraceContext

  private var analysis: AnalysedTrace { context.analysis }
  private var figures: Figures { context.analysis.figures }

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
      status: statusFigure(),
      figures: [analysis.scoreFigure, duration(), tokens(), cost(), steps()].compactMap { $0 })
  }

  private func statusFigure() -> Figure {
    let outcome = analysis.outcome
    return Figure(
      value: outcome.title, label: outcome.evidence?.preview(36) ?? "outcome",
      explanation: outcome.evidence?.preview(Self.findingLimit) ?? "", tone: outcome.kind.tone)
  }

  private func duration() -> Figure? {
    guard let duration = analysis.timing.duration else {
      return Figure(value: "–", label: "duration unknown", explanation: "", tone: .plain)
    }
    let open = context.spans.contains { $0.start != nil && $0.end == nil }
    let laidOut = "The source has no dates, only how long some steps took; they are laid end to end."
    let explanation = open ? "At least one span has no end." : analysis.timing.isDated ? "" : laidOut
    return Figure(
      value: (explanation.isEmpty ? "" : "≥ ") + Formatting.duration(duration),
      label: "duration" + turnTime(of: duration), explanation: explanation, tone: .plain)
  }

  /// How much of a session its user did not spend elsewhere, where that is much less than the whole.
  private func turnTime(of duration: Int64) -> String {
    guard let turns = analysis.session?.turns, turns.count > 1 else { return "" }
    let worked = turns.compactMap(\.duration).reduce(0) { $0 &+ $1 }
    guard worked > 0, Double(worked) < 0.9 * Double(duration) else { return "" }
    return " · \(Formatting.duration(worked)) in turns"
  }

  private func tokens() -> Figure? {
    guard let usage = figures.usage, let total = usage.total else { return nil }
    var label = "tokens"
    if let input = usage.input, let output = usage.output {
      label = "tokens (\(UsageViews.short(input, usage)) in · \(UsageViews.short(output, usage)) out)"
      if let cached = usage.cacheRead, cached > 0, input > 0 {
        label = "tokens · \(Formatting.percent(Double(cached) / Double(input))) of input cached"
      }
    }
    let explanation =
      "Summed over \(Formatting.count(figures.calls.count, "model call")); repeated records count once."
      + (figures.rollUps.isEmpty ? "" : " The source states some of them for several calls together.")
      + (usage.isLowerBound
        ? " The source's counts of some calls are unfinished or below its own total: there were more tokens."
        : "")
    let unrecorded = figures.unrecordedAgents.count
    let mark = unrecorded > 0 && !usage.isLowerBound ? "≥ " : ""
    return Figure(
      value: mark + UsageViews.short(total, usage), label: label,
      explanation: [explanation, CostSummary.words(unrecorded: unrecorded)].filter { !$0.isEmpty }
        .joined(separator: " "), tone: .plain)
  }

  private func cost() -> Figure? {
    guard figures.llmCalls > 0 else { return nil }
    let words = CostSummary(figures)
    let models = modelNames
    let names =
      switch models.count {
      case 0: "model unknown"
      case 1: models[0].preview(28)
      default: Formatting.count(models.count, "model")
      }
    // The label drops the date of a model's version.
    let versions = figures.models == models ? "" : "Calls of " + figures.models.joined(separator: ", ")
    return Figure(
      value: words.amount, label: [words.origin, names].filter { !$0.isEmpty }.joined(separator: " · "),
      explanation: [words.explanation, versions].filter { !$0.isEmpty }.joined(separator: " · "),
      tone: .plain)
  }

  private var modelNames: [String] {
    let names = figures.calls.compactMap { context.spans[$0.span].llm?.modelName }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func steps() -> Figure {
    let endings = figures.endingCounts
    if figures.llmCalls + figures.toolCalls > 5 {
      return Figure(
        value: "\(Formatting.count(figures.llmCalls)) + \(Formatting.count(figures.toolCalls))",
        label: "LLM + tool calls",
        explanation: "\(Formatting.count(context.spans.count, "span")), \(endings)",
        tone: .plain)
    }
    return Figure(
      value: Formatting.count(context.spans.count), label: "steps · \(endings)", explanation: "", tone: .plain
    )
  }

  /// - Parameter limit: The most characters that a side shows.
  func exchange(limit: Int = sideLimit) -> ExchangeView? {
    let exchange = analysis.conversation
    let marks = followedRanges
    let question = exchange.question.map {
      side("Question", text: $0, marks: [], source: exchange.questionSpan, limit: limit)
    }
    let answer = exchange.answer.map {
      side("Answer", text: $0, marks: marks, source: exchange.answerSpan, limit: limit)
    }
    return question == nil && answer == nil ? nil : ExchangeView(question: question, answer: answer)
  }

  /// Of a session: what was asked first, what its user refused, stopped and set right, what it said last.
  func story(of session: Session) -> ExchangeView? {
    guard var view = exchange(limit: session.story.isEmpty ? Self.sideLimit : Self.storyLimit) else {
      return nil
    }
    if session.turns.count > 1 {
      let turn = analysis.conversation.questionSpan.flatMap { session.turnOfSpan[$0] } ?? 0
      view.question?.label = "Goal · turn \(Formatting.count(turn + 1))"
      view.answer?.label = "Last answer · turn \(Formatting.count(session.turns.count))"
    }
    view.marks = session.story.suffix(Self.markLimit).map { mark in
      let sign = mark.kind == .refused ? "⊘" : mark.kind == .cancelled ? "■" : "↩"
      return ExchangeView.Mark(
        word: TonedWord(
          text: "\(sign) \(mark.kind.rawValue)", tone: mark.kind == .corrected ? .plain : .warning),
        text: mark.words.preview(72), target: context.reference(context.shown(mark.span)))
    }
    let earlier = session.story.count - view.marks.count
    view.earlier = earlier > 0 ? "+\(Formatting.count(earlier)) earlier" : nil
    return view
  }

  /// What of the answer repeats the document that a finding says it follows.
  private var followedRanges: [Range<Int>] {
    guard let finding = analysis.findings.first(where: { !$0.documents.isEmpty && $0.isHeuristic }),
      let document = finding.documents.first, let attribution = analysis.attribution,
      attribution.answer == analysis.conversation.answer
    else { return [] }
    return attribution.documents
      .first { $0.span == document.span && $0.index == document.index }?.answerRanges ?? []
  }

  private func side(
    _ label: String, text: String, marks: [Range<Int>], source: Int?, limit: Int
  ) -> ExchangeView.Side {
    let isLong =
      text.characterCount > limit
      || text.split(separator: "\n", omittingEmptySubsequences: false).count > 3
    let shown = isLong ? text.preview(limit) : text
    // A shortened text has other offsets than the whole one once its white space is folded.
    let runs = [TextRun](
      marking: isLong && shown.dropLast() != text.prefix(shown.count - 1) ? [] : marks, in: shown)
    return ExchangeView.Side(
      label: label, runs: runs, source: source.map(context.reference),
      more: isLong ? "Read all \(Formatting.count(text.characterCount, "character"))" : nil)
  }

  func findings() -> FindingsView {
    let views = analysis.findings.map(finding)
    let gravest = analysis.findings.map(\.severity)
    let tone: Tone = gravest.contains(.error) ? .error : gravest.contains(.warning) ? .warning : .plain
    return FindingsView(
      title: views.isEmpty
        ? "No findings: no check of this version noticed anything."
        : Formatting.count(views.count, "finding"),
      first: Array(views.prefix(FindingsView.limit)), others: Array(views.dropFirst(FindingsView.limit)),
      tone: tone)
  }

  private func finding(_ finding: Finding) -> FindingView {
    let detail = finding.detail.map { part -> TextRun in
      switch part {
      case .plain(let text):
        TextRun(text.characterCount > Self.findingLimit ? text.preview(Self.findingLimit) : text)
      case .term(let text): TextRun(text, style: .mark)
      case .code(let text): TextRun(text, style: .code)
      }
    }
    let tone: Tone =
      switch finding.severity {
      case .error: .error
      case .warning: .warning
      case .info: .plain
      }
    let method = finding.isHeuristic ? "Heuristic\(finding.method.map { ": \($0)" } ?? "")." : nil
    return FindingView(
      title: finding.title.count > Self.findingLimit
        ? finding.title.preview(Self.findingLimit) : finding.title,
      detail: detail, method: method, tone: tone,
      target: finding.spans.first.map { context.reference(context.shown($0)) })
  }
}

extension AnalysedTrace {
  /// The trace's name, else what it was asked first, else the name of its root.
  var displayName: String {
    if let name = trace.name, !name.isEmpty { return name }
    return prompt ?? rootName ?? "trace \(trace.id)"
  }

  /// What a person asked of the run first, which tells it from others of the same agent: a greeting, a bare
  /// command such as `/model`, or the words before a plan name nothing.
  private var prompt: String? {
    // A short run of an agent is no session yet; other roots have names that tell more.
    let isAgent = tree.roots.first.map { trace.spans[$0].kind == .agent } ?? false
    let typed =
      session?.turns.compactMap(\.prompt)
      ?? trace.spans.indices.filter { isAgent && trace.spans[$0].kind == .input }
    let prompts = typed.lazy.compactMap { trace.spans[$0].input?.text }.map(Self.telling).filter {
      !$0.isEmpty
    }
    return prompts.first(where: PromptWords.tellMuch) ?? prompts.first
  }

  private static func telling(_ prompt: String) -> String {
    var text = prompt.prefix(2_000)
    for opening in ["Implement the following plan:", "Please implement the following plan:"]
    where text.hasPrefix(opening) {
      text = text.dropFirst(opening.count)
    }
    return String(text.drop { $0.isWhitespace || $0 == "#" }).preview(72)
  }

  fileprivate var rootName: String? { tree.roots.first.map { trace.spans[$0].name } }
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

/// The cost of a run in words.
public struct CostSummary: Sendable {
  /// The amount, `~` before a computed one and `≥` before one that lacks calls; `unpriced` where there is none.
  public let amount: String
  /// `reported`, `computed` or `partly computed`; `cost` where there is none.
  public let origin: String
  /// How it was come by.
  public let explanation: String

  init(_ figures: Figures) {
    let cost = figures.cost
    let unrecorded = figures.unrecordedAgents.count
    let unpriced = [
      cost.unpricedModels.isEmpty
        ? "" : "No price is known for \(cost.unpricedModels.joined(separator: ", ")).",
      Self.words(unrecorded: unrecorded),
    ].filter { !$0.isEmpty }.joined(separator: " ")
    let isPartial =
      !cost.unpricedModels.isEmpty || unrecorded > 0
      || (figures.calls + figures.rollUps).contains(where: \.isLowerBound)
    let partial = isPartial ? "≥ " : ""
    let formulas = (figures.calls + figures.rollUps).compactMap {
      $0.reported == nil ? $0.bill?.formula : nil
    }
    let shown =
      formulas.count == 1
      ? formulas[0]
      : "\(Formatting.count(formulas.count, "call")) priced; the formula of each is in the table of charts."
    switch (cost.reported, cost.computed) {
    case (let reported?, nil):
      (amount, origin) = (partial + Formatting.dollars(reported), "reported")
      explanation = ["Reported by the source.", unpriced].filter { !$0.isEmpty }.joined(separator: " ")
    case (nil, let computed?):
      (amount, origin) = ("~ " + partial + Formatting.dollars(computed), "computed")
      explanation = ["Computed: \(shown)", unpriced].filter { !$0.isEmpty }.joined(separator: " ")
    case (let reported?, let computed?):
      (amount, origin) = ("~ " + partial + Formatting.dollars(reported + computed), "partly computed")
      explanation =
        "\(Formatting.dollars(reported)) reported, \(Formatting.dollars(computed)) computed. \(unpriced)"
    case (nil, nil):
      (amount, origin, explanation) = ("unpriced", "cost", unpriced)
    }
  }

  /// What to say of sub-agents whose model calls are not in the source; empty where there are none.
  static func words(unrecorded count: Int) -> String {
    count == 0 ? "" : "The model calls of \(Formatting.count(count, "sub-agent")) are not in the file."
  }
}
