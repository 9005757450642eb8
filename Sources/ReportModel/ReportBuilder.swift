public import TraceAnalysis
public import TraceModel

/// What the caller decides about a page.
public struct ReportOptions: Sendable {
  /// The page's title; the first trace's name where it is `nil`.
  public var title: String?
  /// `auto`, `light` or `dark`.
  public var theme: String
  /// The program and version that make the page.
  public var generator: String
  /// The name of the source file, without folders.
  public var sourceName: String
  /// What was redacted.
  public var redaction: RedactionNotice
  /// What in the input was not as it should be.
  public var diagnostics: [Diagnostic]

  /// Creates options.
  public init(
    title: String? = nil, theme: String = "auto", generator: String, sourceName: String,
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

/// Turns analysed traces into what a page shows.
public enum ReportBuilder {
  /// A page of one or more traces, in the order given.
  public static func page(_ analyses: [AnalysedTrace], options: ReportOptions) -> ReportPage {
    var anchors = AnchorTable()
    var overview: [OverviewRow] = []
    var reports: [TraceReport] = []
    var store = TextStore()
    for analysis in analyses {
      let anchor = anchors.trace(analysis.trace.id)
      let context = TraceContext(analysis: analysis, anchors: anchors.spans(analysis.trace.spans))
      reports.append(report(context, anchor: anchor, store: &store))
      if analyses.count > 1 { overview.append(row(context, anchor: anchor)) }
    }
    let name = reports.first?.header.name ?? options.sourceName
    return ReportPage(
      title: options.title ?? (reports.count == 1 ? name : options.sourceName), theme: options.theme,
      generator: options.generator, sourceName: options.sourceName, overview: overview, traces: reports,
      redaction: options.redaction, dataQuality: DataQualityBuilder.panel(options.diagnostics, analyses))
  }

  private static func report(_ context: TraceContext, anchor: String, store: inout TextStore) -> TraceReport {
    let top = TopBuilder(context: context)
    var messages = MessageBuilder(context: context, store: store)
    let details = SpanDetailBuilder(context: context, selected: selected(context)).details(&messages)
    let isLong = StepTree(context, folds: false).steps.count > GraphBuilder.foldLimit
    // A long session is read turn by turn: its first question says little of its last answer.
    let session = context.analysis.session
    let conversation =
      session.map { TalkBuilder(context: context, session: $0).conversation(&messages) }
      ?? ConversationBuilder(context: context).conversation(messages)
    store = messages.store
    let charts = ChartsBuilder(context: context).charts()
    let graphs = GraphBuilder(context: context)
    let opening = graphs.graph(folded: isLong, title: isLong ? "Graph, folded" : "Graph")
    return TraceReport(
      anchor: anchor, header: top.header(), exchange: isLong && session != nil ? nil : top.exchange(),
      findings: top.findings(),
      graph: opening,
      everyStep: isLong ? graphs.graph(folded: false, title: "Every step") : nil,
      lanes: isLong ? LanesBuilder(context: context).lanes(charts.context) : nil,
      session: SessionViewBuilder(context: context).view(),
      waterfall: WaterfallBuilder(context: context).waterfall(),
      conversation: conversation, charts: charts,
      spans: details)
  }

  /// The span the page opens on: the top finding's, else the first error, else the last model call.
  private static func selected(_ context: TraceContext) -> Int? {
    let telling = context.analysis.findings.first { $0.severity != .info }?.spans.first
    let span =
      telling ?? context.analysis.figures.isError.firstIndex(of: true)
      ?? context.spans.lastIndex { $0.kind == .llm } ?? context.analysis.tree.roots.first
    return span.map(context.shown)
  }

  private static func row(_ context: TraceContext, anchor: String) -> OverviewRow {
    let top = TopBuilder(context: context)
    let figures = context.analysis.figures
    return OverviewRow(
      anchor: anchor, name: top.name, question: context.analysis.conversation.question?.preview(120) ?? "–",
      status: top.status, duration: context.analysis.timing.duration.map(Formatting.duration) ?? "–",
      tokens: figures.usage.flatMap { usage in usage.total.map { UsageViews.words($0, usage) } } ?? "–",
      cost: figures.llmCalls > 0 ? CostSummary(figures).amount : "–",
      finding: context.analysis.findings.first?.title ?? "none")
  }
}
