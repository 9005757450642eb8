import TraceAnalysis
import TraceModel
import TraceText

/// What every builder of a trace's views needs.
struct TraceContext {
  let analysis: AnalysedTrace
  /// The id of each span on the page, by index.
  let anchors: [String]
  /// Each span as a link: hundreds may lead to one.
  private let references: [SpanReference]
  /// The spans that ran a tool call, by the call's id: several where a model gives an id out again.
  private let executions: [String: [Int]]
  /// The model calls that asked for a tool call, by the call's id.
  private let callers: [String: Int]
  /// The figures of each counted model call, by span; repeated records of a call share them.
  let figuresOfCall: [Int: CallFigures]
  /// What was judged of each span; what was judged of the whole run, or of a span that is not there, stands at its
  /// root.
  let scores: [Int: [Score]]
  /// The call whose prompt each call's own is compared with.
  let predecessors: PromptPredecessors
  /// What the calls wrote.
  let said: SaidTexts
  /// The compactions.
  let compactions: [Int]
  /// Where steps stand in the list of steps.
  let places: StepPlaces

  /// The spans, but that the record which shows a call states the tokens that are counted for it: it may stand around
  /// several calls and sum them up.
  let spans: [Span]

  var trace: Trace { analysis.trace }
  /// The number of each step.
  var numbers: StepNumbers { analysis.numbers }

  init(analysis: AnalysedTrace, anchors: [String]) {
    self.analysis = analysis
    self.anchors = anchors
    spans = Self.spans(of: analysis)
    references = anchors.indices.map { index in
      let span = analysis.trace.spans[index]
      return SpanReference(
        anchor: anchors[index], number: analysis.numbers.ofSpan[index]?.description, label: Self.title(span),
        kind: KindLabel(span.kind))
    }
    var executions: [String: [Int]] = [:]
    var callers: [String: Int] = [:]
    for (index, span) in analysis.trace.spans.enumerated() {
      if let id = span.tool?.callID { executions[id, default: []].append(index) }
      guard span.kind == .llm, let llm = span.llm else { continue }
      for call in llm.output.flatMap(\.toolCalls) {
        if let id = call.id, callers[id] == nil { callers[id] = index }
      }
    }
    scores = Self.scores(of: analysis)
    self.executions = executions
    self.callers = callers
    var figures: [Int: CallFigures] = [:]
    for call in analysis.figures.calls + analysis.figures.rollUps + analysis.figures.embeddings {
      figures[call.span] = call
    }
    for duplicate in analysis.figures.duplicates {
      figures[duplicate.span] = figures[duplicate.of]
    }
    figuresOfCall = figures
    said = SaidTexts(spans, counted: analysis.figures.calls.map { analysis.record(of: $0.span) })
    compactions = analysis.trace.spans.indices.filter { analysis.trace.spans[$0].compaction != nil }
    places = StepPlaces(analysis)
    predecessors = PromptPredecessors(
      analysis.trace.spans, agents: analysis.agents, shown: analysis.record)
  }

  /// The span that stands for a span on the page.
  func shown(_ index: Int) -> Int { analysis.record(of: index) }

  /// The span that ran a tool call.
  ///
  /// - Parameter span: The model call that asked for it, where that is known: an id alone may be of several calls.
  func execution(_ id: String, askedBy span: Int?) -> Int? {
    guard let all = executions[id] else { return nil }
    guard all.count > 1, let span else { return all.first }
    return all.first { numbers.caller[$0].map(shown) == shown(span) }
  }

  /// The model call that asked for a tool's run.
  func caller(of tool: Int) -> Int? {
    analysis.trace.spans[tool].tool?.callID.flatMap { numbers.caller[tool] ?? callers[$0] }
  }

  func reference(_ index: Int) -> SpanReference { references[index] }

  /// A step by its number; `nil` for spans that have none.
  func stepLink(_ index: Int) -> StepLink? {
    numbers.ofSpan[index].map { StepLink(words: $0.description, anchor: anchors[shown(index)]) }
  }

  /// A step by its number, or by its name where it has none.
  func namedLink(_ index: Int) -> StepLink {
    StepLink(words: Self.words(analysis, index), anchor: anchors[shown(index)])
  }

  /// The number of a step, or its name where it has none.
  static func words(_ analysis: AnalysedTrace, _ index: Int) -> String {
    analysis.numbers.ofSpan[index]?.description ?? title(analysis.trace.spans[index]).preview(24)
  }

  /// The name people know a step by.
  func title(_ index: Int) -> String { references[index].label }

  /// The model for a model call, the tool for its run, else the span's own name.
  static func title(_ span: Span) -> String {
    switch span.kind {
    case .llm: span.llm?.modelName ?? span.name
    case .tool: span.tool?.name ?? span.name
    case .agent: span.agentName ?? span.name
    default: span.name
    }
  }
}

extension TraceContext {
  private static func spans(of analysis: AnalysedTrace) -> [Span] {
    var spans = analysis.trace.spans
    for duplicate in analysis.figures.duplicates where analysis.record(of: duplicate.of) == duplicate.span {
      guard let usage = spans[duplicate.of].llm?.usage, !usage.isEmpty else { continue }
      spans[duplicate.span].llm?.usage = usage
    }
    return spans
  }

  private static func scores(of analysis: AnalysedTrace) -> [Int: [Score]] {
    guard !analysis.trace.scores.isEmpty else { return [:] }
    let places = Dictionary(
      analysis.trace.spans.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let root = analysis.tree.roots.first ?? 0
    return Dictionary(grouping: analysis.trace.scores) { $0.spanID.flatMap { places[$0] } ?? root }
  }
}
