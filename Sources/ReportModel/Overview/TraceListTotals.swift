import TraceAnalysis
import TraceModel
import TraceText

/// The totals in a list's header.
struct TraceListTotals {
  let analyses: [AnalysedTrace]
  let uses: [RunUse]
  let facts: [ListFacts]
  let outcomes: [OutcomeCount]
  /// The scorer whose word the outcomes are; `nil` where there is none.
  let scorer: String?
  /// What the rows are: `traces` or `samples`.
  let noun: String
  /// The totals of the other scorers.
  let scores: [Figure]

  func figures() -> [Figure] {
    ([meanScore()] + scores + [endings(), tokens(), cost(), duration()]).compactMap(\.self)
  }

  private func count(_ outcome: TraceClass) -> Int { outcomes.first { $0.outcome == outcome }?.count ?? 0 }

  private func meanScore() -> Figure? {
    guard let scorer else { return nil }
    let values = facts.compactMap { $0.scores[scorer] }
    guard let mean = Statistics.mean(values) else { return nil }
    let error = mean.standardError.map { " ± \(Formatting.score($0))" } ?? ""
    let stated = StatedMean(analyses, scorer: scorer).flatMap { stated -> String? in
      abs(stated.value - mean.mean) > 0.005 ? "the log says \(Formatting.score(stated.value))" : nil
    }
    let label = ["\(scorer.preview(28)), mean of \(Formatting.count(values.count))", stated]
    return Figure(
      value: Formatting.score(mean.mean) + error,
      label: label.compactMap(\.self).joined(separator: " · "),
      explanation:
        "The mean over what was scored, and its standard error: the sample's standard deviation over √n.",
      tone: .plain)
  }

  /// How many did not end well, each kind by its word.
  private func endings() -> Figure {
    let errors = count(.error)
    let all = Formatting.count(facts.count)
    let further = facts.count { $0.outcome != .error && $0.hasFailedSteps }
    let failed = further > 0 ? "\(Formatting.count(further)) with failed steps" : nil
    guard scorer != nil else {
      let bad = outcomes.filter(\.outcome.isBad)
      let count = bad.reduce(0) { $0 + $1.count }
      let words = bad.count == 1 ? [bad[0].outcome.counted] : bad.map(Self.counted)
      return Figure(
        value: "\(Formatting.count(count)) of \(all)",
        label: ((bad.isEmpty ? ["failed"] : words) + [failed].compactMap(\.self)).joined(separator: " · "),
        explanation: further > 0
          ? "In \(Formatting.count(further)) more of all \(noun) a step failed, which is not how they ended."
          : "",
        tone: errors > 0 ? .error : count > 0 ? .warning : .plain)
    }
    let wrong = count(.wrong)
    let others = outcomes.filter { $0.outcome == .partly || $0.outcome.isStopped }.map(Self.counted)
    return Figure(
      value: "\(Formatting.count(errors)) + \(Formatting.count(wrong)) of \(all)",
      label: (["errors + wrong"] + others + [failed].compactMap(\.self)).joined(separator: " · "),
      explanation: "Right are \(Formatting.count(count(.right))) of \(all).",
      tone: errors + wrong > 0 ? .error : .plain)
  }

  /// `3 unfinished`.
  private static func counted(_ outcome: OutcomeCount) -> String {
    "\(Formatting.count(outcome.count)) \(outcome.outcome.counted)"
  }

  private func tokens() -> Figure? {
    let embedded = uses.compactMap(\.embedded).reduce(0) { $0.saturatingAdd($1) }
    guard let usage = TokenUsage.sum(uses.lazy.compactMap(\.usage)), let total = usage.total else {
      return embedded == 0
        ? nil
        : Figure(
          value: Formatting.count(embedded), label: "tokens embedded", explanation: "", tone: .plain)
    }
    let isPartial = usage.isUnfinished || uses.contains(where: \.lacksTokens)
    var label = "tokens"
    if let input = usage.input, total > 0, usage.output != nil, !usage.isUnsplit {
      label += " · \(Formatting.percent(Double(input) / Double(total))) input"
    }
    let judging = uses.compactMap(\.judges).reduce(0) { $0 + $1.tokens }
    if judging > 0 { label += " · \(RunUse.words(judging: judging))" }
    if embedded > 0 { label += " · \(RunUse.words(embedded: embedded))" }
    return Figure(
      value: TokenUsage.mark(isLeast: isPartial, isRounded: usage.isRounded)
        + (total < 10_000_000 ? Formatting.count(total) : Formatting.shortCount(total)),
      label: label, explanation: judges ?? "", tone: .plain)
  }

  private func cost() -> Figure? {
    guard analyses.contains(where: { $0.figures.llmCalls > 0 }) else { return nil }
    let models = Set(uses.flatMap(\.models)).sorted()
    let names = models.count == 1 ? models[0].preview(28) : Formatting.count(models.count, "model")
    let named = models.isEmpty ? nil : names
    let listed = models.count > 1 ? models.prefix(8).joined(separator: ", ") : nil
    guard uses.contains(where: { $0.usage != nil || $0.cost != nil }) else {
      return Figure(
        value: "–", label: [named, "no tokens recorded"].compactMap(\.self).joined(separator: " · "),
        explanation: listed ?? "", tone: .plain)
    }
    func sum(_ amounts: [Double]) -> Double? { amounts.isEmpty ? nil : amounts.reduce(0, +) }
    let words = CostSummary.words(
      reported: sum(uses.compactMap(\.reported)), computed: sum(uses.compactMap(\.computed)),
      isPartial: uses.contains(where: \.lacksCost))
    let priced = models.count > 1 ? PricedCalls(analyses, uses: uses).words : nil
    return Figure(
      value: words.amount,
      label: [words.origin, priced ?? named].compactMap(\.self).joined(separator: " · "),
      explanation: [listed, judges].compactMap(\.self).joined(separator: ". "), tone: .plain)
  }

  /// What the scorers' models used, which is no part of the totals.
  private var judges: String? {
    let used = uses.compactMap(\.judges)
    guard !used.isEmpty else { return nil }
    let costs = used.compactMap(\.cost)
    let cost = costs.isEmpty ? "" : ", \(Formatting.dollars(costs.reduce(0, +)))"
    return
      "Models of the scorers used \(Formatting.count(used.reduce(0) { $0 + $1.tokens }, "token"))\(cost) beside these."
  }

  private func duration() -> Figure? {
    let values = analyses.compactMap { $0.timing.duration.map(Double.init) }.sorted()
    guard let median = Statistics.percentile(50, ofSorted: values),
      let high = Statistics.percentile(95, ofSorted: values)
    else { return nil }
    let known = values.count == analyses.count ? "" : " of \(Formatting.count(values.count))"
    return Figure(
      value: (facts.contains(where: \.isLonger) ? "≥ " : "")
        + "\(Formatting.duration(Int64(median))) · \(Formatting.duration(Int64(high)))",
      label: "duration p50 · p95\(known)", explanation: "Percentiles by nearest rank.", tone: .plain)
  }
}

/// What an evaluation's log states as the mean of a scorer.
struct StatedMean {
  let value: Double

  /// Reads `results` of Inspect's logs: the metric `accuracy` of the scorer, else `mean`.
  init?(_ analyses: [AnalysedTrace], scorer: String) {
    let logs = Set(analyses.map { $0.trace.sessionID ?? "" })
    guard logs.count == 1, let trace = analyses.first?.trace, trace.format == "inspect",
      let score = trace.attributes["results"]?.map?["scores"]?.array?.first(where: {
        [$0.map?["name"], $0.map?["scorer"]].contains(.string(scorer))
      }),
      let metrics = score.map?["metrics"]?.map,
      let value = (metrics["accuracy"] ?? metrics["mean"])?.map?["value"]?.double
    else { return nil }
    self.value = value
  }
}
