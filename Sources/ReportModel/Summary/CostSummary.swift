import TraceAnalysis
import TraceText

/// The cost of a run in words.
public struct CostSummary: Sendable {
  /// The amount, `~` before a computed one and `≥` before one that lacks calls; `unpriced` where there is none.
  public let amount: String
  /// `reported`, `computed` or `partly computed`; `cost` where there is none.
  public let origin: String
  /// How it was come by.
  public let explanation: String

  /// - Parameter own: What the run itself used, where judges used some of the whole.
  init(_ figures: Figures, of own: RunUse? = nil) {
    let cost = figures.cost
    let unrecorded = figures.unrecordedAgents.count
    let judges =
      own?.judges?.cost.map { "The judges cost \(Formatting.dollars($0)) beside this." } ?? ""
    let unpriced = [
      cost.unpricedModels.isEmpty
        ? "" : "No price is known for \(cost.unpricedModels.joined(separator: ", ")).",
      Self.words(unrecorded: unrecorded), judges,
    ].filter { !$0.isEmpty }.joined(separator: " ")
    let (reported, computed) = own.map { ($0.reported, $0.computed) } ?? (cost.reported, cost.computed)
    (amount, origin) = Self.words(
      reported: reported, computed: computed, isPartial: own?.lacksCost ?? figures.isCostPartial)
    let formulas = (figures.calls + figures.rollUps).compactMap {
      $0.charged == nil ? $0.bill?.formula : nil
    }
    let shown =
      formulas.count == 1
      ? formulas[0]
      : "\(Formatting.count(formulas.count, "call")) priced; the formula of each is in the table of charts."
    switch (reported, computed) {
    case (_?, nil):
      explanation = ["Reported by the source.", unpriced].filter { !$0.isEmpty }.joined(separator: " ")
    case (nil, _?):
      explanation = ["Computed: \(shown)", unpriced].filter { !$0.isEmpty }.joined(separator: " ")
    case (let reported?, let computed?):
      explanation =
        "\(Formatting.dollars(reported)) reported, \(Formatting.dollars(computed)) computed. \(unpriced)"
    case (nil, nil):
      explanation = unpriced
    }
  }

  /// An amount with its marks, and where it comes from. Amounts in US dollars.
  static func words(reported: Double?, computed: Double?, isPartial: Bool) -> (amount: String, origin: String)
  {
    let partial = isPartial ? "≥ " : ""
    switch (reported, computed) {
    case (let reported?, nil): return (partial + Formatting.dollars(reported), "reported")
    case (nil, let computed?): return ("~ " + partial + Formatting.dollars(computed), "computed")
    case (let reported?, let computed?):
      return ("~ " + partial + Formatting.dollars(reported + computed), "partly computed")
    case (nil, nil): return ("unpriced", "cost")
    }
  }

  /// What to say of sub-agents whose model calls are not in the source; empty where there are none.
  static func words(unrecorded count: Int) -> String {
    count == 0 ? "" : "The model calls of \(Formatting.count(count, "sub-agent")) are not in the file."
  }
}
