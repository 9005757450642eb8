import TraceAnalysis
import TraceModel
import TraceText

/// The charts with a row for each kind, model or agent.
struct RowCharts {
  /// So many rows are told apart; the rest is one row.
  private static let limit = 16
  /// So many calls are named by their cost.
  private static let dearest = 5

  let context: TraceContext

  private var figures: Figures { context.analysis.figures }

  /// How long steps of each kind worked, by their distribution.
  func latency() -> RowChart? {
    var times: [SpanKind: [Double]] = [:]
    for (span, own) in context.analysis.work.own.enumerated() {
      if let own { times[context.spans[span].kind, default: []].append(Double(own)) }
    }
    let groups = times.map { (label: KindLabel($0.key).label, hue: KindLabel($0.key).hue, times: $0.value) }
    return distribution(
      "Latency by kind", category: "Kind", groups,
      note: "Self time: what a step did while nothing ran within it. Waiting for a person or for something "
        + "outside is left out.")
  }

  /// How long models took to their first token, where the source states it.
  func firstTokens() -> RowChart? {
    let calls = figures.calls.compactMap { call in
      context.spans[call.span].timeToFirstToken.map {
        (model: call.model ?? "unknown model", time: Double($0))
      }
    }
    return distribution(
      "Time to first token", category: "Model",
      calls.grouped { $0.model }.map { (label: $0.key, hue: Hue.prompt, times: $0.values.map { $0.time }) },
      note: "As the source states it, of \(Formatting.count(calls.count, "call")).")
  }

  private func distribution(
    _ title: String, category: String, _ groups: [(label: String, hue: Hue, times: [Double])], note: String
  ) -> RowChart? {
    let sorted = groups.map { (label: $0.label, hue: $0.hue, times: $0.times.sorted()) }
      .sorted { ($0.times.reduce(0, +), $1.label) > ($1.times.reduce(0, +), $0.label) }
    let all = sorted.flatMap { $0.times }
    guard let low = all.min(), let high = all.max() else { return nil }
    // Kinds differ a thousandfold: on one plain scale the short ones would be dust.
    let axis = high > 50 * low ? Axis(logarithmic: low, high) : Axis(to: high, .time, steps: 5)
    let words = { (time: Double) in Formatting.duration(Int64(saturating: time)) }
    return RowChart(
      title: title, category: category, axis: axis, headings: ["Median", "p95", "Longest", "Sum", "Steps"],
      rows: sorted.compactMap { group in
        guard let median = Statistics.percentile(50, ofSorted: group.times),
          let late = Statistics.percentile(95, ofSorted: group.times), let first = group.times.first,
          let last = group.times.last
        else { return nil }
        return RowChart.Row(
          label: group.label, color: group.hue, whole: (axis.place(first), axis.place(last)),
          bar: (axis.place(median), axis.place(late)),
          cells: [
            words(median), words(late), words(last), words(group.times.reduce(0, +)),
            Formatting.count(group.times.count),
          ])
      },
      note: "The bar reaches from the median to p95, the line from the shortest to the longest"
        + (axis.isLogarithmic ? "; each tick is ten times the one before it. " : ". ") + note)
  }

  /// The calls that cost most.
  func dearestCalls() -> RowChart? {
    let priced = figures.callsByCost
    guard let largest = priced.first?.cost else { return nil }
    let whole = priced.reduce(0) { $0 + $1.cost }
    let axis = Axis(to: largest, .dollars, steps: 4)
    return RowChart(
      title: "Most expensive calls", category: "Call", axis: axis,
      headings: ["Cost", "Share", "Input", "Output"],
      rows: priced.prefix(Self.dearest).map { call, cost in
        let usage = call.usage ?? TokenUsage()
        return RowChart.Row(
          label: call.model ?? "unknown model", step: context.stepLink(call.span), color: .llm, whole: nil,
          bar: (0, axis.place(cost)),
          cells: [CostWords(call).amount, Formatting.percent(cost / whole)]
            + [usage.input, usage.output].map { $0.map { UsageViews.words($0, usage) } ?? "–" })
      }, note: "Shares are of what \(Formatting.count(priced.count, "priced call")) cost together.")
  }

  /// What each model cost.
  func byModel() -> RowChart? { groups("model", "unknown model", figures.byModel, hue: .llm, least: 1) }

  /// What each agent cost.
  func byAgent() -> RowChart? { groups("agent", "no agent", figures.byAgent, hue: .agent, least: 2) }

  /// Groups by cost, or by tokens where none is priced.
  private func groups(_ noun: String, _ unknown: String, _ groups: [FiguresGroup], hue: Hue, least: Int)
    -> RowChart?
  {
    let isPriced = groups.contains { ($0.cost ?? 0) > 0 }
    let measure = { (group: FiguresGroup) in
      isPriced ? group.cost ?? 0 : Double(group.usage?.total ?? 0)
    }
    let sorted = groups.sorted { (measure($0), $1.name ?? "") > (measure($1), $0.name ?? "") }
    let whole = groups.reduce(0) { $0 + measure($1) }
    guard groups.count >= least, let largest = sorted.first.map(measure), largest > 0,
      isPriced || groups.count > 1
    else { return nil }
    let axis = Axis(to: largest, isPriced ? .dollars : .count, steps: 4)
    var rows = sorted.prefix(Self.limit).map { group in
      RowChart.Row(
        label: group.name ?? unknown, color: hue, whole: nil, bar: (0, axis.place(measure(group))),
        cells: [
          group.cost.map(Formatting.dollars) ?? "unpriced", Formatting.percent(measure(group) / whole),
          UsageViews.shortTotal(group.usage) ?? "–",
          Formatting.count(group.calls),
        ])
    }
    let rest = sorted.dropFirst(Self.limit)
    if !rest.isEmpty {
      let sum = rest.reduce(0) { $0 + measure($1) }
      let usage = TokenUsage.sum(rest.lazy.compactMap(\.usage))
      rows.append(
        RowChart.Row(
          label: "\(Formatting.count(rest.count, noun)) more", color: .chain, whole: nil,
          bar: (0, axis.place(sum)),
          cells: [
            isPriced ? Formatting.dollars(sum) : "unpriced", Formatting.percent(sum / whole),
            UsageViews.shortTotal(usage) ?? "–",
            Formatting.count(rest.reduce(0) { $0 + $1.calls }),
          ]))
    }
    return RowChart(
      title: "\(isPriced ? "Cost" : "Tokens") by \(noun)",
      category: noun.prefix(1).uppercased() + noun.dropFirst(), axis: axis,
      headings: ["Cost", "Share", "Tokens", "Calls"], rows: rows, note: "")
  }
}

extension Figures {
  /// The calls that cost something, the dearest first and of equals the earliest; empty where there are too few to
  /// compare.
  var callsByCost: [(call: CallFigures, cost: Double)] {
    let priced = calls.compactMap { call in
      call.cost.flatMap { $0.amount > 0 ? (call: call, cost: $0.amount) : nil }
    }
    return priced.count > 2 ? priced.sorted { ($0.cost, $1.call.span) > ($1.cost, $0.call.span) } : []
  }
}
