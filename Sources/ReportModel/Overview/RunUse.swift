import TraceAnalysis
import TraceModel
import TraceText

/// What a run used, without what its judges used: a scorer's model is no part of what is judged.
struct RunUse {
  /// The tokens; `nil` where none is known.
  var usage: TokenUsage?
  /// US dollars that the source reports; `nil` where it reports none.
  var reported: Double?
  /// US dollars that the price table gives for the rest.
  var computed: Double?
  /// Whether some of the tokens or of the cost is not known.
  var lacksTokens: Bool
  var lacksCost: Bool
  /// The tokens that were embedded, which no call of a model answers: they are told beside the others.
  var embedded: Int?
  /// How many calls of models it made, without those of its judges.
  var calls: Int
  /// The models of those calls, in their order, each once.
  var models: [String]
  /// The spans of the judges' calls.
  var judging: Set<Int>
  /// What the judges used.
  var judges: (tokens: Int, cost: Double?)?

  /// All that the run cost, as far as it is known.
  var cost: Double? { reported == nil && computed == nil ? nil : (reported ?? 0) + (computed ?? 0) }

  init(_ analysis: AnalysedTrace) {
    let figures = analysis.figures
    let all = figures.calls + figures.rollUps + figures.embeddings
    let (judging, own) = all.split { call in
      analysis.tree.ancestors(of: call.span).contains { analysis.trace.spans[$0].kind == .evaluator }
    }
    // A call that failed before it answered used nothing that anybody counted.
    let answered = figures.calls.filter { !figures.isError[$0.span] }
    lacksTokens =
      !figures.unrecordedAgents.isEmpty
      || (figures.rollUps.isEmpty && answered.contains { $0.usage?.total == nil })
    lacksCost = figures.isCostPartial || (!answered.isEmpty && figures.cost.amount == nil)
    embedded = figures.embeddingUsage?.total
    let judges = Set(judging.map(\.span))
    self.judging = judges
    let others = figures.calls.filter { !judges.contains($0.span) }
    calls = others.count
    models = others.compactMap(\.model).uniqued()
    guard !judging.isEmpty else {
      (usage, reported, computed) = (figures.usage, figures.cost.reported, figures.cost.computed)
      return
    }
    let embeddings = Set(figures.embeddings.map(\.span))
    lacksCost =
      !figures.unrecordedAgents.isEmpty || own.contains { $0.cost == nil && !figures.isError[$0.span] }
    usage = TokenUsage.sum(own.lazy.filter { !embeddings.contains($0.span) }.compactMap(\.usage))
    reported = Self.sum(own) { $0.charged?.total }
    computed = Self.sum(own) { $0.charged == nil ? $0.bill?.amount : nil }
    self.judges = (
      judging.compactMap { $0.usage?.total }.reduce(0, +), Self.sum(judging) { $0.cost?.amount }
    )
  }

  private static func sum(_ calls: [CallFigures], _ amount: (CallFigures) -> Double?) -> Double? {
    let amounts = calls.compactMap(amount)
    return amounts.isEmpty ? nil : amounts.reduce(0, +)
  }
}

extension RunUse {
  /// What the judges used, beside the run's own tokens: `+709 by judges`.
  static func words(judging tokens: Int) -> String { "+\(Formatting.count(tokens)) by judges" }

  /// What was embedded, beside the tokens of the calls: `+10 embedded`.
  static func words(embedded tokens: Int) -> String { "+\(Formatting.count(tokens)) embedded" }
}

extension Sequence {
  /// The elements that fit, and the others, in their order.
  fileprivate func split(_ fits: (Element) -> Bool) -> (fitting: [Element], others: [Element]) {
    reduce(into: ([], [])) { parts, element in
      if fits(element) { parts.0.append(element) } else { parts.1.append(element) }
    }
  }
}
