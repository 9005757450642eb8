import TraceAnalysis
import TraceModel
import TraceText

/// The table of costs.
struct CostsBuilder {
  let reconciliation: Reconciliation

  /// The table, where it tells more than the chart of costs by model does.
  func costs() -> CostsView? {
    guard reconciliation.hasReport || deservesClasses else { return nil }
    let hasReport = reconciliation.hasReport
    // Failed calls of unknown models say nothing of costs.
    let models = reconciliation.models.filter { $0.usage != nil || $0.reported != nil }
    var rows = models.map { row($0, label: $0.model ?? "unknown model") }
    let run = reconciliation.run
    let addsToModels = run.explanations.contains {
      $0 != .byModel && models.first?.explanations.contains($0) != true
    }
    if rows.count > 1 || addsToModels { rows.append(row(run, label: "Whole run")) }
    guard !rows.isEmpty else { return nil }
    return CostsView(
      title: hasReport ? "Costs: reported beside computed" : "Costs by class of tokens",
      note: hasReport
        ? "Computed from dated prices for every call whose tokens and model are known, whether or not the source "
          + "reports a cost. The difference is taken over the calls that have both."
        : "Computed from dated prices: the source reports no cost.",
      hasReport: hasReport, rows: rows,
      formulas: models.flatMap { model in
        model.bills.map {
          CostsView.Formula(
            label: model.model ?? "unknown model", words: $0.formula, amount: Formatting.dollars($0.amount))
        }
      })
  }

  /// Whether the computed figures have more to them than input, output and a rate each.
  private var deservesClasses: Bool {
    let bills = reconciliation.run.bills
    let cache: Set<Bill.TokenClass> = [.cacheRead, .cacheWrite, .cacheWriteHour]
    return bills.contains { bill in
      !bill.remarks.isEmpty || !bill.fees.isEmpty
        || bill.items.contains { $0.tokens > 0 && cache.contains($0.tokenClass) }
    }
  }

  private func row(_ row: Reconciliation.Row, label: String) -> CostsView.Row {
    let usage = row.usage ?? TokenUsage()
    let bound = usage.isLowerBound ? "≥ " : ""
    func cell(_ count: Int?, _ classes: Set<Bill.TokenClass>) -> CostsView.Cell {
      let amount = row.bills.reduce(0) { $0 + $1.amount(of: classes) }
      return CostsView.Cell(
        count: count.map { UsageViews.words($0, usage) } ?? "–",
        amount: row.bills.isEmpty || count ?? 0 == 0 ? nil : bound + Formatting.dollars(amount))
    }
    return CostsView.Row(
      label: label, calls: Formatting.count(row.calls),
      cells: [
        cell(usage.freshInput, [.input]), cell(usage.cacheRead, [.cacheRead]),
        cell(usage.cacheWrite, [.cacheWrite, .cacheWriteHour]), cell(usage.output, [.output]),
      ],
      reported: row.reported.map(Formatting.dollars) ?? "–",
      computed: row.computed.map { "~ " + bound + Formatting.dollars($0) } ?? "unpriced",
      difference: row.difference.map(Self.signed) ?? "–",
      notes: row.explanations.map(CostExplanationWords.sentence)
        + row.bills.flatMap(\.fees).map { "Fees in the computed cost: \(Bill.words($0))." })
  }

  private static func signed(_ amount: Double) -> String {
    // What remains of equal sums of fractions is no difference.
    abs(amount) < 1e-9 ? "$0.00" : (amount > 0 ? "+" : "") + Formatting.dollars(amount)
  }
}
