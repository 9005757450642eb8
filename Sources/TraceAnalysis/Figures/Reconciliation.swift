public import TraceModel

/// What a source reports beside what the price table gives.
public struct Reconciliation: Hashable, Sendable {
  /// The calls of a model, or of the whole run.
  public struct Row: Hashable, Sendable {
    /// The model; `nil` where it is unknown, and for the whole run.
    public let model: String?
    /// How many calls.
    public let calls: Int
    /// Their tokens; `nil` where none is known.
    public let usage: TokenUsage?
    /// What the table makes of them, one bill for each set of rates.
    public let bills: [Bill]
    /// What the source reports for them, in US dollars; `nil` where it reports nothing.
    public let reported: Double?
    /// What the table gives, in US dollars; `nil` where it gives nothing.
    public let computed: Double?
    /// Reported less computed, over the calls for which both are known.
    public let difference: Double?
    /// What explains the figures.
    public let explanations: [CostExplanation]
  }

  /// By model, in the order of `Figures.byModel`.
  public let models: [Row]
  /// The whole run.
  public let run: Row

  /// Whether the source reports a cost of anything.
  public var hasReport: Bool { run.reported != nil }

  init(_ calls: [CallFigures], spans: [Span], tree: SpanTree, pricing: CallPricing) {
    let runReport = pricing.runReport(besides: calls, roots: tree.roots)
    let hasReport = runReport != nil || calls.contains { $0.reported != nil }
    func row(_ model: String?, _ calls: [CallFigures]) -> Row {
      let compared = CostComparison(calls, spans: spans, pricing: pricing)
      return Row(
        model, calls, reported: Self.sum(calls.compactMap { $0.reported?.total }),
        difference: Self.difference(calls),
        explanations: (compared?.explanations ?? []) + Self.gaps(calls, hasReport: hasReport))
    }
    let groups = Figures.grouped(calls, by: \.model)
    models = groups.map { row($0.name, $0.calls) }
    run = Self.run(
      calls, models: models, report: runReport, spans: spans, tree: tree, pricing: pricing)
  }

  private static func run(
    _ calls: [CallFigures], models: [Row], report: Double?, spans: [Span], tree: SpanTree,
    pricing: CallPricing
  ) -> Row {
    let ofCalls = sum(calls.compactMap { $0.reported?.total })
    guard let report else {
      let isEqual = models.allSatisfy { $0.difference == nil || $0.explanations.contains(.equal) }
      let explanations: [CostExplanation] = difference(calls) == nil ? [] : isEqual ? [.equal] : [.byModel]
      return Row(
        nil, calls, reported: ofCalls, difference: difference(calls), explanations: explanations)
    }
    guard let ofCalls else {
      let isWhole = calls.allSatisfy {
        $0.bill != nil || [.noTokens, .reportedByCalls].contains($0.unpriced)
      }
      let compared = CostComparison(calls, runReport: report, spans: spans, pricing: pricing)
      return Row(
        nil, calls, reported: report, difference: isWhole ? compared.map { $0.reported - $0.computed } : nil,
        explanations: (isWhole ? compared?.explanations ?? [] : []) + gaps(calls, hasReport: false))
    }
    let counted = Set(calls.map(\.span) + tree.roots)
    let between = spans.indices.lazy.filter { !counted.contains($0) }
      .compactMap { spans[$0].llm?.reportedCost?.total }.reduce(0, +)
    return Row(
      nil, calls, reported: ofCalls, difference: difference(calls),
      explanations: [runExplanation(report, ofCalls: ofCalls, between: between)]
        + (difference(calls) == nil ? [] : [.byModel]))
  }

  private static func runExplanation(_ run: Double, ofCalls: Double, between: Double) -> CostExplanation {
    let tolerance = 1e-9 + abs(run) * 1e-6 + CostComparison.rounding(of: run)
    func fits(_ amount: Double) -> Bool { abs(amount - run) <= tolerance }
    if fits(ofCalls) { return .runIsSum }
    if between > 0 && fits(ofCalls + between) { return .runAddsRollUps }
    if fits(ofCalls * 2) { return .runIsTwiceSum }
    return .runDiffers(ofRun: run, ofCalls: ofCalls)
  }

  /// What keeps the figures from being whole.
  private static func gaps(_ calls: [CallFigures], hasReport: Bool) -> [CostExplanation] {
    var result: [CostExplanation] = []
    let silent = calls.count {
      $0.reported == nil && $0.unpriced != .reportedByCalls && $0.usage?.isEmpty == false
    }
    if hasReport && silent > 0 { result.append(.unreported(calls: silent)) }
    let free = calls.count { $0.reported?.total == 0 && ($0.usage?.total ?? 0) > 0 }
    if free > 0 { result.append(.reportedZero(calls: free)) }
    for why in [Unpriced.unknownModel, .local, .audio, .oneSided] {
      let count = calls.count { $0.unpriced == why }
      if count > 0 { result.append(.unpriced(calls: count, why: why)) }
    }
    return result
  }

  private static func difference(_ calls: [CallFigures]) -> Double? {
    sum(
      calls.compactMap { call in
        guard let reported = call.reported?.total, let bill = call.bill else { return nil }
        return reported - bill.amount
      })
  }

  private static func sum(_ amounts: [Double]) -> Double? { amounts.isEmpty ? nil : amounts.reduce(0, +) }
}

extension Reconciliation.Row {
  fileprivate init(
    _ model: String?, _ calls: [CallFigures], reported: Double?, difference: Double?,
    explanations: [CostExplanation]
  ) {
    let billed = calls.compactMap(\.bill)
    self.model = model
    self.calls = calls.count { $0.scope != .recordedCalls }
    usage = TokenUsage.sum(calls.lazy.compactMap(\.usage))
    bills = Bill.merged(billed)
    self.reported = reported
    computed = billed.isEmpty ? nil : billed.reduce(0) { $0 + $1.amount }
    self.difference = difference
    self.explanations = explanations
  }
}
