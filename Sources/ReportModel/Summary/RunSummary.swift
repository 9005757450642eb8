public import TraceAnalysis
import TraceCompare
public import TraceModel
import TraceText

/// The figures of a page without the page: for a terminal, a comment, another program.
public struct ReportSummary: Sendable {
  /// The program and version that made it.
  public var generator: String
  /// The name of the file it was made from.
  public var sourceName: String
  /// One for each trace, in the order of the page.
  public var runs: [RunSummary]
  /// What was taken out before.
  public var redaction: RedactionNotice
  /// What in the input was not as it should be, as the page's panel says it.
  public var dataQuality: DataQuality?
}

/// What a page says of one trace, as figures and in its words.
public struct RunSummary: Sendable {
  /// A model with what its calls used.
  public struct Model: Sendable {
    /// The model; `nil` where the source does not name it.
    public var name: String?
    /// Calls and embeddings.
    public var calls: Int
    /// Their tokens; `nil` where none is known.
    public var usage: TokenUsage?
    /// Their cost in US dollars; `nil` where none is priced.
    public var cost: Double?
  }

  /// A finding with its spans by id.
  public struct FindingLine: Sendable {
    /// What kind of finding it is.
    public var id: String
    /// How much it matters.
    public var severity: Finding.Severity
    /// One sentence.
    public var title: String
    /// The evidence in words.
    public var detail: String
    /// The spans it rests on, the most telling first.
    public var spanIDs: [String]
    /// How a heuristic came to its conclusion; `nil` for what is certain.
    public var method: String?
  }

  /// A question or an answer.
  public struct Excerpt: Hashable, Sendable {
    /// The text in one line, as the page's first screen shows it.
    public var text: String
    /// Whether the text goes on.
    public var isShortened: Bool
  }

  /// The source's id of the trace.
  public var id: String
  /// The format it was read from.
  public var format: String
  /// What the run came to.
  public var outcome: RunOutcome
  /// The span that proves it, by id.
  public var outcomeSpanID: String?
  /// Steps that a person or a policy said no to.
  public var refused: Int
  /// Steps that never ran or were stopped.
  public var cancelled: Int
  /// Name, outcome and figures as they stand at the top of the page.
  public var header: HeaderView
  /// The beginning; `nil` where no span has one.
  public var start: Timestamp?
  /// Nanoseconds from the first start to the last end; `nil` where they are unknown.
  public var duration: Int64?
  /// Whether a span has no end, so that the duration is at least that.
  public var isUnfinished: Bool
  /// The number of spans of each kind that there are, in the order of the kinds.
  public var spans: [(kind: SpanKind, count: Int)]
  /// Counted model calls, embeddings apart.
  public var llmCalls: Int
  /// Those of them that failed.
  public var failedLLMCalls: Int
  /// Tool spans.
  public var toolCalls: Int
  /// Spans that failed of themselves.
  public var errors: Int
  /// The tokens of the model calls; `nil` where none is known.
  public var usage: TokenUsage?
  /// The tokens of embeddings; `nil` where none is known.
  public var embeddingTokens: Int?
  /// How many of `usage` the models of judges used; `nil` where none judged.
  public var judgeTokens: Int?
  /// Calls and embeddings by model, most tokens first.
  public var models: [Model]
  /// The parameters of calls and searches, and which instructions there were.
  public var settings: [Setting]
  /// The cost in US dollars; incomplete where some calls have no price.
  public var cost: CostTotal
  /// The cost as the page words it; `nil` where there is no model call.
  public var costWords: CostSummary?
  /// What was asked, where it is known.
  public var question: Excerpt?
  /// What was answered, where it is known.
  public var answer: Excerpt?
  /// What was judged, in the order of the source.
  public var scores: [Score]
  /// What the analysis noticed, the most telling first.
  public var findings: [FindingLine]

  /// How many spans there are.
  public var spanCount: Int { spans.reduce(0) { $0 + $1.count } }
}

extension RunSummary {
  /// A parameter with the values that the run's steps had.
  public struct Setting: Hashable, Sendable {
    /// Such as `temperature`, `index`, `system prompt`.
    public var name: String
    /// As the source has them; of instructions a number that equal texts share.
    public var value: String

    /// Creates a setting.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

extension ReportBuilder {
  /// The figures of the page that `page` would give.
  public static func summary(_ analyses: [AnalysedTrace], options: ReportOptions) -> ReportSummary {
    ReportSummary(
      generator: options.generator, sourceName: options.sourceName, runs: analyses.map(run),
      redaction: options.redaction, dataQuality: DataQualityBuilder.panel(options.diagnostics, analyses))
  }

  private static func run(_ analysis: AnalysedTrace) -> RunSummary {
    let spans = analysis.trace.spans
    let figures = analysis.figures
    let context = TraceContext(analysis: analysis, anchors: spans.map(\.id))
    let exchange = ExchangeBuilder(context: context).exchange()
    return RunSummary(
      id: analysis.trace.id, format: analysis.trace.format, outcome: analysis.outcome,
      outcomeSpanID: analysis.outcome.span.map { spans[$0].id },
      refused: figures.outcomes.count { $0 == .refused },
      cancelled: figures.outcomes.count { $0 == .cancelled },
      header: HeaderBuilder(context: context).header(),
      start: analysis.timing.start, duration: analysis.timing.duration,
      isUnfinished: spans.contains(where: \.isOpen),
      spans: SpanKind.allCases.compactMap { kind in figures.spansByKind[kind].map { (kind, $0) } },
      llmCalls: figures.llmCalls, failedLLMCalls: figures.failedLLMCalls, toolCalls: figures.toolCalls,
      errors: figures.errors, usage: figures.usage,
      embeddingTokens: figures.embeddingUsage?.total, judgeTokens: RunUse(analysis).judges?.tokens,
      models: figures.byModel.map { .init(name: $0.name, calls: $0.calls, usage: $0.usage, cost: $0.cost) },
      settings: RunSettings(analysis).all.map { .init(name: $0.name, value: $0.value) }, cost: figures.cost,
      costWords: figures.llmCalls > 0 ? CostSummary(figures) : nil,
      question: exchange?.question.map(RunSummary.Excerpt.init),
      answer: exchange?.answer.map(RunSummary.Excerpt.init), scores: analysis.trace.scores,
      findings: analysis.findings.map { finding in
        RunSummary.FindingLine(
          id: finding.id.rawValue, severity: finding.severity, title: finding.title,
          detail: finding.detailText, spanIDs: finding.spans.map { spans[$0].id }, method: finding.method)
      })
  }
}

extension RunSummary.Excerpt {
  fileprivate init(_ side: ExchangeView.Side) {
    text = side.runs.map(\.text).joined().preview(.max)
    isShortened = side.more != nil
  }
}
