public import TraceAnalysis
public import TraceModel
import TraceText

/// What the caller decides about a page.
public struct ReportOptions: Sendable {
  /// The page's title; the first trace's name where it is `nil`.
  public var title: String?
  /// The page's colours.
  public var theme: PageTheme
  /// The program and version that make the page.
  public var generator: String
  /// The name of the source file, without folders.
  public var sourceName: String
  /// What was redacted.
  public var redaction: RedactionNotice
  /// What in the input was not as it should be.
  public var diagnostics: [Diagnostic]
  /// Longer texts are cut in their middle to this many bytes; `nil` for no limit.
  public var textLimit: Int?
  /// Whether the page is to hold its traces, for programs to read again.
  public var holdsTrace = false

  /// Creates options.
  public init(
    title: String? = nil, theme: PageTheme = .auto, generator: String, sourceName: String,
    redaction: RedactionNotice = RedactionNotice(), diagnostics: [Diagnostic] = []
  ) {
    self.title = title
    self.theme = theme
    self.generator = generator
    self.sourceName = sourceName
    self.redaction = redaction
    self.diagnostics = diagnostics
  }
}

/// Takes what a page shows of its traces, part after part, so that no more of it need be held than one part.
public protocol ReportSink {
  /// Takes the details of a span. Those of a trace come before the trace, in the order of its tree.
  mutating func add(_ span: SpanDetail)
  /// Takes all else of a trace.
  mutating func add(_ trace: TraceReport)
}

/// Turns analysed traces into what a page shows.
public enum ReportBuilder {
  /// A page of one or more traces, in the order given.
  public static func page(_ analyses: [AnalysedTrace], options: ReportOptions) -> ReportPage {
    var page = frame(analyses, options: options)
    if analyses.count > 1 {
      page.list = TraceListBuilder(analyses, anchors: page.traces.anchors).list(
        title: options.sourceName, heading: options.title)
    }
    page.redaction = RedactionLinks(analyses: analyses).linked(options.redaction)
    return page
  }

  /// The title, colours, redactions and data quality of a page that shows something else of its traces than these.
  public static func frame(_ analyses: [AnalysedTrace], options: ReportOptions) -> ReportPage {
    var table = AnchorTable()
    let anchors = analyses.map { table.trace($0.trace.id) }
    let name = analyses.first?.displayName ?? options.sourceName
    return ReportPage(
      title: options.title ?? (analyses.count == 1 ? name : options.sourceName), theme: options.theme,
      generator: options.generator, sourceName: options.sourceName,
      redaction: options.redaction,
      dataQuality: DataQualityBuilder.panel(options.diagnostics, analyses),
      holdsTrace: options.holdsTrace,
      traces: PageTraces(analyses: analyses, anchors: anchors, textLimit: options.textLimit))
  }
}

extension ReportPage {
  /// Makes what the page shows of its traces, one after the other. O(n) in the traces' size.
  public func build(into sink: inout some ReportSink) { traces.build(into: &sink) }
}

extension PageTraces {
  /// Makes what the page shows of the traces, one after the other, and lets go of each as it is done.
  public consuming func build(into sink: inout some ReportSink) {
    var table = AnchorTable()
    var store = TextStore(limit: textLimit)
    var rest = Array(zip(analyses, anchors).reversed())
    self = PageTraces(analyses: [], anchors: [], textLimit: textLimit)
    while let (analysis, anchor) = rest.popLast() {
      let context = TraceContext(analysis: analysis, anchors: table.spans(analysis.trace.spans))
      let report = Self.report(context, anchor: anchor, store: &store, into: &sink)
      sink.add(report)
    }
  }

  private static func report(
    _ context: TraceContext, anchor: String, store: inout TextStore, into sink: inout some ReportSink
  ) -> TraceReport {
    var messages = MessageBuilder(context: context, store: store)
    store = TextStore(limit: store.limit)
    let details = SpanDetailBuilder(context: context, selected: selected(context))
    for span in context.analysis.tree.preorder { sink.add(details.detail(span, &messages)) }
    let folded = MachineBuilder(context: context, anchor: anchor).view()
    let session = context.analysis.session
    let conversation =
      session.map { TalkBuilder(context: context, session: $0).conversation(&messages) }
      ?? ConversationBuilder(context: context).conversation(messages)
    store = messages.store
    let charts = ChartsBuilder(context: context).charts()
    let exchange =
      session.map(ExchangeBuilder(context: context).story) ?? ExchangeBuilder(context: context).exchange()
    let findings = FindingsBuilder(context: context).findings()
    let shares = SharesBuilder(context: context).shares()
    let screen = FirstScreen(exchange: exchange, findings: findings, hasShares: !shares.isEmpty)
    let runGraph = RunGraphBuilder(context: context, room: screen.view)
    let opening = runGraph.graph()
    let runMap = RunMapBuilder(context: context, room: screen.view)?.map(opening: selected(context))
    return TraceReport(
      anchor: anchor, header: HeaderBuilder(context: context).header(), exchange: exchange,
      findings: findings, shares: shares,
      runMap: runMap, graph: opening, everyStep: runGraph.everyStep(beside: opening), folded: folded,
      session: SessionViewBuilder(context: context).view(),
      waterfall: WaterfallBuilder(context: context).waterfall(),
      conversation: conversation, charts: charts, spanCount: context.spans.count,
      opensOnWaterfall: !context.spans.contains { RunSteps.workKinds.contains($0.kind) })
  }

  /// The span the page opens on: the top finding's, else what proves the outcome, else the last answer. Of a run as a
  /// whole its last call tells more than the list of its steps.
  private static func selected(_ context: TraceContext) -> Int? {
    let telling = context.analysis.findings.first { $0.severity != .info }?.spans.first
    let last = context.spans.lastIndex { $0.kind == .llm }
    let found =
      telling ?? context.analysis.outcome.span ?? context.analysis.conversation.answeringCall
      ?? context.analysis.figures.isError.firstIndex(of: true) ?? last ?? context.analysis.tree.roots.first
    guard let found, context.analysis.tree.parent[found] == nil, !context.analysis.figures.isError[found]
    else {
      return found.map(context.shown)
    }
    let below = context.analysis.conversation.answeringCall ?? last
    return context.shown(below ?? found)
  }
}
