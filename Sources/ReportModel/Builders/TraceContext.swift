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
  /// The spans that ran a tool call, by the call's id.
  private let executions: [String: Int]
  /// Those whose id several have, where a model gives one out again, by the call that asked too.
  private let sharedExecutions: [Asked: Int]
  private let sharedIDs: Set<String>
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
    var executions: [String: Int] = [:]
    var shared: Set<String> = []
    var callers: [String: Int] = [:]
    for index in spans.indices {
      if let id = spans[index].tool?.callID {
        if executions[id] == nil { executions[id] = index } else { shared.insert(id) }
      }
      guard spans[index].kind == .llm, let llm = spans[index].llm else { continue }
      for call in llm.output.flatMap(\.toolCalls) {
        if let id = call.id, callers[id] == nil { callers[id] = index }
      }
    }
    scores = Self.scores(of: analysis)
    self.executions = executions
    sharedIDs = shared
    sharedExecutions = Self.executions(of: shared, in: analysis)
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

  /// A tool call by its id and the model call that asked for it.
  private struct Asked: Hashable {
    var id: String
    var call: Int
  }

  private static func executions(of ids: Set<String>, in analysis: AnalysedTrace) -> [Asked: Int] {
    guard !ids.isEmpty else { return [:] }
    var result: [Asked: Int] = [:]
    for (index, span) in analysis.trace.spans.enumerated() {
      guard let id = span.tool?.callID, ids.contains(id), let caller = analysis.numbers.caller[index] else {
        continue
      }
      let asked = Asked(id: id, call: analysis.record(of: caller))
      if result[asked] == nil { result[asked] = index }
    }
    return result
  }

  /// The span that ran a tool call.
  ///
  /// - Parameter span: The model call that asked for it, where that is known: an id alone may be of several calls.
  func execution(_ id: String, askedBy span: Int?) -> Int? {
    guard let span, sharedIDs.contains(id) else { return executions[id] }
    return sharedExecutions[Asked(id: id, call: shown(span))]
  }

  /// The model call that asked for a tool's run.
  func caller(of tool: Int) -> Int? {
    analysis.trace.spans[tool].tool?.callID.flatMap { numbers.caller[tool] ?? callers[$0] }
  }

  func reference(_ index: Int) -> SpanReference { references[index] }

  /// A step by its number; `nil` for spans that have none.
  func stepLink(_ index: Int) -> StepLink? {
    guard let number = numbers.ofSpan[index] else { return nil }
    // A failed try has the number of the step that it was made for.
    let attempt = numbers.ofTry[index].map { " try \($0)" } ?? ""
    return StepLink(words: number.description + attempt, anchor: anchors[shown(index)])
  }

  /// A step by its number, or by its name where it has none.
  func namedLink(_ index: Int) -> StepLink {
    stepLink(index) ?? StepLink(words: Self.words(analysis, index), anchor: anchors[shown(index)])
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
